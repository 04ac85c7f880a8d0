"""The pass that looks at lines of several parts between strokes: an author and a date, a headline and its author."""

import re

from audionews.bengali.cleaning.cues import judge
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import folded
from audionews.bengali.script.lazy_pattern import LazyPattern

_STROKE = LazyPattern(r"(?:(?<!\s)\s+)?[|•;]\s*")
_DATE = LazyPattern(r"(?<![0-9০-৯])[0-9০-৯]{4}(?![0-9০-৯])")
_LEAST, _MOST = 3, 5  # parts between commas
_WORDS = 4  # of a name or a section beside a date


def drop_between_strokes(page: Page) -> None:
    """Drop lines of a date, a label or a desk and a few words beside it; cut such parts off the end of longer lines."""
    for line in page.lines:
        if line.reason or line.news or line.prose:
            continue
        if not (strokes := list(_STROKE.finditer(line.raw))):
            _drop_between_commas(page, line)
            continue
        parts = _STROKE.split(line.raw)
        rows = [_row(part) if part else "" for part in parts]
        if any(map(_is_dated, parts)) and all(
            row or len(part.split()) <= _WORDS for part, row in zip(parts, rows, strict=True)
        ):
            page.drop(line, "furniture", next(filter(None, rows), ""))
        elif "furniture" not in page.asked.keep:
            _cut_tail(page, line, strokes, rows)


def _drop_between_commas(page: Page, line: Line) -> None:
    """Drop a section, a date with its year and a counter in one line (জাতীয়, 23 January 2023, 1163 Views)."""
    parts = [part.strip() for part in line.raw.split(",") if part.strip()]
    if not _LEAST <= len(parts) <= _MOST or not any(_DATE.search(part) and _is_dated(part) for part in parts):
        return
    rows = [_row(part) for part in parts]
    if all(rows):
        page.drop(line, "furniture", rows[0])


def _cut_tail(page: Page, line: Line, strokes: list[re.Match[str]], rows: list[str]) -> None:
    kept = next((at for at in range(len(rows), 0, -1) if not rows[at - 1]), 0)
    if 0 < kept < len(rows):
        cut = strokes[kept - 1].start()
        line.after.append(page.cut(line.raw[cut:].strip(), "furniture", rows[kept]))
        line.rest = line.raw[:cut]


def _is_dated(part: str) -> bool:
    """Tell a date or a label with one; a paper or a desk beside a few words may be their headline's."""
    return bool(Line(part, gap=False).kinds & {"date", "clock"}) or judge(folded(part)).sure


def _row(part: str) -> str:
    """Return what tells that a part is no news: the row of a cue, or the words of dates and desks; empty if nothing."""
    line = Line(part, gap=False)
    if line.kinds and line.kinds != {"place"}:
        return line.vocabulary_row
    verdict = judge(folded(part))
    return verdict.row if verdict.sure else ""
