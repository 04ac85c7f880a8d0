"""What tells a list of stories from a story in the lines of a text: each kind of evidence, and how far it holds."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, takewhile
from statistics import median
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import vocabulary
from audionews.bengali.script.tickers import is_row
from audionews.sources.line_kinds import pattern
from audionews.sources.pasted.list_headlines import are_doubled, are_headlines, are_linked, is_long_ticker
from audionews.sources.pasted.list_paragraphs import TIED, Paragraphs, cohesion
from audionews.sources.pasted.list_records import are_records
from audionews.sources.pasted.pasted_lines import is_prose
from audionews.sources.pasted.told_lines import TEASER, begins_with, found, is_numbered, is_tied, is_told
from audionews.sources.running_text import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


SEVERAL = 3  # paragraphs of which it can be told whether they speak of one matter
_MANY = 4  # paragraphs that are told for small stories by their number
_WRAPPED = 140  # characters; lines that are wrapped are shorter
_DOUBTFUL = 0.4  # of the evidence, where lines may only be wrapped
_RICH = 8  # stems of a paragraph of which it can be told what it speaks of
MOST = 0.6  # of such a page
_ABOVE = 2  # lines among which a page says what it is a list of
_OPENING = 4  # lines in which a round-up says that it is one
_LABEL = 60  # characters in which a label ends
_LABELS = 4  # words of a label
_TOPIC = 0.6  # of what names a list, where a story may stand below it
_SENTENCES = LazyPattern(r"[।৷॥?!]\s")  # ends of sentences within a paragraph
_PAIR = 2  # paragraphs that are told for two stories
_NAME = 2  # words of a topic over a page, at most


def evidence(lines: Sequence[str]) -> dict[str, float]:
    """Return how much of each kind of evidence there is in a text: the share of its paragraphs for which it holds.

    The kinds stand in `list_weights.tsv`.
    """
    text = Paragraphs(lines)
    count = len(text.told)
    return {
        "cut": _besides_one(sum(text.cut), count),
        "broken": _broken(text),
        "left": _left(text),
        "onward": float(_leads_onward(text)),
        "headed": _besides_one(text.headings(), count),
        "apart": _apart(text),
        "anew": _anew(text),
        "days": _days(text),
        "desks": _desks(text),
        "stamped": float(are_records(text.said)),
        "doubled": float(are_doubled(text)),
        "named": _named(text.said),
        "bare": float(are_headlines(text.said) or is_long_ticker(text.said) or are_linked(text.said)),
        "tied": _besides_one(1 + sum(map(is_tied, text.texts[1:])), count),
        "announced": float(any(found("announced", line) and not is_row(line) for line in text.said[:_OPENING])),
        "numbered": _share(map(is_numbered, text.said)),
        "labelled": _labelled(text),
    }


def _besides_one(count: int, of: int) -> float:
    """Return the share of paragraphs beside one: what holds for a single paragraph tells nothing of a list."""
    return max(count - 1, 0) / (of - 1) if of > 1 else 0.0


def _share(found: Iterable[bool]) -> float:
    values = list(found)
    return sum(values) / max(len(values), 1)


def _broken(text: Paragraphs) -> float:
    """Return how many paragraphs break off beside those that were cut; less, where lines may only be wrapped."""
    begun = [line for at, line in enumerate(text.texts) if text.broken[at] and not text.goes_on(at)]
    if not begun:
        return 0.0
    count, cut = len(text.told), sum(text.cut)
    share = _besides_one(cut + len(begun), count) - _besides_one(cut, count)
    return share if median(map(len, begun)) > _WRAPPED else _DOUBTFUL * share


def _left(text: Paragraphs) -> float:
    """Return how many paragraphs stop before their end, and the next speaks of something else."""
    begun = [cut or broken for cut, broken in zip(text.cut, text.broken, strict=True)]
    return _share(
        stopped and not topic & other and not is_tied(line)
        for stopped, (topic, other), line in zip(begun, pairwise(text.topics), text.texts[1:], strict=False)
    )


def _leads_onward(text: Paragraphs) -> bool:
    """Tell a paragraph that stops at the link to its whole, and below another headline one of something else."""
    return any(
        linked and below - at > 1 and not topic & other and not is_tied(text.said[below])
        for linked, (at, below), (topic, other) in zip(
            text.linked, pairwise(text.told), pairwise(text.topics), strict=False
        )
    )


def _apart(text: Paragraphs) -> float:
    """Return how little neighbouring paragraphs share: 1 where no word of one is in the next, 0 where some are.

    The name of a place or topic that stands over them all does not count.
    """
    if len(text.told) < SEVERAL:
        return float(_are_two_stories(text))
    name = stems(text.said[0]) if len(text.said[0].split()) <= _NAME else set()
    return max(0.0, 1 - cohesion([topic - name for topic in text.topics]) / TIED)


def _are_two_stories(text: Paragraphs) -> bool:
    """Tell two paragraphs, each long and under a headline of its own, of which neither has a word of the other."""
    if len(text.told) < _PAIR or text.headings() < _PAIR or any(len(topic) < _RICH for topic in text.topics):
        return False
    return not set.intersection(*text.topics) and not is_tied(text.texts[-1])


def _days(text: Paragraphs) -> float:
    """Return how many paragraphs tell of a day of their own, as news does in its first sentences: a story has one."""
    days = [pattern("told_on").search(line) for line in text.texts if "(" in line and not is_tied(line)]
    return _besides_one(len({day[1] for day in days if day}), len(text.told))


def _anew(text: Paragraphs) -> float:
    """Return how many of several paragraphs are a small story each, if no word runs through most of them.

    Its beginning leans on nothing said before, and it has a few sentences, or most of them have.
    """
    if len(text.told) < _MANY or max(text.spread.values(), default=0) > MOST * len(text.told):
        return 0.0
    small = [
        len(line) > TEASER and len(topic) >= _RICH and not is_tied(line)
        for line, topic in zip(text.texts, text.topics, strict=True)
    ]
    several = [one and _SENTENCES.search(line) is not None for one, line in zip(small, text.texts, strict=True)]
    return _share(small if sum(several) > MOST * len(several) else several)


def _desks(text: Paragraphs) -> float:
    """Return how many paragraphs begin with a desk, or with one place: a story names its own once."""
    desks = sum(begins_with("desk", line) for line in text.texts)
    labels = Counter(line.partition(":")[0].rstrip() for line in text.said if ":" in line[:TEASER])
    label, count = next(iter(labels.most_common(1)), ("", 0))
    places = count if label.partition(" ")[0] in vocabulary("place") and count >= SEVERAL else 0
    return _besides_one(max(desks, places), len(text.told))


def _labelled(text: Paragraphs) -> float:
    """Return how many paragraphs begin with a label of their own, as a round-up's places or an interview's speakers."""
    labels = [line.partition(":")[0].strip() for line in text.texts if ":" in line[:_LABEL]]
    own = [label for label in labels if len(label.split()) <= _LABELS and not found("byline", f"{label} :")]
    return len(own) / len(text.told) if own else 0.0


def _named(said: Sequence[str]) -> float:
    """Return whether it calls itself the page of a topic, section, day, author or search, or counts its pages.

    Where one paragraph follows another, less: a story may stand below a topic.
    """
    above = takewhile(lambda line: not is_told(line), said[:_ABOVE])
    if not (any(map(pattern("index").fullmatch, above)) or any(map(pattern("paged").fullmatch, said))):
        return 0.0
    return _TOPIC if any(is_prose(one) and is_prose(other) for one, other in pairwise(said)) else 1.0
