"""Tables in plain text, by pipes as in Markdown or by tabs as from a spreadsheet: their rows as they can be heard."""

from __future__ import annotations

import re
from itertools import groupby, zip_longest

from audionews.sources.table_lines import told

_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*(?:(?=[:-]):?-*:?\s*\|?|\|))?")
_LEAST = 2  # rows, and columns
_CELL = 60  # characters of a cell, on average


def with_tables(text: str) -> str:
    """Return `text` with its tables' rows as lines "name: value"."""
    if "|" not in text and "\t" not in text:
        return text
    found: list[str] = []
    for sign, group in groupby(_led(text.split("\n")), _sign):
        lines = list(group)
        rows = _rows(lines, sign) if sign else []
        found.extend(told(rows, headed=_is_headed(lines, rows)) if rows else lines)
    return "\n".join(found)


def _led(lines: list[str]) -> list[str]:
    """Return `lines` with a pipe before rows around a rule that have none, as Markdown allows (GFM 4.10)."""
    led: list[str] = []
    pipes = 0  # of each row, in a table with a rule
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        own = line.strip("| ").count("|")
        if own and _RULE.fullmatch(below.strip()):
            pipes = own
        elif own != pipes and not _RULE.fullmatch(line.strip()):
            pipes = 0
        led.append(f"|{line}" if pipes and not line.lstrip().startswith("|") else line)
    return led


def _sign(line: str) -> str:
    """Return what parts the cells of a line that may be a row."""
    inner = line.strip().strip("|")
    if "\t" in line.strip():
        return "\t"
    return "|" if line.strip().startswith("|") and "|" in inner else ""


def _rows(lines: list[str], sign: str) -> list[list[str]]:
    """Return the cells of rows that are a table; none where they differ in number or are long."""
    strips = " |" if sign == "|" else " "
    rows = [
        [cell.strip() for cell in line.strip(strips).split(sign)] for line in lines if not _RULE.fullmatch(line.strip())
    ]
    cells = [cell for row in rows for cell in row]
    if len(rows) < _LEAST or len({len(row) for row in rows}) > 1 or len(rows[0]) < _LEAST:
        return []
    return rows if sum(map(len, cells)) < _CELL * len(cells) and sum(map(bool, cells)) > 0.6 * len(cells) else []


def _is_headed(lines: list[str], rows: list[list[str]]) -> bool:
    """Tell a table whose first row names its columns: a rule stands below it, or only it has no figures."""
    if len(lines) > 1 and _RULE.fullmatch(lines[1].strip()):
        return True
    figures = [any(char.isdigit() for cell in row[1:] for char in cell) for row in rows]
    return not figures[0] and all(figures[1:])
