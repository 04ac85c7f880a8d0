"""Check the page: it must be complete, load nothing, run only its own script, and be usable by eye and by ear."""

from __future__ import annotations

import base64
import hashlib
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from audionews.publish.check.finding import Finding, content
from audionews.publish.check.text_check import squeezed
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audionews.model import Episode

BYTES = 75_000
"""Largest page in bytes, the transcript not counted."""
_LOADING = {"script": "src", "link": "href", "img": "src", "audio": "src", "iframe": "src", "source": "src"}
_Attributes = dict[str, str | None]


class _PageParser(HTMLParser):
    """Collects the elements of a page, the content of its scripts and styles, and the text of its articles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, _Attributes]] = []
        self.blocks: dict[str, list[str]] = {"script": [], "style": []}
        self.said = ""
        self._open: list[str] = []
        self._block = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        sentence = tag == "span" and "data-t" in dict(attrs)
        if tag in {"script", "style", "article"} or sentence:
            self._open.append(tag)
        if tag in self.blocks:
            data = dict(attrs).get("type") == "application/ld+json"  # which is no script to a browser
            self.blocks.setdefault("data" if data else tag, []).append("")
            self._block = "data" if data else tag

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open:
            return
        if self._open[-1] in self.blocks:
            self.blocks[self._block][-1] += data
        elif self._open == ["article", "span"]:
            self.said += data


def checked(folder: Path, episode: Episode) -> Iterator[Finding]:
    """Check index.html of an episode."""
    path = folder / "index.html"
    text = content(path)
    page = _PageParser(text)
    yield from _policy(path, page)
    yield from _elements(path, page)
    if squeezed(page.said) != squeezed("".join(escape.line(line.text) for line in episode.segments)):
        yield Finding("page.complete", str(path), "Its sentences are not those that are said.")
    if len(text.encode()) - len(page.said.encode()) > BYTES and len(episode.articles) <= 40:
        yield Finding("page.size", str(path), f"It has more than {BYTES} bytes beside its text.")


def _policy(path: Path, page: _PageParser) -> Iterator[Finding]:
    policies = [
        each.get("content") or "" for name, each in page.elements if each.get("http-equiv") == "Content-Security-Policy"
    ]
    if not policies or "default-src 'none'" not in policies[0]:
        yield Finding("page.csp", str(path), "No Content Security Policy forbids what is not allowed.")
        return
    if "unsafe" in policies[0]:
        yield Finding("page.csp", str(path), "Its Content Security Policy allows unsafe code.")
    for name in ("script", "style"):
        for block in page.blocks[name]:
            digest = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
            if f"'sha256-{digest}'" not in policies[0]:
                yield Finding("page.csp", str(path), f"Its policy does not allow its {name} block by hash.")


def _elements(path: Path, page: _PageParser) -> Iterator[Finding]:
    names = [name for name, _ in page.elements]
    for name, attributes in page.elements:
        if any(each.startswith("on") or each == "style" for each in attributes):
            yield Finding("page.inline", str(path), f"A <{name}> has an event or style attribute.")
        address = attributes.get(_LOADING.get(name, "")) or ""
        if "//" in address or address.startswith("data:"):
            yield Finding("page.alone", str(path), f"A <{name}> loads from elsewhere.")
        if (attributes.get("href") or "").lower().startswith("javascript"):
            yield Finding("page.inline", str(path), "A link runs a script.")
    languages = [attributes.get("lang") for name, attributes in page.elements if name == "html"]
    for rule, holds, what in [
        ("page.lang", bool(languages and languages[0]), "It does not say its language."),
        ("page.title", "title" in names, "It has no title."),
        ("page.heading", names.count("h1") == 1, "It has not one main heading."),
        ("page.main", names.count("main") == 1, "It has not one main part."),
        ("page.audio", "audio" in names, "It has no sound that plays without a script."),
        ("page.reflow", any(each.get("name") == "viewport" for _, each in page.elements), "It sets no viewport."),
    ]:
        if not holds:
            yield Finding(rule, str(path), what)
