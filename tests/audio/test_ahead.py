"""Parts that are encoded while others are spoken are those that the programme takes, and nothing else changes."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from audionews.audio.ahead import AheadEncoder
from audionews.audio.clip import pack
from audionews.audio.master import PROFILES, Output, SoundCue, master

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from audionews.model import Speech

PODCAST = PROFILES["podcast"]
CUES = [
    SoundCue(f"even{(part + number) % 5}", pause=1.2 if number == 3 else 0.35, part=part, voice="even")
    for part in range(4)
    for number in range(4)
]


class Store(dict[str, bytes]):
    def put(self, key: str, data: bytes) -> None:
        self[key] = data


def encoder(library: dict[str, bytes], store: Store, cues: Sequence[SoundCue] = CUES) -> AheadEncoder:
    marks, pauses = [cue.part for cue in cues], [cue.pause for cue in cues]
    return AheadEncoder(marks, pauses, [PODCAST], library.__getitem__, store, jobs=2)


def waited(ahead: AheadEncoder) -> None:
    """Let what was begun end before the block does, which begins nothing new."""
    ended = threading.Event()
    ahead._pool.submit(ended.set)
    assert ended.wait(30)


def made(library: dict[str, bytes], store: Store, path: Path) -> tuple[str, int]:
    """Return the digest of the programme, and how many chunks were encoded for it."""
    before = len(store)
    done = master(CUES, [Output(path, PODCAST)], library.__getitem__, parts=store)
    return done.sounds[0].sha256, len(store) - before


def test_what_is_encoded_ahead_is_what_the_programme_takes(library: dict[str, bytes], tmp_path: Path) -> None:
    digest, chunks = made(library, Store(), tmp_path / "a.mp3")
    store = Store()
    with encoder(library, store) as ahead:
        for index in (5, 4, 7, 6, *range(8, 16)):
            ahead.add(index, CUES[index])
        waited(ahead)
    assert 0 < len(store) < chunks
    found, missing = made(library, store, tmp_path / "b.mp3")
    assert (found, missing) == (digest, chunks - chunks * 3 // 4)


def test_parts_of_an_earlier_run_are_left_alone(library: dict[str, bytes]) -> None:
    store = Store()
    with encoder(library, store) as ahead:
        for index in range(4):
            ahead.add(index, CUES[index], fresh=False)
        waited(ahead)
    assert not store


def test_a_clip_that_is_spoken_again_is_encoded_again(
    library: dict[str, bytes], voice: Callable[..., Speech], tmp_path: Path
) -> None:
    """Its key stays: its sound tells it from the one before, also where length and level are the same."""
    before = voice(3.0, seed=0)
    mirrored = library | {"even0": pack(replace(before, samples=-before.samples))}
    store = Store()
    with encoder(mirrored, store) as ahead:
        for index, cue in enumerate(CUES):
            ahead.add(index, cue)
        waited(ahead)
    found, _ = made(library, store, tmp_path / "a.mp3")
    assert found == made(library, Store(), tmp_path / "b.mp3")[0]


def test_a_clip_that_is_gone_meanwhile_costs_nothing(library: dict[str, bytes], tmp_path: Path) -> None:
    store = Store()
    with encoder(library | {"even2": b""}, store) as ahead:
        for index, cue in enumerate(CUES):
            ahead.add(index, cue)
        waited(ahead)
    found, missing = made(library, store, tmp_path / "a.mp3")
    assert missing > 0
    assert found == made(library, Store(), tmp_path / "b.mp3")[0]
