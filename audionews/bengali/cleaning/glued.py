"""Passes that part what a copied page has glued to the front of a paragraph: a date, a reading time, the headline."""

import re
from collections.abc import Iterator

from audionews.bengali.cleaning.cues import DARI_END
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import LETTER, PhrasePattern
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.lazy_pattern import LazyPattern

_STORY = 3  # words behind it, at least
_FIRST = 8  # lines in which a story begins
_REACH = 120  # characters in which a reading time in front of a paragraph ends
_CUE = 24  # characters of such a cue, and more
_MORE = PhrasePattern(rf"<more-glued>(?={LETTER})")
_MORE_BEGINS = "\u0986"  # its first letter
_STAMP = LazyPattern(
    r"(?:(?:\| )?(?:[^\s\d:|]{2,12} ?: )?[0-9০-৯]{1,2} [^\s\d]{2,12},? [12১২][0-9০-৯]{3},? [0-9০-৯]{1,2}:[0-9০-৯]{2}"
    r" (?:[^\s\d]{2,10} )?){1,2}(?=[\u0985-\u09b9])"
)
_UNIT = PhrasePattern("<unit>", re.IGNORECASE)
_FRONT = PhrasePattern(r"(?P<date>[^।?!]{0,80}?)<reading-time>\s*", re.IGNORECASE)


def part_glued(page: Page) -> None:
    """Make a line of its own of what is glued to the front of a paragraph, and drop it.

    It is a reading time, with the date before it, or the cue of links whose headline a copy has lost.
    """
    if "furniture" not in page.asked.keep:
        page.lines = [piece for line in page.lines for piece in _parted(page, line)]
    if "related-link" not in page.asked.keep:
        page.lines = [piece for line in page.lines for piece in _without_cue(page, line)]


def part_headline(page: Page) -> None:
    """Make a line of its own of the headline that is glued to the first word of a paragraph; drop it."""
    headline = page.asked.headline or next((line.raw for line in page.lines), "")
    if "repeat" in page.asked.keep or len(headline.split()) < _STORY + 1:
        return
    own = page.asked.headline is None  # the first line, of which it cannot be told that it says itself again
    for at, line in enumerate(page.lines[own : _FIRST + 1], start=own):
        begun, cut, rest = line.raw.partition("…")  # a picture's text, cut
        if cut and headline.startswith(begun.strip()) and len(begun.split()) >= _STORY and rest.strip():
            front = Line(begun + cut, line.gap, line.found)
            page.drop(front, "repeat")
            page.lines[at : at + 1] = [front, Line(rest.strip(), False, line.found)]
            return
        rest = line.raw.removeprefix(headline)
        if at <= _FIRST and rest != line.raw and rest and rest[0].isalpha():
            front = Line(headline, line.gap, line.found)
            page.drop(front, "repeat")
            page.lines[at : at + 1] = [front, Line(rest, False, line.found)]
            return


def _without_cue(page: Page, line: Line) -> Iterator[Line]:
    """Yield `আরও পড়ুনপুলিশ জানায়, …। …।` in two: what goes on behind its dari is no headline."""
    found = _MORE.match(line.raw[:_CUE]) if line.raw[:1] in _MORE_BEGINS else None
    if not found or len(line.sentences) == 1 or not all(map(DARI_END.search, line.sentences)):
        yield line
        return
    front = Line(found[0], line.gap, line.found)
    page.drop(front, "related-link")
    yield front
    yield Line(line.raw[found.end() :], False, line.found)


def _parted(page: Page, line: Line) -> Iterator[Line]:
    if line.raw[:1].isdigit() and (stamp := _STAMP.match(line.raw)) and "date" in Line(stamp[0], gap=False).kinds:
        rest = Line(line.raw[stamp.end() :], False, line.found)
        if rest.prose:
            front = Line(stamp[0].strip(), line.gap, line.found)
            page.drop(front, "furniture")
            yield front
            yield rest
            return
    if not _UNIT.search(line.raw, 0, _REACH):
        yield line
        return
    text = canonical(line.raw)
    found = _FRONT.match(text)
    if not found or not _is_dated(found["date"]) or len(Line(text[found.end() :], gap=False).words) < _STORY:
        yield line
        return
    front = Line(found[0].strip(), line.gap, line.found)
    page.drop(front, "furniture")
    yield front
    yield Line(text[found.end() :].strip(), False, line.found)


def _is_dated(text: str) -> bool:
    return not text.strip(" |•-–—,") or bool(Line(text, gap=False).kinds)
