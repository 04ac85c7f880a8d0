"""Tables of a page that hold figures, and their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.sources.pages.page_blocks import Block, blocks_of
from audionews.sources.table_lines import told

if TYPE_CHECKING:
    from collections.abc import Iterator

_CELL = 90  # characters; a cell of running text belongs to a page that is laid out with a table
_LINKED = 0.5  # share of its letters from which a table is one of links


def is_data(table: Block) -> bool:
    """Tell a table of figures from one that lays out a page."""
    if any(item.tag == "table" for item in blocks_of(table) if item is not table):
        return False  # told first: the rows of tables within tables would be gone through again at each level
    if table.links > _LINKED * table.letters:
        return False  # a list of pages
    rows = _rows(table)
    if len(rows) < 2 or max(map(len, rows), default=0) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    filled = sum(1 for cell in cells if cell)
    if any(item.pictures for item in table.blocks()) and filled < 0.6 * len(cells):
        return False
    return sum(1 for cell in cells if len(cell) > _CELL) <= 0.1 * len(cells) and filled > 0.5 * len(cells)


def spoken_rows(table: Block) -> Iterator[str]:
    """Yield a table's rows as lines."""
    title = next((_text(item) for item in table.blocks() if item.tag == "caption"), "")
    yield from told(_rows(table), title=title, headed=_is_headed(table))


def _rows(table: Block) -> list[list[str]]:
    found: list[list[str]] = []
    for item in blocks_of(table):
        if item.tag == "tr":
            cells = [_text(cell) for cell in item.blocks() if cell.tag in {"td", "th"}]
            if any(cells):
                found.append(cells)
    return found


def _is_headed(table: Block) -> bool:
    rows = [item for item in blocks_of(table) if item.tag == "tr" and any(item.blocks())]
    first = [cell.tag for cell in rows[0].blocks()] if rows else []
    return first.count("th") == len(first) > 0 or (
        bool(rows) and rows[0].parent is not None and rows[0].parent.tag == "thead"
    )


def _text(block: Block) -> str:
    return " ".join(line.text for line in block.lines() if line.text)
