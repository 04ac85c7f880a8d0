"""Tells the news on a web page from the page: `clean(text)`."""

from audionews.bengali.cleaning.cleaner import Cleaned, DroppedLine, clean

__all__ = ["Cleaned", "DroppedLine", "clean"]
