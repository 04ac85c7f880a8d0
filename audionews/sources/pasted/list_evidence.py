"""What tells a list of stories from a story in the lines of a text: each kind of evidence, and how far it holds."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from functools import cached_property
from itertools import pairwise, takewhile
from statistics import median
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import vocabulary
from audionews.sources.line_kinds import pattern
from audionews.sources.pasted.pasted_lines import (
    BENGALI,
    INNER,
    is_calendar,
    is_prose,
    is_sentence,
    is_ticker,
    kinds_of,
)
from audionews.sources.publication_dates import moment, names_year
from audionews.sources.running_text import DARI, ENDED, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

_SEVERAL = 3  # paragraphs of which it can be told whether they speak of one matter
_MANY = 4  # paragraphs that are told for small stories by their number
_WRAPPED = 140  # characters; lines that are wrapped are shorter
_DOUBTFUL = 0.4  # of the evidence, where lines may only be wrapped
_TEASER, CUT = 100, 24  # characters of a summary, and of one with the sign of a cut
_RICH = 8  # stems of a paragraph of which it can be told what it speaks of
_WHOLE = 2  # paragraphs over beginnings of other stories
_TIED = 1.5  # stems that neighbours of one story share on average, at least
_SAME = 5  # stems that two paragraphs of one story may share, whose list would have another topic each
_TICKER = 300  # characters of headlines in one line
_TITLE, _TITLED = 4, 24  # words of a headline, at least and at most
_HEADLINES = 5  # of a page of nothing else, at least
_MOST = 0.6  # of such a page
_WORDS_OF_HEADLINE = 6  # usually, at least; a poem's lines are shorter
_ABOVE = 2  # lines among which a page says what it is a list of
_OPENING = 4  # lines in which a round-up says that it is one
_STAMP = 60  # characters of a story's day in a list, with its section and place
_STAMPED = {"date", "number", "clock", "section", "place", "outlet", "desk"}
_BETWEEN = 3  # days and desks between a headline and its paragraph, at most
_RECORD = 3  # lines of an entry beside its day
_NAMES = 3  # words of a headline in a list, on average
_AGE = 7  # words of how old a story is, with its section
_RHYME, _CLOSING = 2, " ,;:।৷॥!?-–—.…"  # letters that rhyme; what may stand behind them
_LABEL = 60  # characters in which a label ends
_LABELS = 4  # words of a label
_TOPIC = 0.6  # of what names a list, where a story may stand below it
_NAME = 2  # words of a topic over a page, at most
_ENDS = LazyPattern(r"[।৷॥?!…]")
_CREDIT = 30  # characters in which a caption ends with its source
_NUMBERED = LazyPattern(r"\W*(?:[0-9০-৯]{1,3}|[ক-ঙ])\s*[.):।-]")
_MARKED = LazyPattern(r"[।৷॥:ঃ…,-]\W*$|\.\.\.\W*$")


class Paragraphs:
    """A text's lines, over the first box of other stories, and which of them are running text."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.said = _before_cards(before_boxes(said_of(lines)))
        self.told = [at for at, line in enumerate(self.said) if _is_told_whole(line)]

    @cached_property
    def texts(self) -> list[str]:
        """Return the paragraphs."""
        return [self.said[at] for at in self.told]

    @cached_property
    def topics(self) -> list[set[str]]:
        """Return what each paragraph speaks of."""
        return [stems(text) for text in self.texts]

    @cached_property
    def cut(self) -> list[bool]:
        """Tell for each paragraph whether it was cut with a sign of it, or leads to its whole."""
        return [self._leads_on(at) or (len(self.said[at]) >= CUT and _found("cut", self.said[at])) for at in self.told]

    @cached_property
    def broken(self) -> list[bool]:
        """Tell for each paragraph whether it breaks off without a sign."""
        return [not cut and _breaks_off(text) for cut, text in zip(self.cut, self.texts, strict=True)]

    def _leads_on(self, at: int) -> bool:
        line, below = self.said[at], self.said[at + 1] if at + 1 < len(self.said) else ""
        return _found("linked", line) or _found("detailed", line) or is_link(below)

    def goes_on(self, at: int) -> bool:
        """Tell a paragraph whose neighbour speaks of the same at length: what lost its dari is no beginning."""
        beside = self.topics[at + 1 : at + 2] or self.topics[max(at - 1, 0) : at]
        return any(len(self.topics[at] & other) >= _SAME for other in beside)

    @cached_property
    def spread(self) -> Counter[str]:
        """Return in how many paragraphs each word stands."""
        return Counter(stem for topic in self.topics for stem in topic)

    def headings(self) -> int:
        """Count the paragraphs that stand under a headline of their own: it says the same, and not what others say."""
        told = set(self.told)
        return sum(self._is_headed(at, topic, told) for at, topic in zip(self.told, self.topics, strict=True))

    def _is_headed(self, at: int, topic: AbstractSet[str], told: AbstractSet[int]) -> bool:
        over = range(at - 1, max(at - 2 - _BETWEEN, -1), -1)
        above = next((one for one in over if not (is_stamp(self.said[one]) or kinds_of(self.said[one]))), None)
        if above is None or above in told or not _may_be_headline(self.said[above]):
            return False
        head = stems(self.said[above])
        return bool(head & topic) and any(self.spread[stem] <= (stem in topic) for stem in head)


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
        "headed": _besides_one(text.headings(), count),
        "apart": _apart(text),
        "anew": _anew(text),
        "desks": _desks(text),
        "stamped": float(_are_records(text.said)),
        "doubled": float(_are_doubled(text)),
        "named": _named(text.said),
        "bare": float(_are_headlines(text.said) or _is_ticker(text.said) or _are_linked(text.said)),
        "tied": _besides_one(1 + sum(map(_is_tied, text.texts[1:])), count),
        "announced": float(any(_found("announced", line) and not is_ticker(line) for line in text.said[:_OPENING])),
        "numbered": _share(_NUMBERED.match(line) is not None for line in text.said),
        "labelled": _labelled(text),
    }


def _besides_one(count: int, of: int) -> float:
    """Return the share of paragraphs beside one: what holds for a single paragraph tells nothing of a list."""
    return max(count - 1, 0) / (of - 1) if of > 1 else 0.0


def _share(found: Iterable[bool]) -> float:
    values = list(found)
    return sum(values) / max(len(values), 1)


def _found(kind: str, line: str) -> bool:
    return pattern(kind).search(line) is not None


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
        stopped and not topic & other and not _is_tied(line)
        for stopped, (topic, other), line in zip(begun, pairwise(text.topics), text.texts[1:], strict=False)
    )


def _breaks_off(line: str) -> bool:
    """Tell a paragraph that stops where no sentence ends; a picture's caption does, too."""
    if ENDED.search(line) or len(line) < _TEASER or line[-1].isdigit() or pattern("sourced").search(line[-_CREDIT:]):
        return False
    return INNER.search(line) is not None or _found("open", line) or not _found("final", line)


def _apart(text: Paragraphs) -> float:
    """Return how little neighbouring paragraphs share: 1 where no word of one is in the next, 0 where some are.

    The name of a place or topic that stands over them all does not count.
    """
    if len(text.told) < _SEVERAL:
        return 0.0
    name = stems(text.said[0]) if len(text.said[0].split()) <= _NAME else set()
    return max(0.0, 1 - _cohesion([topic - name for topic in text.topics]) / _TIED)


def _anew(text: Paragraphs) -> float:
    """Return how many of several paragraphs are a small story each, if no word runs through most of them.

    Such a paragraph has a few sentences, and its beginning leans on nothing said before.
    """
    if len(text.told) < _MANY or max(text.spread.values(), default=0) > _MOST * len(text.told):
        return 0.0
    return _share(
        len(line) > _TEASER and INNER.search(line) is not None and len(topic) >= _RICH and not _is_tied(line)
        for line, topic in zip(text.texts, text.topics, strict=True)
    )


def _is_tied(line: str) -> bool:
    """Tell a paragraph whose beginning leans on what was said before: with a pronoun or a joining word."""
    return pattern("joined").match(line) is not None


def _desks(text: Paragraphs) -> float:
    """Return how many paragraphs begin with a desk, or with one place: a story names its own once."""
    desks = sum(_found_at_start("desk", line) for line in text.texts)
    labels = Counter(line.partition(":")[0].rstrip() for line in text.said if ":" in line[:_TEASER])
    label, count = next(iter(labels.most_common(1)), ("", 0))
    places = count if label.partition(" ")[0] in vocabulary("place") and count >= _SEVERAL else 0
    return _besides_one(max(desks, places), len(text.told))


def _found_at_start(kind: str, line: str) -> bool:
    return pattern(kind).match(line) is not None


def _labelled(text: Paragraphs) -> float:
    """Return how many paragraphs begin with a label of their own, as a round-up's places or an interview's speakers."""
    labels = [line.partition(":")[0].strip() for line in text.texts if ":" in line[:_LABEL]]
    own = [label for label in labels if len(label.split()) <= _LABELS and not _found("byline", f"{label} :")]
    return len(own) / len(text.told) if own else 0.0


def said_of(lines: Sequence[str]) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in lines if line.strip()]


def before_boxes(said: Sequence[str]) -> Sequence[str]:
    """Return what stands over the first box of other stories below the prose.

    What looks like a box's name is a link to the whole where it stands below a paragraph that stops before its end, or
    again and again.
    """
    first = next((at for at, line in enumerate(said) if is_told(line)), len(said))
    seen = Counter(said)
    for at in range(first, len(said)):
        box = pattern("box").match(said[at]) is not None and seen[said[at]] == 1
        if box and not (is_told(said[at - 1]) and _stops(said[at - 1])):
            return said[:at]
    return said


def _before_cards(said: Sequence[str]) -> Sequence[str]:
    """Return what stands over beginnings of other stories at the end: cut, each with a desk in front.

    Two paragraphs that are whole stand over them, of which the second has no desk: a list's have all.
    """
    end = len(said)
    while end and _found_at_start("desk", said[end - 1]) and _found("cut", said[end - 1]):
        end -= 1
    whole = [line for line in said[:end] if is_told(line)][-_WHOLE:]
    told = len(whole) == _WHOLE and not any(map(_stops, whole)) and not _found_at_start("desk", whole[-1])
    return said[:end] if told else said


def _stops(line: str) -> bool:
    return not ENDED.search(line) or _found("cut", line)


def is_told(line: str) -> bool:
    """Tell running text, or a beginning of it; a masthead, parted by strokes, and a feed's tail are none."""
    if len(line) < CUT or not BENGALI.search(line) or line.count(" | ") > 1 or is_link(line):
        return False
    told = is_prose(line) or len(line) > _TEASER or pattern("cut").search(line) is not None
    return told and not is_calendar(line)


def _is_told_whole(line: str) -> bool:
    """Tell running text, however short."""
    return is_told(line) or (is_sentence(line) and not is_link(line))


def is_link(line: str) -> bool:
    """Tell the link to the whole of a story."""
    return not DARI.search(line) and any(pattern(kind).fullmatch(line) for kind in ("linked", "details"))


def _may_be_headline(line: str) -> bool:
    words = len(line.split())
    return _TITLE <= words <= _TITLED and not (_NUMBERED.match(line) or line.endswith("?") or _MARKED.search(line))


def _are_doubled(text: Paragraphs) -> bool:
    """Tell headings that stand twice over their stories, as pictures' texts double them, and beginnings said twice."""
    said = text.said
    begun = [line for line, broken in zip(text.texts, text.broken, strict=True) if broken]
    if len(set(begun)) < len(begun):
        return True
    heads = [at for at in range(1, len(said)) if said[at] == said[at - 1] and not is_prose(said[at])]
    told = sum(map(is_prose, said))
    over = sum(at + 1 < len(said) and is_prose(said[at + 1]) for at in heads)
    return (over >= 2 and over >= _MOST * told) or (len(heads) >= _SEVERAL and told <= 1)


def _named(said: Sequence[str]) -> float:
    """Return whether it calls itself the page of a topic, section, day, author or search, or counts its pages.

    Where one paragraph follows another, less: a story may stand below a topic.
    """
    above = takewhile(lambda line: not is_told(line), said[:_ABOVE])
    if not (any(map(pattern("index").fullmatch, above)) or any(map(pattern("paged").fullmatch, said))):
        return 0.0
    return _TOPIC if any(is_prose(one) and is_prose(other) for one, other in pairwise(said)) else 1.0


def _are_headlines(said: Sequence[str]) -> bool:
    """Tell a page of headlines and nothing else: many, without a sentence's end, each of something else."""
    if any(map(is_told, said)):
        return False
    heads = [line for line in said if BENGALI.search(line) and _may_be_headline(line)]
    if len(heads) < max(_HEADLINES, _MOST * len(said)) or _rhyme(heads):
        return False
    return (
        median(len(line.split()) for line in heads) >= _WORDS_OF_HEADLINE
        and _cohesion([stems(head) for head in heads]) < _TIED
    )


def _rhyme(heads: Sequence[str]) -> bool:
    """Tell verse: most of its lines end as one of the next two does, or of the two before."""
    ends = [head.rstrip(_CLOSING)[-_RHYME:] for head in heads]
    return sum(end in ends[max(at - 2, 0) : at] + ends[at + 1 : at + 3] for at, end in enumerate(ends)) > _MOST * len(
        ends
    )


def _are_linked(said: Sequence[str]) -> bool:
    """Tell beginnings that are no running text, such as verse, each with the link to its whole."""
    return not any(map(is_told, said)) and sum(map(is_link, said)) >= _SEVERAL


def _cohesion(topics: Sequence[AbstractSet[str]]) -> float:
    """Return how many words' stems neighbours share, on average."""
    shared = [len(one & other) for one, other in pairwise(topics)]
    return sum(shared) / max(len(shared), 1)


def _is_ticker(said: Sequence[str]) -> bool:
    """Tell a page whose one long line is headlines without a sentence's end."""
    long = [line for line in said if len(line) >= _TEASER and BENGALI.search(line)]
    if len(long) != 1 or len(long[0]) <= _TICKER:
        return False
    return is_ticker(long[0]) or not _ENDS.search(long[0].rstrip(" .»«|"))


def _are_records(said: Sequence[str]) -> bool:
    """Tell headlines that each have a day, an age, a count or a section beside them, all with a summary or all without.

    A live blog's entries have the time; what happens, or will, is told in the order of its days, the latest last.
    """
    before, *records, behind = _parted(said)
    if len(records) + 1 < _SEVERAL:
        return False
    summaries = [[line for line in record if _is_ended(line)] for record in records]
    heads = [line for record in records for line in record if not _is_ended(line)]
    told = [line for record in summaries for line in record]
    most = max(map(len, summaries))
    alike = (
        all(len(record) <= _RECORD for record in records)
        and all(len(record) == most for record in summaries)
        and most <= 1
        and len(heads) >= len(records)
        and sum(len(line.split()) for line in heads) >= _NAMES * len(records)
        and sum(map(_is_ended, [*before, *behind])) <= most
    )
    if not alike:
        return False  # to read days takes longer than all else
    days = [moment(line, UTC) for line in said if is_stamp(line) and names_year(line)]
    latest = len(days) >= _SEVERAL and all(one and other and one >= other for one, other in pairwise(days))
    return latest or (not days and all(len(DARI.findall(line)) <= 1 for line in told))


def _parted(said: Sequence[str]) -> list[list[str]]:
    """Return what stands before, between and behind the stamps of a list; stamps that follow one another are one."""
    parts: list[list[str]] = [[]]
    stamped = False
    for line in said:
        stamp = is_stamp(line) or (bool(parts[-1]) and kinds_of(line) == {"section"})
        if stamp and not stamped:
            parts.append([])
        elif not stamp:
            parts[-1].append(line)
        stamped = stamp
    return parts if len(parts) > 1 else [*parts, []]


def is_stamp(line: str) -> bool:
    """Tell how old a story is, its day with the year, or how many pictures it has, perhaps beside section and place."""
    if len(line) > _STAMP:
        return False
    if pattern("counted").fullmatch(line) or (pattern("aged").search(line) and len(line.split()) <= _AGE):
        return True
    kinds = kinds_of(line)
    return "date" in kinds and kinds <= _STAMPED and names_year(line)


def _is_ended(line: str) -> bool:
    """Tell a summary, however short, from a headline."""
    return is_prose(line) or is_sentence(line)
