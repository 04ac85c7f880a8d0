"""In what manner each sentence of a programme is said.

What its story mentions for the first time comes slower. The voice comes down from sentence to sentence, and begins anew
with each paragraph.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from audionews.bengali.pronunciation.mentions import mentions
from audionews.bengali.pronunciation.prosody import depths, first_paces
from audionews.model import Manner, Role, Slower

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from audionews.model import Segment

_STORY = {Role.INTRO, Role.BODY, Role.SUBHEAD}
_LATIN = re.compile(r"(?<![\w.])[A-Z](?:[A-Za-z0-9&]|[.-](?=[A-Za-z0-9])| (?=[A-Z]))*")
"""A name in Latin letters: what begins with a capital, in a text that has none."""


def _as_usual(text: str) -> str:
    from audionews.bengali import normalize  # heavy, and needed for names in Latin letters alone

    return normalize(text)


def with_manner(segments: Iterable[Segment], say: Callable[[str], str] = _as_usual) -> Iterator[Segment]:
    """Yield `segments` with the manner of each; `say` turns what is written into what is said.

    Each story is taken by itself. A text outside of a programme, whose sentences belong to none, is one story.
    """
    known: dict[int | None, set[tuple[str, str]]] = {}
    depth, before = 0, None
    for segment in segments:
        here = (segment.role, segment.article)
        follows = here == before and segment.role is Role.BODY and not segment.opens
        depth, before = min(depth + 1, len(depths()) - 1) if follows else 0, here
        slower = _first(segment, known.setdefault(segment.article, set()), say) if segment.role in _STORY else ()
        yield replace(segment, manner=Manner(slower, depth))


def _first(segment: Segment, known: set[tuple[str, str]], say: Callable[[str], str]) -> tuple[Slower, ...]:
    """Return what `segment` mentions that is not yet `known`, and note it there."""
    latin = {say(name).strip() for name in _LATIN.findall(segment.text)}
    found = []
    for begins, ends, kind, what in mentions(segment.spoken, sorted(latin - {""})):
        if (kind, what) not in known:
            found.append(Slower(begins, ends, first_paces()[kind]))
        known.add((kind, what))
    return tuple(found)
