"""The words of `line_kinds.tsv` as regular expressions, made when first asked for."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("line_kinds.tsv")


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """Return the regular expression of a kind of line.

    Raises:
        KeyError: the table has no such kind.
    """
    return re.compile(_kinds()[kind], re.IGNORECASE)


@cache
def _kinds() -> dict[str, str]:
    lines = (line.partition("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines())
    return {kind: expression for kind, tab, expression in lines if tab and not kind.startswith("#")}
