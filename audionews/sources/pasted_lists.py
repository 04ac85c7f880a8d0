"""Whether text copied from a browser is a list of stories, or the beginning of one that goes on elsewhere.

A story's paragraphs are whole and speak of one matter. A list's are beginnings: each is cut, breaks off, or has the
link to its whole below it; or each stands under a headline of its own that says the same, and none speaks of another's.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from functools import cache
from itertools import pairwise, takewhile
from statistics import median
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import rows
from audionews.sources.page_prose import DARI, ENDED, stems
from audionews.sources.page_words import pattern
from audionews.sources.pasted_lines import BENGALI, is_calendar, is_prose, is_sentence, is_ticker, kinds_of
from audionews.sources.publication_dates import moment, names_year

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

_SEVERAL = 3  # paragraphs of a list that is told by them alone
_MOST = 0.6  # of the paragraphs of a list
_WRAPPED = 140  # characters; lines that are wrapped are shorter
_TEASER, _CUT = 100, 24  # characters of a summary, and of one with the sign of a cut
_TOGETHER = 1.5  # words that neighbouring paragraphs of one story share at least
_BEGINNING = 3  # paragraphs of the beginning of a story, at most
_TICKER = 300  # characters of headlines in one line
_TITLE, _TITLED = 4, 24  # words of a headline, at least and at most
_TOLD = 2  # words that a summary takes from its headline, on average, at least
_HEADLINES = 5  # of a page of nothing else, at least
_WORDS_OF_HEADLINE = 6  # usually, at least; a poem's lines are shorter
_ABOVE = 2  # lines among which a page says what it is a list of
_INNER = LazyPattern(r"[।৷॥]\s")
_STAMP = 60  # characters of a story's day in a list, with its section and place
_STAMPED = {"date", "number", "clock", "section", "place", "outlet", "desk"}
_RECORD = 3  # lines of an entry beside its day
_NAMES = 3  # words of a headline in a list, on average
_AGE = 7  # words of how old a story is, with its section
_ENDS = LazyPattern(r"[।৷॥?!…]")
_NUMBERED = LazyPattern(r"\W*[0-9০-৯]+[.)]")
_MARKED = LazyPattern(r"[।৷॥:ঃ…,-]\W*$|\.\.\.\W*$")


def is_list(lines: Sequence[str]) -> bool:
    """Tell a list of stories: summaries that were cut, each with its desk, link or day, or all of it headlines."""
    said = _said(lines)
    return (
        _are_teasers(said)
        or _are_doubled(said)
        or _are_placed(said)
        or _is_front(said)
        or _are_records(said)
        or _is_found(said)
        or _have_desks(said)
        or _are_detailed(said)
        or _are_cards(said)
        or _are_headlines(said)
        or _is_ticker(said)
    )


def is_cut_list(lines: Sequence[str]) -> bool:
    """Tell a page's lines that are a list by what no story has: summaries with the sign of a cut, doubled headings."""
    said = _said(lines)
    long = [line for line in said if len(line) >= _TEASER and BENGALI.search(line)]
    cut = sum(pattern("cut").search(line) is not None for line in long)
    return (cut > 1 and cut >= _MOST * len(long)) or _are_doubled(said) or _is_front(said)


def is_beginning(lines: Sequence[str]) -> bool:
    """Tell the beginning of one story that goes on elsewhere: little prose, whose last line was cut.

    It has the sign of a cut and the link to the rest, or breaks off within a sentence. Other stories' headlines below
    it say nothing.
    """
    said = _before_boxes(_said(lines))
    told = [at for at, line in enumerate(said) if _is_told(line) or (at and _is_told(said[at - 1]) and _is_ended(line))]
    if not 0 < len(told) <= _BEGINNING or told[-1] - told[0] != len(told) - 1:
        return False
    text = said[told[-1]]
    cut = pattern("cut").search(text)
    if pattern("linked").search(text):
        return True
    if any(_leads_on(line) for line in said[told[-1] + 1 : told[-1] + 2]):
        return cut is not None or not ENDED.search(text)
    if len(told) > 1 and not stems(said[told[-2]]) & stems(text):
        return False  # a teaser of something else
    if cut is None:
        return len(text) >= _TEASER and not ENDED.search(text) and _breaks_off(text)
    return "]" in cut[0] or (len(text) >= _TEASER and not _is_final(text[: cut.start()]))


def _leads_on(line: str) -> bool:
    """Tell the link to the rest of a teaser, or the day or age by which lists date one."""
    if pattern("linked").fullmatch(line):
        return True
    return len(line) < _CUT and (names_year(line) or pattern("ago").match(line) is not None)


def _said(lines: Sequence[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


def _before_boxes(said: Sequence[str]) -> Sequence[str]:
    """Return what stands over the first box of other stories below the prose."""
    first = next((at for at, line in enumerate(said) if _is_told(line)), len(said))
    end = next((at for at in range(first, len(said)) if pattern("box").match(said[at])), len(said))
    return said[:end]


def _is_told(line: str) -> bool:
    """Tell running text, or a beginning of it; a masthead, parted by strokes, and a feed's tail are none."""
    if is_calendar(line) or not BENGALI.search(line) or line.count(" | ") > 1 or pattern("linked").fullmatch(line):
        return False
    return is_prose(line) or len(line) > _TEASER or (len(line) >= _CUT and pattern("cut").search(line) is not None)


def _is_final(text: str) -> bool:
    """Tell words that end as sentences do: with a finite verb, or a quotation's end."""
    return pattern("final").search(text) is not None


def _breaks_off(text: str) -> bool:
    """Tell a paragraph of several sentences that stops at a word at which none ends: one with a case, a joining one."""
    return _INNER.search(text) is not None and pattern("open").search(text) is not None


def _are_teasers(said: Sequence[str]) -> bool:
    """Tell summaries that were cut, with a sign of it or without."""
    long = [line for line in said if BENGALI.search(line) and (len(line) >= _TEASER or _is_cut(line))]
    whole = sum(_is_told(line) and ENDED.search(line) is not None for line in said if line not in long)
    cut = [line for line in long if _is_cut(line)]
    known = set(cut)
    broken = [line for line in long if line not in known and _INNER.search(line) and not ENDED.search(line)]
    if len(set(broken)) < len(broken):
        return True
    if len(cut) + len(broken) < max(2, _MOST * (len(long) + whole)):
        return False
    wide = bool(broken) and median(map(len, broken)) > _WRAPPED
    strange = _cohesion(long) < _TOGETHER and (bool(cut) or wide or _are_apart(said))
    headed = len(broken) >= _SEVERAL and _are_apart(said)
    open_ended = (wide or headed) and 2 * sum(not _is_final(line) for line in broken) > len(broken)
    return len(cut) > 1 or strange or open_ended or (wide and len(broken) >= max(_SEVERAL, 0.8 * len(long)))


def _is_cut(line: str) -> bool:
    return len(line) >= _CUT and pattern("cut").search(line) is not None


def _are_doubled(said: Sequence[str]) -> bool:
    """Tell stories under headings that stand twice each, as pictures' texts double them.

    Those in a box below a story do not count.
    """
    end = next((at for at, line in enumerate(said) if pattern("box").match(line)), len(said))
    heads = [at for at in range(1, end) if said[at] == said[at - 1] and not is_prose(said[at])]
    told = sum(map(is_prose, said[:end]))
    over = sum(at + 1 < end and is_prose(said[at + 1]) for at in heads)
    if not over and told <= 1 and len(heads) >= _SEVERAL:
        return True
    return over >= 2 and over >= _MOST * told


def _are_placed(said: Sequence[str]) -> bool:
    """Tell beginnings of stories that all come from one place: a round-up names several, one story names it once."""
    labels = [line.partition(":")[0].rstrip() for line in said if ":" in line[:_TEASER]]
    common, count = next(iter(Counter(labels).most_common(1)), ("", 0))
    return common.partition(" ")[0] in _places() and count >= max(_SEVERAL, _MOST * len(said))


def _is_front(said: Sequence[str]) -> bool:
    """Tell what calls itself a site's first page, and has a headline over each paragraph that speaks of something else.

    Many a story has the name of the first page over it, as the root of a path.
    """
    told = [at for at, line in enumerate(said) if is_prose(line)]
    headed = [at for at in told if at and not is_prose(said[at - 1])]
    return (
        bool(said)
        and pattern("front").fullmatch(said[0]) is not None
        and len(told) >= _SEVERAL
        and len(headed) >= _MOST * len(told)
        and _cohesion([said[at] for at in told]) < _TOGETHER
    )


def _have_desks(said: Sequence[str]) -> bool:
    """Tell paragraphs that each begin with a desk: a story names its own once."""
    told = [line for line in said if is_prose(line)]
    return sum(pattern("desk").match(line) is not None for line in told) >= max(_SEVERAL, _MOST * len(told))


@cache
def _places() -> frozenset[str]:
    """Return names of places."""
    return frozenset(name for kind, names in rows("vocabulary") if kind == "place" for name in names.split("|"))


def _are_apart(said: Sequence[str]) -> bool:
    """Tell summaries between which headlines or buttons stand; paragraphs that lost their dari follow one another."""
    long = [len(line) >= _TEASER or _is_cut(line) for line in said]
    return not all(long[long.index(True) : len(long) - long[::-1].index(True)])


def _are_detailed(said: Sequence[str]) -> bool:
    """Tell summaries that each have a link to the whole story below them, or at their end."""
    told = [at for at, line in enumerate(said) if is_prose(line)]
    glued = sum(pattern("detailed").search(said[at]) is not None for at in told)
    if glued >= 2 and glued >= _MOST * len(told):
        return True
    ends = sum(pattern("details").match(line) is not None for line in said)
    linked = sum(at + 1 < len(said) and pattern("details").match(said[at + 1]) is not None for at in told)
    return ends >= 2 and linked >= max(2, _MOST * len(told))


def _are_cards(said: Sequence[str]) -> bool:
    """Tell headlines, each with one paragraph below that says the same, of which none speaks of another's.

    The subheads of a story are short, numbered, or questions; its headline is in the words of all its parts.
    """
    cards: list[tuple[set[str], set[str]]] = []
    for above, line in pairwise(_before_boxes(said)):
        if not _is_told(line):
            continue
        if _is_told(above) or not _may_be_headline(above):
            return False
        cards.append((stems(above), stems(line)))
    shared = [len(head & told) for head, told in cards]
    if len(cards) < _SEVERAL or not all(shared) or sum(shared) < _TOLD * len(cards):
        return False
    first, others = cards[0][0], cards[1:]
    return sum(bool(first & told) for _, told in others) <= len(others) / 2 and not _common_to(cards)


def _common_to(cards: Sequence[tuple[AbstractSet[str], AbstractSet[str]]]) -> bool:
    """Tell cards of which all speak of one matter: the pages of a keyword share that one word."""
    return len(set.intersection(*(set(head | told) for head, told in cards))) > 1


def _may_be_headline(line: str) -> bool:
    words = len(line.split())
    return _TITLE <= words <= _TITLED and not (_NUMBERED.match(line) or line.endswith("?") or _MARKED.search(line))


def _are_headlines(said: Sequence[str]) -> bool:
    """Tell a page of headlines and nothing else: many, without a sentence's end, each of something else."""
    if any(map(_is_told, said)):
        return False
    heads = [line for line in said if BENGALI.search(line) and _may_be_headline(line)]
    if len(heads) < max(_HEADLINES, _MOST * len(said)):
        return False
    return median(len(line.split()) for line in heads) >= _WORDS_OF_HEADLINE and _cohesion(heads) < _TOGETHER


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
    days = [moment(line, UTC) for line in said if _is_stamp(line) and names_year(line)]
    latest = len(days) >= _SEVERAL and all(one and other and one >= other for one, other in pairwise(days))
    return (
        all(len(record) <= _RECORD for record in records)
        and all(len(record) == most for record in summaries)
        and most <= 1
        and len(heads) >= len(records)
        and sum(len(line.split()) for line in heads) >= _NAMES * len(records)
        and (latest or not days)
        and (latest or all(len(DARI.findall(line)) <= 1 for line in told))
        and sum(map(_is_ended, [*before, *behind])) <= most
    )


def _parted(said: Sequence[str]) -> list[list[str]]:
    """Return what stands before, between and behind the stamps of a list; stamps that follow one another are one."""
    parts: list[list[str]] = [[]]
    stamped = False
    for line in said:
        stamp = _is_stamp(line) or (bool(parts[-1]) and kinds_of(line) == {"section"})
        if stamp and not stamped:
            parts.append([])
        elif not stamp:
            parts[-1].append(line)
        stamped = stamp
    return parts if len(parts) > 1 else [*parts, []]


def _is_stamp(line: str) -> bool:
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


def _is_found(said: Sequence[str]) -> bool:
    """Tell what calls itself the page of a topic, day, author or search, or counts its pages: no second paragraph."""
    above = takewhile(lambda line: not _is_told(line), said[:_ABOVE])
    found = any(map(pattern("index").fullmatch, above)) or any(map(pattern("paged").fullmatch, said))
    return found and not any(is_prose(one) and is_prose(other) for one, other in pairwise(said))


def _cohesion(paragraphs: Sequence[str]) -> float:
    """Return how many words' stems neighbours share, on average."""
    shared = [len(stems(one) & stems(other)) for one, other in pairwise(paragraphs)]
    return sum(shared) / max(len(shared), 1)
