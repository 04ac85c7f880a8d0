"""The visible page: blocks and lines of text as a browser lays them out, without what it hides.

White space collapses outside `pre`, `<br>` ends a line, block elements stand apart, and hidden parts, scripts and form
controls have no text. The walk keeps its own stack: pages nest some thousand elements deep.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from audionews.sources.charsets import CONTROLS
from audionews.sources.line_kinds import pattern
from audionews.sources.pages.page_lines import Part, TextLine, glued_apart, text_line
from audionews.sources.pages.page_roles import SMALL, class_words, is_hidden_class, is_unheard, landmark, named_role
from audionews.sources.pasted.wrapped_lines import unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_INLINE = _names(
    "a abbr acronym b bdi bdo big blink cite code data dfn em font i ins kbd label mark nobr q rb ruby s samp small"
    " span strike strong sub sup time tt u var wbr html:span"
)
_UNSEEN = _names(
    "script style template noscript head title meta link base object embed applet map area rt rp del param source"
    " track datalist noembed noframes"
)
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_SCRIPTED = frozenset({"noscript", "template"})
_CONTROLS = _names("button input select textarea optgroup option output progress meter fieldset legend")
_MEDIA = frozenset(["svg", "canvas", "iframe", "video", "audio", "math", "amp-iframe", "amp-video", "amp-youtube"])
_PICTURES = frozenset(["img", "picture", "amp-img"])
_BOXES = frozenset({"body", "div", "li", "td", "th", "section", "header", "footer", "aside", "nav", "ul", "dd", "dt"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_MAPPED = re.compile("[\x80-\x9f]")
_STRAY = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\ufffc\ud800-\udfff]")
_DIGITS = re.compile(r"\d+")
_REFERENCE = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")
"""A character reference that a page shows, since it was escaped twice."""
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|\?)", re.IGNORECASE)
_TEXTS = 20  # texts below a link, at most, that are asked whether it has one
_SCRIPTED_LINKS = frozenset({"onclick", "data-href", "data-url", "data-link"})
_STAMPS = frozenset({"datetime", "content", "title"})
_DATED = re.compile(r"\d{4}")
_LONGEST_STAMP = 60  # characters of a time for machines
_AGE = 30  # characters of the words for a time gone by
_CHANGED = frozenset({"updated", "modified", "update", "changed"})


@dataclass(slots=True, eq=False)
class Block:
    """A block element and what stands in it, in order."""

    tag: str
    look: str
    """Tag and classes without numbers: equal for siblings of one kind."""
    words: frozenset[str]
    """Words of its class, id and microdata."""
    parent: Block | None
    mark: str = ""
    """What its landmark (`nav`, `footer`, aria role) says it is."""
    items: list[Block | TextLine] = field(default_factory=list)
    role: str = ""
    pictures: int = 0
    media: int = 0
    controls: int = 0
    covers: int = 0
    """Links without a text of their own, which a style sheet lays over a whole card."""
    leads: int = 0
    """Pictures that lead to another page, and boxes that a script makes lead there."""
    alike: bool = False
    """It is one of several siblings of one look that are cards, comments or entries."""
    letters: int = 0
    links: int = 0
    prose: float = 0.0
    attributes: dict[str, str] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks that stand in it directly."""
        return (item for item in self.items if isinstance(item, Block))

    def lines(self) -> Iterator[TextLine]:
        """Yield all lines below it, in order."""
        for item in walked(self):
            if isinstance(item, TextLine):
                yield item

    def own_lines(self) -> list[TextLine]:
        """Return the lines that stand in it directly."""
        return [item for item in self.items if isinstance(item, TextLine)]


def walked(root: Block) -> Iterator[Block | TextLine]:
    """Yield `root` and everything below it in document order."""
    waiting: list[Block | TextLine] = [root]
    while waiting:
        item = waiting.pop()
        yield item
        if isinstance(item, Block):
            waiting.extend(reversed(item.items))


def blocks_of(root: Block) -> Iterator[Block]:
    """Yield `root` and the blocks below it in document order."""
    return (item for item in walked(root) if isinstance(item, Block))


def visible(tree: HtmlElement, url: str | None = None, *, opened: bool = False) -> Block:
    """Return the visible page below `tree` (its body, where it has one).

    Args:
        tree: the page.
        url: where it is; tells which links stay on the page.
        opened: lay out also what a script would show: folded parts, a page that waits for its scripts.
    """
    body = tree.find("body")
    return _Layout((url or "").partition("#")[0], opened=opened).laid_out(tree if body is None else body)


class _Layout:
    """Lays out one page."""

    def __init__(self, here: str, *, opened: bool) -> None:
        self.here, self.opened = here, opened
        self.block = self.root = Block("body", "body", frozenset(), None)
        self.line: list[Part] = []
        self.pending = ""  # a collapsed blank that the next text may need
        self.inline: list[tuple[frozenset[str], str, int]] = []  # words, link, piece
        self.bases = [0]  # how many inline elements were open where each block began
        self.pieces = 0
        self.pre = 0
        self.stamp = ""
        self.updated = False  # the stamp tells when the page was changed

    def laid_out(self, tree: HtmlElement) -> Block:
        """Return the root of all blocks."""
        stack: list[tuple[HtmlElement, str]] = []
        element: HtmlElement | None = tree
        while True:
            if element is not None:
                kind = self.entered(element)
                if kind and len(element):
                    stack.append((element, kind))
                    element = element[0]
                    continue
                if kind:
                    self.left(kind, element)
            elif stack:
                element, kind = stack.pop()
                self.left(kind, element)
            if element is None or element is tree:
                break
            if element.tail:
                self.text(element.tail)
            element = element.getnext()
        self.ended()
        return self.root

    def entered(self, element: HtmlElement) -> str:
        """Begin an element; return its kind, empty where nothing in it is seen."""
        tag = element.tag
        if not isinstance(tag, str) or self.unseen(element, tag):
            return ""
        if tag == "br":
            if self.block.tag in _HEADINGS:
                self.run(" ")  # a heading set in two lines is one
            else:
                self.ended(broken=True)
            return ""
        if tag in _CONTROLS or tag in _MEDIA or tag in _PICTURES:
            return self.replaced(element, tag)
        if tag == "hr":
            self.ended()
            return ""
        if tag in _INLINE and "display:block" not in (element.get("style") or "").replace(" ", ""):
            self.inline_begun(element, tag)
            return "inline"
        self.ended()
        self.block_begun(element, tag)
        return "pre" if tag in {"pre", "listing", "xmp"} else "block"

    def unseen(self, element: HtmlElement, tag: str) -> bool:
        if self.opened:
            return (tag in _UNSEEN and tag not in _SCRIPTED) or is_unheard(element.get("class"))
        return tag in _UNSEEN or _is_hidden(element)

    def replaced(self, element: HtmlElement, tag: str) -> str:
        """Count a control, a film or a picture; only a button's fieldset has readable text in it."""
        if tag in {"fieldset", "picture", "output"}:
            self.ended()
            self.block_begun(element, tag)
            self.block.pictures += tag == "picture"
            return "block"
        if tag in _CONTROLS:
            self.block.controls += (element.get("type") or "").lower() != "hidden"
        elif tag in _MEDIA:
            icon = tag == "svg" and element.find(".//{*}text") is None and element.find(".//text") is None
            self.block.media += not icon
        else:
            self.block.pictures += 1
        return ""

    def inline_begun(self, element: HtmlElement, tag: str) -> None:
        words, link, piece = self.inline[-1] if self.inline else (frozenset(), "", 0)
        if len(self.inline) == self.bases[-1]:
            self.pieces += 1
            piece = self.pieces
        own = class_words(element)
        if tag == "label":
            self.block.controls += 1
        if tag == "a":
            link = self.target(element)
            self.covered(element, link)
        self.stamped(element, tag, own)
        self.inline.append((own | {tag} if own or tag in {"time", "cite"} else words or frozenset({tag}), link, piece))
        if tag == "q":
            self.text("“")
        if element.text:
            self.text(element.text)

    def block_begun(self, element: HtmlElement, tag: str) -> None:
        look = tag + "." + _DIGITS.sub("", " ".join(sorted((element.get("class") or "").split())))
        mark = "cite" if tag == "footer" and self.block.tag == "blockquote" else landmark(element)
        block = Block(tag, look, class_words(element), self.block, mark)
        self.stamped(element, tag, block.words)
        block.leads = int(any(key in _SCRIPTED_LINKS for key in element.attrib))
        if tag in {"td", "th", "a"} or element.get("itemprop") or element.get("datetime"):
            block.attributes = {key: element.get(key) for key in ("colspan", "itemprop") if element.get(key)}
        self.block.items.append(block)
        self.block = block
        self.bases.append(len(self.inline))
        self.pre += tag in {"pre", "listing", "xmp"}
        if element.text:
            self.text(element.text)

    def covered(self, element: HtmlElement, link: str) -> None:
        """Count a link without a text; one to a picture's file, or to a part of a page, leads to no other story."""
        if not link or "#" in link or _FILE.search(link) or any(map(str.strip, islice(element.itertext(), _TEXTS))):
            return
        if len(element):
            self.block.leads += 1
        else:
            self.block.covers += 1

    def stamped(self, element: HtmlElement, tag: str, words: frozenset[str]) -> None:
        """Keep what an element that tells a time says for machines, that of publishing rather than of a change."""
        if (self.stamp and not self.updated) or not element.attrib:
            return
        if tag not in {"time", "abbr"} and named_role(words) != "date" and not _tells_age(element):
            return
        said = (element.get(key) for key in element.attrib if key in _STAMPS or key.startswith("data-"))
        if stamp := next((one for one in said if one and _DATED.search(one[:_LONGEST_STAMP])), ""):
            self.stamp, self.updated = stamp, not words.isdisjoint(_CHANGED)

    def target(self, element: HtmlElement) -> str:
        """Return where a link leads; one that stays on the page leads nowhere."""
        href = (element.get("href") or "").strip()
        stays = not href or (href.startswith("#") and len(href) > 1) or (self.here and href.split("#")[0] == self.here)
        return "" if stays else href

    def left(self, kind: str, element: HtmlElement) -> None:
        if kind == "inline":
            if element.tag == "q":
                self.text("”")
            self.inline.pop()
            return
        self.ended()
        self.bases.pop()
        self.pre -= kind == "pre"
        self.block = self.block.parent or self.root

    def text(self, text: str) -> None:
        text = _STRAY.sub("", text.translate(CONTROLS) if _MAPPED.search(text) else text)
        if "&" in text:
            text = _REFERENCE.sub(_resolved, text)
        if self.pre:
            first, *others = unwrapped(text).split("\n")
            self.run(_SPACES.sub(" ", first))
            for other in others:
                self.ended()
                self.run(_SPACES.sub(" ", other))
            return
        self.run(_SPACES.sub(" ", text))

    def run(self, text: str) -> None:
        if not text:
            return
        if text == " ":
            self.pending = " "
            return
        if text[0] == " ":
            self.pending, text = " ", text[1:]
        tail = " " if text[-1] == " " else ""
        text = text[:-1] if tail else text
        words, link, piece = self.inline[-1] if self.inline else (frozenset(), "", 0)
        piece = piece if len(self.inline) > self.bases[-1] else 0
        lead = self.pending if self.line else ""
        self.line.append(Part(lead + text, link, words, piece))
        self.pending = tail

    def ended(self, *, broken: bool = False) -> None:
        """Close the line; two breaks in a row leave an empty one, as between stanzas."""
        if self.line:
            in_box = self.block.tag in _BOXES or named_role(self.block.words) in SMALL
            for parts in glued_apart(self.line, in_box=in_box):
                self.block.items.append(text_line(parts, self.stamp))
            self.stamp, self.updated = "", False
        elif broken and self.block.items and isinstance(last := self.block.items[-1], TextLine) and last.parts:
            self.block.items.append(TextLine([]))
        self.line, self.pending = [], ""


def _tells_age(element: HtmlElement) -> bool:
    """Tell the words for a time gone by (৩ ঘণ্টা আগে), whose title is the time."""
    text = element.text
    return text is not None and element.get("title") is not None and pattern("aged").search(text[:_AGE]) is not None


def _resolved(found: re.Match[str]) -> str:
    """Return the character that is meant; none that opens or closes a tag."""
    char = html.unescape(html.unescape(found[0]))
    return found[0] if char in {"<", ">"} else char


def _is_hidden(element: HtmlElement) -> bool:
    if not element.attrib:
        return False
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or (element.get("aria-hidden") or "").lower() == "true"
        or (style is not None and _HIDING.search(style) is not None)
        or (element.tag == "dialog" and element.get("open") is None)
        or is_hidden_class(element.get("class"))
    )
