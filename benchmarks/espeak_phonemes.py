"""Does eSpeak NG say what it is asked to, and does the melody of the sentence survive?

    python benchmarks/espeak_phonemes.py LEXICON.tsv [--words 2000]

Words: each is spoken from `mnemonics(phonemes(word))`, and eSpeak's phoneme events are compared with what it
was asked. Melody: sentences are spoken as text and in mnemonics, as statement and as question; compared are
the pitch contours (autocorrelation, 10 ms steps) and the movement of pitch at the end.
"""

import argparse
import ctypes
import random
import re
from itertools import product
from pathlib import Path

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from audionews.bengali.pronunciation.espeak_mnemonics import espeak_mnemonics, in_mnemonics
from audionews.bengali.pronunciation.phonemes import pronounce
from audionews.bengali.pronunciation.prosody import with_melody

SENTENCES = [
    "আজ সকালে শহরে প্রবল বৃষ্টি হয়েছে",
    "সরকার নতুন প্রকল্পের কথা ঘোষণা করেছে",
    "আবহাওয়া দফতর আগামী তিন দিন সতর্ক থাকতে বলেছে",
    "রাজ্যের সব বিদ্যালয় সোমবার খুলবে",
    "চাল, ডাল, তেল, আলু আর পেঁয়াজের দাম কমেছে",
    "ট্রেন চলাচল বন্ধ থাকায়, যাত্রীরা সমস্যায় পড়েছেন",
    "বাংলাদেশ প্রথম ম্যাচে জিতেছে",
    "প্রধানমন্ত্রী কাল কলকাতায় আসবেন",
]

_PHONEMES_AND_RETRIEVAL, _NO_EXIT = 1, 0x8000 | 1
_UTF8, _MNEMONICS, _END_PAUSE = 1, 0x100, 0x1000
_EVENT_END, _EVENT_PHONEME = 0, 7


class _Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h; the name of a phoneme is eight bytes."""

    _fields_ = (
        ("type", ctypes.c_int),
        *((name, ctypes.c_int) for name in ("unique", "position", "length", "audio", "sample")),
        ("user", ctypes.c_void_p),
        ("name", ctypes.c_char * 8),
    )


class Espeak:
    """The Bengali voice, with its phoneme events and its sound."""

    def __init__(self) -> None:
        self._dll = ctypes.CDLL(espeakng_loader.get_library_path())
        self._dll.espeak_Initialize(1, 100, espeakng_loader.get_data_path().encode(), _NO_EXIT)
        self._dll.espeak_TextToPhonemes.restype = ctypes.c_char_p
        listener = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))
        self._listener = listener(self._listen)
        self._dll.espeak_SetSynthCallback(self._listener)
        self._dll.espeak_SetVoiceByName(b"bn")
        self._said: list[str] = []
        self._sound = bytearray()

    def speak(self, text: str) -> tuple[list[str], NDArray[np.int16]]:
        """Return the phonemes of `text`, without pauses and stress, and its sound at 22,050 Hz."""
        self._said.clear()
        self._sound.clear()
        data = text.encode() + b"\0"
        flags = _UTF8 | _END_PAUSE | (_MNEMONICS if "[[" in text else 0)
        self._dll.espeak_Synth(data, ctypes.c_size_t(len(data)), 0, 1, 0, flags, None, None)
        self._dll.espeak_Synchronize()
        said = [re.sub("^[',]+", "", name) for name in self._said if name and not name.startswith("_")]
        return said, np.frombuffer(bytes(self._sound), np.int16)

    def notation(self, word: str) -> list[str]:
        """Return what eSpeak itself makes of a word in Bengali letters, in our notation."""
        data = ctypes.c_char_p(word.encode())
        rest = ctypes.cast(ctypes.pointer(data), ctypes.POINTER(ctypes.c_void_p))
        made = self._dll.espeak_TextToPhonemes(rest, _UTF8, ord("_") << 8) or b""
        names = re.sub("[',:~ ]", "", made.decode()).split("_")
        return [sound for name in names for sound in _in_notation(name)]

    def _listen(self, wave: object, count: int, events: object) -> int:
        if wave and count > 0:
            self._sound += ctypes.string_at(wave, count * 2)  # type: ignore[arg-type]
        for event in events:  # type: ignore[attr-defined]
            if event.type == _EVENT_END:
                break
            if event.type == _EVENT_PHONEME:
                self._said.append(event.name.decode())
        return 0


def _in_notation(name: str) -> list[str]:
    if name in ("", "|"):
        return []
    pairs = {
        "&": "E",
        "tS": "c",
        "tS#": "ch",
        "dZ": "j",
        "J": "j",
        "J#": "jh",
        "S": "sh",
        "r.": "r",
        "*": "r",
    }
    pairs |= {"t.": "T", "t.#": "Th", "d.": "D", "d.#": "Dh", "w": "u", "j": "e", "oj": "o i", "ow": "o u"}
    return pairs.get(name, name.replace("#", "h")).split()


def pitch(sound: NDArray[np.int16], rate: int = 22050) -> NDArray[np.float64]:
    """Return the pitch in semitones over 100 Hz each 10 ms, of voiced frames only."""
    frame, step = int(0.04 * rate), rate // 100
    low, high = rate // 250, rate // 60
    found = []
    for start in range(0, len(sound) - frame - high, step):
        part = sound[start : start + frame + high].astype(float)
        if np.abs(part).mean() < 200:
            continue
        scores = [part[:frame] @ part[lag : lag + frame] for lag in range(low, high)]
        lag = low + int(np.argmax(scores))
        if max(scores) > 0.5 * (part[:frame] @ part[:frame]):
            found.append(12 * np.log2(rate / lag / 100))
    return np.array(found)


def melody(espeak: Espeak) -> None:
    """Print how alike the contours are, and the final movement of each, sentence by sentence."""
    print(f"{'':4}{'contours correlate':>20}{'end as text':>14}{'in mnemonics':>14}   (semitones)")
    for (number, sentence), mark in product(enumerate(SENTENCES), "।?"):
        plain, ours = (pitch(espeak.speak(text)[1]) for text in (sentence + mark, in_mnemonics(sentence + mark)[0]))
        grid = np.linspace(0, 1, 100)
        curves = [np.interp(grid, np.linspace(0, 1, len(c)), c) for c in (plain, ours)]
        ends = [c[-8:].mean() - c[-30:-15].mean() for c in (plain, ours)]
        print(f"{number}{mark:3}{np.corrcoef(*curves)[0, 1]:20.2f}{ends[0]:14.1f}{ends[1]:14.1f}")


def headlines(espeak: Espeak) -> None:
    """Print the movement of pitch at the end as a sentence and as a headline."""
    print(f"{'':4}{'end as sentence':>20}{'as headline':>14}   (semitones)")
    for number, sentence in enumerate(SENTENCES):
        ways = (sentence + "।", with_melody(sentence))
        curves = [pitch(espeak.speak(in_mnemonics(way)[0])[1]) for way in ways]
        ends = [curve[-8:].mean() - curve[-30:-15].mean() for curve in curves]
        print(f"{number:<4}{ends[0]:20.1f}{ends[1]:14.1f}")


def words(espeak: Espeak, lexicon: Path, count: int) -> None:
    """Print how many of `count` words eSpeak speaks as asked."""
    lines = lexicon.read_text(encoding="utf-8").splitlines()
    known = sorted({line.split("\t")[0] for line in lines if not line.startswith("#")})
    chosen = random.Random(9).sample(known, min(count, len(known)))  # noqa: S311 - a sample, not a secret
    different = []
    for word, phonemes in zip(chosen, pronounce(chosen), strict=True):
        said = [sound for name in espeak.speak(f"[[{espeak_mnemonics(phonemes)}]]")[0] for sound in _in_notation(name)]
        if said != phonemes:
            different.append((word, phonemes, said))
    print(f"{len(chosen) - len(different)} of {len(chosen)} words are spoken as asked")
    for row in different[:20]:
        print(*row)


def main() -> None:
    """Measure words, then melody."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lexicon", type=Path)
    parser.add_argument("--words", type=int, default=2000)
    arguments = parser.parse_args()
    espeak = Espeak()
    words(espeak, arguments.lexicon, arguments.words)
    melody(espeak)
    headlines(espeak)


if __name__ == "__main__":
    main()
