"""Tables of weather, prices and results of examinations as sentences: table `table_sentences`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.endings import join
from audionews.bengali.script.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BRACKETS = re.compile(r"(?:(?<!\s)\s+)?[(\[](?P<inner>[^)\]]{1,20})[)\]]\s*$")
_NUMBER = re.compile(r"[\d.,]*\d(?:\s*[-–]\s*[\d.,]*\d)?")
_NOTHING = {"", "-", "–", "—", "N/A"}


class _Column(NamedTuple):
    kind: str
    said: str
    unit: str
    again: str
    """How it is said that the value is that of the column before; "" where that is said as any other."""


def sentences(table: Sequence[Sequence[str]], *, headed: bool) -> Iterator[str]:
    """Yield what a newsreader would say of a table; nothing where it is of none of the kinds that are known.

    Args:
        table: the cells, row by row.
        headed: its first row names the columns. Without that, the first column of two may name what each row tells.
    """
    if headed:
        columns = [_column(name) for name in table[0][1:]]
        if _is_of_one_kind(columns):
            for row in table[1:]:
                if said := _row(row, table[0][0], columns):
                    yield said
        return
    facts = [(_column(row[0]), row[1]) for row in table if len(row) == 2]
    if len(facts) == len(table) and _is_of_one_kind([column for column, _ in facts]):
        for column, value in facts:
            if column and (said := _value(value, column)):
                yield f"{said}।"


def _is_of_one_kind(columns: Sequence[_Column | None]) -> bool:
    return bool(columns) and None not in columns and len({column.kind for column in columns if column}) == 1


def _column(name: str) -> _Column | None:
    plain, inner = _parted(canonical(name).strip(" :ঃ।*"))
    for kind, names, said, *others in rows("table_sentences"):
        if kind not in _OWN and plain in names.split("|"):
            unit, again, *_ = [*others, "", ""]
            return _Column(kind, said, inner or unit, again)
    return None


_OWN = {"place", "day", "per", "up", "down", "same"}
"""The rows that are no columns."""


def _row(row: Sequence[str], heading: str, columns: Sequence[_Column | None]) -> str:
    name, measure = _parted(canonical(row[0]).strip(" :ঃ।"))
    cells = [canonical(cell).strip() for cell in row]
    said = [
        column.again if column.again and cell == before else _value(cell, column)
        for before, cell, column in zip(["", *cells[1:]], cells[1:], columns, strict=False)
        if column
    ]
    told = ", ".join(filter(None, said))
    if not name or not told:
        return ""
    if measure:
        name = _how("per").format(measure=measure, name=name)
    market = any(column and column.kind == "market" for column in columns)
    first = _parted(canonical(heading))[0]
    if first in _names("day"):
        return f"{name} {told}।"
    return f"{join(name, 'এর' if market and first not in _names('place') else 'এ')} {told}।"


def _value(cell: str, column: _Column) -> str:
    value = canonical(cell).strip()
    if value in _NOTHING:
        return ""
    if column.said == "{change}":
        return _change(value)
    return column.said.format(f"{value} {column.unit}".strip() if _NUMBER.fullmatch(value) else value)


def _change(value: str) -> str:
    sign, size = value[0], value.lstrip("+-−–▲▼↑↓ ")
    if not size.strip("0০.%"):
        return _how("same")
    way = "down" if sign in _signs("down") else "up" if sign in _signs("up") else ""
    return _how(way).format(size) if way else value


def _parted(name: str) -> tuple[str, str]:
    """Return a name without the brackets behind it, and what stands in them."""
    found = _BRACKETS.search(name)
    return (name[: found.start()], found["inner"].strip()) if found else (name.strip(), "")


def _how(row: str) -> str:
    return next(said for kind, _, said, *_ in rows("table_sentences") if kind == row)


def _signs(row: str) -> str:
    return next(signs for kind, signs, *_ in rows("table_sentences") if kind == row)


def _names(row: str) -> list[str]:
    return _signs(row).split("|")
