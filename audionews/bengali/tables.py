"""Reads the linguistic tables in `data/`: TSV files whose comments say what each part is for.

A table is UTF-8, one entry a line, columns separated by one tab; blank lines and lines that begin with `#`
are for the reader. Each cell passes through `codepoints.canonical`: it matches text from any keyboard.
"""

from functools import cache
from importlib.resources import files

from audionews.bengali.codepoints import canonical


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of table `data/<name>.tsv`, each a tuple of its cells in canonical spelling."""
    text = files("audionews.bengali").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(
        tuple(canonical(cell).strip() for cell in line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    )


@cache
def mapping(name: str) -> dict[str, str]:
    """Return a two-column table as a dict from its first column to its second."""
    return {row[0]: row[1] for row in rows(name)}
