"""Strange text made safe, once for each place that it may stand in: terminal, path, markup, subtitles, addresses.

Titles come from the web and from file names; each may hold escape codes, markup, path separators, half a
surrogate pair or 10,000 characters. Nothing here raises for any text; joiners (ZWJ, ZWNJ) carry meaning in
Bengali and stay.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

NAME_BYTES = 120
"""Longest name that `slug` makes: leaves room for our endings in the 255 bytes of a file name."""

_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_NO_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
)
_OVERRIDES = "\u202a-\u202e\u2066-\u2069"  # they reorder what follows; markup has `dir` for honest use
_MARKS = "\u061c\u200e\u200f"
_UNPRINTABLE = re.compile(f"[{_CONTROLS}{_NO_CHARACTERS}{_OVERRIDES}]")
_UNSHOWABLE = re.compile(f"[{_CONTROLS}{_NO_CHARACTERS}{_OVERRIDES}{_MARKS}\u2028\u2029\ufeff]")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_SUBTITLE = str.maketrans({"<": "‹", ">": "›", "{": "(", "}": ")"})
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def terminal(text: str) -> str:
    """Return `text` without what steers a terminal: control, bidi and line separator characters; line breaks stay."""
    return _UNSHOWABLE.sub("", text.replace("\r\n", "\n").replace("\r", " ").replace("\t", " "))


def line(text: str) -> str:
    """Return `text` as one printable line, for a message, an ID3 frame, a cue: white space becomes one space."""
    return " ".join(terminal(text).split())


def markup(text: str) -> str:
    """Escape `text` for XML 1.0 and HTML, as content and in quoted attributes alike.

    Characters that XML 1.0 (section 2.2) forbids or HTML calls parse errors are dropped, as are bidi overrides.
    """
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_MARKUP)


def vtt(text: str) -> str:
    """Escape `text` for one line of a WebVTT cue, or for the annotation of its `<v>` tag."""
    return line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def srt(text: str) -> str:
    """Make `text` fit for one line of SubRip, which knows tags and arrows but no way to escape them."""
    return line(text).replace("-->", "→").translate(_SUBTITLE)


def slug(text: str, limit: int = NAME_BYTES) -> str:
    """Return a file name for `text`: at most `limit` bytes, portable, Bengali letters kept, never empty.

    Letters, marks and digits stay, all else becomes `-`. Where anything but case and spaces was lost, a hash of
    the whole text follows: two texts never share a name by accident.
    """
    words = "-".join(_words(unicodedata.normalize("NFC", text.replace("_", "-"))).split()).lower()
    whole = "-".join(text.split()).lower()
    if words == whole and 0 < len(words.encode()) <= limit and not _RESERVED.match(words):
        return words
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    head = shortened(words, limit - len(digest) - 1).strip("-")
    return f"{head}-{digest}" if head else digest


def _words(text: str) -> str:
    return "".join(
        letter if unicodedata.category(letter)[0] in "LMN" or letter in "\u200c\u200d" else " " for letter in text
    )


def shortened(text: str, limit: int) -> str:
    """Return as much of `text` as fits in `limit` bytes of UTF-8, never parting a letter from its marks."""
    cut = len(text.encode("utf-8", "ignore")[:limit].decode("utf-8", "ignore"))
    while 0 < cut < len(text) and _joined(text[cut - 1], text[cut]):
        cut -= 1
    return text[:cut]


def _joined(before: str, after: str) -> bool:
    """Tell if the two letters draw one shape: a mark, a joiner, or what a virama ties to the letter before."""
    return unicodedata.category(after)[0] == "M" or after in "\u200c\u200d" or before in "\u09cd\u200c\u200d"


def inside(root: Path, name: str) -> Path:
    """Return the path of `name` in the folder `root`, symbolic links followed.

    Raises:
        UsageError: it lies outside, or is no path at all.
    """
    try:
        path = (root / name).resolve()
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(f"{line(name)[:200]!r} is no path.") from error
    if not path.is_relative_to(root.resolve()):
        raise UsageError(f"{line(name)[:200]!r} lies outside {root}.")
    return path


def address(url: str | None) -> str | None:
    """Return `url` as a valid address (RFC 3986) if it is http or https and names a host, else None.

    What other schemes do (`javascript:`, `data:`, `file:`) is never wanted in a link.
    """
    try:
        parts = urlsplit(line(url or ""))
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except (UnicodeError, ValueError):
        return None
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[\w.-]+|[\da-fA-F:.]+", host):
        return None
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port else ""
    return urlunsplit((parts.scheme, place, *map(quoted, (parts.path, parts.query, parts.fragment))))


def quoted(path: str) -> str:
    """Percent-encode what may not stand in an address; what is encoded already stays as it is."""
    whole = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", path)
    return quote(whole, safe="/%:@!$&'()*+,;=~?-._", errors="ignore")
