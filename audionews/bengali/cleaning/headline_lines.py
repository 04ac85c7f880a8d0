"""Passes that drop what stands over the headline and right below it."""

from collections.abc import Sequence

from audionews.bengali.cleaning.datelines import is_name
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import PhrasePattern, bordered
from audionews.bengali.cleaning.story_words import StoryWords
from audionews.bengali.script.lazy_pattern import LazyPattern

_KICKER, _OFFICE, _HEADLINE = 3, 5, 4  # words: a topic, an office over a headline have no more, a headline no fewer
_NAME = 2  # words of a name
_SAID_BY, _SPEAKER = ("--", "—", "––", "- -"), 7  # before who said it; words of him and his office
_SAID = ("।", "৷", "?", "!", "…", "...", "’", "”", ",", ":")  # a tale may begin with what is said
_CUT = 40  # characters by which a headline is known in a title that was cut
_MOST = 24  # lines above the story that are looked at
_ROW = LazyPattern(r"\W*[0-9০-৯•]|[^:]{2,40}(?:: ?| ?[–—-] )[^:]{0,24}[0-9০-৯][^:]{0,12}$")  # of a list or a table
_LATIN = LazyPattern(r"[A-Za-z]")
_NO_NAME = LazyPattern(r"[0-9০-৯:?!‘’'\"“”]")
_PAPER = PhrasePattern(rf"^\W*{bordered('<paper-kind>')}|{bordered('<paper-end>')}\W*$")
_OFFICE_NAME = PhrasePattern(bordered("<issuer>") + "$")


def drop_over_headline(page: Page) -> None:
    """Drop section, office, paper, topic, author, title of the page: what stands over the headline.

    The source declares the headline, or has judged which line it is. Over that of a text for which nobody has, what
    no headline can be goes: names of offices and papers, the page's title, a few words that the story has not.
    """
    head = [line for line in page.lines[: page.span[0]] if not line.reason][-_MOST:]
    if page.asked.headline is not None:
        declared = Line(page.asked.headline, gap=False).words
        over = head[: next((at for at, line in enumerate(head) if line.words == declared), 0)]
    else:
        over = _over(page, head)
    for line in over:
        page.drop(line, "furniture")


def _over(page: Page, head: Sequence[Line]) -> list[Line]:
    story = StoryWords(page.lines).words
    told = [line for line in head if _tells(line, story) and not _is_title(line, head)]
    if not told:
        return []
    below = page.lines[page.lines.index(told[0]) + 1]
    dated = bool(below.reason and below.kinds)
    return [line for line in head[: head.index(told[0])] if _is_over(line, head, story, dated=dated)]


def _tells(line: Line, story: frozenset[str]) -> bool:
    """Tell a line of which the story speaks, and no row of a list."""
    return len(line.words) >= _HEADLINE and bool(line.stems & story) and not _ROW.match(line.text)


def _is_title(title: Line, head: Sequence[Line]) -> bool:
    """Tell a page's title, or its way through the site, with another line in it, or cut."""
    if title.raw.count("|") > 1:
        return True
    own, cut = f" {' '.join(title.words)} ", title.text.endswith(("...", "…"))
    others = [line for line in head if len(line.words) >= _KICKER and line.words != title.words]
    return any(f" {' '.join(line.words)} " in own or (cut and line.text[:_CUT] in title.text) for line in others)


def _is_over(line: Line, head: Sequence[Line], story: frozenset[str], *, dated: bool) -> bool:
    """Tell what no headline is; a line of which the story has no word is none where another is `dated`."""
    office = len(line.words) == 1 or (len(line.words) <= _OFFICE and _OFFICE_NAME.search(line.text) is not None)
    foreign = 2 * len(_LATIN.findall(line.raw)) > len(line.raw)
    if office or foreign or is_name(line) or _is_title(line, head):
        return True
    if line.text.endswith(("?", "!", "’", "'")):
        return False  # no topic asks, calls or quotes
    short = len(line.words) <= _KICKER
    return (not line.stems & story and (short or dated)) or (short and _PAPER.search(line.text) is not None)


def drop_under_headline(page: Page) -> None:
    """Drop who said what the headline says, and the one line of a few words below it of which the story has none.

    That is its author, perhaps said twice; three words are dropped beside a date only.
    """
    head = [at for at, line in enumerate(page.lines[: page.span[0]]) if not line.reason]
    for line in (page.lines[at] for at in head[page.under :][:1]):
        if line.raw.startswith(_SAID_BY) and len(line.words) <= _SPEAKER and not line.text.endswith(_SAID):
            page.drop(line, "furniture")
    head = [at for at in head if not page.lines[at].reason]
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
