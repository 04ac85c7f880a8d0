"""Check the book: its package must list the files it holds, and its overlays point at sentences that exist."""

from __future__ import annotations

import errno
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

from audionews.publish.check.finding import Finding, parsed
from audionews.publish.check.text_check import squeezed
from audionews.support import escape, own_files
from audionews.support.errors import AbsentError, DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from audionews.model import Episode

_OPF, _SMIL = "{http://www.idpf.org/2007/opf}", "{http://www.w3.org/ns/SMIL}"
_MOST_BYTES = 16 * 2**20  # of a part of a book, unpacked: a chapter of a day without an end
_ACCESS = ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary")


def checked(folder: Path, episode: Episode) -> Iterator[Finding]:
    """Check episode.epub."""
    path = folder / "episode.epub"
    try:
        own_files.head(path, 1)
        with zipfile.ZipFile(path) as book:
            yield from _book(path, book, episode)
    except (
        AbsentError,
        DamagedError,
        OSError,
        ValueError,
        LookupError,
        EOFError,
        RuntimeError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        if isinstance(error, OSError) and error.errno != errno.EINVAL:  # that comes of places that the book names
            raise
        yield Finding("epub.file", str(path), f"It cannot be read: {escape.line(str(error))}.")


def _part(book: zipfile.ZipFile, name: str) -> bytes:
    with book.open(name) as part:
        data = part.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ValueError(f"{name} has more than {_MOST_BYTES // 2**20} MB")
    return data


def _book(path: Path, book: zipfile.ZipFile, episode: Episode) -> Iterator[Finding]:
    first = book.infolist()[0]
    if (first.filename, first.compress_type) != ("mimetype", zipfile.ZIP_STORED):
        yield Finding("epub.type", str(path), "Its first entry is not the type, stored.")
    elif _part(book, first.filename) != b"application/epub+zip":
        yield Finding("epub.type", str(path), "Its type is not application/epub+zip.")
    package = parsed(_part(book, "EPUB/package.opf"))
    names = set(book.namelist())
    for item in package.iter(f"{_OPF}item"):
        if f"EPUB/{unquote(item.attrib['href'])}" not in names:
            yield Finding("epub.manifest", f"{path}: {escape.line(item.attrib['href'])}", "It is named but not there.")
    yield from _metadata(path, package)
    yield from _overlays(path, book, package, episode)


def _metadata(path: Path, package: Element) -> Iterator[Finding]:
    metas = {meta.get("property", ""): meta.text or "" for meta in package.iter(f"{_OPF}meta")}
    for name in _ACCESS:
        if not metas.get(f"schema:{name}"):
            yield Finding("epub.access", str(path), f"It does not say its {name}.")
    if not metas.get("dcterms:conformsTo"):
        yield Finding("epub.access", str(path), "It does not say to which standard of accessibility it conforms.")
    spoken = any(item.get("media-overlay") for item in package.iter(f"{_OPF}item"))
    for name in ("media:duration", "media:active-class", "media:narrator"):
        if spoken and name not in metas:
            yield Finding("epub.overlay", str(path), f"It has overlays but no {name}.")


def _overlays(path: Path, book: zipfile.ZipFile, package: Element, episode: Episode) -> Iterator[Finding]:
    items = list(package.iter(f"{_OPF}item"))
    overlays = [item.attrib["href"] for item in items if item.get("media-type") == "application/smil+xml"]
    if not overlays:
        return
    found = ""
    texts = _Texts(book)
    for name in overlays:
        for par in parsed(_part(book, f"EPUB/{name}")).iter(f"{_SMIL}par"):
            text, audio = par.find(f"{_SMIL}text"), par.find(f"{_SMIL}audio")
            source = text.attrib["src"] if text is not None else ""
            said = texts.sentence(source)
            if said is None:
                yield Finding("epub.anchor", f"{path}: {name}", f"{escape.line(source)} is no sentence.")
            found += said or ""
            if (
                audio is None
                or not 0 <= _clock(audio, "clipBegin") < _clock(audio, "clipEnd") <= episode.duration + 0.001
            ):
                yield Finding("epub.clip", f"{path}: {name}", f"The clip of {escape.line(source)} is not in the sound.")
    if squeezed(found) != squeezed("".join(escape.line(line.text) for line in episode.segments)):
        yield Finding("epub.complete", str(path), "Its sentences are not those that are said.")


def _clock(audio: Element, name: str) -> float:
    hour, minute, second = audio.attrib[name].split(":")
    return int(hour) * 3600 + int(minute) * 60 + float(second)


class _Texts:
    """The documents of a book, each parsed once."""

    def __init__(self, book: zipfile.ZipFile) -> None:
        self._book = book
        self._documents: dict[str, dict[str, str]] = {}

    def sentence(self, source: str) -> str | None:
        """Return the text at `source` (`document.xhtml#anchor`); None if there is no such place."""
        name, _, anchor = source.partition("#")
        if name not in self._documents:
            elements = parsed(_part(self._book, posixpath.join("EPUB", name))).iter()
            self._documents[name] = {
                each.attrib["id"]: "".join(each.itertext()) for each in elements if "id" in each.attrib
            }
        return self._documents[name].get(anchor)
