"""The show: what its feed and list say about it, and what it is known by, kept in `show.json` beside them."""

from __future__ import annotations

import json
import re
import uuid
from typing import TYPE_CHECKING, Any

from audionews.publish.json_reader import Node, document
from audionews.publish.show.identity import Identity, Published, stored
from audionews.settings import Show
from audionews.support import own_files
from audionews.support.errors import AbsentError, DamagedError, UsageError, nearest
from audionews.support.escape import line
from audionews.support.value_kinds import FLAG, WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from audionews.support.declaration import Setting

__all__ = ["FEED", "NAME", "Show", "changed", "dump", "identity", "read"]

FEED = "feed.xml"
NAME = "show.json"
_SCHEMA = 1
_AGAIN = "Mend or remove it, and give what it said of the show to `audionews feed` again."


def read(root: Path) -> Show:
    """Read the show's metadata in `root`; without `show.json`, the defaults.

    Raises:
        StorageError: `show.json` is damaged; the message names the key.
    """
    node = _document(root)
    if node is None:
        return Show()
    show = Show()
    for name, made in Show.declared.items():
        if name in node.fields:
            show = _with(show, node, made)
    return show


def _with(show: Show, node: Node, made: Setting) -> Show:
    try:
        return changed(show, {made.name: _field(node, made)})
    except UsageError as error:
        raise node.error(made.name, f"is not {made.kind.what}") from error


def _document(root: Path) -> Node | None:
    path = root / NAME
    try:
        node = document(own_files.text(path), str(path), mend=_AGAIN)
    except AbsentError:
        return None
    if not {"schema", "guid", *Show.declared} & node.fields.keys() and node.fields:
        raise DamagedError(f"{path} was not made by audionews.", hint="Give it another name, or choose another folder.")
    return node.written_as(_SCHEMA)


def _field(node: Node, made: Setting) -> Any:
    if made.kind is FLAG:
        return node.flag(made.name)
    if made.kind is WHOLE:
        return node.whole(made.name)
    return node.maybe(made.name) if made.default is None or made.name == "subcategory" else node.text(made.name)


def identity(root: Path) -> Identity:
    """Read what the show in `root` and its episodes are known by; an empty identity before the first feed.

    Raises:
        StorageError: `show.json` is damaged; the message names the key.
    """
    node = _document(root)
    if node is None or not node.maybe("guid"):
        return Identity("")
    try:
        uuid.UUID(node.text("guid"))
    except ValueError as error:
        raise node.error("guid", "is no UUID") from error
    rows = node.node("episodes", optional=True)
    known = {name: _published(rows, name) for name in rows.fields}
    counts = node.node("numbers", optional=True)
    return Identity(
        node.text("guid"),
        known,
        node.maybe("moved_from"),
        {name: counts.whole(name) for name in counts.fields},
        frozenset(node.texts("pinned", optional=True)),
        _secret(node),
        node.texts("retired", optional=True),
    )


def _secret(node: Node) -> str:
    secret = node.maybe("secret") or ""
    if not re.fullmatch(r"[\w-]*", secret):
        raise node.error("secret", "is no part of an address")
    return secret


def told(show: Show, known: Identity) -> Show:
    """Return a show as its feed and pages tell it: a private one at the address that nobody can guess."""
    if not (show.private and show.base_url and known.secret):
        return show
    return show.changed(base_url=f"{show.base_url}{known.secret}/")


def _published(rows: Node, name: str) -> Published:
    row = rows.texts(name)
    if len(row) not in {2, 4}:
        raise rows.error(name, "is no [guid, digest]")
    return Published(*row)


def dump(show: Show, known: Identity) -> str:
    """Return the content of `show.json`: what the show says of itself, and what it is known by."""
    return json.dumps({"schema": _SCHEMA, **vars(show), **stored(known)}, ensure_ascii=False, indent=1) + "\n"


def changed(show: Show, changes: Mapping[str, Any]) -> Show:
    """Return `show` with `changes`; None leaves a field as it is.

    Raises:
        UsageError: there is no such field, or a value does not fit.
    """
    known = Show.declared
    wanted = {name: value for name, value in changes.items() if value is not None}
    for name in wanted:
        if name not in known:
            raise UsageError(f"A show has no {name!r}.", hint=nearest(name, list(known)))
    return show.changed(**{name: known[name].fitting(value, line(str(value))) for name, value in wanted.items()})
