"""Plain text to an article: the front matter, where there is one, and the body below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from audionews.bengali.script.language import bengali_share
from audionews.model import Article
from audionews.sources.publication_dates import moment
from audionews.sources.web_addresses import web_address
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from datetime import tzinfo

_FENCE = "---"
_MOST_LINES = 60
_LEAST_SHARE = 0.2  # of the letters; reports on computers and companies have a third of theirs in Latin
_KEYS = {
    "title": "headline",
    "headline": "headline",
    "শিরোনাম": "headline",
    "date": "published",
    "published": "published",
    "তারিখ": "published",
    "url": "url",
    "link": "url",
    "site": "site",
    "publisher": "site",
    "section": "section",
    "category": "section",
    "বিভাগ": "section",
    "image": "image",
    "author": "author",
}
_ENTRY = re.compile(r"([^\s:#'\"\[{-][^:]{0,40}?) *:(?: +(.*))?")
_REFERENCE = re.compile(r"&(?:amp;)?(?:#\d{2,7}|#x[\da-fA-F]{2,6}|[a-zA-Z]{2,8}\d{0,2});")
_UNPRINTED = "\n\t\u00a0\u200c\u200d"  # to be kept, though not printable
_PLAIN_KEY = re.compile(rf"[a-z_]{{2,20}}|{'|'.join(_KEYS)}", re.IGNORECASE)  # no Kolkata Metro: …
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_TITLE = re.compile(r"\A\s*# +([^\n]+?)[ #]*\n")
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)")
_EMPHASIS = re.compile(r"(\*\*|\*|`)(?=\S)([^*`\n]{1,500}?)(?<=\S)\1")
_QUOTE = re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE)


def read_text(text: str, source: str, *, zone: tzinfo) -> Article:
    """Return the article that `text` is.

    A block of `key: value` lines between two lines `---` at the very start declares headline, date, address, site,
    section and picture. Without one the headline is None: the script stage has the rule for that.

    Args:
        text: decoded, with plain line ends.
        source: what to call it; one that ends in .md is Markdown, whose first heading is the headline.
        zone: the time zone of dates that name none.

    Raises:
        SourceError: nothing is there, or nothing in Bengali.
    """
    if not text.strip():
        raise SourceError("It is empty.")
    declared, body = front_matter(_unescaped(text))
    if source.lower().endswith((".md", ".markdown")):
        title, body = markdown_title(body)
        declared, body = {"headline": title} | declared if title else declared, without_markdown(body)
    if not is_bengali(body):
        declared, body = _unicode(declared, body)
        if not is_bengali(body):
            raise SourceError("It has no Bengali text." if body.strip() else "It has no text below its front matter.")
    return Article(
        source=source,
        text=body.strip(),
        headline=declared.get("headline"),
        published=moment(declared.get("published", ""), zone),
        url=web_address(declared.get("url", "")),
        site=declared.get("site"),
        section=declared.get("section"),
        image=web_address(declared.get("image", "")),
    )


def _unescaped(text: str) -> str:
    """Return `text` with what a careless copy left of its markup's character references (&nbsp; &#8216;) resolved."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    from html import unescape

    char = unescape(unescape(found[0]))
    return char if char.isprintable() or char in _UNPRINTED else " "


def _unicode(declared: dict[str, str], body: str) -> tuple[dict[str, str], str]:
    """Return front matter and body in Unicode where they were typed for Bijoy fonts, else as they are."""
    from audionews.bengali.script.bijoy import looks_like_bijoy, to_unicode

    if not looks_like_bijoy(body):
        return declared, body
    named = {key: to_unicode(declared[key]) for key in ("headline", "section") if key in declared}
    return declared | named, to_unicode(body)


def markdown_title(text: str) -> tuple[str | None, str]:
    """Return the heading of the first rank that `text` opens with, if there is one, and what follows it."""
    title = _TITLE.match(text)
    return (without_markdown(title[1]), text[title.end() :]) if title else (None, text)


def without_markdown(text: str) -> str:
    """Return `text` without the signs of Markdown; headings stay as lines of their own, pictures go."""
    text = _PICTURE.sub("", _QUOTE.sub("", text))
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _HEADING.sub(r"\1", text)))


def is_bengali(text: str) -> bool:
    """Tell whether a text is written in Bengali, names and quotations in other scripts aside."""
    return bengali_share(text) >= _LEAST_SHARE


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return what the front matter of `text` declares, and the rest; a block that is broken is part of the rest."""
    lines = text.lstrip("\n").split("\n", _MOST_LINES + 2)
    if lines[0].rstrip() != _FENCE:
        return {}, text
    ends = [number for number, line in enumerate(lines[1 : _MOST_LINES + 2], 1) if line.rstrip() in {_FENCE, "..."}]
    end = ends[0] if ends else _unclosed(lines)
    declared = _entries(lines[1:end])
    return (declared, "\n".join(lines[end + bool(ends) :])) if declared else ({}, text)


def _unclosed(lines: list[str]) -> int:
    """Return where a block that was never closed ends: at the first line that is no entry with a plain key."""
    entries = (_ENTRY.fullmatch(line.rstrip()) for line in lines[1 : _MOST_LINES + 2])
    plain = (entry is not None and _PLAIN_KEY.fullmatch(entry[1].strip()) is not None for entry in entries)
    return 1 + next((at for at, entry in enumerate(plain) if not entry), len(lines) - 1)


def _entries(lines: list[str]) -> dict[str, str]:
    """Return the known keys of a block, none if a line of it is no entry of a simple YAML mapping."""
    found: dict[str, str] = {}
    for line in lines:
        if not line.strip() or line.startswith((" ", "\t", "#", "- ")):  # lists, comments: ours need none
            continue
        entry = _ENTRY.fullmatch(line.rstrip())
        if entry is None:
            return {}
        key, value = _KEYS.get(entry[1].strip().lower()), _unquoted(entry[2] or "")
        if key and value:
            found.setdefault(key, value)
    return found


def _unquoted(value: str) -> str:
    value = " ".join(value.split())
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value
