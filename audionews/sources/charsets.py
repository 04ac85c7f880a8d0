"""Bytes to text: by declaration, by byte order mark, then strictly; what is neither is refused by name.

Only Unicode encodings carry Bengali, so UTF-8, UTF-16 and UTF-32 are read and nothing is guessed, save one thing:
text typed for Bijoy fonts is windows-1252 and can be known. What decodes strictly is text: its control characters
are dropped, as they come from broken copies.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 5_000_000
"""Largest source that is read: thirty hours of speech, and far more than any article."""

_BOMS = (  # the longer first: the mark of UTF-32-LE begins with that of UTF-16-LE
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, picture or video"),
    (b"ID3", "an MP3 sound"),
    (b"OggS", "an Ogg sound"),
    (b"\x7fELF", "a program"),
)
_DAMAGED = "damaged UTF-8"
_BENGALI = re.compile("[\u0980-\u09ff]")
_WINDOWS = {bytes([code]).decode("windows-1252", "ignore") or chr(code): code for code in range(0x80, 0x100)}
_TWICE = re.compile(f"[{re.escape(''.join(_WINDOWS))}]{{2,}}")
_SPOILT = re.compile("à[¦§]")  # how every Bengali letter begins when its UTF-8 is read as windows-1252
_LINES = re.compile("\r\n|[\r\f\x85\u2028\u2029]")
CONTROLS = {code: bytes([code]).decode("windows-1252", "ignore") for code in range(0x80, 0xA0)}
"""What the controls U+0080 to U+009F stand for, as HTML maps them: dashes and quotes of windows-1252, or nothing."""
_DROPPED = dict.fromkeys([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F, 0xFEFF]) | CONTROLS
_CONTROL = re.compile(r"[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff]+")  # few texts have one


def decode(data: bytes, *, declared: str | None = None, lenient: bool = False) -> str:
    r"""Return `data` as text with `\n` line ends and no control characters.

    Args:
        data: the whole of a source.
        declared: the encoding that its transport or its own head names, if any. A declared encoding that cannot
            carry Bengali is a mistake whenever the bytes are something that can.
        lenient: a few bytes that break UTF-8 become U+FFFD each, and cost what they stand in rather than the whole.

    Raises:
        SourceError: larger than MOST_BYTES, or no text in a Unicode encoding; the sentence names what it looks like.
    """
    if len(data) > MOST_BYTES:
        raise SourceError(f"It is larger than {MOST_BYTES // 1_000_000} MB.")
    for encoding in _candidates(data, declared):
        text = _strictly(data, encoding)
        if text is not None:
            return _plain(_once(text))
    from audionews.bengali.script.bijoy import looks_like_bijoy

    if looks_like_bijoy(text := data.decode("windows-1252", "replace")) and "\0" not in text:
        return _plain(text)
    if lenient and _looks_like(data) == _DAMAGED:
        return _plain(data.decode("utf-8", "replace"))
    raise SourceError(
        f"It is neither UTF-8 nor UTF-16 text: it looks like {_looks_like(data)}.",
        hint="Save it as UTF-8 text.",
    )


def _plain(text: str) -> str:
    """Return text with one kind of line break and without controls, but for what windows-1252 has in their place."""
    return _CONTROL.sub(lambda found: found[0].translate(_DROPPED), _LINES.sub("\n", text))


def _once(text: str) -> str:
    """Return `text` as it was before a program took its UTF-8 bytes for windows-1252, where that has happened."""

    def meant(run: re.Match[str]) -> str:
        try:
            return bytes(map(_WINDOWS.__getitem__, run[0])).decode("utf-8")
        except UnicodeDecodeError:
            return run[0]

    return _TWICE.sub(meant, text) if _SPOILT.search(text) else text


def _candidates(data: bytes, declared: str | None) -> Iterator[str]:
    """Yield the encodings to try, best founded first."""
    named = _known(declared)
    if named is not None and named.startswith("utf"):
        yield named
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            yield encoding
            return
    yield "utf-8"
    yield from _evident_utf16(data)
    if named is not None and not named.startswith("utf"):
        yield named


def _known(name: str | None) -> str | None:
    """Return Python's own name of a declared text encoding."""
    try:
        found = codecs.lookup((name or "").strip().strip("\"'"))
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    return found.name if found._is_text_encoding else None  # noqa: SLF001 - as bytes.decode itself asks


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _evident_utf16(data: bytes) -> Iterator[str]:
    """Yield the byte order in which nearly all of `data` is ASCII, Bengali or general punctuation.

    Bengali letters end in a byte of 80 to CC: text of them in UTF-16 is never valid UTF-8.
    """
    sample = data[:4096]
    if len(data) % 2 or len(sample) < 4:
        return
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if 9 in high and sum(map(high.count, (0, 9, 0x20))) > 0.95 * len(high):
            yield encoding


def _looks_like(data: bytes) -> str:
    for start, kind in _KINDS:
        if data.startswith(start):
            return kind
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if _BENGALI.search(lenient) and broken * 20 < len(lenient):
        return _DAMAGED
    controls = sum(data.count(code) for code in (*range(9), *range(0x0E, 0x20)))
    if controls * 50 > len(data):
        return "binary data"
    return "windows-1252 or another encoding without Bengali"
