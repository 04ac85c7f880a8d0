"""Each news once, in its fullest telling: stories of several papers compared by character shingles and numbers.

Rewritten agency copy shares phrases, template news (gold prices, daily case counts) shares more of them, but with
other numbers. So overlap and numbers must agree. Overlaps are counted exactly: for the some hundred stories of a day
that takes less than a second, while a MinHash of 128 values errs by 0.04, as much as the margin is wide, and
datasketch brings scipy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING
from zlib import crc32

from audionews.bengali.script.codepoints import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Article
    from audionews.sources.source_readers import FoundArticle

_SHINGLE = 4  # characters, spaces included; 3 and 5 part the pairs of tests/sources/data less clearly
_MOST_CHARACTERS = 6000  # what makes a story is told by then
_LEAST_SHINGLES = 60  # less is a line, and lines resemble one another
_ALIKE, _ALIKE_WITHOUT_NUMBERS, _SAME_TEXT = 0.37, 0.45, 0.75
_LEAST_NUMBERS, _NUMBERS_AGREE = 3, 0.5
_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
_WORDS = re.compile(r"[\u0980-\u09ffA-Za-z0-9]+")
_NUMBERS = re.compile(r"\d[\d,.]*")


def deduplicated(told: Sequence[FoundArticle], most: int | None = None) -> list[Article]:
    """Return the articles to read, in order.

    What the user named is always read and never merged with its like. Entries of feeds that tell the same news
    become one, with the sources of the others in `also`; of these at most `most` remain.
    """
    if all(one.rank is None for one in told):
        return [one.article for one in told]
    told = _distinct(told)
    kept: dict[int, Article] = {}
    weights: dict[int, tuple[int, int]] = {}
    for group in groups([f"{one.article.headline or ''}\n{one.article.text}" for one in told]):
        named = [number for number in group if told[number].rank is None]
        fullest = max(group, key=lambda number: len(told[number].article.text))
        chosen = named or [fullest]
        also = tuple(told[number].article.source for number in group if number not in chosen)
        place = chosen[0] if named else group[0]
        for number in chosen[1:]:
            kept[number] = told[number].article
        kept[place] = replace(told[chosen[0]].article, also=also)
        if not named:
            weights[place] = (-len(group), min(told[number].rank or 0 for number in group))
    extra = sorted(weights, key=lambda place: weights[place])[most:] if most is not None else []
    return [kept[place] for place in sorted(kept) if place not in extra]


def _distinct(told: Sequence[FoundArticle]) -> list[FoundArticle]:
    """Return what was told without entries of feeds that are at the same address as another story."""
    named = {address for one in told if one.rank is None for address in _addresses(one.article)}
    kept: list[FoundArticle] = []
    for one in told:
        addresses = _addresses(one.article)
        if one.rank is None or not addresses & named:
            kept.append(one)
            named |= addresses
    return kept


def _addresses(article: Article) -> set[str]:
    return {one for one in (article.url, article.source) if one and "://" in one}


@dataclass(frozen=True)
class Sketch:
    """What is compared of a story."""

    shingles: frozenset[int]
    """CRC-32 of its runs of four characters, punctuation left out."""
    numbers: frozenset[str]
    """Its numbers, without separators of thousands."""


def sketch(text: str) -> Sketch:
    """Return the sketch of a story, headline and body."""
    text = canonical(text[: 2 * _MOST_CHARACTERS]).translate(_DIGITS)[:_MOST_CHARACTERS]
    run = " ".join(_WORDS.findall(text)).lower()
    numbers = (number.replace(",", "").rstrip(".") for number in _NUMBERS.findall(text))
    starts = range(max(len(run) - _SHINGLE + 1, min(len(run), 1)))
    return Sketch(frozenset(crc32(run[at : at + _SHINGLE].encode()) for at in starts), frozenset(numbers))


def overlap(one: Sketch, other: Sketch) -> float:
    """Return the cosine of two sets of shingles, 0 to 1 (Ochiai's coefficient).

    Unlike containment, it keeps a story apart from a round-up that has it among others.
    """
    size = sqrt(len(one.shingles) * len(other.shingles))
    return len(one.shingles & other.shingles) / size if size else 0.0


def same_news(one: Sketch, other: Sketch) -> bool:
    """Tell whether two stories report the same event at the same stage."""
    alike = overlap(one, other)
    if min(len(one.shingles), len(other.shingles)) < _LEAST_SHINGLES:
        return alike == 1.0
    fewer = min(len(one.numbers), len(other.numbers))
    if alike >= _SAME_TEXT:
        return True
    if fewer < _LEAST_NUMBERS:
        return alike >= _ALIKE_WITHOUT_NUMBERS
    return alike >= _ALIKE and len(one.numbers & other.numbers) >= _NUMBERS_AGREE * fewer


def groups(texts: Sequence[str]) -> list[list[int]]:
    """Return the indices of `texts` by the news they tell: each group in order, the groups in order of their first."""
    sketches = [sketch(text) for text in texts]
    found: list[list[int]] = []
    for number, one in enumerate(sketches):
        home = next((group for group in found if any(same_news(one, sketches[member]) for member in group)), None)
        if home is None:
            found.append([number])
        else:
            home.append(number)
    return found
