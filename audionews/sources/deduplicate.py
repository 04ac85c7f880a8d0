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
    from collections.abc import Callable, Sequence

    from audionews.model import Article
    from audionews.sources.outcomes import FoundArticle

_SHINGLE = 4  # characters, spaces included; 3 and 5 part the pairs of tests/sources/data less clearly
_MOST_CHARACTERS = 6000  # what makes a story is told by then
_LEAST_SHINGLES = 60  # less is a line, and lines resemble one another
_ALIKE, _ALIKE_WITHOUT_NUMBERS, _SAME_TEXT = 0.37, 0.45, 0.75
_SAMPLE, _LEAST_COMMON = 64, 0.25  # of texts that are the same, some 40 of the lowest 64 shingles; of others 5
_LEAST_NUMBERS, _NUMBERS_AGREE = 3, 0.5
_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
_WORDS = re.compile(r"[\u0980-\u09ffA-Za-z0-9]+")
_NUMBERS = re.compile(r"\d[\d,.]*")


def deduplicated(
    told: Sequence[FoundArticle], most: int | None = None, on_merge: Callable[[str], None] = lambda _: None
) -> list[Article]:
    """Return the articles to read, in order.

    What the user named is always read and never merged with its like. Entries of feeds that tell the same news
    become one, with the sources of the others in `also`; of these at most `most` remain. `on_merge` is told of each
    that is merged, in one sentence, and of how many the limit leaves out.
    """
    if all(one.rank is None for one in told):
        return [one.article for one in told]
    sketches = [sketch(f"{one.article.headline or ''}\n{one.article.text}") for one in told]
    distinct = _distinct(told, sketches, on_merge)
    kept: dict[int, Article] = {}
    weights: dict[int, tuple[int, int]] = {}
    for group in _grouped([sketches[number] for number in distinct], [told[number].feed for number in distinct]):
        members = [distinct[place] for place in group]
        named = [number for number in members if told[number].rank is None]
        chosen = named or [max(members, key=lambda number: len(told[number].article.text))]
        merged = [number for number in members if number not in chosen]
        for number in merged:
            on_merge(_merged(told[number].article, told[chosen[0]].article))
        place = chosen[0] if named else members[0]
        for number in chosen[1:]:
            kept[number] = told[number].article
        kept[place] = replace(told[chosen[0]].article, also=tuple(told[number].article.source for number in merged))
        if not named:
            weights[place] = (-len(group), min(told[number].rank or 0 for number in members))
    extra = sorted(weights, key=lambda place: weights[place])[most:] if most is not None else []
    if extra:
        on_merge(f"Of {len(weights)} stories of feeds {most} are read, as --limit-all or daily.limit says.")
    return [kept[place] for place in sorted(kept) if place not in extra]


def _merged(one: Article, other: Article) -> str:
    return f"{_shown(one)} tells the same news as {_shown(other)}, which is read."


def _shown(article: Article) -> str:
    return f"“{article.headline[:60]}” ({article.source})" if article.headline else article.source


def _distinct(told: Sequence[FoundArticle], sketches: Sequence[Sketch], on_merge: Callable[[str], None]) -> list[int]:
    """Return which of what was told are no repetition: another address, or at a known one another text."""
    kept: list[int] = [number for number, one in enumerate(told) if one.rank is None]
    at: dict[str, list[int]] = {}
    for number in kept:
        for address in _addresses(told[number].article):
            at.setdefault(address, []).append(number)
    for number, one in enumerate(told):
        if one.rank is None:
            continue
        addresses = _addresses(one.article)
        others = [other for address in addresses for other in at.get(address, [])]
        like = next((other for other in others if same_news(sketches[number], sketches[other])), None)
        if like is not None:
            on_merge(_merged(one.article, told[like].article))
            continue
        kept.append(number)
        for address in addresses:
            at.setdefault(address, []).append(number)
    return sorted(kept)


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
    return alike >= _ALIKE and _numbers_agree(one, other)


def _numbers_agree(one: Sketch, other: Sketch) -> bool:
    return len(one.numbers & other.numbers) >= _NUMBERS_AGREE * min(len(one.numbers), len(other.numbers))


def groups(texts: Sequence[str]) -> list[list[int]]:
    """Return the indices of `texts` by the news they tell: each group in order, the groups in order of their first."""
    return _grouped([sketch(text) for text in texts], [None] * len(texts))


def _grouped(sketches: Sequence[Sketch], feeds: Sequence[str | None]) -> list[list[int]]:
    """Do so of stories from `feeds`: one feed tells the same news twice only where it repeats text and numbers."""

    def beside(one: int, other: int) -> bool:
        return feeds[one] is not None and feeds[one] == feeds[other]

    samples = [frozenset(sorted(one.shingles)[:_SAMPLE]) for one in sketches]

    def alike(one: int, other: int) -> bool:
        if beside(one, other):
            few = len(samples[one] & samples[other]) < _LEAST_COMMON * len(samples[one])
            numbers = _numbers_agree(sketches[one], sketches[other])
            return not few and numbers and overlap(sketches[one], sketches[other]) >= _SAME_TEXT
        return same_news(sketches[one], sketches[other])

    def belongs(one: int, group: list[int]) -> bool:
        return any(alike(one, other) for other in group) and all(
            alike(one, other) for other in group if beside(one, other)
        )

    found: list[list[int]] = []
    for number in range(len(sketches)):
        home = next((group for group in found if belongs(number, group)), None)
        if home is None:
            found.append([number])
        else:
            home.append(number)
    return found
