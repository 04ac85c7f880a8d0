"""Articles → rundown: greeting, headlines, each story behind its headline intro, recap, sign-off."""
