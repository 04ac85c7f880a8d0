"""Time stamps, datelines, bylines, section names: lines of nothing but such words, by where they stand."""

from collections.abc import Sequence

from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.prefixes import ends_with_desk, is_name

_WHEN = {"date", "clock", "number"}
_BYLINE = 7  # words


def mark(lines: Sequence[Line]) -> None:
    """Mark the lines that are furniture or stamps of a live blog."""
    first = next((at for at, line in enumerate(lines) if line.prose and not line.reason), len(lines))
    last = max((at for at, line in enumerate(lines) if line.prose and not line.reason), default=-1)
    live = sum(_is_stamp(line) for line in lines) > 1
    for at, line in enumerate(lines):
        if line.reason not in ("", "furniture") or line.prose:
            continue
        if _is_stamp(line) and (at > first or live):
            line.reason = "live-stamp"
        elif not line.reason and line.kinds:
            inside = first < at < last and len(line.kinds) == 1 and line.kinds != {"number"}
            line.reason = "" if inside else "furniture"
    for at in range(1, first):
        if not lines[at].reason and len(lines[at].words) <= _BYLINE and ends_with_desk(lines[at]):
            lines[at].reason = "furniture"
    for at in range(1, first):
        beside = {lines[at - 1].reason, lines[at + 1].reason if at + 1 < len(lines) else ""}
        if not lines[at].reason and "furniture" in beside and is_name(lines[at]):
            lines[at].reason = "furniture"


def _is_stamp(line: Line) -> bool:
    """A time of day, perhaps with a date, and no word of publishing but an update's."""
    return bool(line.kinds) and line.kinds <= _WHEN and (line.clock or "আগে" in line.text) and "প্রকাশ" not in line.text
