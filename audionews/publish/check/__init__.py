"""Check episodes, feeds and whole shows, with checks of our own and with other validators where they are installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.publish.check.finding import Finding
from audionews.support.errors import AbsentError, DamagedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Finding", "check"]

_INDEX = "episodes.jsonl"
"""That of a batch, whose folder has no feed before somebody makes one."""


def check(path: Path, *, validators: bool = True) -> list[Finding]:
    """Return the findings for `path`: an episode's folder or manifest, a feed, or a show's folder.

    With `validators`, epubcheck, Ace and the Nu HTML checker are run too, if they are installed.

    Raises:
        UsageError: `path` is none of these.
        StorageError: a file cannot be read for now.
    """
    if path.name == "episode.json":
        path = path.parent
    found = list(_findings(path))
    if validators:
        from audionews.publish.check.external import validated

        found += validated(path)
    return found


def _findings(path: Path) -> Iterator[Finding]:
    from audionews.publish.check.show_check import checked
    from audionews.publish.show import episode_index

    if (path / "episode.json").is_file():
        yield from _episode(path)
    elif path.is_file() and path.suffix == ".xml":
        yield from checked(path)
    else:
        episodes = episode_index.folders(path)
        if not episodes and not (path / "feed.xml").is_file():
            raise UsageError(f"There is no episode and no feed in {path}.", hint="Make one first: audionews make")
        for episode in episodes:
            yield from _episode(episode)
        if (path / "feed.xml").is_file() or not (path / _INDEX).is_file():
            yield from checked(path / "feed.xml")


def _episode(folder: Path) -> Iterator[Finding]:
    from audionews.publish import manifest
    from audionews.publish.check import book_check, page_check, sound_check, text_check, timeline_check
    from audionews.publish.render.forms import BOOK, PAGE, forms_of

    try:
        episode = manifest.load(folder)
    except (AbsentError, DamagedError) as error:
        yield Finding("manifest", str(folder / manifest.NAME), str(error))
        return
    forms = forms_of(episode.recipe)
    for kind in (timeline_check, sound_check, text_check):
        yield from kind.checked(folder, episode)
    if PAGE in forms:
        yield from page_check.checked(folder, episode)
    if BOOK in forms:
        yield from book_check.checked(folder, episode)
