"""Download a Piper voice: resumable, and checked by size and digest.

The addresses are those of piper-tts, whose own download checks nothing and always begins at the start.
"""

from __future__ import annotations

import hashlib
import json
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
_ENDINGS = (".onnx", ".onnx.json")
"""Endings of a voice's two files, in the order they are fetched: a voice counts as installed once both are there."""


def install(name: str, fetcher: Fetcher, tell: Callable[[int, int], None] = lambda _done, _total: None) -> Path:
    """Install the Piper voice called `name` into the user's data folder, and return the path of its model.

    Pieces that were fetched before an interruption are not fetched again.

    Args:
        name: name of the voice.
        fetcher: fetches over the network.
        tell: is called with the bytes fetched and the bytes of the whole.

    Raises:
        UsageError: there is no such voice.
        NotReady: piper-tts is not installed, or a fetched file is damaged.
        SourceError: it cannot be fetched.
        StorageError: it cannot be written.
    """
    piper = _addresses()
    parts = piper.VOICE_PATTERN.match(name)
    index = _index(fetcher, piper.VOICES_JSON)
    if parts is None or name not in index:
        raise UsageError(f"Piper has no voice {name!r}.", hint=_hint(name, index))
    promised = {path.rpartition("/")[2]: about for path, about in index[name]["files"].items()}
    total = sum(int(promised[name + ending]["size_bytes"]) for ending in _ENDINGS)
    folder, done = files.folder(neural.folder()), 0
    for ending in _ENDINGS:
        about, target = promised[name + ending], folder / f"{name}{ending}"
        if not _is_whole(target, about):
            words = parts.groupdict()
            code = f"{words['lang_family']}_{words.pop('lang_region')}"
            url = piper.URL_FORMAT.format(extension=ending, lang_code=code, **words)
            _bring(url, target, about, fetcher, partial(_shifted, tell, done, total))
        done += int(about["size_bytes"])
        tell(done, total)
    return folder / f"{name}.onnx"


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


def _bring(url: str, target: Path, about: dict[str, Any], fetcher: Fetcher, tell: Callable[[int], None]) -> None:
    """Fetch a file in pieces, which stay on disk until all are there and together have the right size and digest."""
    size, digest = int(about["size_bytes"]), str(about["md5_digest"])
    pieces = store.Store(cache_folder() / "downloads" / digest)
    with files.writing(target) as file:
        seen = hashlib.md5(usedforsecurity=False)
        for first in range(0, size, _PIECE):
            data = _piece(url, first, min(first + _PIECE, size), size, fetcher, pieces)
            seen.update(data)
            file.write(data)
            tell(first + len(data))
        if seen.hexdigest() != digest:
            files.remove(pieces.root)
            raise NotReady(f"What came from {url} is damaged.", hint="Run the command again.")
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


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()
