"""A ticker's headlines in one line, and how such a line is told from running text."""

from __future__ import annotations

from audionews.bengali.script.lazy_pattern import LazyPattern

_SIGNS = "⁜◈◆◇■□●○★☆▶►✦➤❖✪※"
_HEADLINE = 3  # words of a headline
_KINDS = (
    (LazyPattern(f"[{_SIGNS}]"), 3, _HEADLINE),
    (LazyPattern(r"\s{3,}"), 3, _HEADLINE + 1),
    (LazyPattern(r"\s:\s"), 5, _HEADLINE + 1),
)
"""What parts headlines, how many there are at least, and how many words such a headline has."""
_PARTING = LazyPattern(rf"» «|\|\||[•▪◾{_SIGNS}]|\s»\s|\*{{2,}}")
"""What parts headlines, or the items of a list that are news."""
_PARTED = 3  # signs of a row, at least
_COUNTED = LazyPattern(r"(?<!\S)[0-9০-৯]{1,5} [^0-9০-৯।.,:]{2,30}")
_KEYWORDS, _MOSTLY = 8, 0.8  # such keywords, and their share of the line


def is_ticker(text: str) -> bool:
    """Tell headlines in one line, with signs or wide gaps between them: fewer sentences than headlines."""
    return any(_is_parted(text, *kind) for kind in _KINDS)


def _is_parted(text: str, between: LazyPattern, fewest: int, words: int) -> bool:
    parts = between.split(text)
    if len(parts) < fewest:
        return False
    told = [part for part in map(str.split, parts) if len(part) >= words]
    return len(told) >= fewest and 2 * (text.count("।") + text.count("৷")) < len(told)


def is_row(text: str) -> bool:
    """Tell a row of headlines, list items or a site's keywords, each with how many stories it has: no running text."""
    if partings(text) >= _PARTED:
        return True
    counted = _COUNTED.findall(text)
    return len(counted) >= _KEYWORDS and sum(map(len, counted)) >= _MOSTLY * len(text)


def partings(text: str) -> int:
    """Return how many signs there are in a line that part headlines or items."""
    return len(_PARTING.findall(text))
