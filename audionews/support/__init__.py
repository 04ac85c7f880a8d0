"""Tools that every stage may use, and that know of no stage: files, locks, errors, events, escaping."""
