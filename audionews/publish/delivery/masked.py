"""Show the address of a host in messages, without what nobody else must read."""

from __future__ import annotations

import re

from audionews.support import escape


def shown(target: str, text: str | None = None) -> str:
    """Return `target`, or a `text` about it, as a message may show it: without password and keys."""
    said = target if text is None else text
    if found := re.search(r"://([^/]*:(.+))@", target):
        said = said.replace(found[1], "…").replace(found[2], "…")
    return escape.line(re.sub(r"\?.*", "?…", said) if text is None else said)
