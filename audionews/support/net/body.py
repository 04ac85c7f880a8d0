"""The body of an answer: decompressed piece by piece, and never more of it than asked for."""

from __future__ import annotations

import codecs
import zlib
from itertools import chain
from typing import TYPE_CHECKING

from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENCODINGS = "gzip, deflate, br"
"""What may be asked for with Accept-Encoding."""
_PIECE = 65536
_SAMPLE = 512  # bytes that tell what a body is
_MOST_BROKEN = 0.05
_GZIP = b"\x1f\x8b"
_NO_CODINGS = {"identity", "none", "utf-8", "utf8", "binary", "8bit", "7bit"}
_KNOWN = {"gzip", "x-gzip", "deflate", "br"}


class CutOffError(SourceError):
    """The compressed data ends before its end: asking again may help."""


def plain(pieces: Iterable[bytes], encoding: str, most: int) -> Iterator[bytes]:
    """Yield the bytes behind a Content-Encoding, at most `most` of them and in pieces of at most 64 KiB.

    What the header says is believed only of bytes that can be so: servers name codings that do not exist (`utf-8`,
    `none`) and send plain text as gzip.

    Raises:
        SourceError: more than `most` bytes, before or after decompression, or an encoding that was not asked for.
        CutOffError: the data is cut off or damaged.
    """
    begin, pieces = _peeked(_capped(pieces, most))
    named = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    codings = [] if _is_text(begin) else [name for name in named if name not in _NO_CODINGS]
    known = [name for name in codings if name in _KNOWN]
    if len(known) > 1:
        raise SourceError(f"It is compressed more than once ({encoding}).")
    if known and known[0] != "br":
        bare = known[0] == "deflate"
        return _capped(_inflated(pieces, bare=bare), most) if bare or begin.startswith(_GZIP) else pieces
    if known:
        return _capped(_brotli(pieces), most)
    if codings and not _is_text(begin, broken=_MOST_BROKEN):
        raise SourceError(f"It is compressed in a way that was not asked for ({codings[0]}).")
    return pieces


def _peeked(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the first bytes of a body, and all of its pieces."""
    first, size = list[bytes](), 0
    for piece in pieces:
        first.append(piece)
        size += len(piece)
        if size >= _SAMPLE:
            break
    return b"".join(first)[:_SAMPLE], chain(first, pieces)


def _is_text(begin: bytes, broken: float = 0.0) -> bool:
    """Tell whether bytes are UTF-8 or marked UTF-16, but for a share that is `broken`; compressed ones never are."""
    if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(begin)  # its end may be half a letter
    strange = sum(1 for char in text if char == "\ufffd" or (char < " " and char not in "\t\n\r\f"))
    return strange <= broken * len(text)


def _capped(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise SourceError(f"It is larger than {most // 1_000_000 or 1} MB.")
        yield piece


def _inflated(pieces: Iterable[bytes], *, bare: bool) -> Iterator[bytes]:
    """Undo gzip and deflate; the latter comes also `bare` of the zlib header (RFC 9110, section 8.4.1.2)."""
    stream = None
    try:
        for piece in pieces:
            waiting = piece
            if stream is None:
                stream = zlib.decompressobj(-15 if bare and not _has_header(piece) else 47)
            while waiting and not stream.eof:
                yield stream.decompress(waiting, _PIECE)
                waiting = stream.unconsumed_tail
            while stream.eof and stream.unused_data.startswith(_GZIP):  # a further member of the gzip file
                waiting, stream = stream.unused_data, zlib.decompressobj(47)
                while waiting and not stream.eof:
                    yield stream.decompress(waiting, _PIECE)
                    waiting = stream.unconsumed_tail
    except zlib.error as error:
        raise CutOffError("Its compressed data is damaged.") from error
    if stream is not None and not stream.eof:
        raise CutOffError("It arrived incomplete.")


def _has_header(piece: bytes) -> bool:
    zlib_head = len(piece) > 1 and piece[0] & 15 == 8 and (piece[0] << 8 | piece[1]) % 31 == 0  # RFC 1950
    return zlib_head or piece.startswith(_GZIP)


def _brotli(pieces: Iterable[bytes]) -> Iterator[bytes]:
    import brotli

    stream = brotli.Decompressor()
    try:
        for piece in pieces:
            yield stream.process(piece, output_buffer_limit=_PIECE)
            while not stream.can_accept_more_data():
                yield stream.process(b"", output_buffer_limit=_PIECE)
    except brotli.error as error:
        raise CutOffError("Its compressed data is damaged.") from error
    if not stream.is_finished():
        raise CutOffError("It arrived incomplete.")
