"""Where articles come from: files, folders, standard input, web pages and feeds; `gather` tells which is which."""

from audionews.sources.gather import gather
from audionews.sources.gather_options import GatherOptions

__all__ = ["GatherOptions", "gather"]
