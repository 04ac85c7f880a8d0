"""Aligns spelling and sound: which of the sounds of a word each of its letters stands for.

Each letter has none, one or two sounds, in their order. What is likely is learnt from the words themselves, in a few
rounds of Viterbi training (Black, Lenzo & Pagel 1998) from costs that tell vowels from consonants.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable

Sounds = tuple[str, ...]
Cost = Callable[[str, Sounds], float]

VOWELS = frozenset(
    ["@", "@R", "AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"]
)
LETTERS = "aeiouy"
"""Letters that are vowels."""
ROUNDS = 6
EVERY = 5
"""Of so many words one is learnt from."""
UNSEEN = 12.0
"""Cost of a sound that a letter has hardly ever had; more for two."""


def align(words: dict[str, Sounds]) -> dict[str, list[Sounds]]:
    """Return for each word the sounds of each letter; words with more sounds than their letters take are left out."""
    sample = sorted(words)[::EVERY]
    cost: Cost = _first_guess
    for _ in range(ROUNDS):
        cost = _learnt(path for word in sample if (path := _path(word, words[word], cost)))
    paths = {word: _path(word, sounds, cost) for word, sounds in sorted(words.items())}
    return {word: _tidied(path) for word, path in paths.items() if path}


def _first_guess(letter: str, sounds: Sounds) -> float:
    cost = (2.5 + 0.5 * (letter in LETTERS)) if not sounds else float(len(sounds))
    alike = sum((sound in VOWELS) == (letter in LETTERS) for sound in sounds)
    return cost + (len(sounds) - alike) * (1.5 if letter in "wr" else 3) + 4 * (len(sounds) == 2)


def _learnt(paths: Iterable[list[tuple[str, Sounds]]]) -> Cost:
    pairs = Counter(pair for path in paths for pair in path)
    letters: Counter[str] = Counter()
    for (letter, _), count in pairs.items():
        letters[letter] += count
    costs = {pair: -math.log(count / letters[pair[0]]) for pair, count in pairs.items() if count > 2}
    return lambda letter, sounds: costs.get((letter, sounds), UNSEEN + 3 * len(sounds))


def _path(word: str, sounds: Sounds, cost: Cost) -> list[tuple[str, Sounds]] | None:
    """Return the cheapest way to share out the sounds."""
    steps: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for at, letter in enumerate(word):
        step: dict[int, tuple[float, int]] = {}
        for start, (before, _) in steps[-1].items():
            for end in range(max(start, len(sounds) - 2 * (len(word) - at - 1)), min(start + 2, len(sounds)) + 1):
                total = before + cost(letter, sounds[start:end])
                if end not in step or total < step[end][0]:
                    step[end] = (total, start)
        steps.append(step)
    if len(sounds) not in steps[-1]:
        return None
    found, end = [], len(sounds)
    for letter, step in zip(reversed(word), reversed(steps[1:]), strict=True):
        start = step[end][1]
        found.append((letter, sounds[start:end]))
        end = start
    return found[::-1]


def _tidied(path: list[tuple[str, Sounds]]) -> list[Sounds]:
    """Return the sounds of each letter, a vowel's in the first of its letters, a doubled consonant's in the first."""
    letters, sounds = [letter for letter, _ in path], [heard for _, heard in path]
    for at in range(len(path) - 1):
        here, there = letters[at], letters[at + 1]
        vowels = here in "aeiou" and there in "aeiouyw" and all(one in VOWELS or one == "Y" for one in sounds[at + 1])
        if not sounds[at] and sounds[at + 1] and (here == there or vowels):
            sounds[at], sounds[at + 1] = sounds[at + 1], ()
    return sounds
