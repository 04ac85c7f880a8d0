"""Plain text as it was written or copied: the story in it, its headline and date, or why it is none."""
