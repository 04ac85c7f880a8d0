"""Who a show and its episodes are to podcast apps: identifiers that stay for life, kept in `show.json`.

A show's `podcast:guid` is made once, and never again, whatever becomes of its address; an episode's GUID is made of it
and of the episode's folder. What was published before keeps the identifier under which it was published.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from audionews.settings import NO
from audionews.support import own_files
from audionews.support.errors import AbsentError, DamagedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from audionews.publish.show.episode_index import EpisodeItem

PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Namespace of podcast:guid (podcastindex.org/namespace/1.0)."""
_FIRST = uuid.uuid5(uuid.NAMESPACE_URL, "audionews:episode")
"""Namespace of the GUIDs of version 0.1.0, which were the same for all shows."""
_ITEM = re.compile(r"(?:^|/)([^/]+)/index\.html$")

_SECRET = 18  # bytes, four letters for three: as long as a UUID


@dataclass(frozen=True)
class Published:
    """An episode as apps know it."""

    guid: str
    """Its identifier."""
    digest: str
    """SHA-256 of the sound under which it was first published."""
    season: str = ""
    """The number of its season; empty without one."""
    number: str = ""
    """Its own number; empty without one."""


@dataclass(frozen=True)
class Identity:
    """What a show is known by."""

    guid: str
    """Its podcast:guid; empty before a feed was written."""
    episodes: Mapping[str, Published] = field(default_factory=dict)
    """Its episodes by the names of their folders."""
    moved_from: str | None = None
    """The base URL at which apps knew it before."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The last number given in each season; that of no season under an empty name."""
    pinned: frozenset[str] = frozenset()
    """The folders of episodes that are never too old to be kept."""
    secret: str = ""
    """The part of a private show's address that nobody can guess; empty for a public one."""
    retired: tuple[str, ...] = ()
    """Such parts that no longer hold, under which files may still lie at the host."""

    def of(self, item: EpisodeItem) -> Published:
        """Return what an episode is known by."""
        return self.episodes.get(item.name) or Published(episode_guid(self.guid, item.name), item.digest)

    def is_updated(self, item: EpisodeItem) -> bool:
        """Tell whether an episode has another sound than the one that apps may have fetched."""
        return self.of(item).digest != item.digest


def show_guid(feed: str | None) -> str:
    """Return a new podcast:guid: a UUIDv5 of the address of the feed without scheme and slash, else a random one."""
    if feed is None:
        return str(uuid.uuid4())
    return str(uuid.uuid5(PODCASTS, feed.partition("://")[2].rstrip("/")))


def episode_guid(show: str, name: str) -> str:
    """Return the identifier of a new episode in the folder `name`."""
    return f"urn:uuid:{uuid.uuid5(uuid.UUID(show), name)}"


def settled(known: Identity, episodes: Sequence[EpisodeItem], feed: str | None, old: Path) -> Identity:
    """Return the identity of a show with these episodes; `old` is the feed that apps read so far, which may be missing.

    `feed` is the address of the feed, where it is known.
    """
    before = {} if known.guid else _in_first_form(old)
    first = replace(known, guid=known.guid or show_guid(feed))
    there = {item.name for item in episodes}
    kept = {name: made for name, made in known.episodes.items() if name in there}
    new = {
        item.name: Published(before.get(item.name) or episode_guid(first.guid, item.name), item.digest)
        for item in episodes
        if item.name not in kept
    }
    return replace(first, episodes=kept | new, pinned=known.pinned & there)


def hidden(known: Identity, *, private: bool, again: bool = False) -> Identity:
    """Return an identity with a secret if the show is `private`, a new one if `again`, else without."""
    import secrets

    if private and known.secret and not again:
        return known
    gone = (*known.retired, known.secret) if known.secret else known.retired
    return replace(known, secret=secrets.token_urlsafe(_SECRET) if private else "", retired=gone)


def numbered(known: Identity, episodes: Sequence[EpisodeItem], way: str) -> Identity:
    """Return an identity in which those of the `episodes` (oldest first) that have no number yet are numbered.

    `way` is one of `settings.NUMBERING`. A number once given stays, and none is given twice, whatever is removed.
    """
    last, given = dict(known.numbers), dict(known.episodes)
    for item in episodes if way != NO else ():
        if not given[item.name].number:
            season = str(item.date.year) if way == "year" else ""
            last[season] = last.get(season, 0) + 1
            given[item.name] = replace(given[item.name], season=season, number=str(last[season]))
    return replace(known, episodes=given, numbers=last)


def _in_first_form(feed: Path) -> dict[str, str]:
    """Return the GUIDs of the episodes in a feed that version 0.1.0 wrote, by folder."""
    from xml.etree import ElementTree as ET

    try:
        channel = ET.fromstring(own_files.content(feed))  # noqa: S314 - the feed that we wrote
    except (AbsentError, DamagedError, ET.ParseError, LookupError, ValueError):  # an encoding of no sense
        return {}
    names = (_ITEM.search(item.findtext("link") or "") for item in channel.iter("item"))
    return {found[1]: f"urn:uuid:{uuid.uuid5(_FIRST, found[1])}" for found in names if found}


def stored(identity: Identity) -> dict[str, Any]:
    """Return an identity as `show.json` has it."""
    return {
        "guid": identity.guid,
        **({"moved_from": identity.moved_from} if identity.moved_from else {}),
        **({"numbers": dict(identity.numbers)} if identity.numbers else {}),
        **({"pinned": sorted(identity.pinned)} if identity.pinned else {}),
        **({"secret": identity.secret} if identity.secret else {}),
        **({"retired": list(identity.retired)} if identity.retired else {}),
        "episodes": {name: _row(made) for name, made in sorted(identity.episodes.items())},
    }


def _row(made: Published) -> list[str]:
    return [made.guid, made.digest, *([made.season, made.number] if made.number else [])]
