"""The data folder that libespeak-ng reads: the library's own files as links, and beside them voices of our own.

The library is never changed. Our folder also stands in for a path that its buffers cannot take: they hold 160 bytes
(N_PATH_HOME of eSpeak NG), and a longer path makes it start without voices.

A voice of ours is a variant of the library (`bn+f3` is its `f3`), without what eSpeak NG carries on from text to text,
then the lines of `espeak_voices/common` and those of a file there that is named as the variant. Left out are flutter,
roughness and breath, which count and mix on from where the last text ended, and echo, which also blurs the voice.

Its file of intonations is copied with tunes of our own (`espeak_voices/tunes.tsv`) in the place of some.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import cache
from importlib.resources import files as resources
from pathlib import Path

from audionews.support import files, leaving, scratch

_CARRIED = {"flutter", "roughness", "breath", "breathw", "echo"}
"""Keywords of voice files for sounds that go on from one text to the next."""
_OURS = _CARRIED | {"name", "language"}
"""Keywords that are not taken over from a variant."""
_LONGEST = 100
"""Bytes of a folder for temporary files beyond which /tmp is taken: the names in it need some of the 160 too."""
_TUNE = 68
"""Bytes of a tune in the file of intonations: its name first (TUNE of synthesize.h, eSpeak NG 1.50 to 1.52)."""
_MELODY = 46
"""The byte of a tune at which the numbers of tunes.tsv stand, one a byte."""
_NEUTRAL = "m0"
"""Our name for the library's plain voice: it has no file of variations."""


def own_name(voice: str) -> str:
    """Return the name under which eSpeak NG finds our form of `voice`, as `bn` or `bn+f3`."""
    return f"audionews-{voice.partition('+')[2] or _NEUTRAL}"


def voice_file(data: Path, voice: str) -> str:
    """Return the lines of our form of `voice`, made of its variant among the library's `data` and of our own files."""
    variant = voice.partition("+")[2]
    lines = [f"name {own_name(voice)}", "language bn"]
    if variant:
        theirs = (data / "voices" / "!v" / variant).read_text(encoding="utf-8", errors="replace")
        lines += [line for line in theirs.splitlines() if line.split()[:1] and line.split()[0] not in _OURS]
    return "\n".join([*lines, _own("common"), _own(variant or _NEUTRAL)]) + "\n"


def intonations(theirs: bytes) -> bytes:
    """Return the library's file of intonations with our tunes in the place of some.

    Raises:
        ValueError: it is not in the form that we know.
    """
    tunes = [bytearray(theirs[at : at + _TUNE]) for at in range(0, len(theirs), _TUNE)]
    places = {bytes(tune[:12]).rstrip(b"\0").decode("latin-1"): at for at, tune in enumerate(tunes)}
    if len(theirs) % _TUNE or len(places) != len(tunes):
        raise ValueError("the library's intonations are in another form")
    made = list(tunes)
    for name, source, *numbers in _tune_rows():
        if name not in places or source not in places:
            raise ValueError(f"the library has no tune {source} or {name}")
        tune = bytearray(tunes[places[source]])
        tune[:12] = name.encode().ljust(12, b"\0")
        for at, number in enumerate(numbers, _MELODY):
            tune[at] = tune[at] if number == "-" else int(number)
        made[places[name]] = tune
    return b"".join(made)


def _tune_rows() -> list[list[str]]:
    return [line.split("\t") for line in _own("tunes.tsv").splitlines() if line and not line.startswith("#")]


@cache
def own_files() -> bytes:
    """Return the bytes of our own files, by which a voice of ours is known to sound as it did."""
    folder = resources("audionews.engines").joinpath("espeak_voices")
    return b"".join(one.read_bytes() for one in sorted(folder.iterdir(), key=lambda one: one.name))


def beside(data: Path, voices: list[str]) -> Path:
    """Make a folder of links to the library's `data` with our form of `voices`; it is removed when the process ends.

    Raises:
        OSError: the library's data could not be read, or the folder not be made.
        StorageError: the folder could not be written to.
        ValueError: the library's data are in a form that we do not know.
    """
    home = Path(tempfile.gettempdir())
    if len(os.fsencode(home)) > _LONGEST and Path("/tmp").is_dir():  # noqa: S108 - a new folder with an unguessable name
        home = Path("/tmp")  # noqa: S108
    made = leaving.entered(scratch.folder(home))
    _linked(data, made, leaving={"voices", "intonations"})
    _store(made / "intonations", intonations((data / "intonations").read_bytes()))
    own = files.folder(made / "voices")
    _linked(data / "voices", own)
    for voice in voices:
        _store(own / own_name(voice), voice_file(data, voice).encode())
    return made


def _store(path: Path, data: bytes) -> None:
    with files.writing(path, durable=False) as file:
        file.write(data)


def _linked(source: Path, target: Path, leaving: frozenset[str] | set[str] = frozenset()) -> None:
    """Link what is in `source` into `target`; copy it where the system has no links for us."""
    for one in source.iterdir():
        if one.name in leaving:
            continue
        try:
            (target / one.name).symlink_to(one)
        except (OSError, NotImplementedError):  # Windows asks for a privilege
            (shutil.copytree if one.is_dir() else shutil.copy)(one, target / one.name)


def _own(name: str) -> str:
    file = resources("audionews.engines").joinpath("espeak_voices", name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""
