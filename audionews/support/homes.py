"""Where a user's settings, caches and data are, also for a user without a home, or with one that may not be read."""

from __future__ import annotations

import os
from pathlib import Path

_NOWHERE = Path(os.devnull) / "audionews"
"""A place that is never there, for who has none: nothing is found in it, and nothing can be written to it."""


def config_home() -> Path:
    """Return the folder of the user's settings and words."""
    from platformdirs import user_config_path

    try:
        return user_config_path("audionews", appauthor=False)
    except RuntimeError:  # no HOME, and no row in passwd: a container with another user
        return _NOWHERE


def cache_home() -> Path:
    """Return the folder of what can be made again."""
    from platformdirs import user_cache_path

    try:
        return user_cache_path("audionews", appauthor=False)
    except RuntimeError:
        return _NOWHERE


def data_home() -> Path:
    """Return the folder of what was installed for the user: voices, pronunciations."""
    from platformdirs import user_data_path

    try:
        return user_data_path("audionews", appauthor=False)
    except RuntimeError:
        return _NOWHERE


def data_folder() -> Path:
    """Return the folder of what was made or fetched for the user: AUDIONEWS_DATA if it is set, else `data_home`."""
    if named := os.environ.get("AUDIONEWS_DATA"):
        return Path(named)
    return data_home()


def is_file(path: Path) -> bool:
    """Tell whether a file is there that this user may see."""
    try:
        return path.is_file()
    except OSError:
        return False
