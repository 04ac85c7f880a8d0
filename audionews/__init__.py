"""audionews: Bengali news articles as a podcast.

`make` turns sources into an episode on disk, `script` says what would be said; `audionews.bengali` holds the
language: `clean`, `split_sentences`, `normalize`, `phonemes`. Everything is imported when it is first used, so that
`import audionews` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.support.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any, BinaryIO

    from audionews.model import Episode, Script

__all__ = ["__version__", "make", "script"]


def make(sources: str | Sequence[str | Path], *, stdin: BinaryIO | None = None, **settings: Any) -> Episode:
    """Make one episode of `sources` and return it; keywords are the fields of `audionews.settings.Settings`.

    Args:
        sources: paths of files and folders, addresses, or `-` for `stdin`.
        stdin: where `-` is read from.
        settings: `output`, `engine`, `voice`, `title`, `date` and the others.

    Raises:
        AudionewsError: one of its kinds in `audionews.support.errors`, each with a hint for people.
    """
    from audionews import episode
    from audionews.settings import from_keywords

    return episode.make(_texts(sources), from_keywords(settings), stdin=stdin)[1]


def script(sources: str | Sequence[str | Path], *, stdin: BinaryIO | None = None, **settings: Any) -> Script:
    """Return what would be said of `sources`, and what would be dropped and why; arguments as for `make`.

    Raises:
        AudionewsError: one of its kinds in `audionews.support.errors`.
    """
    from audionews import episode
    from audionews.settings import from_keywords

    return episode.write_script(_texts(sources), from_keywords(settings), stdin=stdin)


def _texts(sources: str | Sequence[str | Path]) -> list[str]:
    return [sources] if isinstance(sources, str) else [str(source) for source in sources]
