"""Stitching cached clips into an MP3: the script that everybody writes with pydub against the master.

Usage: python benchmarks/stitching.py [CLIPS]...     (default: 150 and 1000; the naive script needs ffmpeg)
Prints one table. Both sides start from the same sounds: MP3 files for the naive script, as gTTS leaves them;
what synthesis leaves in the cache for the master. The baseline is one LAME pass over the same sound, alone.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from material import sentence
from measured import cost, script

PAUSE, AFTER_STORY, STORY = 0.4, 1.2, 15  # s, s, sentences
HERE = __file__


def naive(folder: Path, count: int) -> None:
    """Do as most answers on the web do."""
    from pydub import AudioSegment

    combined = AudioSegment.empty()
    for number in range(count):
        combined += AudioSegment.from_file(folder / f"{number}.mp3")
        combined += AudioSegment.silent(duration=1000 * (PAUSE if (number + 1) % STORY else AFTER_STORY))
    combined.export(folder / "naive.mp3", format="mp3", bitrate="96k")


def ours(folder: Path, count: int) -> None:
    """Master the same clips."""
    from audionews.audio.master import PROFILES, Output, SoundCue, master

    pauses = [PAUSE if (number + 1) % STORY else AFTER_STORY for number in range(count)]
    cues = [SoundCue(str(number), 0, pause, number // STORY, "voice") for number, pause in enumerate(pauses)]
    output = Output(folder / "ours.mp3", PROFILES["podcast"])
    master(cues, [output], lambda key: (folder / f"{key}.clip").read_bytes())


def lame(folder: Path, count: int) -> None:
    """Encode as much sound in one pass, and do nothing else."""
    import numpy as np

    from audionews.audio.mp3 import encode
    from audionews.audio.profiles import PROFILES

    profile = PROFILES["podcast"]
    sounds = [np.load(folder / f"{number}.npy") for number in range(count)]
    for first in range(0, count, 100):
        encode(np.concatenate(sounds[first : first + 100]), profile.sample_rate, profile.bitrate, profile.quality)


def prepare(folder: Path, count: int) -> None:
    """Make the clips: 50 different sentences, again and again."""
    import numpy as np
    import soxr

    from audionews.audio.clip import pack
    from audionews.audio.mp3 import encode

    for number in range(count):
        if number < 50:
            speech = sentence(number)
            (folder / f"{number}.mp3").write_bytes(encode(speech.samples, speech.sample_rate, 64_000, 7))
            (folder / f"{number}.clip").write_bytes(pack(speech))
            np.save(folder / f"{number}.npy", soxr.resample(np.pad(speech.samples, (0, 9600)), 24_000, 44_100))
        else:
            for ending in ("mp3", "clip", "npy"):
                (folder / f"{number}.{ending}").symlink_to(folder / f"{number % 50}.{ending}")


def table(counts: list[int]) -> None:
    """Print what each side cost for each number of clips."""
    print(f"{'clips':>6} {'who':22} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'times faster than naive':>24}")
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            prepare(Path(name), count)
            rows = {
                "master": cost(script(HERE, "ours", name, count)),
                "one LAME pass alone": cost(script(HERE, "lame", name, count)),
            }
            if shutil.which("ffmpeg"):
                rows = {"naive pydub script": cost(script(HERE, "naive", name, count)), **rows}
            first = next(iter(rows.values())) if "naive pydub script" in rows else None
            for who, spent in rows.items():
                faster = f"{first.seconds / spent.seconds:.1f}" if first else "-"
                print(f"{count:6} {who:22} {spent.seconds:8.2f} {spent.cpu:8.2f} {spent.memory:8.0f} {faster:>24}")


if __name__ == "__main__":
    if len(sys.argv) == 4:
        {"naive": naive, "ours": ours, "lame": lame}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
    else:
        table([int(count) for count in sys.argv[1:]] or [150, 1000])
