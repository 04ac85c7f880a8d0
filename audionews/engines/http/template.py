"""Templates of what is sent: `{text}`, `{voice}`, `{env:NAME}` and the like, filled in and escaped for their place.

What is filled in is not looked at again: a text that says `{env:HOME}` stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

from audionews.engines.service_keys import secret
from audionews.support.escape import markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ENVIRONMENT = "env:"
_PLACE = re.compile(r"\{(env:[A-Za-z0-9_]*|[a-z][a-z0-9_]*)\}")


def places(template: Any) -> Iterator[str]:
    """Yield what a template, or a tree of them as JSON has it, wants filled in: `text`, `env:NAME`."""
    if isinstance(template, str):
        yield from _PLACE.findall(template)
    elif isinstance(template, dict | list):
        for inner in template.values() if isinstance(template, dict) else template:
            yield from places(inner)


def host_of(template: str) -> str:
    """Return the host of an address that is a template, with `*` for what is filled in; empty where there is none."""
    try:
        return urlsplit(_PLACE.sub("*", template)).hostname or ""
    except ValueError:
        return ""


def in_address(template: str, values: Mapping[str, Any]) -> str:
    """Return an address; what is filled in is percent-encoded whole, so that it stays one part of it."""
    return _filled(template, values, lambda value: quote(value, safe=""))


def in_header(template: str, values: Mapping[str, Any]) -> str:
    """Return the value of a header: one line of visible characters."""
    return _filled(template, values, lambda value: "".join(filter(str.isprintable, value)))


def in_xml(template: str, values: Mapping[str, Any]) -> bytes:
    """Return a document of XML (SSML); what is filled in cannot end the element or attribute that it stands in."""
    return _filled(template, values, markup).encode()


def in_form(template: Mapping[str, str], values: Mapping[str, Any]) -> bytes:
    """Return the fields of a form, as browsers send them."""
    return urlencode({name: _filled(value, values, str) for name, value in template.items()}).encode()


def in_json(template: Any, values: Mapping[str, Any]) -> Any:
    """Return the tree of a JSON text; a place that is the whole of a string keeps the kind of its value."""
    if isinstance(template, dict):
        return {name: in_json(inner, values) for name, inner in template.items()}
    if isinstance(template, list):
        return [in_json(inner, values) for inner in template]
    if not isinstance(template, str):
        return template
    whole = _PLACE.fullmatch(template)
    return _value(whole[1], values) if whole else _filled(template, values, str)


def _filled(template: str, values: Mapping[str, Any], escape: Callable[[str], str]) -> str:
    return _PLACE.sub(lambda found: escape(str(_value(found[1], values))), template)


def _value(name: str, values: Mapping[str, Any]) -> Any:
    return secret(name.removeprefix(ENVIRONMENT)) if name.startswith(ENVIRONMENT) else values[name]
