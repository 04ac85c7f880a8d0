"""Reads the linguistic tables in `data/`: TSV files whose comments say what each part is for.

A table is UTF-8, one entry a line, columns separated by one tab; blank lines and lines that begin with `#`
are for the reader. Each passes through `codepoints.canonical`: it matches text from any keyboard.
"""

from functools import cache
from pathlib import Path

from audionews.bengali.script.codepoints import canonical

_DATA = Path(__file__).parent.parent / "data"
_TAB = "\ue000"  # a private character stands for the tab, which `canonical` takes for a space


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of table `data/<name>.tsv`, each a tuple of its cells in canonical spelling."""
    return tuple(row for _, row in numbered(name))


@cache
def numbered(name: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the rows of a table as `rows` does, each with the number of its line in the file, from 1."""
    text = canonical((_DATA / f"{name}.tsv").read_text(encoding="utf-8").replace("\t", _TAB))
    return tuple(
        (number, tuple(map(str.strip, line.split(_TAB))))
        for number, line in enumerate(text.split("\n"), 1)
        if line and line[0] != "#" and not line.isspace()
    )


@cache
def unread(name: str) -> dict[str, str]:
    """Return a long table of just two columns as `mapping` does, but with its second not yet in canonical spelling."""
    lines = (_DATA / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    cells = "\t".join([line for line in lines if line and line[0] != "#"]).split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=True))


@cache
def _lines(name: str) -> dict[str, int]:
    """Return the first line of a table with this first cell, with these first two, or with this word in a list."""
    lines: dict[str, int] = {}
    for number, line in enumerate((_DATA / f"{name}.tsv").read_text(encoding="utf-8").split("\n"), start=1):
        if "\t" in line and line[0] != "#":
            cells = [canonical(cell).strip() for cell in line.split("\t")]
            listed = [word.strip() for word in cells[1].split(",")]
            for key in (cells[0], "\t".join(cells[:2]), *listed):
                lines.setdefault(key, number)
    return lines


def place(name: str, key: str) -> str:
    """Return where a table has `key`, as `abbreviations.tsv:12`: as it stands or in small letters; "" if nowhere.

    A key of digits is taken for the number of the line.
    """
    lines = _lines(name)
    if key.isdecimal():
        return f"{name}.tsv:{key}"
    line = lines.get(key) or lines.get(key.lower())
    return f"{name}.tsv:{line}" if line else ""


@cache
def vocabulary(kind: str) -> frozenset[str]:
    """Return the words and phrases of one kind in `vocabulary.tsv`: place, surname, section, ….

    Raises:
        KeyError: the table has no such kind.
    """
    found = [words.split("|") for named, words in rows("vocabulary") if named == kind]
    if not found:
        raise KeyError(kind)
    return frozenset(word for words in found for word in words)


@cache
def mapping(name: str) -> dict[str, str]:
    """Return a two-column table as a dict from its first column to its second."""
    return {row[0]: row[1] for row in rows(name)}
