"""From all that was told to what is read: each news once, the fullest telling of it, at its first place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Article
    from audionews.sources.leads import Told


def merged(told: Sequence[Told], most: int | None = None) -> list[Article]:
    """Return the articles to read, in order.

    What the user named is always read and never merged with its like. Entries of feeds that tell the same news
    become one, with the sources of the others in `also`; of these at most `most` remain.
    """
    if all(one.rank is None for one in told):
        return [one.article for one in told]
    from audionews.sources.duplicates import groups  # noqa: PLC0415 - feeds alone need it

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


def _distinct(told: Sequence[Told]) -> list[Told]:
    """Return what was told without entries of feeds that are at the same address as another story."""
    named = {address for one in told if one.rank is None for address in _addresses(one.article)}
    kept: list[Told] = []
    for one in told:
        addresses = _addresses(one.article)
        if one.rank is None or not addresses & named:
            kept.append(one)
            named |= addresses
    return kept


def _addresses(article: Article) -> set[str]:
    return {one for one in (article.url, article.source) if one and "://" in one}
