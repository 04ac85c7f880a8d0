"""Build HTML and XML in Python. All text is escaped unless it is Markup already, so that no text can become an element.

Our pages, books and feeds have few kinds of elements: these forty lines suffice, and a template language would be a
dependency with ways around the escaping. Static parts (style, script) are files in `templates/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.support.escape import markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Attributes = Mapping[str, object] | None

_VOID = {"br", "hr", "img", "input", "link", "meta"}


class Markup(str):
    """Text that is markup, and is therefore not escaped."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """Escape `text`, unless it is Markup."""
    return text if isinstance(text, Markup) else Markup(markup(text))


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Join `parts` with `between`, each escaped unless it is Markup."""
    return Markup(Markup(between).join(map(escaped, parts)))


def html(name: str, attributes: Attributes = None, *children: str) -> Markup:
    """Return an HTML element. An attribute that is True has no value; one that is None or False is left out."""
    opening = f"<{name}{_attributes(attributes)}>"
    return Markup(opening) if name in _VOID else Markup(f"{opening}{joined(children)}</{name}>")


def xml(name: str, attributes: Attributes = None, *children: str) -> Markup:
    """Return an XML element, with attributes as in `html`."""
    opening = f"<{name}{_attributes(attributes)}"
    return Markup(f"{opening}>{joined(children)}</{name}>" if children else f"{opening}/>")


def _attributes(attributes: Attributes) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{markup(str(value))}"'
        for name, value in (attributes or {}).items()
        if value is not None and value is not False
    )
