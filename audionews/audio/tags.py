"""Make ID3v2.3 tags: title, cover and the other things that players show, and the chapters that they jump to.

mutagen is not used to write them: it sorts frames by size, and chapters must stand in order. Sources: id3v2.3.0 and
id3v2-chapters-1.0 of id3.org.
"""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_LONGEST = 250  # characters of a title; longer ones are cut at a word
_COMMENT = 4000  # characters of a comment; what does not fit is left out line by line
_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}  # could reverse a player's line
_NOWHERE = 0xFFFFFFFF  # as a byte offset: use the times instead
_TOP, _ORDERED = 2, 1  # flags of a table of contents
_ENTRIES = 255  # most that one table of contents can list
_COVER = 3  # picture type of a front cover


@dataclass(frozen=True)
class Tags:
    """The texts and the picture of an episode's tag."""

    title: str
    """Title of the episode."""
    artist: str
    """Maker of the programme."""
    album: str
    """Name of the programme."""
    date: date
    """Date of the episode."""
    language: str = "ben"
    """ISO 639-2 code."""
    genre: str = "News"
    """Genre, in words."""
    comment: str = ""
    """A description of the episode, in lines."""
    url: str = ""
    """Address of its page."""
    cover: bytes = b""
    """JPEG or PNG."""
    said: Sequence[tuple[str, str]] = ()
    """What has no frame of its own, name and value (TXXX)."""


@dataclass(frozen=True)
class ChapterFrame:
    """A chapter that a player can jump to."""

    start: float
    """When it begins, in seconds."""
    end: float
    """When it ends, in seconds."""
    title: str
    """The title that players show."""
    url: str = ""
    """Address of the story; empty without one."""
    picture: bytes = b""
    """JPEG or PNG."""


def id3(tags: Tags, chapters: Sequence[ChapterFrame] = ()) -> bytes:
    """Return an ID3v2.3 tag with the chapters in order, behind one ordered table of contents."""
    body = b"".join((
        _text("TIT2", tags.title),
        _text("TPE1", tags.artist),
        _text("TALB", tags.album),
        _text("TYER", f"{tags.date:%Y}"),
        _text("TDAT", f"{tags.date:%d%m}"),
        _text("TLAN", tags.language),
        _text("TCON", tags.genre),
        _comment(tags.language, tags.comment),
        *(_user_text(*pair) for pair in tags.said),
        _link("WOAF", tags.url),
        *_contents(chapters),
        _picture(tags.cover),
    ))  # fmt: skip
    return b"ID3\x03\x00\x00" + _synchsafe(len(body)) + body


def _contents(chapters: Sequence[ChapterFrame]) -> Iterable[bytes]:
    """Yield the table of contents and the chapters; beyond 255 chapters, a table of tables."""
    names = [f"ch{number}".encode() for number in range(len(chapters))]
    tables = [names[first : first + _ENTRIES] for first in range(0, len(names), _ENTRIES)]
    if len(tables) == 1:
        yield _table(b"toc", _TOP | _ORDERED, names)
    elif tables:
        yield _table(b"toc", _TOP | _ORDERED, [f"toc{number}".encode() for number in range(len(tables))])
        for number, table in enumerate(tables):
            yield _table(f"toc{number}".encode(), _ORDERED, table)
    for name, chapter in zip(names, chapters, strict=True):
        times = struct.pack(">IIII", _ms(chapter.start), _ms(chapter.end), _NOWHERE, _NOWHERE)
        yield _frame("CHAP", name + b"\0" + times + _chapter(chapter))


def _chapter(chapter: ChapterFrame) -> bytes:
    """Return the frames inside a chapter's."""
    return _text("TIT2", chapter.title) + _user_link(chapter.url) + _picture(chapter.picture)


def _table(name: bytes, flags: int, entries: Sequence[bytes]) -> bytes:
    listed = b"".join(entry + b"\0" for entry in entries)
    return _frame("CTOC", name + b"\0" + bytes([flags, len(entries)]) + listed)


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + struct.pack(">I", len(body)) + b"\0\0" + body


def _text(name: str, text: str) -> bytes:
    shown = plain(text)
    return _frame(name, b"\1" + _utf16(shown)) if shown else b""


def _comment(language: str, text: str) -> bytes:
    shown = _lines(text)
    return _frame("COMM", b"\1" + language.encode("ascii")[:3] + _utf16("") + b"\0\0" + _utf16(shown)) if shown else b""


def _lines(text: str) -> str:
    """Return the lines of `text`, each plain, as many as fit into a comment."""
    kept: list[str] = []
    for line in text.split("\n"):
        shown = plain(line, longest=_COMMENT)
        if sum(map(len, kept)) + len(kept) + len(shown) > _COMMENT:
            break
        kept.append(shown)
    return "\n".join(kept)


def _user_text(name: str, text: str) -> bytes:
    shown = plain(text)
    return _frame("TXXX", b"\1" + _utf16(plain(name)) + b"\0\0" + _utf16(shown)) if shown else b""


def _link(name: str, url: str) -> bytes:
    return _frame(name, _address(url)) if url else b""


def _user_link(url: str) -> bytes:
    return _frame("WXXX", b"\0\0" + _address(url)) if url else b""


def _picture(data: bytes) -> bytes:
    if not data:
        return b""
    kind = b"image/png" if data.startswith(b"\x89PNG") else b"image/jpeg"
    return _frame("APIC", b"\0" + kind + b"\0" + bytes([_COVER]) + b"\0" + data)


def plain(text: str, longest: int = _LONGEST) -> str:
    """Return `text` on one line, without control and direction characters, cut at a word to `longest` characters."""
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text if ord(c) not in _BIDI)
    line = " ".join(kept.split())
    return line if len(line) <= longest else line[:longest].rpartition(" ")[0] or line[:longest]


def _utf16(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le", "replace")


def _address(url: str) -> bytes:
    return "".join(c for c in url if c.isprintable()).encode("latin-1", "ignore")


def _ms(seconds: float) -> int:
    return max(0, round(seconds * 1000))


def _synchsafe(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))
