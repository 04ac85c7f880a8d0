"""Puts what was mended before reading (`script.habits`) among the changes that an explanation lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.bengali.normalization.rules import Change, Row

if TYPE_CHECKING:
    from audionews.bengali.script.habits import Mended, Repair


def with_repairs(written: str, mended: Mended, changes: list[Change]) -> list[Change]:
    """Return changes and repairs from left to right, with places in the text as `written`.

    Args:
        written: the text before it was mended, in canonical spelling.
        mended: what it was mended to.
        changes: what is said otherwise, with places in the mended text.
    """
    told, left = [], list(mended.repairs)
    shift = 0  # how much further a place lies in the text as written
    for change in changes:
        while left and left[0].at + len(left[0].meant) <= change.start:
            told.append(_told(written, left[0]))
            shift = left[0].end - left[0].at - len(left.pop(0).meant)
        inside = [repair for repair in left if repair.at < change.end]
        del left[: len(inside)]
        start = min([change.start + shift, *(repair.start for repair in inside[:1])])
        spoken, rule = change.spoken, change.rule
        if inside:
            last = inside[-1]
            rule = f"{rule} after {last.habit}"
            spoken = mended.text[min(inside[0].at, change.start) : change.start] + spoken
            spoken += mended.text[change.end : last.at + len(last.meant)]
            shift = last.end - last.at - len(last.meant)
        end = max([change.end + shift, *(repair.end for repair in inside)])
        told.append(change._replace(start=start, end=end, written=written[start:end], rule=rule, spoken=spoken))
    return told + [_told(written, repair) for repair in left]


def _told(written: str, repair: Repair) -> Change:
    row = Row("habits", str(repair.line))
    stretch = written[repair.start : repair.end]
    return Change(repair.start, repair.end, stretch, "spelling", repair.habit, repair.meant, row)
