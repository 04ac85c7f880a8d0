"""Articles → rundown: greeting, headlines, each story behind its headline intro, recap, sign-off."""

from audionews.rundown.order import Plan, plain, write

__all__ = ["Plan", "plain", "write"]
