"""The pass that finds lines which open with a label: who speaks in an interview, which place or sign a row is about.

One label alone is a dateline or a byline; two of one shape are an interview or a list, and must be said.
"""

from collections import Counter

from audionews.bengali.cleaning.cues import judge
from audionews.bengali.cleaning.datelines import ends_with_desk
from audionews.bengali.cleaning.furniture import is_credits
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import folded
from audionews.bengali.script.lazy_pattern import LazyPattern

_LABEL = LazyPattern(r"\W*(?P<who>[^\d:ঃ।|?!]{2,40}?)\s*[:ঃ](?:-|\s)\s*(?=\S)")
_COLON = LazyPattern("[:ঃ]")
_REACH = 60  # characters in which a label ends
_WORDS = 4  # words of a label
_SAID = 3  # words behind it; a name or a date has no more
_SPEAKERS = {"desk", "outlet", "place"}
_TWICE, _LIST = 2, 3  # lines with the same label, or with a place; lines with different ones


def mark_labels(page: Page) -> None:
    """Mark the lines of an interview or a list as news, each with its label."""
    labelled = [(line, label) for line in page.kept if (label := _label(line))]
    spoken = Counter(_who(label) for _, label in labelled)
    places = sum(_is_place(label) for _, label in labelled)
    several = len(labelled) >= _LIST and len(spoken) >= _LIST
    for line, label in labelled:
        if several or spoken[_who(label)] >= _TWICE or (places >= _TWICE and _is_place(label)):
            line.label = label
            line.news = True


def _label(line: Line) -> str:
    """Return the label of a line with its colon, where one stands before a sentence and is no cue of the page."""
    found = _LABEL.match(line.raw, 0, 2 * _REACH) if _COLON.search(line.raw, 0, _REACH) else None
    if not found or len(found["who"].split()) > _WORDS or is_credits(line):
        return ""
    who, said = Line(found["who"], gap=False), Line(line.raw[found.end() :], gap=False)
    short = len(said.words) <= _SAID and not said.prose and not said.text.endswith(("?", "!"))
    if short or said.kinds or not who.bengali:
        return ""
    if len(who.words) > 1 and ends_with_desk(who) and "?" not in said.text:
        return ""  # a story's correspondent; one who asks is an interview's
    return found[0] if who.kinds & _SPEAKERS or not judge(folded(f"{found['who']}:").strip()).reason else ""


def _who(label: str) -> str:
    return " ".join(Line(label, gap=False).words)


def _is_place(label: str) -> bool:
    return Line(label, gap=False).kinds == {"place"}
