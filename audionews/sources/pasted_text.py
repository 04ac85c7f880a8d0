"""Text copied from a browser: which line is its headline, and when it was published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import rows
from audionews.sources.html_tree import letters
from audionews.sources.page_prose import SENTENCE, stems
from audionews.sources.page_words import pattern
from audionews.sources.pasted_lines import BENGALI, BETWEEN, LONG, is_calendar, is_prose, is_sentence, kinds_of
from audionews.sources.publication_dates import moment, names_year, stated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime, tzinfo

_ABOVE = 40  # lines above the story among which its headline is looked for
_OVER = 3  # lines over the headline in which a date of publishing may stand
_LONGEST, _SHORTEST = 200, 8  # characters of a headline
_NAMES = 3  # words; a line of so few that shares nothing with the story is a name, a section, a button
_MENU, _ITEM = 8, 4  # lines of a menu, at least; words of each, at most
_CLOSING, _ALONE = 3, 40  # lines behind the story in which a date may close it; characters of one that is nothing else
_SHARED = 0.16  # share of a headline's words that the story has
_MOST_SAID = 0.6  # share of the words of a headline of three that the story has
_FAR = 0.4  # share by which a lower line must say more of the story than the first that could be its headline
_GLUED = 12  # letters of a headline that can be told within a longer line
_TABS = LazyPattern(r"^[\s•·*#|»›▪–—-]+|[\s|»›*]+$")
_PIPE = LazyPattern(r"(?<!\s)\s+[|»]\s+")
_SITE = LazyPattern(r"(?<!\s)\s+[|»–—-]\s+\S[^|»]{1,60}$")  # behind a page's title
_ROW = LazyPattern(r"[^:–—-]{2,40}[:–—-]\s*\S.{0,23}")
_WORDS = LazyPattern(r"[^\W\d_][^\d\s,.:|]*")
_LATIN = LazyPattern("[A-Za-z]")


@dataclass(frozen=True)
class PastedHeadline:
    """A headline that is not the first line of a text."""

    at: int
    """Index of its line."""
    text: str
    """Without what a browser's title or a menu adds."""


def find_headline(lines: Sequence[str], zone: tzinfo) -> PastedHeadline | None:
    """Return the headline of a text where menus, mastheads, dates or names stand over it; None where the first line is.

    It is the first line over the story that shares words with it and is no name, section or date.
    """
    first = _first_prose(lines)
    if first is None:
        return None
    story = {stem for line in lines[first:] if is_prose(line) for stem in stems(line)}
    opening = next((at for at, line in enumerate(lines) if line.strip()), 0)
    above = range(opening, min(first, opening + _ABOVE))
    seen = [letters(line) for line in lines]
    weak = _is_name(lines[opening]) or len(lines[opening]) > _LONGEST
    possible = [
        at
        for at in above
        if _may_be(text := _bare(lines[at], story), zone)
        and not (_is_name(text, story) or _is_row(lines, at) or _is_in_menu(lines, at))
        and (len(text.split()) > _NAMES or not lines[first].startswith(text))
    ]
    possible = sorted({*possible, *(at for at in above if _again(seen, at, first) and _may_be(lines[at], zone))})
    captions = [at for at in possible if _is_over_credit(lines, at)]
    if any(at not in captions and _share(lines[at], story) >= _SHARED for at in possible):
        possible = [at for at in possible if at not in captions]
    heads = [at for at in possible if not is_sentence(lines[at])] or possible  # a sentence only where nothing else is
    told = (at for at in possible if _again(seen, at, first) or (at in heads and _share(lines[at], story) >= _SHARED))
    at = next(told, next((at for at in possible if weak and at > opening), None))
    if at is None:
        alone = _unglued(lines[opening], story) if opening < first else ""
        return PastedHeadline(opening, alone) if alone and alone != lines[opening] else None
    closer = max((one for one in heads if one > at), key=lambda one: _share(lines[one], story), default=at)
    at = _within(lines, seen, at, above, story)
    titled = any(_is_glued(seen, one, at) for one in range(at))  # a title or the way to the page names it
    if _share(lines[closer], story) - _share(lines[at], story) > _FAR and not titled:
        at = closer  # the first was another story's
    at = next((one for one in possible if one < at and _is_stamped(lines, one)), at)
    at = _within(lines, seen, at, above, story)
    text = _unglued(_bare(lines[at], story), story)
    return None if at == opening and text == lines[at].strip() else PastedHeadline(at, text)


def _within(lines: Sequence[str], seen: Sequence[str], at: int, above: range, story: AbstractSet[str]) -> int:
    """Return the headline that a line names, with the site or the way to the page; the line itself where it is none.

    A picture's text may say a part of the headline: then the rest is in the story's words, too.
    """
    found = (one for one in above if _is_glued(seen, at, one) or _is_titled(lines, seen, at, one))
    return next((one for one in found if not stems(lines[at].replace(lines[one].strip(), " ")) & story), at)


def _first_prose(lines: Sequence[str]) -> int | None:
    """Return the first line of running text.

    A long one without a sentence's end is a ticker's where others have one and speak of something else.
    """
    told = [at for at, line in enumerate(lines) if is_prose(line) and not is_calendar(line)]
    ended = [at for at in told if SENTENCE.search(lines[at])]
    story = {stem for at in ended for stem in stems(lines[at])}
    return next((at for at in told if at in ended or not ended or len(stems(lines[at]) & story) >= _NAMES), None)


def _is_titled(lines: Sequence[str], seen: Sequence[str], at: int, inner: int) -> bool:
    """Tell the title of a browser's page, with the site's name behind it, from the headline that stands below it."""
    title = _SITE.search(lines[at])
    return title is not None and inner > at and letters(lines[at][: title.start()]) == seen[inner] != ""


def _is_in_menu(lines: Sequence[str], at: int) -> bool:
    """Tell a line among many of a few words each."""
    first = last = at
    while first > 0 and 0 < len(lines[first - 1].split()) <= _ITEM:
        first -= 1
    while last + 1 < len(lines) and 0 < len(lines[last + 1].split()) <= _ITEM:
        last += 1
    return len(lines[at].split()) <= _ITEM and last - first + 1 >= _MENU


def _unglued(text: str, story: set[str]) -> str:
    """Return a headline without the name of a section that a menu glued to it, where the story has its first word."""
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    for name in _sections():
        rest = word.removeprefix(name)
        if rest != word and BENGALI.match(rest) and stems(rest) and stems(rest) <= story and not stems(word) & story:
            return text[text.index(word) + len(name) :]
    return text


@cache
def _sections() -> tuple[str, ...]:
    """Return the names of sections in one word, the longest first."""
    names = {name for kind, names in rows("vocabulary") if kind == "section" for name in names.split("|")}
    return tuple(sorted((name for name in names if BENGALI.match(name) and " " not in name), key=len, reverse=True))


def _is_stamped(lines: Sequence[str], at: int) -> bool:
    """Tell a line right above the day it was published, at most a byline between: what is above others is a menu's."""
    below = [line for line in lines[at + 1 : at + 6] if line.strip()][:2]
    if not _is_name(lines[at]) and below and pattern("published").match(below[0]):
        return True
    return (
        not _is_name(lines[at])
        and len(below) > 1
        and _is_byline(below[0])
        and bool(pattern("published").match(below[1]))
    )


def _is_over_credit(lines: Sequence[str], at: int) -> bool:
    """Tell a picture's caption by the credit below it; a headline may stand over one too, where no other is."""
    below = next((line for line in lines[at + 1 : at + 3] if line.strip()), "")
    return pattern("photo").match(below) is not None


def _is_byline(line: str) -> bool:
    if len(line.split()) >= 2 * _NAMES:
        return False
    return any(pattern(kind).search(line.strip()) for kind in ("byline", "credited"))


def _is_name(line: str, story: AbstractSet[str] = frozenset()) -> bool:
    """Tell a line of a few words, or of another script: a site's name, a section, a button; not if a story says it."""
    foreign = 2 * len(BENGALI.findall(line)) < len(_LATIN.findall(line))
    few = len(line.split()) < _NAMES or (len(line.split()) == _NAMES and _share(line, story) <= _MOST_SAID)
    return few or (foreign and len(stems(line)) <= _NAMES)


def _is_row(lines: Sequence[str], at: int) -> bool:
    """Tell a row of a list such as a recipe's, a name and how much of it: its like stands beside it."""
    beside = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]
    return _ROW.fullmatch(lines[at].strip()) is not None and any(_ROW.fullmatch(line.strip()) for line in beside)


def _again(seen: Sequence[str], at: int, first: int) -> bool:
    """Tell a line that stands twice, or within a longer one that a menu or a browser's title is glued to."""
    if len(seen[at]) <= _SHORTEST:
        return False
    return seen.count(seen[at]) > 1 or any(_is_glued(seen, one, at) for one in range(at) if one < first)


def _is_glued(seen: Sequence[str], at: int, inner: int) -> bool:
    return inner > at and len(seen[inner]) > _GLUED and seen[inner] in seen[at][1:]


def find_date(lines: Sequence[str], start: int, zone: tzinfo) -> datetime | None:
    """Return the date that stands between the headline in line `start` and the story, over it or behind it.

    One that is called that of publishing goes before others. Over a headline stands the day on which the page was
    read, unless it is so called, or is the only one and names no weekday. Within the story one alone counts, and behind
    it one may close it.
    """
    opens = not _may_be(lines[start].strip(), zone)  # a text may begin with desk and date
    near = lines[start if opens else start + 1 : start + 8]
    below = list(takewhile(lambda line: not is_prose(line), near))
    above = lines[max(0, start - _OVER) : start]
    last = max((at for at, line in enumerate(lines) if is_prose(line)), default=len(lines))
    behind = [line for line in lines[last + 1 :] if line.strip()][:_CLOSING]
    called = [
        line
        for line in [lines[start], *near, *above, *behind]
        if pattern("published").match(line) or stated(line) != line
    ]
    inside = near[len(below) :]
    if opens and below and _is_day(below[0]):
        below = below[1:]
    closing = (line for line in behind[:1] if len(line) < _ALONE and (_is_only_date(line) or _is_signed_day(line)))
    parted = (part for line in behind for part in line.split("/")[1:] if names_year(part) and _is_only_date(part))
    stamped = (line for line in [*near, *behind] if "|" in line and len(line) < LONG and _is_stamped_name(line))
    told = lines[start:last]
    days = [line for line in told if len(line) < _ALONE and _is_only_date(line)]
    if last == len(lines) and len(days) > 2:  # a calendar's: nothing else is told
        below = []
    inner = (line for line in inside if [line] == days)  # several are those of what is told
    stamp = (line for line in above[-1:] if _is_stamp(line))
    for line in chain(called, below, inner, closing, parted, stamped, stamp):
        if len(line) < LONG and names_year(line) and (when := moment(stated(line), zone)):
            return when
    return None


def _is_only_date(line: str) -> bool:
    kinds = kinds_of(line)
    return "date" in kinds and kinds <= {"date", "number", "clock"}


def _is_stamped_name(line: str) -> bool:
    """Tell a day and, behind strokes, a few names (Site Admin | July 26, 2025 4:50 PM)."""
    parts = [part.strip() for part in line.split("|") if part.strip()]
    days = [part for part in parts if names_year(part) and _is_only_date(part)]
    return len(days) == 1 < len(parts) and all(len(part.split()) <= _NAMES for part in parts if part not in days)


def _is_signed_day(line: str) -> bool:
    from audionews.bengali.cleaning.furniture import is_signed_day  # not for pages

    return is_signed_day(line)


def _is_stamp(line: str) -> bool:
    """Tell a date in which the month is the only word: a masthead's has the weekday, or other calendars' months."""
    return len(line) < _ALONE and _is_only_date(line) and len(_WORDS.findall(line)) <= 1


def _is_day(line: str) -> bool:
    """Tell a day with its weekday or in several calendars and nothing else, as a masthead has it."""
    return pattern("published").match(line) is None and is_calendar(line) and not _is_stamp(line)


def _bare(line: str, story: set[str]) -> str:
    """Return a line without bullets and without what names site or author behind it."""
    text = _TABS.sub("", line)
    head, *rest = _PIPE.split(text)
    while (
        rest
        and (pattern("author").match(rest[-1]) or _share(rest[-1], story) < _SHARED)
        and _share(" | ".join([head, *rest[:-1]]), story) >= _SHARED
    ):
        rest.pop()
    return " | ".join([head, *rest]) if rest or _PIPE.search(text) else text


def _may_be(text: str, zone: tzinfo) -> bool:
    if (
        len(BETWEEN.findall(text)) > 1
        or not _SHORTEST <= len(text) <= _LONGEST
        or not BENGALI.search(text)
        or text.endswith((":", "ঃ"))
    ):
        return False
    if _is_byline(text) or pattern("shown").search(text) or pattern("issue").search(text):
        return False
    return not (names_year(text) and len(text) < LONG and moment(text, zone) is not None and _is_mostly_date(text))


def _is_mostly_date(text: str) -> bool:
    return sum(char.isdigit() for char in text) > 5 and len(stems(text)) < 2 * _NAMES


def _share(text: str, story: AbstractSet[str]) -> float:
    """Return the share of a line's words that the story has."""
    own = stems(text)
    return len(own & story) / len(own) if own else 0.0
