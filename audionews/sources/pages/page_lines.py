"""A line of a page: its inline elements, where they lead, and where two that stand close are two things."""

from __future__ import annotations

from dataclasses import dataclass

from audionews.bengali.script.lazy_pattern import LazyPattern

_BENGALI = LazyPattern("[\u0985-\u09b9\u09ce\u09dc-\u09e1\u09f0\u09f1]")
_MARK = LazyPattern(r"[।॥?!৷]")
_FIRST = LazyPattern(r"[\u0985-\u09b9\u09ce\u09dc-\u09e1\u09e6-\u09efA-Za-z0-9‘“\"'(]")  # begins a word: no vowel sign
STROKES = LazyPattern("[|●•·]")
"""What stands between the pieces of one line: a day, a paper, a reader's count."""
_WORD = LazyPattern(r"\w|[।॥?!…\"'’”»)]")
_HOMES = frozenset(
    {"/", "./", "index.html", "index.htm", "index.php", "/index.php", "/bn", "/bn/", "/bangla", "/bangla/"}
)
_HOST = LazyPattern(r"https?://[^/?#]+/?")


@dataclass(slots=True, eq=False)
class Part:
    """A run of text of one inline element."""

    text: str
    link: str
    """Where it leads; empty outside links."""
    words: frozenset[str]
    """Words of the class and id of the innermost inline element, with its tag."""
    piece: int
    """Number of the outermost inline element of the line it stands in; 0 for the block's own text."""


@dataclass(slots=True, eq=False)
class TextLine:
    """A line of a block: up to the next `<br>` or block."""

    parts: list[Part]
    text: str = ""
    links: int = 0
    """Characters that lead elsewhere."""
    prose: float = 0.0
    """Characters that read like running text."""
    role: str = ""
    stamp: str = ""
    """What a `<time>` in it says for machines."""

    @property
    def link_share(self) -> float:
        """Share of its characters that lead elsewhere."""
        return self.links / max(len(self.text), 1)

    @property
    def leads_home(self) -> bool:
        """It is a link to the site's front page: its name."""
        return self.link_share > 0.8 and any(part.link in _HOMES or _HOST.fullmatch(part.link) for part in self.parts)

    @property
    def bengali(self) -> bool:
        """It has a Bengali letter."""
        return _BENGALI.search(self.text) is not None


def text_line(parts: list[Part], stamp: str = "") -> TextLine:
    """Return a line of some parts, measured."""
    text = "".join(part.text for part in parts).strip()
    links = sum(len(part.text) for part in parts if part.link)
    return TextLine(parts, text, min(links, len(text)), stamp=stamp)


def glued_apart(parts: list[Part], *, in_box: bool = False) -> list[list[Part]]:
    """Part a line where inline elements meet that no blank parts but looks do: a cue, a link, a time of day.

    `in_box`: the line stands in no paragraph or heading, but in a box that a style sheet lays out.
    """
    if len({part.piece for part in parts}) < 2:
        return [parts]
    bare = all(part.piece for part in parts)
    sentences = sum(1 for part in parts if _MARK.search(part.text))
    cuts = [
        at
        for at in range(1, len(parts))
        if parts[at - 1].piece != parts[at].piece
        and _are_apart(parts, at, bare=bare, loose=in_box and bare and not sentences, sentences=sentences)
    ]
    apart = [parts[start:end] for start, end in zip([0, *cuts], [*cuts, len(parts)], strict=True)]
    for one in apart[:-1]:
        while len(one) > 1 and not _WORD.search(one[-1].text):
            one.pop()  # a stroke between the two
    return apart


def _are_apart(parts: list[Part], at: int, *, bare: bool, loose: bool, sentences: int) -> bool:
    """Tell whether the parts before and after a border are two things, however close they stand."""
    before, after = parts[at - 1], parts[at]
    if after.link and _MARK.search(before.text.rstrip()[-2:]) and all(part.link for part in parts[at:]):
        return not _MARK.search(parts[-1].text)  # "… হয়েছে। <a>আরও</a>"
    if after.text[:1].isspace() or not _FIRST.match(after.text):
        return False
    if loose:
        return True
    several = _words(before.text) > 1 and _words(after.text) > 1
    if bool(before.link) != bool(after.link):
        return several and (bare or at == 1)
    if bare:
        return several and (not sentences or before.words != after.words)
    return at == 1 and after.piece == 0 and _words(before.text) > 1 and len(before.words) > 1


def _words(text: str) -> int:
    return len(text.split())
