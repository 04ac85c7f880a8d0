"""Read TOML of unknown origin: the standard library's reader takes time and memory without bound for some of it."""

from __future__ import annotations

import re
from typing import Any

MOST_BYTES = 2_000_000
"""Largest file of settings or words."""
_PARTS = 100
"""Most dots on a line outside of strings: a key of 20,000 parts takes 17 seconds and 1.6 GB."""
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')


def tree(text: str) -> dict[str, Any]:
    """Return what a TOML text holds.

    Raises:
        ValueError: it is no TOML, nests too deep, or has a key of very many parts; the message names the line.
    """
    import tomllib

    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > _PARTS and _STRING.sub("", line).count(".") > _PARTS:
            raise ValueError(f"a key with more than {_PARTS} parts (at line {number})")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("it nests too deep (at line 1)") from error
