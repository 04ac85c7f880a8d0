"""How to add a library that is not part of the plain install, to the environment that runs now."""

from __future__ import annotations

import re
import sys
from pathlib import Path


def how_to_add(extra: str) -> str:
    """Return the command that adds what the extra `extra` of audionews needs: it names the libraries themselves.

    So it is right for a copy of the sources, for a wheel and for an isolated tool alike, on any index.
    """
    wanted = " ".join(f"'{one}'" for one in _libraries(extra))
    parts = Path(sys.prefix).parts
    if "pipx" in parts:
        return f"pipx inject audionews {wanted}"
    if parts[-3:-1] == ("uv", "tools"):
        return f"uv pip install --python {sys.executable} {wanted}"
    return f"{sys.executable} -m pip install {wanted}"


def _libraries(extra: str) -> list[str]:
    from importlib.metadata import PackageNotFoundError, requires

    try:
        told = requires("audionews") or []
    except PackageNotFoundError:  # its files lie on the path, and it was never installed
        told = []
    marked = re.compile(rf"extra\s*==\s*['\"]{re.escape(extra)}['\"]")
    return [one.partition(";")[0].strip() for one in told if marked.search(one)] or [f".[{extra}]"]
