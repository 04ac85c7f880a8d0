"""A live blog: its newest entries are news, what it said before them is not read."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING

from audionews.sources.page_blocks import Block, walked
from audionews.sources.publication_dates import moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audionews.sources.page_lines import TextLine

OLDER = "older"
"""The role of entries that are not read."""
_NEWEST = 10  # entries that are read
_STAMP = 40  # characters of a line that is the time of an entry
_CLOCK = re.compile(r"[0-9০-৯]{1,2}[:.][0-9০-৯]{2}(?![0-9০-৯])")


def mark_older(story: Block) -> None:
    """Give the entries of a live blog beside the newest the role `older`, wherever the page puts the newest."""
    for parent in walked(story):
        if isinstance(parent, Block):
            for run in _runs(parent):
                stamps = [_stamp(block) for block in run]
                if sum(stamp != "" for stamp in stamps) * 10 < len(run) * 8:
                    continue
                told = [stamp for stamp in stamps if stamp]
                older = run[:-_NEWEST] if _rises(told[0], told[-1]) else run[_NEWEST:]
                for block in older:
                    block.role = OLDER


def _runs(parent: Block) -> Iterable[list[Block]]:
    """Yield siblings of one look that have prose, where they are more than are read."""
    looks: dict[str, list[Block]] = {}
    for block in parent.blocks():
        if block.prose and not block.role:
            looks.setdefault(block.look, []).append(block)
    return [run for run in looks.values() if len(run) > _NEWEST]


def _stamp(block: Block) -> str:
    """Return the time that stands over an entry; empty where none does."""
    for line in block.lines():
        if line.prose:
            break
        if line.stamp or _is_stamp(line):
            return line.stamp or line.text
    return ""


def _is_stamp(line: TextLine) -> bool:
    found = _CLOCK.search(line.text)
    return found is not None and len(line.text) <= _STAMP


def _rises(first: str, last: str) -> bool:
    """Tell entries of which the oldest comes first."""
    one, other = (moment(text, UTC) or moment(f"2000-01-01 {text}", UTC) for text in (first, last))
    return one is not None and other is not None and one < other
