"""What a speech service takes, gives and costs, read from a table of TOML and checked: a mistake is told by its key.

docs/engines.md explains the keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from audionews.engines.http.answer import ADDRESS, BASE64, FORMS, RAW, SoundPlace
from audionews.engines.http.template import ENVIRONMENT, host_of, places
from audionews.engines.protocol import Limits, Voice
from audionews.engines.service_keys import is_variable
from audionews.engines.web import is_here
from audionews.support.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

BODIES = ("json", "form", "xml")
"""The kinds of body; a description has one of them, or none and is asked with GET."""
GIVEN = ("text", "voice", "language", "sex", "rate", "pace", "percent")
"""What can be filled in everywhere: `rate` is 100, `pace` 1.0 and `percent` +0% for the normal pace."""
PACES = {"rate", "pace", "percent"}
_KINDS: dict[str, type | tuple[type, ...]] = {
    "about": str,
    "address": str,
    "headers": dict,
    "json": dict,
    "form": dict,
    "xml": str,
    "values": dict,
    "sound": dict,
    "limits": dict,
    "price": dict,
    "voices": list,
    "any_voice": bool,
    "refuses": list,
    "facts": dict,
}
_SOUND: dict[str, type | tuple[type, ...]] = {BASE64: str, ADDRESS: str, "form": str, "rate": int, "media": str}
_LIMITS: dict[str, type | tuple[type, ...]] = {
    "characters": int,
    "minute": int,
    "parallel": int,
    "seconds": (int, float),
}
_PRICE: dict[str, type | tuple[type, ...]] = dict.fromkeys(
    ("characters", "request", "read", "spoken", "second", "tokens"), (int, float)
)
_VOICE: dict[str, type | tuple[type, ...]] = dict.fromkeys(("name", "language", "sex", "about", "alias"), str)
_WORDS = {str: "a text", dict: "a table", list: "a list", bool: "true or false", int: "a whole number"}
_HIDDEN = re.compile(r"auth|key|token|secret|cookie|password", re.IGNORECASE)
"""Names of headers that carry keys."""
_CHARACTERS_A_SECOND = 13.0
"""A newsreader's pace: what is billed by the sound's length is told by that of its text."""


@dataclass(frozen=True)
class Service:
    """A speech service, as its description has it."""

    name: str
    """Its name as an engine."""
    about: str
    """One line for people."""
    address: str
    """Where it is asked, a template."""
    headers: Mapping[str, str]
    """The headers of a request, templates."""
    body: tuple[str, Any] | None
    """The kind of a request's body, and its template; None asks with GET."""
    values: Mapping[str, Any]
    """More of what can be filled in: the model, a style."""
    sound: SoundPlace
    """Where the sound is in an answer."""
    limits: Limits
    """How it may be used, and at what cost."""
    voices: tuple[Voice, ...]
    """Its Bengali voices, the default first."""
    refuses: frozenset[int] = frozenset()
    """Status codes beside 401 and 402 with which it refuses a key."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """When and where each kind of fact was read."""

    @property
    def secrets(self) -> tuple[str, ...]:
        """The environment variables that it needs."""
        keys = (name.removeprefix(ENVIRONMENT) for name in self._places() if name.startswith(ENVIRONMENT))
        return tuple(dict.fromkeys(keys))

    @property
    def paces(self) -> bool:
        """Whether the service itself speaks faster or slower."""
        return bool(PACES & set(self._places()))

    def _places(self) -> Iterator[str]:
        return places([self.address, dict(self.headers), self.body[1] if self.body else ""])


def described(name: str, table: Mapping[str, Any]) -> Service:
    """Return the service called `name` that a table of TOML describes.

    Raises:
        UsageError: a key is missing, unknown, or has a value that does not fit; the message names it.
    """
    where = f"engines.http.{name}"
    _check(table, _KINDS, where)
    bodies = [kind for kind in BODIES if kind in table]
    if "address" not in table or len(bodies) > 1:
        why = f"has more than one of {', '.join(BODIES)}" if len(bodies) > 1 else "has no address"
        raise UsageError(f"{where} {why}.", hint="docs/engines.md shows a whole description.")
    headers, values = _texts(table.get("headers", {}), f"{where}.headers"), table.get("values", {})
    _check(values, dict.fromkeys(values, (str, int, float, bool)), f"{where}.values", amounts=False)
    body = (bodies[0], table[bodies[0]]) if bodies else None
    if body and body[0] == "form":
        _texts(body[1], f"{where}.form")
    _known_places([table["address"], headers, body[1] if body else ""], values, where)
    _hides_keys(headers, where)
    return Service(
        name=name,
        about=table.get("about", ""),
        address=_address(table["address"], [headers, body], where),
        headers=headers,
        body=body,
        values=values,
        sound=_sound(table.get("sound", {}), f"{where}.sound"),
        limits=_limits(table, where),
        voices=_voices(table.get("voices", []), table.get("about", ""), where),
        refuses=_statuses(table.get("refuses", []), where),
        facts=_texts(table.get("facts", {}), f"{where}.facts"),
    )


def _check(table: Any, kinds: Mapping[str, Any], where: str, *, amounts: bool = True) -> None:
    """Check that a table has no other keys than `kinds`, with values that fit; numbers are `amounts` or anything."""
    if not isinstance(table, dict):
        raise UsageError(f"{where} is no table.")
    for key, value in table.items():
        if key not in kinds:
            raise UsageError(f"{where} has no {key!r}.", hint=nearest(str(key), list(kinds)))
        wanted = kinds[key] if isinstance(kinds[key], tuple) else (kinds[key],)
        if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
            raise UsageError(f"{where}.{key} is of another kind: it takes {_WORDS.get(wanted[0], 'a number')}.")
        if amounts and isinstance(value, int | float) and not 0 <= value < 10**6:
            raise UsageError(f"{where}.{key} is {value}, which makes no sense.")


def _texts(table: Any, where: str) -> dict[str, str]:
    _check(table, dict.fromkeys(table, str) if isinstance(table, dict) else {}, where)
    return dict(table)


def _known_places(template: Any, values: Mapping[str, Any], where: str) -> None:
    known = [*GIVEN, *values]
    found = list(places(template))
    for name in found:
        if name.startswith(ENVIRONMENT):
            if not is_variable(name.removeprefix(ENVIRONMENT)):
                raise UsageError(f"{where}: {{{name}}} names no environment variable.", hint="As in {env:SPEECH_KEY}.")
        elif name not in known:
            raise UsageError(f"{where}: nothing is known to fill in for {{{name}}}.", hint=nearest(name, known))
    if "text" not in found:
        raise UsageError(f"{where} never says {{text}}: the service would not be told what to speak.")


def _hides_keys(headers: Mapping[str, str], where: str) -> None:
    for name, value in headers.items():
        if _HIDDEN.search(name) and f"{{{ENVIRONMENT}" not in value:
            raise UsageError(
                f"{where}.headers.{name} seems to hold a key.",
                hint="Keys belong in the environment: write {env:NAME}, and set NAME.",
            )


def _address(address: str, rest: Any, where: str) -> str:
    """Return the address of a service: over TLS where it is not this machine, or where keys are sent."""
    host, scheme = host_of(address), address.partition("://")[0]
    if scheme not in {"http", "https"} or not host or "@" in address.split("/")[2]:
        raise UsageError(f"{where}.address is no address of a service.", hint="As in https://speech.example.org/v1.")
    keyed = any(name.startswith(ENVIRONMENT) for name in places([address, *map(_plain, rest)]))
    if scheme == "http" and keyed and not is_here(host):
        raise UsageError(f"{where}.address is http: a key would be sent where all can read it.", hint="Use https.")
    return address


def _plain(part: Any) -> Any:
    return part[1] if isinstance(part, tuple) else part or ""


def _sound(table: Any, where: str) -> SoundPlace:
    _check(table, _SOUND, where)
    ways = [way for way in (BASE64, ADDRESS) if way in table]
    form = table.get("form", "wav")
    if len(ways) > 1 or form not in FORMS:
        why = f"both {BASE64} and {ADDRESS}" if len(ways) > 1 else f"the form {form!r}"
        raise UsageError(f"{where} has {why}.", hint=f"Forms are {', '.join(FORMS)}.")
    way = ways[0] if ways else RAW
    return SoundPlace(way, table.get(way, ""), form, table.get("rate", 24_000), table.get("media", ""))


def _limits(table: Mapping[str, Any], where: str) -> Limits:
    limits, price = table.get("limits", {}), table.get("price", {})
    _check(limits, _LIMITS, f"{where}.limits")
    _check(price, _PRICE, f"{where}.price")
    for name in ("characters", "minute", "parallel"):
        if limits.get(name, 1) < 1:
            raise UsageError(f"{where}.limits.{name} is {limits[name]}: nothing could be spoken.")
    host = host_of(table["address"])
    away = not is_here(host)
    return Limits(
        characters=limits.get("characters", 1000),
        parallel=limits.get("parallel", 2),
        network=away,
        host=host if away else None,
        latency=float(limits.get("seconds", 2.0)),
        price=_dollars(price) if price else None if away else 0.0,
        fee=float(price.get("request", 0.0)),
        minute=limits.get("minute"),
        any_voice=table.get("any_voice", False),
    )


def _statuses(codes: Any, where: str) -> frozenset[int]:
    if not all(isinstance(code, int) and 400 <= code < 500 for code in codes):
        raise UsageError(f"{where}.refuses holds what is no status code of a refusal.", hint="As in refuses = [403].")
    return frozenset(codes)


def _dollars(price: Mapping[str, Any]) -> float:
    """Return the US dollars for a million characters, tokens included.

    `read` and `spoken` are those for a million tokens of text and of sound, `tokens` the tokens of a character (1), and
    `second` those of a second of sound.
    """
    read = price.get("read", 0.0) * price.get("tokens", 1.0)
    spoken = price.get("spoken", 0.0) * price.get("second", 0.0) / _CHARACTERS_A_SECOND
    return float(price.get("characters", 0.0) + read + spoken)


def _voices(rows: Iterable[Any], about: str, where: str) -> tuple[Voice, ...]:
    found = []
    for row in rows:
        _check(row, _VOICE, f"{where}.voices")
        if row.get("sex", "female") not in {"female", "male"}:
            raise UsageError(f"{where}.voices: sex is female or male, or left out.")
        if not row.get("name"):
            raise UsageError(f"{where}.voices: one of them has no name.")
        told = row.get("about", about)
        found.append(Voice(row["name"], row.get("language", "bn-IN"), row.get("sex"), told, row.get("alias", "")))
    return tuple(found) or (Voice("default", "bn-IN", None, about),)
