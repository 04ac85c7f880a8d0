"""Download a Piper voice: resumable, and checked by size and digest.

The addresses are those of piper-tts, whose own download checks nothing and always begins at the start. The list of
voices comes from the same host as they do, so that its digests tell damage and no exchange: the SHA-256 of the first
download is kept beside the voice, and later ones are held to it.
"""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from audionews.engines import neural
from audionews.support import files, store
from audionews.support.errors import NotReady, SourceError, UsageError, nearest
from audionews.support.extras import how_to_add
from audionews.support.store import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audionews.support.net import Fetcher

_PIECE = 2**21
"""Bytes of a piece: a download that breaks off loses at most one."""
_LIST = 5_000_000
"""Largest list of voices that is accepted, in bytes."""
_CARD, _MOST_CARD = "MODEL_CARD", 100_000
_LICENCE = re.compile(r"^[^\w\n]*licen[cs]e[^\w\n]*?:\s*(\S.*)$", re.IGNORECASE | re.MULTILINE)
_ENDINGS = (".onnx", ".onnx.json")
"""Endings of a voice's two files, in the order they are fetched: a voice counts as installed once both are there."""


@dataclass(frozen=True)
class Offer:
    """A voice that can be had."""

    name: str
    """Its name."""
    size: int
    """Bytes of its files together."""
    licence: str | None
    """What its card says of its licence; None where it says nothing."""
    card: str
    """Address of the card."""
    files: tuple[tuple[str, dict[str, Any]], ...]
    """Addresses of its files, with what the list of voices says of each, in the order of `_ENDINGS`."""


def offer(name: str, fetcher: Fetcher) -> Offer:
    """Return what is known of the Piper voice called `name` before it is downloaded.

    Raises:
        UsageError: there is no such voice.
        NotReady: piper-tts is not installed.
        SourceError: the list of voices cannot be fetched.
    """
    piper = _addresses()
    parts = piper.VOICE_PATTERN.match(name)
    index = _index(fetcher, piper.VOICES_JSON)
    if parts is None or name not in index:
        raise UsageError(f"Piper has no voice {name!r}.", hint=_hint(name, index))
    promised = {path.rpartition("/")[2]: about for path, about in index[name]["files"].items()}
    words = parts.groupdict()
    code = f"{words['lang_family']}_{words.pop('lang_region')}"
    urls = [piper.URL_FORMAT.format(extension=ending, lang_code=code, **words) for ending in _ENDINGS]
    files = tuple(zip(urls, (promised[name + ending] for ending in _ENDINGS), strict=True))
    card = urls[0].replace(f"{name}.onnx", _CARD)
    size = sum(int(about["size_bytes"]) for _, about in files)
    return Offer(name, size, _licence(card, fetcher), card, files)


def install(
    offered: Offer,
    fetcher: Fetcher,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
    digest: str | None = None,
) -> tuple[Path, str]:
    """Install a voice into the user's data folder; return the path of its model, and that file's SHA-256.

    Pieces that were fetched before an interruption are not fetched again.

    Args:
        offered: the voice.
        fetcher: fetches over the network.
        tell: is called with the bytes fetched and the bytes of the whole.
        digest: the SHA-256 (lower-case hexadecimal) that the model must have; None holds it to that of an earlier
            download, if there was one.

    Raises:
        NotReady: a fetched file is damaged, or is another than the one that is meant; what was there is kept.
        SourceError: it cannot be fetched.
        StorageError: it cannot be written.
    """
    folder, done, found = files.folder(neural.folder()), 0, ""
    kept = folder / f"{offered.name}.onnx.sha256"
    wanted = digest or _kept_digest(kept)
    for ending, (url, about) in zip(_ENDINGS, offered.files, strict=True):
        target, model = folder / f"{offered.name}{ending}", ending == _ENDINGS[0]
        if not _is_whole(target, about) or (model and wanted not in {None, _sha256(target)}):
            _bring(url, target, about, fetcher, partial(_shifted, tell, done, offered.size), wanted if model else None)
        found = _sha256(target) if model else found
        done += int(about["size_bytes"])
        tell(done, offered.size)
    files.write(kept, f"{found}  {offered.name}.onnx\n")  # as `sha256sum --check` takes it
    return folder / f"{offered.name}.onnx", found


def _licence(card: str, fetcher: Fetcher) -> str | None:
    """Return what the card of a voice says of its licence, in one line."""
    try:
        text = fetcher.piece(card, 0, _MOST_CARD, most=_MOST_CARD).decode("utf-8", "replace")
    except SourceError:
        return None
    found = _LICENCE.search(text)
    return found[1].strip()[:200] if found else None


def _kept_digest(path: Path) -> str | None:
    with suppress(OSError, ValueError):
        return path.read_text(encoding="utf-8").split()[0]
    return None


def _shifted(tell: Callable[[int, int], None], before: int, total: int, count: int) -> None:
    tell(before + count, total)


def _addresses() -> Any:
    """Return the module of piper-tts that holds the addresses of voices."""
    try:
        from piper import download_voices
    except ImportError as error:
        raise NotReady("The library piper-tts is not installed.", hint=how_to_add("neural")) from error
    return download_voices


def _index(fetcher: Fetcher, url: str) -> dict[str, Any]:
    """Fetch the list of all voices, with the sizes and digests of their files."""
    try:
        index: dict[str, Any] = json.loads(fetcher.piece(url, 0, _LIST, most=_LIST))
    except ValueError as error:
        raise SourceError(f"The list of voices at {url} cannot be read.") from error
    return index


def _hint(name: str, index: dict[str, Any]) -> str:
    bengali = sorted(voice for voice in index if voice.startswith("bn_"))
    return nearest(name, bengali or sorted(index))


def _bring(
    url: str,
    target: Path,
    about: dict[str, Any],
    fetcher: Fetcher,
    tell: Callable[[int], None],
    sha256: str | None,
) -> None:
    """Fetch a file in pieces, which stay on disk until all are there and together have the right size and digests."""
    size, digest = int(about["size_bytes"]), str(about["md5_digest"])
    pieces = store.Store(cache_folder() / "downloads" / digest)
    with files.writing(target) as file:
        seen, sure = hashlib.md5(usedforsecurity=False), hashlib.sha256()
        for first in range(0, size, _PIECE):
            data = _piece(url, first, min(first + _PIECE, size), size, fetcher, pieces)
            seen.update(data)
            sure.update(data)
            file.write(data)
            tell(first + len(data))
        if seen.hexdigest() != digest:
            files.remove(pieces.root)
            raise NotReady(f"What came from {url} is damaged.", hint="Run the command again.")
        if sha256 not in {None, sure.hexdigest()}:
            files.remove(pieces.root)
            raise NotReady(
                f"What came from {url} is not the file that is meant: its SHA-256 is {sure.hexdigest()}, not {sha256}.",
                hint=f"If that is right, because the voice was published anew: --sha256 {sure.hexdigest()}",
            )
    files.remove(pieces.root)


def _piece(url: str, first: int, after: int, size: int, fetcher: Fetcher, pieces: store.Store) -> bytes:
    name = store.key(url, str(first), str(after))
    data = pieces.get(name)
    if data is None:
        data = fetcher.piece(url, first, after, most=size)
        if len(data) == size and size > after - first:  # a server that ignores ranges sends everything
            data = data[first:after]
        if len(data) != after - first:
            raise SourceError(f"{url} sent {len(data)} bytes instead of {after - first}.")
        pieces.put(name, data)
    return data


def _is_whole(path: Path, about: dict[str, Any]) -> bool:
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return (len(data), _md5(data)) == (about["size_bytes"], about["md5_digest"])


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()
