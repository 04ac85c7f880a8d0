"""Who may listen where a show is served from this machine: an address for each, which can be taken back."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING

from audionews.publish.json_reader import document
from audionews.support import files, own_files
from audionews.support.errors import AbsentError, UsageError, nearest
from audionews.support.escape import line

if TYPE_CHECKING:
    from pathlib import Path

NAME = "listeners.json"
_SCHEMA = 1
_SECRET = 18  # bytes, four letters for three
_MEND = "Mend it, or put back what `audionews backup` kept; without it, everybody may listen."


def listeners(root: Path) -> dict[str, str]:
    """Return the secret part of each listener's address, by name.

    Without the list everybody may listen, and with an empty one nobody.

    Raises:
        StorageError: the list cannot be read.
    """
    try:
        text = own_files.text(root / NAME)
    except AbsentError:
        return {}
    node = document(text, str(root / NAME), mend=_MEND).written_as(_SCHEMA).node("listeners")
    return {name: node.text(name) for name in node.fields}


def add(root: Path, name: str) -> str:
    """Give a listener an address; return its secret part.

    Raises:
        UsageError: the name is empty, or taken.
        StorageError: the list could not be written.
    """
    known, name = listeners(root), line(name)
    if not name or name in known:
        raise UsageError(f"There is a listener {name!r}." if name else "A listener needs a name.")
    secret = secrets.token_urlsafe(_SECRET)
    _write(root, known | {name: secret})
    return secret


def remove(root: Path, name: str) -> None:
    """Take a listener's address back.

    Raises:
        UsageError: there is no such listener.
        StorageError: the list could not be written.
    """
    known = listeners(root)
    if name not in known:
        raise UsageError(f"There is no listener {name!r}.", hint=nearest(name, list(known)))
    _write(root, {each: secret for each, secret in known.items() if each != name})


def _write(root: Path, known: dict[str, str]) -> None:
    text = json.dumps({"schema": _SCHEMA, "listeners": known}, ensure_ascii=False, indent=1) + "\n"
    files.write(root / NAME, text)


def of_path(root: Path, path: str) -> tuple[str, str] | None:
    """Return what a path asks for and the secret that it begins with, which is empty where everybody may listen.

    None if nobody has such an address.

    Raises:
        StorageError: the list cannot be read.
    """
    if not (root / NAME).exists():
        return path, ""
    known = listeners(root)
    _, given, rest = [*path.split("/", 2), "", ""][:3]
    found = [secret for secret in known.values() if secrets.compare_digest(secret.encode(), given.encode())]
    return (f"/{rest}", found[0]) if found else None
