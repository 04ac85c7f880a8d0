"""Tables as they can be heard: those of weather, prices and results in sentences, other small ones as "name: value"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.sources.table_sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CELLS = 60  # values that can be listened to
_COLUMNS = 6
_LARGE = "«{}» সারণিটি বড় বলে এখানে পড়া হল না।"
_NAMELESS = "এখানে একটি বড় সারণি আছে, সেটি পড়া হল না।"


def told(rows: Sequence[Sequence[str]], *, title: str = "", headed: bool) -> Iterator[str]:
    """Yield rows of cells as lines: "name: value", with the columns' names where there are more than two.

    Args:
        rows: the cells, row by row.
        title: what the table is called; said before it, and instead of it where it is too large to hear.
        headed: its first row names the columns.
    """
    values = sum(1 for row in rows for cell in row[1:] if cell)
    if values > _CELLS or max(map(len, rows)) > _COLUMNS:
        yield _LARGE.format(title) if title else _NAMELESS
        return
    if title:
        yield title
    if said := list(sentences(rows, headed=headed)):
        yield from said
        return
    names, body = (rows[0], rows[1:]) if headed else ((), rows)
    if headed and len(names) == 2:
        yield _pair(names[0], names[1])
    for row in body:
        if line := _row(row, names):
            yield line


def _row(row: Sequence[str], names: Sequence[str]) -> str:
    first, others = row[0], row[1:]
    if len(row) > 2 and len(names) == len(row):
        said = ", ".join(f"{name} {cell}".strip() for name, cell in zip(names[1:], others, strict=True) if cell)
    else:
        said = ", ".join(cell for cell in others if cell)
    return _pair(first, said)


def _pair(name: str, value: str) -> str:
    name = name.rstrip(" :ঃ।")
    return f"{name}: {value}" if name and value else name or value
