"""Passes that drop the captions of pictures: with their credit inside, behind or below them."""

from collections.abc import Collection
from itertools import pairwise

from audionews.bengali.cleaning.cues import DARI_END, judge
from audionews.bengali.cleaning.datelines import is_name
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import LETTER, PhrasePattern, folded
from audionews.bengali.cleaning.story_words import StoryWords
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.sentences import split_sentences

BRACKETED = LazyPattern(r"[\[(][^\[\]()]{3,240}[\])]")
_SUBHEAD = 5  # words
_SIGNED = LazyPattern(r"(?P<seen>[^-–—]{20,160}) [-–—](?=\S)(?P<name>[^-–—]{4,30})$")
_SEEN = 8  # words of the end of a caption
_HAPPENED = PhrasePattern(rf"<happened>(?!{LETTER})")


def drop_with_credit_inside(page: Page) -> None:
    """Drop captions that carry their credit in brackets."""
    for line in page.kept:
        if has_credit_inside(line):
            page.drop(line, "credit", credit_row(line.raw))


def drop_over_credits(page: Page) -> None:
    """Drop captions over their credit.

    A caption ends in no dari. It says in a second sentence where and when that was, or it stands behind the story's
    byline, or within the story and is longer than a subhead.
    """
    lines, (first, _) = page.lines, page.span
    for at, (line, below) in enumerate(pairwise(lines)):
        if not line.reason and _is_said_below(line, below):
            page.drop(line, "credit")
        if not line.reason and below.reason == "credit" and not DARI_END.search(line.text) and not _heads(page, at):
            seen = len(line.sentences) > 1 and is_seen(line.sentences[-1])
            apart = at > 1 and (lines[at - 1].reason not in ("", "repeat") or "date" in lines[at - 1].kinds)
            if seen or (len(line.sentences) == 1 and (apart or (at > first and len(line.words) > _SUBHEAD))):
                page.drop(line, "credit")


def drop_signed(page: Page) -> None:
    """Drop a caption over the story that ends with who took the picture, of whom the story does not speak."""
    head = page.lines[: page.span[0]]
    story = StoryWords(page.lines).words if any("-" in line.raw or "–" in line.raw for line in head) else frozenset()
    for line in head[page.under if page.asked.headline else 0 :]:
        if not line.reason and is_signed_caption(line, story):
            page.drop(line, "credit")


def is_signed_caption(line: Line, story: Collection[str]) -> bool:
    """Tell `বাঁধের ধারে মেলার ভিড় -মধুসূদন দত্ত`: a name that a hyphen ties to a line without a verb at its end."""
    found = _SIGNED.match(line.raw)
    if not found or reports(found["seen"]) or len(found["seen"].split()) < _SEEN // 2:
        return False
    name = Line(found["name"].strip(), gap=False)
    return is_name(name) and name.stems.isdisjoint(story)


def _heads(page: Page, at: int) -> bool:
    """Tell the one line over the story that is left: its headline, where the source declares none."""
    head = page.lines[: page.span[0]]
    return page.asked.headline is None and [line for line in head if not line.reason and not line.kinds] == [
        page.lines[at]
    ]


def has_credit_inside(line: Line) -> bool:
    """Tell a caption that carries its credit in brackets."""
    return not line.settled and not line.prose and bool(credit_row(line.raw))


def credit_row(text: str) -> str:
    """Return the row of the cue by which something in brackets is a credit; empty where nothing is."""
    verdicts = (judge(folded(found[0])) for found in BRACKETED.finditer(text))
    return next((verdict.row for verdict in verdicts if verdict.reason == "credit"), "")


def is_seen(sentence: str) -> bool:
    """Tell the end of a caption (… উদ্ধারকাজ চলছে। আজ সকালে পাবনায়): a few words, no verb, no dari."""
    return len(sentence.split()) <= _SEEN and not DARI_END.search(sentence) and not reports(sentence)


def reports(sentence: str) -> bool:
    """Tell a sentence in which something happened, as in no caption."""
    return _HAPPENED.search(canonical(sentence)) is not None


def _is_said_below(line: Line, below: Line) -> bool:
    """Tell a caption that its picture's text says once more, with the credit: ময়দান। and ময়দান। ছবি: পিটিআই।."""
    length = len(line.words)
    said = 1 < length < len(below.words) and below.words[:length] == line.words
    return said and judge(folded(split_sentences(below.raw)[-1])).reason == "credit"
