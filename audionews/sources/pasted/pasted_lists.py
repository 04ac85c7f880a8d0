"""Whether a text is a list of stories, or the beginning of one that goes on elsewhere.

A story's paragraphs are whole and speak of one matter. A list's are beginnings: each is cut, breaks off, or has the
link to its whole below it; or each stands under a headline of its own, and none speaks of another's. No such sign is
enough alone: they are weighed together.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.sources.line_kinds import pattern
from audionews.sources.pasted.list_evidence import evidence
from audionews.sources.pasted.pasted_lines import INNER, is_sentence, is_telling, reason_of
from audionews.sources.pasted.told_lines import CUT, before_boxes, is_told, said_of
from audionews.sources.publication_dates import names_year
from audionews.sources.running_text import ENDED, stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TABLE = Path(__file__).with_name("list_weights.tsv")
_ENOUGH = 1.0  # of a score
_TELLING = 0.3  # of a score, to be named as a reason
_BEGINNING = 3  # paragraphs of the beginning of a story, at most
_TEASER = 260  # characters of a teaser, at most
_BEGUN = 4  # words of a sentence that is told for one that was begun
_CLOSED = LazyPattern(
    r"[^\u0985-\u09b9\u09bc-\u09cc\u09dc-\u09e1]$|[:ঃ]"
)  # a count, an age, another stroke for a dari; a credit
_BROKEN = 100  # characters of a beginning that stops within a sentence


def list_reasons(lines: Sequence[str], of_page: Mapping[str, float] | None = None) -> list[str]:
    """Return why lines are a list of stories, in words, the weightiest first; nothing where they are none.

    Args:
        lines: of a text, or of a page's story.
        of_page: evidence beside its lines: what a page says of itself.
    """
    found = {**evidence(lines), **(of_page or {})}
    weighed = {kind: share * weights()[kind] for kind, share in found.items()}
    if sum(weighed.values()) < _ENOUGH:
        return []
    telling = sorted((kind for kind in weighed if weighed[kind] >= _TELLING), key=lambda kind: -weighed[kind])
    return [_rows()[kind][1] for kind in telling]


@cache
def weights() -> dict[str, float]:
    """Return what each kind of evidence weighs."""
    return {kind: weight for kind, (weight, _) in _rows().items()}


@cache
def _rows() -> dict[str, tuple[float, str]]:
    lines = (line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {kind: (float(weight), words) for kind, weight, words in lines}


def is_beginning(lines: Sequence[str]) -> bool:
    """Tell the beginning of one story that goes on elsewhere: little prose, whose last line was cut.

    It has the sign of a cut and the link to the rest, or breaks off within a sentence. Other stories' headlines below
    it say nothing.
    """
    said = before_boxes(said_of(lines))
    told = [at for at, line in enumerate(said) if is_told(line) or (at and is_told(said[at - 1]) and is_sentence(line))]
    if not 0 < len(told) <= _BEGINNING or told[-1] - told[0] != len(told) - 1 or _is_of_another(said, told):
        return False
    text = said[told[-1]]
    cut = None if _ends_with_call(text) else pattern("cut").search(text)
    if pattern("linked").search(text):
        return True
    if any(_leads_on(line) for line in said[told[-1] + 1 : told[-1] + 2]):
        return cut is not None or not ENDED.search(text)
    if len(told) > 1 and not stems(said[told[-2]]) & stems(text):
        return False  # a teaser of something else
    if cut is None:
        return len(text) >= _BROKEN and not ENDED.search(text) and _breaks_off(text, len(told) == 1)
    return "]" in cut[0] or (len(text) >= _BROKEN and not pattern("final").search(text[: cut.start()]))


def _ends_with_call(text: str) -> bool:
    """Tell a story whose last sentence sends the reader to a film or a page, with dots behind: it is whole."""
    last = INNER.split(text)[-1]
    return last != text and bool(reason_of(last.rstrip(" .…")))


def _is_of_another(said: Sequence[str], told: Sequence[int]) -> bool:
    """Tell another story's headline below a whole one, cut, perhaps with its link."""
    text = said[told[-1]]
    if len(told) == 1 or len(text) >= _BROKEN:
        return False
    return not any(stems(said[at]) & stems(text) for at in told[:-1])


def _leads_on(line: str) -> bool:
    """Tell the link to the rest of a teaser, or the day or age by which lists date one."""
    if pattern("linked").fullmatch(line):
        return True
    return len(line) < CUT and (names_year(line) or pattern("ago").match(line) is not None)


def _breaks_off(text: str, alone: bool) -> bool:
    """Tell a paragraph of several sentences that stops within one.

    Its last word is one at which none ends, with a case or a joining one; or it stands alone, as long as a teaser, and
    what it says behind the last sentence has words enough, no finite verb, and is no credit.
    """
    ends = [found.end() for found in INNER.finditer(text)]
    if not ends:
        return False
    if pattern("open").search(text):
        return True
    rest = text[ends[-1] :]
    if not alone or len(text) > _TEASER or len(rest.split()) < _BEGUN or _CLOSED.search(rest):
        return False
    return not (is_telling(rest) or pattern("final").search(rest) or pattern("byline").search(rest) or reason_of(rest))
