"""Tools every stage may use and none of which knows a stage: files, locks, errors, events, escaping."""
