"""Where articles come from: files, folders, standard input, web pages and feeds; `gather` tells which is which.

Each door opens when it is first asked for: a program that reads one page pays for no feeds, folders and settings.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audionews.sources.gather_options import GatherOptions
    from audionews.sources.gathering import gather

__all__ = ["GatherOptions", "gather"]

# No module may bear the name of a door: importing it would put the module in the door's place.
_DOORS = {"GatherOptions": "gather_options", "gather": "gathering"}


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_DOORS[name]}"), name)
