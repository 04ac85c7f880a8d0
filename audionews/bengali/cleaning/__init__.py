"""Tells the news on a web page from the page: `clean(text)`."""

from audionews.bengali.cleaning.cleaner import Cleaned, DroppedLine, clean
from audionews.bengali.cleaning.cues import block_reason

__all__ = ["Cleaned", "DroppedLine", "block_reason", "clean"]
