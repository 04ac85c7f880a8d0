"""Check the MP3: that it is the file the manifest describes, its header, tags, chapters and loudness."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from audionews.publish.check.finding import Finding
from audionews.publish.render.chapters import chapters
from audionews.publish.render.forms import COVER, forms_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audionews.model import Episode, Recipe, Sound

LOUDNESS, RANGE, PEAK = -16.0, 1.0, -1.0
"""Apple Podcasts' loudness (LUFS), how far it may be missed (LU), and its highest true peak (dBTP)."""
_LOUDNESS_KEY = "loudness"
_TAGS = {"TIT2": "title", "TPE1": "artist", "TALB": "album", "TLAN": "language", "APIC": "cover", "CTOC": "chapters"}


def checked(folder: Path, episode: Episode) -> Iterator[Finding]:
    """Check every sound of the episode."""
    for sound in (episode.audio, *episode.alternates):
        path = folder / sound.file
        if not path.is_file():
            yield Finding("sound.file", str(path), "The file is missing.")
            continue
        yield from _file(path, sound, _target(episode.recipe))
        if path.suffix == ".opus":
            yield from _opus(path, episode)
            continue
        yield from _header(path, episode)
        yield from _tags(path, episode)


def _target(recipe: Recipe | None) -> float:
    """Return the loudness (LUFS) that an episode was asked to have: `LOUDNESS`, unless its recipe keeps another."""
    kept = (recipe.settings or {}).get(_LOUDNESS_KEY) if recipe else None
    return float(kept) if isinstance(kept, int | float) else LOUDNESS


def _file(path: Path, sound: Sound, loudness: float) -> Iterator[Finding]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != sound.sha256 or path.stat().st_size != sound.bytes:
        yield Finding("sound.digest", str(path), "It is not the file that the manifest measured.")
    if abs(sound.loudness_lufs - loudness) > RANGE:
        asked = "" if loudness == LOUDNESS else ", as its settings ask"
        wanted = f"it should be {loudness} ± {RANGE}{asked}"
        yield Finding("sound.loudness", str(path), f"{sound.loudness_lufs} LUFS; {wanted}.")
    if sound.true_peak_dbtp > PEAK:
        yield Finding("sound.peak", str(path), f"{sound.true_peak_dbtp} dBTP; it should be at most {PEAK}.")


def _opus(path: Path, episode: Episode) -> Iterator[Finding]:
    from mutagen import MutagenError
    from mutagen.oggopus import OggOpus

    try:
        info: Any = OggOpus(path).info  # type: ignore[no-untyped-call]
    except MutagenError:
        yield Finding("sound.opus", str(path), "It is no Opus file.")
        return
    if abs(info.length - episode.duration) > 0.06:
        yield Finding("sound.length", str(path), f"It lasts {info.length:.3f} s; the manifest says {episode.duration}.")


def _header(path: Path, episode: Episode) -> Iterator[Finding]:
    from mutagen import MutagenError
    from mutagen.mp3 import MP3

    try:
        info: Any = MP3(path).info  # type: ignore[no-untyped-call]
    except MutagenError:
        yield Finding("sound.mp3", str(path), "It is no MP3.")
        return
    if not int(info.bitrate_mode):
        yield Finding("sound.info", str(path), "It has no Info header, so players guess its length.")
    if abs(info.length - episode.duration) > 0.06:
        yield Finding(
            "sound.length", str(path), f"{info.length:.3f} s by its header; the manifest says {episode.duration}."
        )


def _tags(path: Path, episode: Episode) -> Iterator[Finding]:
    from mutagen import MutagenError
    from mutagen.id3 import ID3, ID3NoHeaderError

    try:
        tags: Any = ID3(path, translate=False)  # type: ignore[no-untyped-call]
    except ID3NoHeaderError:
        yield Finding("id3", str(path), "It has no tags.")
        return
    except MutagenError:
        yield Finding("id3", str(path), "Its tags cannot be read.")
        return
    if tags.version[:2] != (2, 3):
        yield Finding("id3.version", str(path), f"Version 2.{tags.version[1]}; players read 2.3 everywhere.")
    bare = {"APIC"} if COVER not in forms_of(episode.recipe) else set()
    for name, what in _TAGS.items():
        if name not in bare and not tags.getall(name):
            yield Finding(f"id3.{name}", str(path), f"It names no {what}.")
    if not (tags.getall("TDRC") or tags.getall("TYER")):
        yield Finding("id3.date", str(path), "It bears no date.")
    if tags.getall("TLAN") and "ben" not in tags.getall("TLAN")[0].text:
        yield Finding("id3.TLAN", str(path), "Its language is not `ben`.")
    yield from _chapters(path, tags, episode)


def _listed(tables: dict[str, list[str]]) -> list[str]:
    """Return the chapters in the order of the tables of contents, of which one of many chapters lists others."""
    inner = {name for names in tables.values() for name in names}
    rows = [name for table, names in tables.items() if table not in inner for name in names]
    while any(name in tables for name in rows):
        rows = [entry for name in rows for entry in tables.pop(name, [name])]
    return rows


def _chapters(path: Path, tags: Any, episode: Episode) -> Iterator[Finding]:
    frames = {frame.element_id: frame for frame in tags.getall("CHAP")}
    order = _listed({table.element_id: list(table.child_element_ids) for table in tags.getall("CTOC")})
    if sorted(order) != sorted(frames):
        yield Finding("id3.ctoc", str(path), "The table of contents does not list every chapter once.")
        return
    starts = [frames[name].start_time for name in order]
    if starts != sorted(starts) or [frame.start_time for frame in frames.values()] != starts:
        yield Finding("id3.order", str(path), "The chapters are not in the order in which they are heard.")
    wanted = [round(mark.start * 1000) for mark in chapters(episode)]
    if len(starts) != len(wanted) or any(abs(one - other) > 20 for one, other in zip(starts, wanted, strict=False)):
        yield Finding("id3.chapters", str(path), "The chapters are not the episode's, or off by more than 20 ms.")
    if not all(frame.sub_frames.getall("TIT2") for frame in frames.values()):
        yield Finding("id3.titles", str(path), "A chapter has no title.")
