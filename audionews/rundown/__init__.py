"""Turn articles into a rundown: greeting, headlines, each story after its headline, recap, sign-off."""
