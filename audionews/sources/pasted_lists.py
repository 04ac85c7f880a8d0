"""Lists of stories copied from a browser, told from stories by the form that their entries have in common."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from audionews.bengali.script.tables import rows
from audionews.sources.page_prose import DARI, ENDED, SENTENCE, stems
from audionews.sources.page_words import pattern
from audionews.sources.pasted_lines import BENGALI, BETWEEN, TICKED, is_prose, kinds_of
from audionews.sources.publication_dates import names_year

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEVERAL = 3  # paragraphs of a list that is told by them alone
_WRAPPED = 140  # characters; lines that are wrapped are shorter
_TEASER = 100  # characters of a summary that was cut
_TOGETHER = 1.5  # words that neighbouring paragraphs of one story share at least
_INNER = re.compile(r"[।৷॥]\s")
_STAMP = 60  # characters of a story's day in a list, with its section and place
_STAMPED = {"date", "number", "clock", "section", "place", "outlet", "desk"}
_RECORD = 3  # lines of an entry beside its day
_NAMES = 3  # words of a headline in a list, on average


def is_list(lines: Sequence[str]) -> bool:
    """Tell a list of stories: summaries that were cut, each with its desk, link or day, or all of it one ticker."""
    long = [line.strip() for line in lines if len(line.strip()) >= _TEASER and BENGALI.search(line)]
    if (
        _are_teasers(lines, long)
        or _are_doubled(lines)
        or _are_placed(lines)
        or _is_front(lines)
        or _are_records(lines)
        or _is_found(lines)
    ):
        return True
    told = [line.strip() for line in lines if is_prose(line)]
    if sum(pattern("desk").match(line) is not None for line in told) >= max(_SEVERAL, 0.6 * len(told)) or _are_detailed(
        lines
    ):
        return True
    if len(long) != 1 or len(long[0]) <= 4 * _TEASER:
        return False
    return len(BETWEEN.findall(long[0])) > TICKED or not SENTENCE.search(long[0].rstrip(" .»«|"))


def is_cut_list(lines: Sequence[str]) -> bool:
    """Tell a page's lines that are a list by what no story has: summaries with the sign of a cut, doubled headings."""
    long = [line for line in lines if len(line) >= _TEASER and BENGALI.search(line)]
    cut = sum(pattern("cut").search(line) is not None for line in long)
    return (cut > 1 and cut >= 0.6 * len(long)) or _are_doubled(lines) or _is_front(lines)


def _are_teasers(lines: Sequence[str], long: Sequence[str]) -> bool:
    """Tell summaries that were cut, with a sign of it or without."""
    cut = [line for line in long if pattern("cut").search(line)]
    broken = [line for line in long if line not in cut and _INNER.search(line) and not ENDED.search(line)]
    if any(broken.count(line) > 1 for line in broken):
        return True
    if len(cut) + len(broken) < max(2, 0.6 * len(long)):
        return False
    wide = bool(broken) and _usual_length(broken) > _WRAPPED
    strange = _cohesion(long) < _TOGETHER and (bool(cut) or wide or _are_apart(lines))
    return len(cut) > 1 or strange or (wide and len(broken) >= max(_SEVERAL, 0.8 * len(long)))


def _usual_length(lines: Sequence[str]) -> float:
    from statistics import median

    return median(map(len, lines))


def _are_doubled(lines: Sequence[str]) -> bool:
    """Tell stories under headings that stand twice each, as pictures' texts double them.

    Those in a box below a story do not count.
    """
    said = [line.strip() for line in lines if line.strip()]
    end = next((at for at, line in enumerate(said) if pattern("box").match(line)), len(said))
    heads = [at for at in range(1, end) if said[at] == said[at - 1] and not is_prose(said[at])]
    told = sum(map(is_prose, said[:end]))
    over = sum(at + 1 < end and is_prose(said[at + 1]) for at in heads)
    return over >= 2 and over >= 0.6 * told


def _are_placed(lines: Sequence[str]) -> bool:
    """Tell beginnings of stories that all come from one place: a round-up names several, one story names it once."""
    said = [line.strip() for line in lines if line.strip()]
    labels = [line.partition(":")[0].rstrip() for line in said if ":" in line[:_TEASER]]
    common, count = next(iter(Counter(labels).most_common(1)), ("", 0))
    return common.partition(" ")[0] in _places() and count >= max(_SEVERAL, 0.6 * len(said))


def _is_front(lines: Sequence[str]) -> bool:
    """Tell what calls itself a site's first page, and has a headline over each paragraph that speaks of something else.

    Many a story has the name of the first page over it, as the root of a path.
    """
    said = [line for line in lines if line.strip()]
    told = [at for at, line in enumerate(said) if is_prose(line)]
    headed = [at for at in told if at and not is_prose(said[at - 1])]
    return (
        bool(said)
        and pattern("front").fullmatch(said[0]) is not None
        and len(told) >= _SEVERAL
        and len(headed) >= 0.6 * len(told)
        and _cohesion([said[at] for at in told]) < _TOGETHER
    )


@cache
def _places() -> frozenset[str]:
    """Return names of places."""
    return frozenset(name for kind, names in rows("vocabulary") if kind == "place" for name in names.split("|"))


def _are_apart(lines: Sequence[str]) -> bool:
    """Tell summaries between which headlines or buttons stand; paragraphs that lost their dari follow one another."""
    long = [len(line.strip()) >= _TEASER for line in lines if line.strip()]
    inner = long[long.index(True) : len(long) - long[::-1].index(True)]
    return not all(inner)


def _are_detailed(lines: Sequence[str]) -> bool:
    """Tell summaries that each have a link to the whole story below them, or at their end."""
    said = [line.strip() for line in lines if line.strip()]
    glued = sum(pattern("detailed").search(line) is not None for line in said if is_prose(line))
    if glued >= 2 and glued >= 0.6 * sum(map(is_prose, said)):
        return True
    ends = sum(pattern("details").match(line) is not None for line in said)
    told = [at for at, line in enumerate(said) if is_prose(line)]
    linked = sum(at + 1 < len(said) and pattern("details").match(said[at + 1]) is not None for at in told)
    return ends >= 2 and linked >= max(2, 0.6 * len(told))


def _are_records(lines: Sequence[str]) -> bool:
    """Tell headlines that each have a day, an age or a count beside them, all with one sentence or all without.

    A live blog's entries have the time, days in the order of events have no headings, fixtures name no year.
    """
    said = [line.strip() for line in lines if line.strip()]
    stamps = [at for at, line in enumerate(said) if _is_stamp(line)]
    if len(stamps) < _SEVERAL:
        return False
    records = [said[one + 1 : other] for one, other in pairwise(stamps)]
    told = [sum(map(_is_told, record)) for record in records]
    heads = [line for record in records for line in record if not _is_told(line)]
    ends = [*said[: stamps[0]], *said[stamps[-1] + 1 :]]
    return (
        all(0 < len(record) <= _RECORD for record in records)
        and len({*told}) == 1
        and max(told) <= 1
        and len(heads) >= len(records)
        and sum(len(line.split()) for line in heads) >= _NAMES * len(records)
        and all(len(DARI.findall(line)) <= 1 for record in records for line in record if _is_told(line))
        and sum(map(_is_told, ends)) <= max(told)
    )


def _is_told(line: str) -> bool:
    """Tell a summary, however short, from a headline."""
    return is_prose(line) or (DARI.search(line) is not None and ENDED.search(line) is not None)


def _is_stamp(line: str) -> bool:
    """Tell how old a story is, its day with the year, or how many pictures it has, perhaps beside section and place."""
    if len(line) > _STAMP:
        return False
    if pattern("counted").fullmatch(line):
        return True
    kinds = kinds_of(line)
    return "date" in kinds and kinds <= _STAMPED and bool(names_year(line) or pattern("aged").search(line))


def _is_found(lines: Sequence[str]) -> bool:
    """Tell what calls itself the page of a topic or of a search, and has no second paragraph."""
    said = [line.strip() for line in lines if line.strip()]
    found = any(pattern("index").fullmatch(line) for line in said[:2])
    return found and not any(is_prose(one) and is_prose(other) for one, other in pairwise(said))


def _cohesion(paragraphs: Sequence[str]) -> float:
    """Return how many words' stems neighbours share, on average."""
    shared = [len(stems(one) & stems(other)) for one, other in pairwise(paragraphs)]
    return sum(shared) / max(len(shared), 1)
