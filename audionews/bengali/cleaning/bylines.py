"""Finds who wrote a story, and through which agency it came, among what was dropped: for credits, not for reading."""

from collections.abc import Iterator

from audionews.bengali.cleaning.datelines import ends_with_desk, is_name, person
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import PhrasePattern, bordered, folded
from audionews.bengali.script.lazy_pattern import LazyPattern

_PARTS = LazyPattern(r"(?:(?<!\s)\s+)?[,|:ঃ/()\[\]–—।•]\s*|(?<!\s)\s+-\s+")
_WORDS = 5  # of a name
_AUTHOR = PhrasePattern("<author>")
_AGENCY = PhrasePattern(bordered("<news-agency>"))


def byline(page: Page) -> str:
    """Return the first name or desk that stands alone in a dropped line, or behind a label such as লেখক:."""
    for text in _dropped(page):
        label, colon, named = text.partition(":")
        if colon and _AUTHOR.fullmatch(folded(label).strip()) and _is_plain(named):
            return _first_part(named)
        for part in filter(None, _PARTS.split(text)):
            line = Line(part, gap=False)
            if len(line.words) <= _WORDS and (person(line) or is_name(line) or ends_with_desk(line)):
                return str(part)
    return ""


def agency(page: Page) -> str:
    """Return the first news agency that is named in a dropped line."""
    for text in _dropped(page):
        for part in _PARTS.split(text):
            if found := _AGENCY.search(folded(part)):
                return str(part if found[0] == folded(part) else found[0])
    return ""


def _dropped(page: Page) -> Iterator[str]:
    """Yield what names the maker of a story: furniture in front of it and behind it, datelines, blocks of bylines."""
    for line in page.lines:
        if line.reason == "furniture" and line.found.role in ("", "byline", "byline?"):
            yield line.raw
        yield from (cut.text for cut in line.before if cut.reason == "furniture")


def _is_plain(text: str) -> bool:
    line = Line(_first_part(text), gap=False)
    return 0 < len(line.words) <= _WORDS and not line.kinds & {"date", "clock", "number"}


def _first_part(text: str) -> str:
    first: str = _PARTS.split(text.strip())[0]
    return first
