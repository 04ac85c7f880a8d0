"""What comes of following a source: an article, a source further on, what is passed over, or a loss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.model import Article, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class FoundArticle:
    """An article and how it came."""

    article: Article
    """As it was found."""
    rank: int | None = None
    """Its place in its feed, 0 first; None where the user named it, and it is always read."""
    feed: str | None = None
    """The feed that it stands in."""


@dataclass(frozen=True)
class PendingSource:
    """A source that is still to be followed."""

    source: str
    """What to call it."""
    key: str
    """What it is: two leads with one key lead to the same."""
    follow: Callable[[], Sequence[Outcome]]
    """Returns what it leads to; raises SourceError where that is nothing."""
    parent: str | None = None
    """The feed that it stands in."""


@dataclass(frozen=True)
class PassedOver:
    """What is not read as it was asked for: told, and no loss."""

    source: str
    """Where it stands."""
    why: str
    """One sentence for people."""


Outcome = FoundArticle | PendingSource | PassedOver | Skipped
