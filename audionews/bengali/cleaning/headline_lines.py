"""Passes that find the headline among the lines before the story, and drop what stands over it and right below it."""

from collections.abc import Sequence
from typing import NamedTuple

from audionews.bengali.cleaning.datelines import is_name
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import PhrasePattern, bordered
from audionews.bengali.cleaning.story_words import StoryWords
from audionews.bengali.script.lazy_pattern import LazyPattern

_KICKER, _OFFICE, _HEADLINE = 3, 5, 4  # words: a topic, an office over a headline have no more, a headline no fewer
_NAME = 2  # words of a name
_CUT = 40  # characters by which a headline is known in a title that was cut
_MOST = 24  # lines above the story that are looked at
_SENTENCE = 18  # words of a headline that ends with a dari
_SHARED = 3  # words of the story in a headline; more say nothing more
_BETTER, _FAR_BETTER = 2, 4  # points by which the headline beats a short line over it, and a long one
_MOSTLY = 0.7  # of the words of a headline that ends with a dari stand in the lead
_VERSE = 2  # lines above the prose that end with a comma are a poem's
_ROW = LazyPattern(r"\W*[0-9০-৯•]|[^:]{2,40}(?:: ?| ?[–—-] )[^:]{0,24}[0-9০-৯][^:]{0,12}$")  # of a list or a table
_LATIN = LazyPattern(r"[A-Za-z]")
_NO_NAME = LazyPattern(r"[0-9০-৯:?!‘’'\"“”]")
_PAPER = PhrasePattern(rf"^\W*{bordered('<paper-kind>')}|{bordered('<paper-end>')}\W*$")
_OFFICE_NAME = PhrasePattern(bordered("<issuer>") + "$")


class _Scored(NamedTuple):
    line: Line
    points: int
    shares: bool
    """The story has a word of it."""
    title: bool
    """It looks like the title of the page, with the paper's name."""


def drop_over_headline(page: Page) -> None:
    """Drop section, office, paper, topic, author, title of the page over the headline.

    The headline is the line that says most of what the story says; one of some length, said twice, whole.
    """
    candidates = _candidates(page)
    if len(candidates) < _BETTER:
        return
    best = max(candidates, key=lambda candidate: candidate.points)
    for candidate in candidates[: candidates.index(best)]:
        if _is_over(candidate, best):
            page.drop(candidate.line, "furniture")


def drop_under_headline(page: Page) -> None:
    """Drop the one line of a few words, perhaps said twice, below the headline of which the story has none: its author.

    Three words are dropped beside a date only.
    """
    head = [at for at, line in enumerate(page.lines[: page.span[0]]) if not line.reason]
    under = [page.lines[at] for at in head[page.under :]]
    if not under or any(line.words != under[0].words for line in under):
        return
    line = under[-1]
    beside = [near.reason for near in page.lines[max(head[-1] - 1, 0) : head[-1] + 2] if near not in under]
    short = 1 < len(line.words) <= _KICKER and line.bengali and not _NO_NAME.search(line.text)
    short = short and not line.text.endswith(",")  # readers are greeted
    if (any(beside) or len(line.words) == _NAME) and short and not line.stems & StoryWords(page.lines).words:
        for each in under:
            page.drop(each, "furniture")


def _candidates(page: Page) -> list[_Scored]:
    first = page.span[0]
    head = [at for at, line in enumerate(page.lines[:first]) if not line.reason][-_MOST:]
    if not head or first == len(page.lines):
        return []
    if _is_headline_with_dari(page.lines[first:]):
        head.append(first)
    verse = sum(page.lines[at].raw.endswith((",", ";")) for at in head)
    if len(head) < _BETTER or verse >= _VERSE:
        return []
    told = StoryWords(page.lines[first + 1 :]).words  # without the first paragraph, which may be the headline
    story = told | page.lines[first].stems
    last = {tuple(line.words): at for at, line in enumerate(page.lines)}
    return [
        _scored(page.lines, at, head, told if at == first else story, again=last[tuple(page.lines[at].words)] > at)
        for at in head
        if not _ROW.match(page.lines[at].text)
    ]


def _is_headline_with_dari(prose: Sequence[Line]) -> bool:
    """Tell a sentence that the next paragraph says once more."""
    first = prose[0]
    lead = next((line for line in prose[1:] if line.prose and not line.reason), None)
    one = len(first.sentences) == 1 and len(first.words) <= _SENTENCE
    return lead is not None and one and len(first.stems & lead.stems) >= _MOSTLY * len(first.stems)


def _scored(lines: Sequence[Line], at: int, head: Sequence[int], story: frozenset[str], *, again: bool) -> _Scored:
    line = lines[at]
    shared = len(line.stems & story)
    points = min(shared, _SHARED) + int(len(line.words) >= _HEADLINE) - int(len(line.words) < _KICKER)
    dated = at + 1 < len(lines) and lines[at + 1].reason == "furniture" and bool(lines[at + 1].kinds)
    points += 2 * again + 2 * (dated and shared > 0)
    title = line.raw.count("|") > 1 or any(_contains(line, lines[other]) for other in head if other != at)
    points -= 3 * title + 2 * ("|" in line.raw.strip("| ") or 2 * len(_LATIN.findall(line.raw)) > len(line.raw))
    return _Scored(line, points, bool(shared), title)


def _contains(title: Line, headline: Line) -> bool:
    """Tell a page's title, or its way through the site, with the headline in it."""
    if len(headline.words) < _KICKER or title.words == headline.words:
        return False
    cut = title.text.endswith(("...", "…")) and headline.text[:_CUT] in title.text
    return cut or f" {' '.join(headline.words)} " in f" {' '.join(title.words)} "


def _is_over(candidate: _Scored, best: _Scored) -> bool:
    if len(best.line.words) < _KICKER:
        return False
    if _is_office(candidate.line) or (best.shares and (is_name(candidate.line) or _is_paper(candidate.line))):
        return True
    if candidate.line.text.endswith(("?", "!", "’", "'")):
        return candidate.title  # no topic asks, calls or quotes
    short = len(candidate.line.words) <= _KICKER
    if short and not candidate.shares and len(best.line.words) >= _HEADLINE:
        return best.points > candidate.points
    short = short and not candidate.shares
    return best.points - candidate.points >= (_BETTER if short or candidate.title else _FAR_BETTER)


def _is_office(line: Line) -> bool:
    return len(line.words) == 1 or (len(line.words) <= _OFFICE and _OFFICE_NAME.search(line.text) is not None)


def _is_paper(line: Line) -> bool:
    return 1 < len(line.words) <= _KICKER and _PAPER.search(line.text) is not None
