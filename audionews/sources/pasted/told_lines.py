"""Which lines of a text are running text, or a beginning of it, and where other stories begin below it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.sources.line_kinds import pattern
from audionews.sources.pasted.pasted_lines import BENGALI, is_calendar, is_prose, is_sentence
from audionews.sources.running_text import DARI, ENDED

if TYPE_CHECKING:
    from collections.abc import Sequence


TEASER, CUT = 100, 24  # characters of a summary, and of one with the sign of a cut
_WHOLE = 2  # paragraphs over beginnings of other stories
_TITLE, _TITLED = 4, 24  # words of a headline, at least and at most
_NUMBERED = LazyPattern(r"\W*(?:[0-9০-৯]{1,3}|[ক-ঙ])\s*[.):।-]")
_MARKED = LazyPattern(r"[।৷॥:ঃ…,-]\W*$|\.\.\.\W*$")


def said_of(lines: Sequence[str]) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in lines if line.strip()]


def before_boxes(said: Sequence[str]) -> Sequence[str]:
    """Return what stands over the first box of other stories below the prose.

    What looks like a box's name is a link to the whole where it stands below a paragraph that stops before its end, or
    again and again.
    """
    first = next((at for at, line in enumerate(said) if is_told(line)), len(said))
    seen = Counter(said)
    for at in range(first, len(said)):
        box = pattern("box").match(said[at]) is not None and seen[said[at]] == 1
        if box and not (is_told(said[at - 1]) and _stops(said[at - 1])):
            return said[:at]
    return said


def before_cards(said: Sequence[str]) -> Sequence[str]:
    """Return what stands over beginnings of other stories at the end: cut, each with a desk in front.

    Two paragraphs that are whole stand over them, of which the second has no desk: a list's have all.
    """
    end = len(said)
    while end and begins_with("desk", said[end - 1]) and found("cut", said[end - 1]):
        end -= 1
    whole = [line for line in said[:end] if is_told(line)][-_WHOLE:]
    told = len(whole) == _WHOLE and not any(map(_stops, whole)) and not begins_with("desk", whole[-1])
    return said[:end] if told else said


def _stops(line: str) -> bool:
    return not ENDED.search(line) or found("cut", line)


def is_told(line: str) -> bool:
    """Tell running text, or a beginning of it; a masthead, parted by strokes, and a feed's tail are none."""
    if len(line) < CUT or not BENGALI.search(line) or line.count(" | ") > 1 or is_link(line):
        return False
    told = is_prose(line) or len(line) > TEASER or pattern("cut").search(line) is not None
    return told and not is_calendar(line)


def is_told_whole(line: str) -> bool:
    """Tell running text, however short."""
    return is_told(line) or (is_sentence(line) and not is_link(line))


def is_ended(line: str) -> bool:
    """Tell a summary, however short, from a headline."""
    return is_prose(line) or is_sentence(line)


def is_link(line: str) -> bool:
    """Tell the link to the whole of a story."""
    return not DARI.search(line) and any(pattern(kind).fullmatch(line) for kind in ("linked", "details"))


def without_link(line: str) -> str:
    """Return a line without the link to its whole at the end."""
    for kind in ("linked", "detailed"):
        line = pattern(kind).sub("", line)
    return line.rstrip()


def is_tied(line: str) -> bool:
    """Tell a paragraph whose beginning leans on what was said before: with a pronoun or a joining word."""
    return pattern("joined").match(line) is not None


def is_numbered(line: str) -> bool:
    """Tell a line that begins with its number in a row of several."""
    return _NUMBERED.match(line) is not None


def may_be_headline(line: str) -> bool:
    """Tell a line that may be a headline by its length and its end."""
    words = len(line.split())
    return _TITLE <= words <= _TITLED and not (is_numbered(line) or line.endswith("?") or _MARKED.search(line))


def found(kind: str, line: str) -> bool:
    """Tell whether words of a kind stand in a line."""
    return pattern(kind).search(line) is not None


def begins_with(kind: str, line: str) -> bool:
    """Tell whether a line begins with words of a kind."""
    return pattern(kind).match(line) is not None
