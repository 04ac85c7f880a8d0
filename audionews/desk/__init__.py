"""The script as a text that a person edits: out of the rundown, into any editor, and back (docs/script.md)."""
