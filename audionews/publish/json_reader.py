"""Strict reading of JSON that may come from anywhere.

Every value has the type that is asked for, or there is an error that names the file and the key, as
`output/2026-11-23/episode.json: segments[3].start is missing`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any, NoReturn

from audionews.support.errors import StorageError

_HINT = "The file is damaged or was edited: make the episode again."
_Object = dict[str, Any]


@dataclass(frozen=True)
class Node:
    """A JSON object and its place in its file."""

    fields: _Object
    """The object's members."""
    file: str
    """The file, as a person would name it."""
    place: str = ""
    """The keys that lead here, ending in a dot."""

    def error(self, key: str, why: str, *, hint: str = _HINT) -> StorageError:
        """Return the error that says what is wrong with `key`."""
        return StorageError(f"{self.file}: {self.place}{key} {why}.", hint=hint)

    def _get(self, key: str, kind: type | tuple[type, ...], what: str, *, optional: bool = False) -> Any:
        value = self.fields.get(key)
        if value is None and optional:
            return None
        if key not in self.fields:
            raise self.error(key, "is missing")
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(key, f"is no {what}")
        return value

    def text(self, key: str) -> str:
        """Return a text."""
        value: str = self._get(key, str, "text")
        return value

    def maybe(self, key: str) -> str | None:
        """Return a text, or None where the key is missing or null."""
        value: str | None = self._get(key, str, "text", optional=True)
        return value

    def whole(self, key: str) -> int:
        """Return a whole number that is not negative."""
        value: int = self._get(key, int, "whole number")
        if value < 0:
            raise self.error(key, "is negative")
        return value

    def index(self, key: str, count: int) -> int | None:
        """Return an index below `count`, or None."""
        value: int | None = self._get(key, int, "whole number", optional=True)
        if value is not None and not 0 <= value < count:
            raise self.error(key, f"is {value}, but there are {count}")
        return value

    def number(self, key: str) -> float:
        """Return a finite number."""
        value = self._get(key, (int, float), "number")
        if not abs(value) < sys.float_info.max:
            raise self.error(key, "is not finite")
        return float(value)

    def seconds(self, key: str) -> float:
        """Return a time in seconds, not negative."""
        value = self.number(key)
        if value < 0:
            raise self.error(key, "is negative")
        return value

    def span(self) -> tuple[float, float]:
        """Return `start` and `end` in seconds, in this order in time."""
        start, end = self.seconds("start"), self.seconds("end")
        if end < start:
            raise self.error("end", "is before its start")
        return start, end

    def flag(self, key: str) -> bool:
        """Return true or false; a missing key is false."""
        return bool(self._get(key, bool, "true or false", optional=True))

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """Return a list of texts."""
        values = self.rows(key, optional=optional)
        if not all(isinstance(value, str) for value in values):
            raise self.error(key, "is no list of texts")
        return tuple(values)

    def rows(self, key: str, *, optional: bool = False) -> list[Any]:
        """Return a list of anything; empty where it is missing and may be."""
        return self._get(key, list, "list", optional=optional) or []

    def node(self, key: str, *, optional: bool = False) -> Node:
        """Return the object under `key`; an empty one where it is missing and may be."""
        return Node(self._get(key, dict, "object", optional=optional) or {}, self.file, f"{self.place}{key}.")

    def nodes(self, key: str, *, optional: bool = False) -> list[Node]:
        """Return the list of objects under `key`."""
        values = self.rows(key, optional=optional)
        for number, value in enumerate(values):
            if not isinstance(value, dict):
                raise self.error(f"{key}[{number}]", "is no object")
        return [Node(value, self.file, f"{self.place}{key}[{number}].") for number, value in enumerate(values)]


def document(text: str, file: str) -> Node:
    """Return the JSON object that `text` holds.

    Raises:
        StorageError: it is no JSON, or no object.
    """
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        why = f"line {error.lineno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise StorageError(f"{file} is no JSON ({why}).", hint=_HINT) from error
    if not isinstance(value, dict):
        raise StorageError(f"{file} holds no JSON object.", hint=_HINT)
    return Node(value, file)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
