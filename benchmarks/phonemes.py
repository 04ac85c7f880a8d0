"""Score `phonemes` on word families it was not trained on, by class of word, beside eSpeak NG and other software.

    pip install jax
    pip install "g2p2[bn]" epitran  # measured where installed
    python benchmarks/phonemes.py LEXICON.tsv [--folds 5] [--only 1] [--models FOLDER]

Folds are by a hash of each word's first four code points, so that a stem and its inflections are on one side.
A network is trained without the fold (`tools/train_phonemes.py`, some minutes; kept in FOLDER, and taken from there
if it is there), then asked for its words. A phoneme error is an edit towards the nearest accepted pronunciation; a
word is right without any. What others say in IPA is put into the notation, their finer distinctions dropped.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import time
import unicodedata
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / part) for part in ("", "tools", "benchmarks")]

import train_phonemes  # noqa: E402
from espeak_phonemes import Espeak  # noqa: E402

from audionews.bengali.pronunciation.exceptions import exceptions  # noqa: E402
from audionews.bengali.pronunciation.graphemes import graphemes  # noqa: E402
from audionews.bengali.pronunciation.network import Network, parse  # noqa: E402
from audionews.bengali.pronunciation.phonemes import phonemes, pronounce  # noqa: E402
from audionews.bengali.pronunciation.syllables import VOWELS  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

_LETTER_NAMES = "এ|বি|সি|ডি|ই|এফ|জি|এইচ|আই|জে|কে|এল|এম|এন|ও|পি|কিউ|আর|এস|টি|ইউ|ভি|এক্স"
CLASSES = {
    "abbreviation as a word": re.compile(f"(?:{_LETTER_NAMES}){{3,}}(?:র|তে|কে|এর|ের)?"),
    "loan word": re.compile(".*(?:্যা|স্ট|ন্ট|ন্ড|ক্স|ফ|ল্ড|ট্র|ড্র|শন|িং).*"),
    "form of a verb": re.compile(
        ".{2,}(?:চ্ছি|চ্ছে|চ্ছেন|ছিল|ছিলো|ছিলাম|ছিলেন|েছি|েছে|েছেন|লাম|লেন|বেন|তাম|তেন|ছেন|ানো|িয়ে|িয়েই)"
    ),
    "inflected name or noun": re.compile(".{3,}(?:দের|গুলো|গুলোর|কে|ের|টির|টিকে|রা)"),
    "tatsama": re.compile(".*(?:ণ|ষ|ঋ|ৃ|ক্ষ|জ্ঞ|্য|্ব|্ম|ঃ|ৈ|ৌ).*"),
    "other": re.compile(".*"),
}
"""Tried in this order on the spelling: rough, but the same for every system measured."""

_IPA = dict(
    line.split("\t")
    for line in Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
_FINE = re.compile("[\u0300-\u0323\u0325-\u0329\u032b-\u036fˑ]")
"""Marks of nuance: all but those of breath and of the teeth."""

_SOUND = re.compile(f"({'|'.join(sorted(_IPA, key=len, reverse=True))})̪?([ʰʱ̤]?)(ː?)")


def notation(ipa: str) -> list[str]:
    """Return IPA in the notation of `phonemes`; what has no place in it is dropped."""
    found = []
    for sound, breath, long in _SOUND.findall(_FINE.sub("", unicodedata.normalize("NFD", ipa)).replace("ːʰ", "ʰː")):
        phoneme = _IPA[sound]
        found += [phoneme] * (bool(long) and phoneme not in VOWELS)
        found.append("f" if breath and phoneme == "p" else phoneme + "h" * bool(breath))
    return found


def peers() -> dict[str, Callable[[str], list[str]]]:
    """Return what else says Bengali words here, by name."""
    found: dict[str, Callable[[str], list[str]]] = {"eSpeak NG alone": Espeak().notation}
    if find_spec("g2p2"):
        import g2p2

        plain = re.compile("([td])(?![̪ʃʒ])")  # dental there
        found["g2p2, Indic pack"] = lambda word: notation(plain.sub(r"\1̪", g2p2.phonemize(word, "bn")))
    if find_spec("epitran"):
        from epitran import Epitran

        transliterate = Epitran("ben-Beng").transliterate
        found["Epitran, ben-Beng"] = lambda word: notation(transliterate(word))
    return found


def fold(word: str, folds: int) -> int:
    """Return the fold of a word, the same for all words that share their first four code points."""
    return int(hashlib.sha1(word[:4].encode(), usedforsecurity=False).hexdigest(), 16) // 2 % folds


def edits(said: list[str], right: list[str]) -> list[tuple[str, str]]:
    """Return the fewest edits from `right` to `said`, as pairs (right, said) with "-" for nothing."""
    costs = np.zeros((len(right) + 1, len(said) + 1), int)
    costs[:, 0], costs[0] = np.arange(len(right) + 1), np.arange(len(said) + 1)
    for row, one in enumerate(right, 1):
        for column, other in enumerate(said, 1):
            costs[row, column] = min(
                costs[row - 1, column] + 1,
                costs[row, column - 1] + 1,
                costs[row - 1, column - 1] + (one != other),
            )
    row, column, found = len(right), len(said), []
    while row or column:
        here = costs[row, column]
        if row and column and here == costs[row - 1, column - 1] + (right[row - 1] != said[column - 1]):
            row, column = row - 1, column - 1
            if right[row] != said[column]:
                found.append((right[row], said[column]))
        elif row and here == costs[row - 1, column] + 1:
            row -= 1
            found.append((right[row], "-"))
        else:
            column -= 1
            found.append(("-", said[column]))
    return found


class Scores:
    """Words, right words, phonemes and errors, by class of word; and which phonemes were mistaken."""

    def __init__(self) -> None:
        self.counts: dict[str, np.ndarray] = {}
        self.confusions: Counter[tuple[str, str]] = Counter()
        self.examples: dict[tuple[str, str], str] = {}

    def add(self, word: str, said: list[str], accepted: list[list[str]]) -> None:
        """Count one word."""
        found, right = min(((edits(said, one), one) for one in accepted), key=lambda pair: len(pair[0]))
        kind = next(name for name, pattern in CLASSES.items() if pattern.fullmatch(word))
        for name in (kind, "all"):
            row = self.counts.setdefault(name, np.zeros(4, int))
            row += [1, not found, len(right), len(found)]
        for pair in found:
            self.confusions[pair] += 1
            self.examples[pair] = f"{word} {' '.join(right)}"

    def show(self, title: str) -> None:
        """Print a line for each class."""
        print(f"\n{title}\n{'':26}{'words':>8}{'right %':>9}{'phoneme errors %':>18}")
        for name in [*CLASSES, "all"]:
            words, right, phones, wrong = self.counts.get(name, np.ones(4, int))
            print(f"{name:26}{words:8}{100 * right / words:9.1f}{100 * wrong / phones:18.2f}")


def main() -> None:
    """Train and score fold by fold, then print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lexicon", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, help="run just the first so many folds")
    parser.add_argument("--models", type=Path, help="where trained networks are kept")
    arguments = parser.parse_args()
    lexicon = train_phonemes.read(arguments.lexicon)
    others = peers()
    scores = {name: Scores() for name in ("the network", "with what is written down", *others)}
    for number in range(arguments.only or arguments.folds):
        held = [word for word in lexicon if fold(word, arguments.folds) == number]
        model = network(lexicon, number, arguments.folds, arguments.models)
        for word, heard in zip(held, pronounce(held, model=model), strict=True):
            known = exceptions().get(graphemes(word))
            scores["the network"].add(word, heard, lexicon[word])
            scores["with what is written down"].add(word, known.split() if known else heard, lexicon[word])
            for name, speak in others.items():
                scores[name].add(word, speak(word), lexicon[word])
        for name, score in scores.items():
            score.show(f"{name}, after fold {number + 1}")
    ours = scores["the network"]
    for pair, count in ours.confusions.most_common(20):
        print(*pair, count, ours.examples[pair], sep="\t")
    words = random.Random(0).sample(list(lexicon), 16_000)  # noqa: S311 - any order but the alphabet's
    for name, speak_all in (("phonemes", lambda part: [phonemes(word) for word in part]), ("pronounce", pronounce)):
        speak_all(words[:1000])
        begin = time.process_time()
        speak_all(words[1000:])
        print(f"{name}: {15_000 / (time.process_time() - begin):.0f} words a second")


def network(lexicon: train_phonemes.Lexicon, number: int, folds: int, kept: Path | None) -> Network:
    """Return a network trained without a fold."""
    path = kept / f"fold{number}.npz" if kept else None
    if path and path.exists():
        return parse(dict(np.load(path)))
    known = lexicon | train_phonemes.own()
    stored = train_phonemes.train({word: heard for word, heard in known.items() if fold(word, folds) != number})
    if path:
        np.savez_compressed(path, **stored)
    return parse(stored)


if __name__ == "__main__":
    main()
