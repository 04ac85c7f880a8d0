"""What mnemonics and breaths do to the built-in voice: pauses and pitch of an article's long sentences.

    python benchmarks/breath.py ARTICLE.txt [--samples DIR]

For each sentence longer than a breath: seconds, pauses over 0.1 s, the longest stretch without one and the
range of pitch, spoken as text, in mnemonics, and in mnemonics with breaths. --samples writes each as WAV, to
be heard side by side.
"""

import argparse
import re
from pathlib import Path

import numpy as np
import soundfile
from espeak_phonemes import Espeak, pitch
from numpy.typing import NDArray

from audionews.bengali.breath import LONGEST, with_breaths
from audionews.bengali.mnemonics import in_mnemonics

RATE = 22_050
"""Hz."""


def stretches(sound: NDArray[np.int16]) -> list[float]:
    """Return the seconds of each stretch of speech between pauses longer than 0.1 s."""
    step = RATE // 100
    loud = [np.abs(sound[at : at + step].astype(int)).max() > 300 for at in range(0, len(sound), step)]
    found, quiet, spoken = [], 0, 0
    for frame in loud:
        quiet = 0 if frame else quiet + 1
        if quiet == 10 and spoken:
            found.append((spoken - 9) / 100)
            spoken = 0
        elif quiet < 10:
            spoken += 1
    return [*found, spoken / 100] if spoken else found


def main() -> None:
    """Print the table, and write the samples if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", type=Path)
    parser.add_argument("--samples", type=Path)
    arguments = parser.parse_args()
    espeak = Espeak()
    text = arguments.article.read_text(encoding="utf-8")
    long = [part.strip() for part in re.split("(?<=[।?!])|\n", text) if len(part.split()) > LONGEST]
    print(f"{'':14}{'seconds':>9}{'pauses':>8}{'longest':>9}{'pitch range':>13}  (s, s, semitones)")
    for number, sentence in enumerate(long):
        ways = {"text": sentence, "mnemonics": in_mnemonics(sentence)[0]}
        ways["with breaths"] = in_mnemonics(with_breaths(sentence))[0]
        for name, way in ways.items():
            sound = espeak.speak(way)[1]
            parts, curve = stretches(sound), pitch(sound)
            span = np.percentile(curve, 95) - np.percentile(curve, 5)
            print(f"{name:14}{len(sound) / RATE:9.1f}{len(parts) - 1:8}{max(parts):9.1f}{span:13.1f}")
            if arguments.samples:
                arguments.samples.mkdir(parents=True, exist_ok=True)
                soundfile.write(arguments.samples / f"{number:02}-{name.replace(' ', '-')}.wav", sound, RATE)


if __name__ == "__main__":
    main()
