"""Verse in a text: short lines that follow one another, several of which end with a comma or a dari."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.sources.pasted.pasted_lines import BENGALI, is_person, kinds_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_VERSE, _STANZA, _STOPPED = 8, 4, 2  # words of a verse; lines of a stanza, of which so many end with a stop
_STOPS = (",", ";", "।", "॥", "৷")


def verse_end(lines: Sequence[str], at: int) -> int:
    """Return where the verse ends that begins in line `at`; `at` where none does.

    Its lines are short and follow one another, and several end with a comma or a dari, as no menu's and headlines do.
    """
    if at and lines[at - 1].strip() and _is_verse(lines[at - 1]):
        return at
    end = at
    while end < len(lines) and _is_verse(lines[end]):
        end += 1
    stops = sum(line.rstrip().endswith(_STOPS) for line in lines[at:end])
    return end if end - at >= _STANZA and stops >= _STOPPED else at


def _is_verse(line: str) -> bool:
    return (
        1 < len(line.split()) <= _VERSE and BENGALI.search(line) is not None and not (kinds_of(line) or is_person(line))
    )
