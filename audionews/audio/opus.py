"""Write the programme as Opus in an Ogg file (RFC 7845), beside the MP3 and with its timeline.

libsndfile encodes it, which is here for reading sound anyway. Opus needs one stream from beginning to end: the chunks
are mixed once more, one at a time, and go through one encoder.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import soundfile

from audionews.audio.chunk_jobs import SoundCue, heard, planned
from audionews.audio.loudness import energies, integrated
from audionews.audio.peaks import true_peak
from audionews.model import Sound
from audionews.support.errors import AudioError
from audionews.support.files import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from audionews.audio.profiles import Profile
    from audionews.model import Speech

_MOST, _LEAST = 256_000, 6_000  # bit/s at the ends of libsndfile's scale of compression
_BLOCK = 10  # s of sound that are measured at a time


def write(
    path: Path,
    cues: Sequence[SoundCue],
    profiles: tuple[Profile, Profile],
    load: Callable[[str], Speech | bytes],
    said: Mapping[str, str],
) -> Sound:
    """Write the programme of `cues` to `path`, and measure it.

    Args:
        path: path of the file.
        cues: the clips in order, with levels and pauses.
        profiles: that of the MP3 whose timeline it shares, and its own.
        load: returns a clip by its key, as `master` takes it.
        said: comments of the file: `title`, `artist`, `album`, `date`, `comment`.

    Raises:
        AudioError: a clip is damaged, or the encoder failed.
        StorageError: the file could not be written.
    """
    programme, profile = planned(cues, profiles, load), profiles[1]
    left = round(programme.duration * profile.sample_rate)
    level = (_MOST - profile.bitrate) / (_MOST - _LEAST)
    try:
        with (
            writing(path) as file,
            soundfile.SoundFile(
                file, "w", profile.sample_rate, 1, format="OGG", subtype="OPUS", compression_level=level
            ) as sound,
        ):
            for name, text in said.items():
                setattr(sound, name, text)
            for job in programme.jobs:
                samples = heard(job, 1, load)[:left]
                sound.write(samples)
                left -= len(samples)
            sound.write(np.zeros(left, np.int16))  # less than a frame of the MP3
    except soundfile.LibsndfileError as error:
        raise AudioError(f"Opus could not be encoded: {error}") from error
    return _measured(path, profile)


def _measured(path: Path, profile: Profile) -> Sound:
    steps, peak = [], 0.0
    with soundfile.SoundFile(path) as sound:
        for block in sound.blocks(_BLOCK * profile.sample_rate, dtype="float32"):
            steps.append(energies(block, profile.sample_rate))
            peak = max(peak, true_peak(block))
        seconds = sound.frames / profile.sample_rate
    size = path.stat().st_size
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Sound(
        path.name,
        size,
        digest,
        profile.sample_rate,
        round(size * 8 / seconds) if seconds else profile.bitrate,
        round(integrated(np.concatenate(steps)), 2),
        round(20 * float(np.log10(max(peak, 1e-9))), 2),
    )
