"""Articles → rundown: greeting, headlines, each story behind its headline intro, recap, sign-off."""

from audionews.rundown.order import Plan, plain, write
from audionews.rundown.shorten import seconds

__all__ = ["Plan", "plain", "seconds", "write"]
