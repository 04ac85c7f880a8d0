"""Make any text safe for the place where it is shown: a terminal, markup, subtitles, an address.

Titles come from the web and from file names; each may hold escape codes, markup, half a surrogate pair or 10,000
characters. No function here raises for any text. Joiners (ZWJ, ZWNJ) carry meaning in Bengali and stay.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from urllib.parse import quote, urlsplit, urlunsplit

_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_NO_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
)
_OVERRIDES = "\u202a-\u202e\u2066-\u2069"  # they reorder the text after them; markup has the attribute `dir` for that
_MARKS = "\u061c\u200e\u200f"
_UNPRINTABLE = re.compile(f"[{_CONTROLS}{_NO_CHARACTERS}{_OVERRIDES}]")
_UNSHOWABLE = re.compile(f"[{_CONTROLS}{_NO_CHARACTERS}{_OVERRIDES}{_MARKS}\u2028\u2029\ufeff]")
_BYTES = re.compile("[\udc80-\udcff]+")
"""As Python holds the bytes of a name that are no letters in the encoding of file names (PEP 383)."""
_STEERING = re.compile(f"[\x7f-\x9f{_OVERRIDES}{_MARKS}\u2028\u2029\ufeff]")
_KEYS = re.compile(
    r"([?&;](?:[\w.-]{0,40}(?:token|secret|password|passwd|pwd|signature|credential)|(?:[\w.-]{0,40}[_-])?(?:api)?key"
    r"|auth|sig|session|sessionid|sid)=)([^&;#\s]+)",
    re.IGNORECASE,
)
"""A parameter of a query that by its name lets whoever has it in, and its value."""
_DIGEST = re.compile(r"~[0-9a-f]{8}")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_SUBTITLE = str.maketrans({"<": "‹", ">": "›", "{": "(", "}": ")"})


def terminal(text: str) -> str:
    """Remove control, bidi and line separator characters, which could steer a terminal; line breaks stay."""
    named = _BYTES.sub(_decoded, text)
    return _UNSHOWABLE.sub("", named.replace("\r\n", "\n").replace("\r", " ").replace("\t", " "))


def of_path(path: str) -> str:
    """Return a path as text that every file takes; of bytes that are no UTF-8 their codes, so that no two are alike."""
    return _BYTES.sub(lambda found: _decoded(found, "backslashreplace"), path)


def _decoded(found: re.Match[str], errors: str = "ignore") -> str:
    return found[0].encode("ascii", "surrogateescape").decode("utf-8", errors)


def line(text: str) -> str:
    """Return `text` as one printable line for a message, an ID3 frame or a cue; runs of white space become a space."""
    return " ".join(terminal(text).split())


def machine(text: str) -> str:
    """Escape in a JSON text what could steer a terminal that it is printed to: control and bidi characters."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def markup(text: str) -> str:
    """Escape `text` for XML 1.0 and HTML, as content and in quoted attributes alike.

    Bidi overrides are dropped, and so are characters that XML 1.0 (section 2.2) forbids or HTML calls parse errors.
    """
    shown = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign, entity in _MARKUP.items():  # `translate` takes longer for Bengali letters
        shown = shown.replace(sign, entity)
    return shown


def vtt(text: str) -> str:
    """Escape `text` for one line of a WebVTT cue, or for the annotation of its `<v>` tag."""
    return line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def srt(text: str) -> str:
    """Replace the signs in `text` that SubRip would read as tags or arrows, since it has no way to escape them."""
    return line(text).replace("-->", "→").translate(_SUBTITLE)


def address(url: str | None) -> str | None:
    """Return `url` as a valid address (RFC 3986) if it is http or https and names a host, else None.

    Other schemes (`javascript:`, `data:`, `file:`) are never wanted in a link.
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


def public(url: str) -> str:
    """Return an address as a log may show it: without user, password, and what may be a key in its query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "(no address)"
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, place, parts.path, "…" if parts.query else "", ""))


def concealed(text: str) -> str:
    """Return what may be an address, to be published, with digests in the place of what its query calls a key or token.

    Two that differ in a key stay two; what is concealed already stays as it is.
    """
    return _KEYS.sub(_digest, text) if "://" in text else text


def _digest(found: re.Match[str]) -> str:
    value = found[2]
    return found[1] + (value if _DIGEST.fullmatch(value) else f"~{blake2b(value.encode(), digest_size=4).hexdigest()}")


def quoted(path: str) -> str:
    """Percent-encode the characters that an address may not contain; those already encoded stay as they are."""
    whole = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", path)
    return quote(whole, safe="/%:@!$&'()*+,;=~?-._", errors="ignore")
