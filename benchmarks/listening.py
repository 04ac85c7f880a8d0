"""A sheet of figures for two episodes, side by side: pace, pauses by class, pitch, spectrum, noise.

    python benchmarks/listening.py FOLDER FOLDER          (folders of episodes, as output/2026-11-23)

Figures marked * stand for taste: they say how it differs from radio news, not whether people like it. Where `speechmos`
is installed, its score of cleanliness is told too.
"""

from __future__ import annotations

import argparse
import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import soundfile
from instruments import deviation, excess, pauses, pitch, slope

if TYPE_CHECKING:
    from instruments import Sound

VOWELS = frozenset("অআইঈউঊঋএঐওঔািীুূৃেৈোৌ")
"""Signs that make a syllable each; the inherent vowel is reckoned for every third bare consonant."""
STORY = {"body", "subhead"}


def syllables(text: str) -> float:
    """Estimate how many syllables a spoken text has: some one for every 2.3 letters and signs."""
    return sum(letter in VOWELS for letter in text) + sum("ক" <= letter <= "হ" for letter in text) / 3


def between(segments: list[dict[str, Any]], *, story: bool) -> float:
    """Return the median pause (s) between sentences of a story, or before another story."""
    found = [
        after["start"] - before["end"]
        for before, after in pairwise(segments)
        if after["role"] in STORY | {"intro"} and before["role"] in STORY
        if (before["article"] == after["article"]) == story
    ]
    return float(np.median(found)) if found else 0.0


def cleanliness(sound: Sound, rate: int) -> float | None:
    """Return the score of DNSMOS (1 to 5), None where speechmos is not installed."""
    try:
        from speechmos import dnsmos
    except ImportError:
        return None
    import soxr

    heard = soxr.resample(sound[: 60 * rate], rate, 16_000).clip(-1, 1)
    return float(dnsmos.run(heard, sr=16_000)["ovrl_mos"])


def sheet(folder: Path) -> dict[str, float | None]:
    """Return the figures of an episode, of the sentences of its stories."""
    told = json.loads((folder / "episode.json").read_text(encoding="utf-8"))
    sound, rate = soundfile.read(folder / told["audio"]["file"], dtype="float32")
    lines = [line for line in told["segments"] if line["role"] == "body"]
    clips = [sound[round(line["start"] * rate) : round(line["end"] * rate)] for line in lines]
    inside = [[end - start for start, end in pauses(clip, rate, 0.12)] for clip in clips]
    readings = [pitch(clip, rate) for clip in clips]
    heights = np.concatenate([reading.semitones for reading in readings])
    said = sum(syllables(line["spoken"]) for line in lines)
    seconds = sum(line["end"] - line["start"] for line in lines)
    silent = sum(map(sum, inside))
    opening = [line for line in told["segments"] if line["role"] in {"headline", "recap"}]
    return {
        "minutes": told["duration"] / 60,
        "syllables a second, articulated *": said / (seconds - silent),
        "syllables a second, with pauses *": said / seconds,
        "pause inside a sentence, s *": float(np.median([one for clip in inside for one in clip] or [0])),
        "pause between sentences, s *": between(told["segments"], story=True),
        "pause between stories, s *": between(told["segments"], story=False),
        "headlines, % of the time": 100 * sum(line["end"] - line["start"] for line in opening) / told["duration"],
        "pitch, Hz": 100 * 2 ** (float(np.median(heights)) / 12),
        "pitch, standard deviation, semitones *": float(heights.std()),
        "end of sentences, semitones *": float(np.median([slope(reading) for reading in readings])),
        "deviation from speech in general, dB": deviation(np.concatenate(clips), rate),
        "excess at 2 to 4 kHz, dB": excess(np.concatenate(clips), rate),
        "harmonics to noise, dB": float(np.median([reading.harmonicity for reading in readings])),
        "loudness, LUFS": told["audio"]["loudness_lufs"],
        "DNSMOS (speechmos)": cleanliness(np.concatenate(clips), rate),
    }


def main() -> None:
    """Print the sheet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("episodes", type=Path, nargs="+")
    folders = parser.parse_args().episodes
    sheets = [sheet(folder) for folder in folders]
    print(f"{'':42}" + "".join(f"{folder.parent.name[:9]:>10}" for folder in folders))
    for name in sheets[0]:
        cells = ("-" if one[name] is None else f"{one[name]:.2f}" for one in sheets)
        print(f"{name:42}" + "".join(f"{cell:>10}" for cell in cells))


if __name__ == "__main__":
    main()
