"""Words by the thousand: zip files in `data/`, a member for each first letter, read when one of its words is met."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zipfile import ZipFile

_DATA = Path(__file__).parent.parent / "data"
PAIRED = 0x80
"""A byte from here on begins a word of `paired`: it tells how many pairs are those of the word before."""


@cache
def _opened(archive: str) -> ZipFile:
    from zipfile import ZipFile

    return ZipFile(BytesIO((_DATA / f"{archive}.zip").read_bytes()))


@cache
def member(archive: str, name: str) -> bytes:
    """Return the member `name` of `data/<archive>.zip`; nothing if it has none."""
    opened = _opened(archive)
    return opened.read(name) if name in opened.NameToInfo else b""


@cache
def paired(archive: str, start: str) -> dict[str, str]:
    """Return the words of an archive that begin with the two letters `start`, with a sign for each letter."""
    return unpacked(member(archive, start[0]), start[1])


def unpacked(block: bytes, second: str) -> dict[str, str]:
    """Return the words of a member whose second letter is `second`, with a sign for each letter.

    Each is stored as pairs of a letter and its sign, without the pairs that it shares with the word before. A word may
    begin with a capital, which marks it.
    """
    found: dict[str, str] = {}
    pairs = ""
    _, _, rest = block.decode("latin-1").partition(f"\n{second}")
    for word in _words(rest.partition("\n")[0]):
        pairs = pairs[: 2 * (ord(word[0]) - PAIRED)] + word[1:]
        found[pairs[::2]] = pairs[1::2]
    return found


def _words(section: str) -> list[str]:
    """Return the words of a section, each with the byte that begins it."""
    starts = [at for at, sign in enumerate(section) if ord(sign) >= PAIRED]
    return [section[start:end] for start, end in zip(starts, [*starts[1:], len(section)], strict=False)]


def lines(archive: str, key: str) -> str:
    """Return what stands behind `key` in its member: one line, or nothing."""
    _, found, rest = member(archive, key[0]).partition(f"\n{key}\t".encode())
    return rest.partition(b"\n")[0].decode() if found else ""
