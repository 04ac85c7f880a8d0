"""audionews: Bengali news articles as a podcast.

`make` turns sources into an episode on disk, `script` says what would be said; `audionews.bengali` holds the
language: `clean`, `split_sentences`, `normalize`, `phonemes`. Settings, results, events and errors stand here as well
(docs/python.md). Everything is imported when it is first used, so that `import audionews` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from audionews.support.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO, Unpack

    from audionews.keywords import Keywords
    from audionews.model import Article, Episode, Script
    from audionews.settings import Settings
    from audionews.support.errors import (
        AudioError,
        AudionewsError,
        FindingsError,
        Never,
        NoInputError,
        NotReady,
        SourceError,
        SpeechError,
        StorageError,
        TryLater,
        UsageError,
    )
    from audionews.support.events import Event, Finished, Found, LeftOut, Note, OnEvent, Progress, Warned

__all__ = [
    "Article",
    "AudioError",
    "AudionewsError",
    "Episode",
    "Event",
    "FindingsError",
    "Finished",
    "Found",
    "LeftOut",
    "Never",
    "NoInputError",
    "NotReady",
    "Note",
    "Progress",
    "Script",
    "Settings",
    "SourceError",
    "SpeechError",
    "StorageError",
    "TryLater",
    "UsageError",
    "Warned",
    "__version__",
    "make",
    "script",
]

_ROOMS = {
    "model": "Article Episode Script",
    "settings": "Settings",
    "support.events": "Event Finished Found LeftOut Note Progress Warned",
}
"""Where what is exported stands, errors aside."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room = next((room for room, names in _ROOMS.items() if name in names.split()), "support.errors")
    return getattr(import_module(f"{__name__}.{room}"), name)


def make(
    sources: str | Path | Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    on_event: OnEvent | None = None,
    **settings: Unpack[Keywords],
) -> Episode:
    """Make one episode of `sources`, or bring the one they gave before up to date, and return it.

    Args:
        sources: paths of files and folders, addresses, or `-` for `stdin`.
        stdin: where `-` is read from.
        on_event: called with each event of the run, from one thread at a time.
        settings: any setting by its keyword, checked as on the command line (docs/settings.md, docs/python.md).

    Raises:
        AudionewsError: one of its kinds, each with a hint for people and an exit code.
    """
    from audionews import episode
    from audionews.settings import from_keywords
    from audionews.support.events import ignore

    return episode.make(_texts(sources), from_keywords(settings), stdin=stdin, on_event=on_event or ignore)[1]


def script(
    sources: str | Path | Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    on_event: OnEvent | None = None,
    **settings: Unpack[Keywords],
) -> Script:
    """Return what would be said of `sources`, and what would be dropped and why; arguments as for `make`.

    Raises:
        AudionewsError: one of its kinds.
    """
    from audionews import scripting
    from audionews.settings import from_keywords
    from audionews.support.events import ignore

    return scripting.write_script(_texts(sources), from_keywords(settings), stdin=stdin, on_event=on_event or ignore)


def _texts(sources: str | Path | Sequence[str | Path]) -> list[str]:
    from pathlib import Path

    return [str(sources)] if isinstance(sources, str | Path) else [str(source) for source in sources]
