"""Read JSON of unknown origin strictly.

A value of another type than the expected one is an error that names the file and the key, as
`output/2026-11-23/episode.json: segments[3].start is missing`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from audionews.support.errors import DamagedError

EPISODE = "The file is damaged or was edited: make the episode again."
"""What to do where the file is an episode's."""
_Object = dict[str, Any]


@dataclass(frozen=True)
class Node:
    """A JSON object and where it stands in its file."""

    fields: _Object
    """Its keys and values."""
    file: str
    """Name of the file for messages."""
    place: str = ""
    """The keys that lead to the object, ending in a dot: `segments[3].`."""
    mend: str = EPISODE
    """What to do where the file is damaged."""

    def error(self, key: str, why: str, *, hint: str | None = None) -> DamagedError:
        """Make the error for the value of `key`; `why` says what is wrong, as "is missing"."""
        return DamagedError(f"{self.file}: {self.place}{key} {why}.", hint=hint or self.mend)

    def written_as(self, schema: int) -> Node:
        """Return itself, unless a newer version has written it: an older one would lose what it does not know.

        Raises:
            DamagedError: it has another `schema`.
        """
        if "schema" in self.fields and self.whole("schema") != schema:
            raise self.error("schema", f"is not {schema}", hint="It was written by a newer audionews: upgrade.")
        return self

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
        """Return the text under `key`."""
        value: str = self._get(key, str, "text")
        return value

    def maybe(self, key: str) -> str | None:
        """Return the text under `key`, or None if it is missing or null."""
        value: str | None = self._get(key, str, "text", optional=True)
        return value

    def whole(self, key: str) -> int:
        """Return the whole number under `key`, which must not be negative."""
        value: int = self._get(key, int, "whole number")
        if value < 0:
            raise self.error(key, "is negative")
        return value

    def index(self, key: str, count: int) -> int | None:
        """Return the index under `key`, which must be below `count`, or None if it is missing or null."""
        value: int | None = self._get(key, int, "whole number", optional=True)
        if value is not None and not 0 <= value < count:
            raise self.error(key, f"is {value}, but there are {count}")
        return value

    def number(self, key: str) -> float:
        """Return the finite number under `key`."""
        value = self._get(key, (int, float), "number")
        if not abs(value) < sys.float_info.max:
            raise self.error(key, "is not finite")
        return float(value)

    def seconds(self, key: str) -> float:
        """Return the time under `key`, in seconds, which must not be negative."""
        value = self.number(key)
        if value < 0:
            raise self.error(key, "is negative")
        return value

    def span(self) -> tuple[float, float]:
        """Return the times under `start` and `end`, in seconds; the end must not be before the start."""
        start, end = self.seconds("start"), self.seconds("end")
        if end < start:
            raise self.error("end", "is before its start")
        return start, end

    def flag(self, key: str) -> bool:
        """Return the Boolean under `key`; False if it is missing."""
        return bool(self._get(key, bool, "true or false", optional=True))

    def texts(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """Return the list of texts under `key`; empty if it is `optional` and missing."""
        values = self.rows(key, optional=optional)
        if not all(isinstance(value, str) for value in values):
            raise self.error(key, "is no list of texts")
        return tuple(values)

    def rows(self, key: str, *, optional: bool = False) -> list[Any]:
        """Return the list under `key`, whatever it holds; empty if it is `optional` and missing."""
        return self._get(key, list, "list", optional=optional) or []

    def node(self, key: str, *, optional: bool = False) -> Node:
        """Return the object under `key`; an empty one if it is `optional` and missing."""
        return replace(
            self, fields=self._get(key, dict, "object", optional=optional) or {}, place=f"{self.place}{key}."
        )

    def nodes(self, key: str, *, optional: bool = False) -> list[Node]:
        """Return the list of objects under `key`; empty if it is `optional` and missing."""
        values = self.rows(key, optional=optional)
        for number, value in enumerate(values):
            if not isinstance(value, dict):
                raise self.error(f"{key}[{number}]", "is no object")
        return [
            replace(self, fields=value, place=f"{self.place}{key}[{number}].") for number, value in enumerate(values)
        ]


def document(text: str, file: str, *, mend: str = EPISODE) -> Node:
    """Parse `text`, which must be a JSON object; `file` is its name, and `mend` what to do where it is damaged.

    Raises:
        DamagedError: it is no JSON, or no object.
    """
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        why = f"line {error.lineno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise DamagedError(f"{file} is no JSON ({why}).", hint=mend) from error
    if not isinstance(value, dict):
        raise DamagedError(f"{file} holds no JSON object.", hint=mend)
    return Node(value, file, mend=mend)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
