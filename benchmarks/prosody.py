"""What breaths, falling headlines and slower first mentions do to the built-in voice: A/B samples, pauses and pitch.

    python benchmarks/prosody.py [ARTICLE.txt]... [--samples DIR]      (default: the articles in seeds/)

Four tables, each of what the voice says without (A) and with (B) the rule: sentences longer than a breath, headlines,
sentences with long figures, and those whose story mentions a figure or a name for the first time. The last line is all
stories without and with first mentions. --samples writes each pair as WAV, to be heard side by side.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
from espeak_phonemes import Espeak, pitch
from numpy.typing import NDArray

from audionews import script
from audionews.bengali.pronunciation.espeak_mnemonics import in_mnemonics
from audionews.bengali.pronunciation.mentions import figures
from audionews.bengali.pronunciation.pauses import LONGEST, with_breaths
from audionews.bengali.pronunciation.prosody import with_melody
from audionews.model import PLAIN, Manner, Role, Segment

RATE = 22_050
"""Hz."""
SEEDS = Path(__file__).parent.parent / "seeds"
SPEED = 165
"""Words a minute of a newsreader's pace."""
EACH = 12
"""Pairs of a kind at most, so that they can be listened to."""
START = f"\x01{SPEED}S"
"""eSpeak's command for that pace: a figure's own outlasts its text."""

Sound = NDArray[np.int16]


def stretches(sound: Sound) -> list[float]:
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


def told(sound: Sound) -> str:
    """Return what is measured of a sound: seconds, pauses, longest stretch, range of pitch, its movement at the end."""
    parts, curve = stretches(sound), pitch(sound)
    span = np.percentile(curve, 95) - np.percentile(curve, 5)
    end = curve[-8:].mean() - curve[-30:-15].mean()
    return f"{len(sound) / RATE:8.2f}{len(parts) - 1:8}{max(parts):9.1f}{span:9.1f}{end:8.1f}"


def pairs(kind: str, headlines: list[str], sentences: list[Segment]) -> Iterator[tuple[str, str, str]]:
    """Yield for each text that the rule applies to: the text, and how it is said without and with the rule."""
    if kind == "headlines":
        yield from ((text, in_mnemonics(text + "।")[0], in_mnemonics(with_melody(text))[0]) for text in headlines)
    for sentence in sentences:
        text, slower = sentence.spoken, sentence.manner.slower
        if kind == "breaths" and with_breaths(text) != text and len(text.split()) > LONGEST:
            yield text, in_mnemonics(text)[0], in_mnemonics(with_breaths(text))[0]
        if kind == "figures" and figures(text):
            yield text, in_mnemonics(text)[0], in_mnemonics(text, SPEED)[0]
        if kind == "mentions" and slower:
            yield text, in_mnemonics(text, SPEED)[0], in_mnemonics(text, SPEED, Manner(slower))[0]


def read(paths: list[Path]) -> tuple[list[str], list[Segment]]:
    """Return the headlines and the sentences of articles, as they are said."""
    segments = script([*map(str, paths)]).segments
    headlines = [one.spoken for one in segments if one.role is Role.HEADLINE and one.article is not None]
    return headlines, [one for one in segments if one.role is Role.BODY]


def whole(espeak: Espeak, sentences: list[Segment]) -> str:
    """Return how long all sentences last without and with first mentions."""
    lasting = [0.0, 0.0]
    for one in sentences:
        for side, manner in enumerate((PLAIN, one.manner)):
            said = in_mnemonics(with_melody(one.spoken), SPEED, Manner(manner.slower))[0]
            lasting[side] += len(espeak.speak(START + said)[1]) / RATE
    more = lasting[1] / lasting[0] - 1
    return f"all stories: {lasting[0]:.1f} s, with first mentions {lasting[1]:.1f} s ({more:+.1%})"


def main() -> None:
    """Print the tables, and write the samples if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="*")
    parser.add_argument("--samples", type=Path)
    arguments = parser.parse_args()
    espeak = Espeak()
    headlines, sentences = read(arguments.articles or sorted(SEEDS.glob("*.txt")))
    for kind in ("breaths", "headlines", "figures", "mentions"):
        print(f"\n{kind:12} seconds  pauses  longest    range     end   (s, s over 0.1, s, semitones, semitones)")
        for number, (text, *ways) in list(enumerate(pairs(kind, headlines, sentences)))[:EACH]:
            for side, way in zip("AB", ways, strict=True):
                sound = espeak.speak(START + way)[1]
                print(f"{number:4} {side}      {told(sound)}" + (f"   {text}" if side == "A" else ""))
                if arguments.samples:
                    arguments.samples.mkdir(parents=True, exist_ok=True)
                    soundfile.write(arguments.samples / f"{kind}-{number:02}-{side}.wav", sound, RATE)
    print(f"\n{whole(espeak, sentences)}")


if __name__ == "__main__":
    main()
