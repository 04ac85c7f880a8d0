"""A live blog: its newest entries are news, what it said before them is not read."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING

from audionews.sources.pages.page_blocks import Block, walked
from audionews.sources.publication_dates import moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audionews.sources.pages.page_lines import TextLine

OLDER = "older"
"""The role of entries that are not read."""
_NEWEST = 10  # entries that are read
_SEVERAL = 2  # entries that make a live blog, where its block is called one
_LIVE = frozenset({"live", "liveblog", "live-blog", "lb", "liveupdates", "live-updates", "livestory"})
_STAMP = 40  # characters of a line that is the time of an entry
CLOCK = re.compile(r"[0-9০-৯]{1,2}[:.][0-9০-৯]{2}(?![0-9০-৯])")
"""An hour and its minutes."""


def mark_older(story: Block) -> None:
    """Give the entries of a live blog beside the newest the role `older`, wherever the page puts the newest."""
    for parent in walked(story):
        if isinstance(parent, Block):
            for run in _runs(parent, _NEWEST + 1):
                told = _stamps(run)
                if not told:
                    continue
                older = run[:-_NEWEST] if rises(told[0], told[-1]) else run[_NEWEST:]
                for block in older:
                    block.role = OLDER


def is_live(block: Block) -> bool:
    """Tell the entries of a live blog: several that look alike, each with its time, in a block that is called one."""
    called = False
    for parent in walked(block):
        if isinstance(parent, Block):
            called = called or bool(parent.words & _LIVE)
            if called and any(_stamps(run) for run in _runs(parent, _SEVERAL)):
                return True
    return False


def _stamps(run: list[Block]) -> list[str]:
    """Return the times that stand over the entries of a run; none where less than four of five have one."""
    told = [stamp for stamp in map(_stamp, run) if stamp]
    return told if len(told) * 10 >= len(run) * 8 else []


def _runs(parent: Block, least: int) -> Iterable[list[Block]]:
    """Yield siblings of one look that have prose, `least` or more."""
    looks: dict[str, list[Block]] = {}
    for block in parent.blocks():
        if block.prose and not block.role:
            looks.setdefault(block.look, []).append(block)
    return [run for run in looks.values() if len(run) >= least]


def _stamp(block: Block) -> str:
    """Return the time that stands over an entry; empty where none does."""
    for line in block.lines():
        if line.prose:
            break
        if line.stamp or _is_stamp(line):
            return line.stamp or line.text
    return ""


def _is_stamp(line: TextLine) -> bool:
    found = CLOCK.search(line.text)
    return found is not None and len(line.text) <= _STAMP


def rises(first: str, last: str) -> bool:
    """Tell entries of which the oldest comes first, by the times of the first and the last."""
    one, other = (moment(text, UTC) or moment(f"2000-01-01 {text}", UTC) for text in (first, last))
    return one is not None and other is not None and one < other
