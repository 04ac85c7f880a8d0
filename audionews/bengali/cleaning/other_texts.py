"""Passes that drop prose of others below the story: readers' comments, and the summaries of other stories.

No word tells them from the story; what does is the heading over them, what stands beside them, and that they speak of
something else.
"""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from audionews.bengali.cleaning.datelines import begins_anew
from audionews.bengali.cleaning.furniture import is_age
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import PhrasePattern, bordered
from audionews.bengali.cleaning.story_words import StoryWords
from audionews.bengali.script.lazy_pattern import LazyPattern

_NAME = 6  # words of a reader's name, with where from; twice as many with the day
_TOLD = 2  # words that a card's summary takes from its headline, at least
_MOTTO, _MOTTO_WORDS = 3, 12  # lines of a page that has one; words
_CARDS = 2  # of which none speaks of the story
_SHARED = 1  # words that a card and a story may share
_HEAD, _TITLE, _DATE_WORDS = 3, 4, 16  # lines in which a date follows a headline; words of a headline, and of a date
_YEAR = LazyPattern(r"(?<![0-9০-৯])[12১২][09০৯][0-9০-৯]{2}(?![0-9০-৯])")
_WHEN = PhrasePattern(
    r"(?<![0-9০-৯])([12১২][09০৯][0-9০-৯]{2}|[0-9০-৯]{1,2}[:.][0-9০-৯]{2})(\s?<half-day>|\s?<minute>[.:ঃ]?)?\W*$"
)
_SIGNED = 9  # words of a name with a day and an hour
_LABELLED = LazyPattern(r"[^:ঃ।]{2,40}[:ঃ]\s")
_CONTACT = LazyPattern(r"[^:ঃ]{2,40}[:ঃ]\s*(?:\S+@\S+|\+?[0-9০-৯][0-9০-৯ (),+-]{5,})")
_SUMMARY = 8  # words of a summary
_ENDED = 3  # headlines that end with a dari, at least
_SAYS = PhrasePattern(r"<says>\s*([:ঃ]\s*#?\s*)?$")
_SAID = PhrasePattern(r"^[^:ঃ।]{2,60}<says>\s*[:ঃ]")
_REMARK = 30  # words of a paragraph of a comment, at most
_STORIES = PhrasePattern(bordered("<stories>"))
_POLL = PhrasePattern(r"^\W*<poll>\W*$")
_ANSWER = PhrasePattern(r"^\W*(<poll-answer>\W*(#\ ?%\W*)?|#[.]?#?\ ?%)$")
_ANSWERS = 2


def drop_comments(page: Page) -> None:
    """Drop readers' comments: under their heading, each with a name and an age, down to the last one's text."""
    known = [at for at, line in enumerate(page.lines) if line.reason == "comment"]
    for at, line in enumerate(page.lines):
        if line.heads == "comment" and any(above.prose and not above.reason for above in page.lines[:at]):
            last = next((one for one in known if one > at + 1 and page.lines[one].heads), max(known, default=at))
            whole = last > at + 1 and _are_comments(page.lines[at + 1 : last])
            for comment in page.lines[at + 1 : last if whole else _end_of_comments(page.lines, at + 1)]:
                if not comment.reason or _is_mark(comment):
                    page.drop(comment, "comment", line.evidence.row, sure=_SAID.match(comment.text) is not None)


def _are_comments(lines: Sequence[Line]) -> bool:
    """Tell what readers wrote, between its heading and the last button for one more: short, half of it names and days.

    A story that a button for comments interrupts has paragraphs there.
    """
    prose = [line for line in lines if line.prose and not line.reason]
    return 2 * len(prose) <= len(lines) and all(len(line.words) <= _REMARK for line in prose)


def _end_of_comments(lines: Sequence[Line], start: int) -> int:
    """Return where the comments end that begin at `start`: behind the text that follows the last age, if any."""
    end = start
    for at in range(start, len(lines)):
        if lines[at].heads and lines[at].heads != "comment":
            break
        if _is_mark(lines[at]):
            said = _SAID.match(lines[at].text) is not None
            end = next((behind + 1 for behind in range(at + 1 - said, len(lines)) if lines[behind].prose), at + 1)
        elif at >= end and not (len(lines[at].words) <= _NAME and not lines[at].prose):
            break
    return end


def _is_mark(line: Line) -> bool:
    """Tell what stands over each comment: how old it is, who says so, or both a name and a day or hour."""
    if is_age(line):
        return True
    signed = not line.prose and len(line.words) <= _SIGNED and _WHEN.search(line.text) is not None
    says = len(line.words) <= 2 * _NAME and _SAYS.search(line.text) is not None
    return signed or says or _SAID.match(line.text) is not None


def drop_teasers(page: Page) -> None:
    """Drop another story's heading and its summary that was cut: they do not speak of the story around them.

    Below the last whole paragraph, a name or two may be in both.
    """
    lines, told = page.lines, Counter[str]()
    whole = [at for at, line in enumerate(lines) if line.prose and not line.reason and not _is_cut(line)]
    for at, (heading, summary) in enumerate(pairwise(lines)):
        if heading.reason or summary.reason or heading.prose or heading is lines[0] or not _is_cut(summary):
            continue
        told = told or Counter(stem for line in lines if line.prose and not line.reason for stem in line.stems)
        own = int(summary.prose)
        strange = all(told[stem] <= own * (stem in summary.stems) for stem in heading.stems | summary.stems)
        if len(whole) > 1 or (whole and len(lines[whole[0]].sentences) > 1):
            behind = at > whole[-1] and not any(heading.stems & lines[one].stems for one in whole)
            strange = strange or behind
        if strange and len(heading.stems & summary.stems) >= _TOLD:
            page.drop(heading, "related-link")
            page.drop(summary, "related-link")


def drop_cut_tails(page: Page) -> None:
    """Drop the last lines that were cut and begin a story: other stories' summaries.

    Such a line has no word of the whole story above, or a desk in front, as only a story's first paragraph has.
    """
    kept = [line for line in page.lines if not line.reason]
    whole = [line for line in kept if line.prose and not _is_cut(line)]
    told = {stem for line in whole for stem in line.stems}
    while kept and _is_cut(kept[-1]) and sum(len(line.sentences) for line in whole) >= _TOLD:
        if kept[-1].stems & told and not begins_anew(kept[-1].raw):
            return
        page.drop(kept.pop(), "related-link")


def _is_cut(line: Line) -> bool:
    return line.text.endswith(("...", "…")) and len(line.words) >= _SUMMARY


def drop_cards(page: Page) -> None:
    """Drop other stories below a cue: headlines with summaries that say them once more and do not speak of the story.

    What else stands between and behind them goes too, as long as it has no word of the story.
    """
    story: set[str] = set()
    end = 0
    for at, cue in enumerate(page.lines):
        if at < end:
            continue
        if cue.heads == "related-link" and story:
            end = _end_of_cards(page.lines, at + 1, story)
            for line in page.lines[at + 1 : end]:
                if not line.reason:
                    page.drop(line, "related-link", cue.evidence.row)
        elif cue.prose and not cue.reason:
            story |= cue.stems


def _are_headlines(lines: Sequence[Line], start: int, story: AbstractSet[str]) -> bool:
    """Tell other stories' headlines that end with a dari each, down to the page's end, and have no word of the story.

    Where a line without a dari stands among them, that one was the link, and what follows may be the story.
    """
    rest = [line for line in lines[start:] if not line.reason]
    short = all(line.prose and len(line.sentences) == 1 and len(line.words) <= _MOTTO_WORDS for line in rest)
    strange = not any(line.stems & story for line in rest)
    return len(rest) >= _ENDED and short and strange and _opens_box(lines[start - 1])


def _end_of_cards(lines: Sequence[Line], start: int, story: AbstractSet[str]) -> int:
    """Return where the cards end that begin at `start`: at a paragraph that is none and may speak of the story."""
    if _are_headlines(lines, start, story):
        return len(lines)
    end = len(lines) if _are_strange(lines, start, story) else start
    for at in range(end, len(lines)):
        line = lines[at]
        if line.reason or not line.prose:
            continue
        if _is_cut_card(lines[at - 1], line):
            end = at + 1
            continue
        if not _is_card(lines[at - 1], line, story) and (end == start or line.stems & story):
            return end
        end = at + 1
    return len(lines) if end > start and _is_cut_card(*lines[end - 2 : end]) else end  # headings without summaries


def _is_cut_card(heading: Line, summary: Line) -> bool:
    """Tell a summary that was cut, below its heading: a story's own paragraphs are whole."""
    return not heading.prose and not heading.reason and summary.text.endswith(("...", "…"))


def _are_strange(lines: Sequence[Line], start: int, story: AbstractSet[str]) -> bool:
    """Tell several headings, each with its paragraph, of which none down to the page's end speaks of the story."""
    headed, heading, marked = 0, False, False
    for line in lines[start:]:
        if not line.prose and line.reason:
            marked = marked or (heading and line.reason in ("furniture", "credit"))
            continue
        if len(line.stems & story) > (_SHARED if line.prose else 0) or (line.prose and not headed and not heading):
            return False
        headed += line.prose and heading
        heading = not line.prose
    return headed >= _CARDS or (headed == 1 and marked and _opens_box(lines[start - 1]))


def _opens_box(cue: Line) -> bool:
    """Tell the heading of a box of stories from a link within one."""
    return _STORIES.search(cue.text) is not None


def _is_card(heading: Line, summary: Line, story: AbstractSet[str]) -> bool:
    """Tell a summary that takes its words from the line over it, and at most one from the story."""
    told = len(heading.stems & summary.stems) >= _TOLD
    return told and not heading.prose and not heading.stems & story and len(summary.stems & story) <= _SHARED


def drop_second_story(page: Page) -> None:
    """Drop another whole story below the first: its headline, a date as over the first, text of something else."""
    lines, (first, last) = page.lines, page.span
    if not any(is_date_of_story(line) for line in lines[:first]):
        return
    story: set[str] = set()
    for at in range(first, last):
        if lines[at].prose and not lines[at].reason:
            story |= lines[at].stems
        elif story and _begins_story(lines, at, story):
            for line in lines[at:]:
                if not line.reason:
                    page.drop(line, "related-link")
            return


def _begins_story(lines: Sequence[Line], at: int, story: AbstractSet[str]) -> bool:
    """Tell a headline, a story's date right below it, and paragraphs that share as little with the first as any two."""
    headline = lines[at]
    if headline.reason or len(headline.words) < _TITLE or len(headline.stems & story) > _SHARED:
        return False
    if not any(is_date_of_story(line) for line in lines[at + 1 : at + 1 + _HEAD]):
        return False
    told = 0
    for below in range(at + 1, len(lines)):
        if lines[below].prose and not lines[below].reason:
            if len(lines[below].stems & story) > _SHARED:
                return False
            told += len(lines[below].sentences)
    return told >= _CARDS


def is_date_of_story(line: Line) -> bool:
    """Tell a line that dates a story and is dropped for it: with its year, as no hour of a live blog is."""
    return (
        line.reason in ("furniture", "live-stamp")
        and _YEAR.search(line.text) is not None
        and len(line.words) <= _DATE_WORDS
    )


def drop_within_imprint(page: Page) -> None:
    """Drop the sentence, such as an address, that stands between two lines of an imprint.

    Behind its label it may stand over how to reach the paper, too.
    """
    for above, line, below in zip(page.lines, page.lines[1:], page.lines[2:], strict=False):
        closed = below.reason == "copyright" or (_LABELLED.match(line.text) and _CONTACT.match(below.text))
        if above.reason == "copyright" and closed and not line.reason and len(line.sentences) == 1:
            page.drop(line, "copyright")


def drop_contacts(page: Page) -> None:
    """Drop lines of nothing but a label and how to reach the paper, where the page has begun behind the story."""
    for at in range(page.span[1] + 2, len(page.lines)):
        line = page.lines[at]
        if not line.reason and page.lines[at - 1].reason and _CONTACT.fullmatch(line.text):
            page.drop(line, "copyright")


def drop_polls(page: Page) -> None:
    """Drop a poll of readers: a question, and below it nothing but answers as polls have them, perhaps with shares."""
    lines = page.lines
    for at, line in enumerate(lines):
        if not line.text.endswith("?"):
            continue
        headed = at > 0 and _POLL.match(lines[at - 1].text) is not None
        below = range(at + 1, len(lines))
        end = next((one for one in below if not _is_answer(lines[one], headed=headed)), len(lines))
        if end - at > _ANSWERS:
            for part in lines[at - headed : end]:
                page.drop(part, "furniture")


def _is_answer(line: Line, *, headed: bool) -> bool:
    """Tell an answer as polls have them; below the heading of one any short line is."""
    return _ANSWER.match(line.text) is not None or (headed and not line.prose and len(line.words) <= _NAME)


def drop_motto(page: Page) -> None:
    """Drop the sentence a paper says of itself behind its imprint."""
    if len(page.lines) < _MOTTO or not page.lines[-1].prose or page.lines[-1].reason:
        return
    above, motto = page.lines[-2:]
    story = StoryWords(page.lines[:-1]).words
    if above.reason == "copyright" and len(motto.words) <= _MOTTO_WORDS and not motto.stems & story:
        page.drop(motto, "furniture")
