"""Train the network behind `audionews.bengali.pronunciation.phonemes` and write `audionews/bengali/data/phonemes.npz`.

    pip install jax
    python tools/train_phonemes.py LEXICON.tsv [-o phonemes.npz]

LEXICON is Google's Bengali lexicon or a part of it (google/language-resources, CC BY 4.0): word, TAB,
phonemes. The same lexicon gives the same bytes every time on one kind of machine; it takes six to seven minutes
on one core.

The training: each word's phonemes are aligned to its units by the table of sounds, which leaves one right sound for
each unit. A teacher (`phoneme_networks.recurrent`) learns to choose it; whole words as it would say them are weighed
by how usual they sound (`phoneme_grams`). Then a student, the network that ships, learns what the lexicon and the
teacher say of these words, and what the teacher says of made-up ones: beginnings and ends of different words, joined
where they share two units (distillation: Hinton, Vinyals & Dean 2015). The n-grams that it asks where it doubts are
counted in the lexicon's words (`phoneme_grams.joint`).
"""

import argparse
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from phoneme_grams import Grams, joint  # noqa: E402
from phoneme_networks import (  # noqa: E402
    EMBEDDING,
    LENGTHS,
    Alphabet,
    Examples,
    Params,
    convolutional,
    fit,
    judged,
    recurrent,
)

from audionews.bengali.pronunciation.exceptions import VERB, written  # noqa: E402
from audionews.bengali.pronunciation.graphemes import VOWELS, graphemes, options_of, sounds  # noqa: E402
from audionews.bengali.pronunciation.network import place  # noqa: E402
from audionews.bengali.pronunciation.ngrams import SOUNDS  # noqa: E402

Lexicon = dict[str, list[list[str]]]
Options = list[tuple[str, ...]]
Floats = NDArray[np.float32]

UNITS = "".join(sounds())
LABELS = sorted({sound for rows in sounds().values() for row in rows for sound in row[2]})
ALPHABET = Alphabet(len(UNITS) + 1, len(LABELS), [UNITS.index(unit) + 1 for unit in VOWELS + "Y"])

CHANNELS = 96
"""Channels of the network that ships: as many as 20,000 words a second allow."""

TEACHING, LEARNING = {"epochs": 11, "drop": 0.3}, {"epochs": 9, "drop": 0.1}
TRUST = 0.7
"""How much the teacher's word counts beside the lexicon's, which is of two minds in places."""

USUAL, RARE, WAYS = 0.2, 0.02, 8
"""How much it counts that a way to say a word sounds usual; options not looked at; ways compared."""

MADE_UP = 60_000
SHORTEST, LONGEST = 4, 16
"""Units of a made-up word."""


def read(path: Path) -> Lexicon:
    """Return the lexicon: for each word its accepted pronunciations, without syllable marks and glides."""
    lexicon: Lexicon = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, spoken = line.split("\t")[:2]
            lexicon.setdefault(word, []).append([p.rstrip("^") for p in spoken.strip("/").split() if p != "."])
    return lexicon


def own() -> Lexicon:
    """Return audionews' own words, which are learnt from as well: those for `said`, and confirmed ones."""
    stems = [(word, spoken) for word, spoken in written("stems") if not word.endswith(VERB)]
    known = {word: [spoken.split()] for word, spoken in (*written("said"), *stems)}
    return read(ROOT / "tools" / "phonemes_confirmed.tsv") | known


def align(options: Options, spoken: list[str]) -> list[str] | None:
    """Return the sound of each unit, of those in `options`, that together make `spoken`; None if none do."""
    ways: list[dict[int, tuple[int, str]]] = [{0: (0, "")}]
    for heard in options:
        step: dict[int, tuple[int, str]] = {}
        for start in ways[-1]:
            for sound in heard:
                end = start + len(sound.split())
                if spoken[start:end] == sound.split():
                    step.setdefault(end, (start, sound))
        ways.append(step)
    at, path = len(spoken), []
    if at not in ways[-1]:
        return None
    for step in reversed(ways[1:]):
        at, sound = step[at]
        path.append(sound)
    return path[::-1]


def aligned(lexicon: Lexicon) -> dict[str, list[str]]:
    """Return the sound of each unit of the words, in units, that the table of sounds can make."""
    found = {}
    for word, accepted in lexicon.items():
        options = options_of(graphemes(word))
        path = next((path for path in (align(options, spoken) for spoken in accepted) if path), None)
        if path:
            found[graphemes(word)] = path
    return found


def crossed(words: list[str], seed: int) -> list[str]:
    """Return made-up words: the beginning of one word and the end of another, from two units that both have."""
    order = np.random.default_rng(seed)
    words = sorted(word for word in words if SHORTEST <= len(word) <= LENGTHS[-1])
    places: dict[str, list[tuple[str, int]]] = {}
    for word in words:
        for at in range(1, len(word) - 2):
            places.setdefault(word[at : at + 2], []).append((word, at))
    made: set[str] = set()
    while len(made) < MADE_UP:
        word = words[order.integers(len(words))]
        at = order.integers(1, len(word) - 2)
        others = places[word[at : at + 2]]
        other, start = others[order.integers(len(others))]
        if SHORTEST <= at + len(other) - start <= LONGEST:
            made.add(word[:at] + other[start:])
    return sorted(made - set(words))


def encoded(words: dict[str, list[str] | None]) -> Examples:
    """Return words, in units, as arrays, with the sound of each unit where it is known."""
    shape = (len(words), LENGTHS[-1])
    made = Examples(
        np.zeros(shape, np.uint8),
        np.full((*shape, 4), len(LABELS), np.uint8),
        np.zeros((*shape, 4), np.float32),
    )
    for row, (word, path) in enumerate(words.items()):
        for at, heard in enumerate(options_of(word)[: LENGTHS[-1]]):
            made.codes[row, at] = UNITS.index(word[at]) + 1
            made.options[row, at, : len(heard)] = [LABELS.index(sound) for sound in heard]
            if path and len(heard) > 1:
                made.target[row, at, heard.index(path[at])] = 1
    return made


def weighed(words: list[str], likely: Floats, grams: Grams) -> Floats:
    """Return how likely each option is (words, units, 4) when whole words are weighed by how usual they sound.

    `likely` is that for each unit by itself. Of each word, the likeliest ways to say it are compared.
    """
    found = likely.copy()
    for row, word in enumerate(words):
        options = options_of(word)[: LENGTHS[-1]]
        ways = _ways(options, likely[row])
        if len(ways) > 1:
            weights = np.exp([own + USUAL * grams.log(_spoken(options, picks)) for own, picks in ways])
            found[row, : len(options)] = 0
            for weight, (_, picks) in zip(weights / weights.sum(), ways, strict=True):
                found[row, np.arange(len(options)), picks] += weight
    return found * (likely.sum(-1, keepdims=True) > 0)


def _spoken(options: Options, picks: list[int]) -> list[str]:
    """Return the phonemes of the options picked."""
    return " ".join(heard[pick] for heard, pick in zip(options, picks, strict=True)).split()


def _ways(options: Options, likely: Floats) -> list[tuple[float, list[int]]]:
    """Return some ways to say a word, likeliest first: the sum of logarithms, and which option of each unit."""
    ways: list[tuple[float, list[int]]] = [(0.0, [])]
    for heard, chances in zip(options, likely.tolist(), strict=False):
        logs = [(math.log(chance), pick) for pick, chance in enumerate(chances) if chance > RARE]
        if len(heard) == 1:
            logs = [(0.0, 0)]
        longer = [(own + log, [*picks, pick]) for own, picks in ways for log, pick in logs]
        ways = sorted(longer, reverse=True)[:WAYS]
    return ways


def train(lexicon: Lexicon, seed: int = 0) -> dict[str, Any]:
    """Return the arrays of a network trained on the lexicon, in the form of the model file."""
    paths = aligned(lexicon)
    invented = crossed(list(paths), seed)
    known, made_up = encoded(paths), encoded(dict.fromkeys(invented))
    grams = Grams(spoken for accepted in lexicon.values() for spoken in accepted)
    teacher = recurrent(ALPHABET, seed)
    teacher = teacher._replace(params=fit(teacher, known, seed=seed, **TEACHING))
    meant = weighed(list(paths), judged(teacher, known), grams)
    guessed = weighed(invented, judged(teacher, made_up), grams)
    lessons = Examples(
        np.concatenate((known.codes, made_up.codes)),
        np.concatenate((known.options, made_up.options)),
        np.concatenate((TRUST * meant + (1 - TRUST) * known.target, guessed)),
    )
    student = fit(convolutional(ALPHABET, seed, CHANNELS), lessons, seed=seed, **LEARNING)
    return stored(student) | usual(paths)


def usual(paths: dict[str, list[str]]) -> dict[str, Any]:
    """Return the arrays of the n-grams that the network asks where it doubts, of words with the sound of each unit."""
    code = {unit: place(at) for at, unit in enumerate(UNITS, 1)}
    return joint(
        [code[unit] * SOUNDS + LABELS.index(one) for unit, one in zip(*word, strict=True)] for word in paths.items()
    )


def stored(learnt: Params) -> dict[str, Any]:
    """Return a student's weights as the arrays of the model file, its first layer as the rows that it sums."""
    get = {name: np.asarray(array) for name, array in learnt.items()}
    get["unit"] = np.where(np.arange(len(get["unit"]))[:, None], get["unit"], 0)  # nothing beyond the ends
    channels = len(get["b0"])
    distances = get["start"][:, None] + get["end"] + get["b0"]
    vowels = get["left"][:, None] + get["right"]
    # Not by `@`, which rounds as the machine's BLAS adds up; in double precision the order does not show.
    exact = {name: get[name].astype(np.float64) for name in ("unit", "w0")}
    seen = np.einsum("ue,tec->utc", exact["unit"], exact["w0"].reshape(-1, EMBEDDING, channels), optimize=False)
    table = np.concatenate([rows.reshape(-1, channels) for rows in (distances, vowels, seen)])
    weights = {name: get[name] for name in ("w1", "b1", "w2", "b2", "wo", "bo")}
    arrays = {name: array.astype(np.float16) for name, array in ({"table": table} | weights).items()}
    return arrays | {"units": np.array(UNITS), "sounds": np.array("|".join(LABELS))}


def main() -> None:
    """Train on the lexicon named on the command line and write the model file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lexicon", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "audionews/bengali/data/phonemes.npz")
    arguments = parser.parse_args()
    np.savez_compressed(arguments.output, **train(read(arguments.lexicon) | own()))


if __name__ == "__main__":
    main()
