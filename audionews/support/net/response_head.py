"""The head of an HTTP answer, without the lines that no header can be: browsers and curl pass over them, h11 fails."""

from __future__ import annotations

import re

MOST_BYTES = 100_000
_END = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+[ \t]*:[^\x00-\x08\x0a-\x1f\x7f]*")  # RFC 9110, sections 5.1 and 5.5
_FOLDED = re.compile(rb"[ \t][^\x00-\x08\x0a-\x1f\x7f]*")


def is_whole(data: bytes) -> bool:
    """Tell whether `data` holds a whole head, or more than any has."""
    return _END.search(data) is not None or len(data) > MOST_BYTES


def mended(data: bytes) -> bytes:
    """Return `data`, which begins with a head, without the lines in it that are no headers."""
    end = _END.search(data)
    if end is None or not data.startswith(b"HTTP/"):
        return data
    status, *lines = data[: end.start()].split(b"\n")
    kept, is_kept = [status.rstrip(b"\r")], True
    for line in (line.rstrip(b"\r") for line in lines):
        header = _HEADER.fullmatch(line)
        is_kept = header is not None or (is_kept and len(kept) > 1 and _FOLDED.fullmatch(line) is not None)
        if is_kept:
            name, colon, value = line.partition(b":")
            kept.append(name.rstrip(b" \t") + colon + value if header else line)
    return b"\r\n".join(kept) + b"\r\n\r\n" + data[end.end() :]
