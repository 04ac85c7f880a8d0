"""The body of an answer: decompressed piece by piece, and never more of it than asked for."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ENCODINGS = "gzip, deflate, br"
"""What may be asked for with Accept-Encoding."""
_PIECE = 65536


class CutOffError(SourceError):
    """The compressed data ends before its end: asking again may help."""


def plain(pieces: Iterable[bytes], encoding: str, most: int) -> Iterator[bytes]:
    """Yield the bytes behind a Content-Encoding, at most `most` of them and in pieces of at most 64 KiB.

    Raises:
        SourceError: more than `most` bytes, before or after decompression, or an encoding that was not asked for.
        CutOffError: the data is cut off or damaged.
    """
    codings = [name.strip().lower() for name in encoding.split(",") if name.strip() not in {"", "identity"}]
    if len(codings) > 1:
        raise SourceError(f"It is compressed more than once ({encoding}).")
    pieces = _capped(pieces, most)
    if not codings:
        return pieces
    if codings[0] in {"gzip", "x-gzip", "deflate"}:
        return _capped(_inflated(pieces, bare=codings[0] == "deflate"), most)
    if codings[0] == "br":
        return _capped(_brotli(pieces), most)
    raise SourceError(f"It is compressed in a way that was not asked for ({codings[0]}).")


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
            if stream.eof and (waiting := stream.unused_data).startswith(b"\x1f\x8b"):
                stream = zlib.decompressobj(47)  # a further member of the gzip file
                yield stream.decompress(waiting, _PIECE)
    except zlib.error as error:
        raise CutOffError("Its compressed data is damaged.") from error
    if stream is not None and not stream.eof:
        raise CutOffError("It arrived incomplete.")


def _has_header(piece: bytes) -> bool:
    zlib_head = len(piece) > 1 and piece[0] & 15 == 8 and (piece[0] << 8 | piece[1]) % 31 == 0  # RFC 1950
    return zlib_head or piece.startswith(b"\x1f\x8b")


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
