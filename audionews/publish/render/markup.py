"""Builds HTML and XML from Python, escaped unless it is Markup already: no text can become an element.

Our pages, books and feeds are trees of few shapes; forty lines hold them without a template language, its
dependency and its ways round the escaping. What is static (style, script) stays in files under `templates/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.support.escape import markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Attributes = Mapping[str, object] | None

_VOID = {"br", "hr", "img", "input", "link", "meta"}


class Markup(str):
    """Text that is markup and is not escaped again."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """Return `text` as markup."""
    return text if isinstance(text, Markup) else Markup(markup(text))


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Return `parts` one after another, each escaped unless it is markup."""
    return Markup(Markup(between).join(map(escaped, parts)))


def html(name: str, attributes: Attributes = None, *children: str) -> Markup:
    """Return an HTML element. True stands for an attribute without value; None and False for none at all."""
    opening = f"<{name}{_attributes(attributes)}>"
    return Markup(opening) if name in _VOID else Markup(f"{opening}{joined(children)}</{name}>")


def xml(name: str, attributes: Attributes = None, *children: str) -> Markup:
    """Return an XML element."""
    opening = f"<{name}{_attributes(attributes)}"
    return Markup(f"{opening}>{joined(children)}</{name}>" if children else f"{opening}/>")


def _attributes(attributes: Attributes) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{markup(str(value))}"'
        for name, value in (attributes or {}).items()
        if value is not None and value is not False
    )
