"""Whole stories of other houses in a show: whoever makes them public should know, and how to do with less."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audionews.publish.show import episode_index, shows

if TYPE_CHECKING:
    from pathlib import Path

    from audionews.model import Story

_SHOWN = 3


def warning(root: Path) -> str | None:
    """Return one line on the stories of other houses that the show in `root` tells whole; None where there are none.

    Raises:
        StorageError: the show cannot be read.
    """
    own = _house(shows.read(root).base_url or "")
    stories = [story for item in episode_index.items(root)[0] for story in item.episode.articles if not story.cut]
    houses = [house for story in stories if (house := _story_house(story)) and house != own]
    if not houses:
        return None
    names = list(dict.fromkeys(houses))
    shown = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    count = "1 story of another house goes" if len(houses) == 1 else f"{len(houses)} stories of other houses go"
    return (
        f"{count} public whole ({shown}): ask for leave, shorten the stories (--max-minutes 10), "
        "or have their credits read (--keep credit)."
    )


def _story_house(story: Story) -> str:
    return _house(story.url or story.source)


def _house(address: str) -> str:
    """Return the site of an address of the web without the prefix of its twin; nothing for a file."""
    if not address.startswith(("http://", "https://")):
        return ""
    return (urlsplit(address).hostname or "").removeprefix("www.")
