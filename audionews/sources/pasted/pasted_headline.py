"""The headline of text copied from a browser, by score over the lines that stand above the story."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import vocabulary
from audionews.bengali.script.tickers import partings
from audionews.sources.html_tree import letters
from audionews.sources.line_kinds import pattern
from audionews.sources.pasted.pasted_lines import (
    BENGALI,
    INNER,
    LONG,
    is_calendar,
    is_paper,
    is_person,
    is_placed_person,
    is_prose,
    is_sentence,
    is_signed_caption,
    is_telling,
    kinds_of,
    reason_of,
)
from audionews.sources.pasted.pasted_rows import begins_list, is_in_menu, is_item
from audionews.sources.pasted.pasted_verse import verse_end
from audionews.sources.publication_dates import moment, names_year
from audionews.sources.running_text import ENDED, SENTENCE, stems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from datetime import tzinfo

_ABOVE = 40  # lines above the story among which its headline is looked for
_LONGEST, _SHORTEST = 200, 8  # characters of a headline
_NAMES = 3  # words; a line of so few that shares nothing with the story is a name, a section, a button
_WRITERS = 10  # words of the names of two and where they write
_SHARED = 0.16  # share of a headline's words that the story has
_RUNNING = 0.1  # share of the words of a paragraph without a sentence's end that the others have
_MOST_SAID = 0.6  # share of the words of a headline of three that the story has
_GLUED = 12  # letters of a headline that can be told within a longer line
_TABS = LazyPattern(r"^[\s•·*#|»›▪–—-]+|(?<![\s|»›*])[\s|»›*]+$")
_PIPE = LazyPattern(r"(?<!\s)\s+[|»]\s+")
_ARROW = LazyPattern(r"[»›>→]|\s[/|]\s")
_SITE = LazyPattern(r"(?<!\s)\s+[|»–—-]\s+(?=\S)")  # behind a page's title
_GAP = 4  # lines down to which blank ones are passed over
_TOPIC = 5  # words of a topic over a headline, at most
_NOTICES = 4  # lines of mottos over a page, at most
_BETWEEN = 4  # lines below a headline in which its day stands
_APART = " |:»›>/–—-"
_LAST = 8  # lines above a story in which a page says its headline twice
_STROKE = LazyPattern("[|/]")
_QUOTED = LazyPattern(r"[‘“'\"][^‘’“”'\"]{20,}[’”'\"]")
_LATIN = LazyPattern("[A-Za-z]")

_TOLD = 5.0  # for a line of which the story has every word
_FIRST = 2.0  # the first that the story tells of
_AGAIN = 1.5  # it stands twice
_TITLED = 3.0  # a title of the page or the way to it names it
_STAMPED, _DATED, _SIGNED = 7.5, 3.0, 1.5  # right over the day of publishing, over a bare day, over who wrote it
_UNTOLD = 5.0  # over the day, but not told of: it may be a desk of another name
_TITLE = -3.0  # the title itself, or the way
_NAME, _SENTENCE, _CAPTION, _KICKER = -5.0, -4.0, -4.0, -2.0
_LEAST = -1.5  # a headline may share no word with its story


@dataclass(frozen=True)
class PastedHeadline:
    """The line of a text that is its headline."""

    at: int
    """Index of its line."""
    text: str
    """Without what a browser's title or a menu adds."""


class _Above:
    """The lines above a story, and what each has of a headline."""

    def __init__(self, lines: Sequence[str], first: int, opening: int, zone: tzinfo) -> None:
        self.lines, self.first, self.zone = lines, first, zone
        verse = verse_end(lines, first)
        said = [*lines[first:verse], *filter(is_prose, lines[verse:])]
        said += lines[first : first + _ABOVE] if begins_list(lines[first]) else []
        self.story = {stem for line in said for stem in stems(line)}
        self.verse = verse > first
        self.seen = [letters(line) for line in lines[: first + 1]]
        # a poem may begin with its title, or with its author over that
        titled = self.verse and (lines[first + 1].startswith(lines[first].strip()) or is_person(lines[first - 1]))
        self.range = range(opening, min(first + titled, opening + _ABOVE))
        self.possible = [at for at in self.range if self._may_be(at)]
        told = [at for at in self.possible if _is_quoted(lines[at]) or self._is_told(at)]
        self.foremost = next(iter(told or self.possible), opening)

    def _may_be(self, at: int) -> bool:
        text = _bare(self.lines[at], self.story)
        links = pattern("links").match(self.lines[at])
        if links or not may_be_headline(text, self.zone) or is_item(self.lines, at):
            return False
        if is_signed_caption(text, self.story):
            return False
        return self.verse or not is_in_menu(self.lines, at)

    def _is_told(self, at: int) -> bool:
        return self.share(at) >= _SHARED and not is_sentence(self.lines[at])

    def share(self, at: int) -> float:
        return _share(self.lines[at], self.story)

    def score(self, at: int) -> float:
        """Return how much of a headline a line that may be one has."""
        text = _bare(self.lines[at], self.story)
        evidence = (
            (_TOLD * self.share(at), True),
            (_FIRST, at == self.foremost),
            (_AGAIN, len(self.seen[at]) > _SHORTEST and self.seen.count(self.seen[at]) > 1),
            (_TITLED, len(self.seen[at]) > _GLUED and self.seen[-_LAST:].count(self.seen[at]) > 1),
            (_TITLED, self._is_titled(at)),
            (_TITLE, any(self._names(at, one) for one in self.range if one > at or _ARROW.search(self.lines[at]))),
            (min(_stamp(self.lines, at), _STAMPED if self.share(at) or _is_quoted(text) else _UNTOLD), True),
            (_SIGNED, at + 1 < self.first and _is_byline(self.lines[at + 1])),
            (_KICKER, self._is_kicker(at)),
            (_NAME, _is_name(text, self.story)),
            (_KICKER, is_paper(text)),
            (_SENTENCE, is_sentence(self.lines[at])),
            (_CAPTION, _is_over_credit(self.lines, at)),
        )
        return sum(points for points, holds in evidence if holds)

    def halves(self, at: int) -> tuple[int, int]:
        """Return the lines in which a headline stands: two where a comma or a colon ends the upper one."""
        if self.lines[at].rstrip().endswith(",") and at + 1 in self.possible:
            return at, at + 1
        upper = self.lines[at - 1].strip() if at > self.range.start else ""
        goes_on = upper.endswith((",", ":")) and len(upper.split()) >= _NAMES and not reason_of(upper)
        return at - 1 if goes_on and self.share(at - 1) >= _SHARED else at, at

    def _is_kicker(self, at: int) -> bool:
        """Tell a topic over the headline: a few words that name, right over more that are no sentence."""
        few = (
            len(self.lines[at].split()) <= _TOPIC and not _is_quoted(self.lines[at]) and not is_telling(self.lines[at])
        )
        below = next((one for one in range(at + 1, min(at + _GAP, len(self.lines))) if self.lines[one].strip()), at)
        if not few or below not in self.possible or (below > at + 1 and self._is_titled(at)):
            return False
        longer = len(self.lines[below].split()) > (_TOPIC if below == at + 1 else len(self.lines[at].split()) + 1)
        return longer and not is_sentence(self.lines[below])

    def _is_titled(self, at: int) -> bool:
        return any(self._names(one, at) for one in self.range if one < at)

    def _names(self, title: int, at: int) -> bool:
        """Tell a page's title, or the way to it, with the headline `at` in it.

        A picture's text may say a part of the headline: then the rest is in the story's words, too.
        """
        outer, inner = self.seen[title], self.seen[at]
        line = self.lines[title][: 2 * _LONGEST]
        if inner and any(letters(line[: site.start()]) == inner for site in _SITE.finditer(line)):
            return True
        if len(inner) <= _GLUED or inner not in outer[1:]:
            return False
        way, head = self.lines[title].strip(), self.lines[at].strip()
        if way.endswith(head) and way[-len(head) - 1] not in _APART:
            return True  # glued to the section it stands in
        return not (stems(self.lines[title]) - stems(self.lines[at])) & self.story


def find_headline(lines: Sequence[str], zone: tzinfo) -> PastedHeadline | None:
    """Return the headline of a text, below menus, mastheads, dates or names; None where no line is one.

    It is the line with the highest score; of two the upper one.
    """
    first = _first_prose(lines, zone)
    if first is None:
        return None
    opening = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if (subject := _subject(lines, opening, first)) is not None:
        return subject
    above = _Above(lines, first, opening, zone)
    at = max(above.possible, key=above.score, default=None)
    if at is None or above.score(at) <= _LEAST:
        return None
    upper, lower = above.halves(at)
    text = " ".join(_bare(line, above.story) for line in lines[upper : lower + 1])
    return PastedHeadline(lower, _unglued(text, above.story))


def _subject(lines: Sequence[str], opening: int, first: int) -> PastedHeadline | None:
    """Return what a letter or a notice says that it is about."""
    for at in range(opening, min(first + 1, opening + _ABOVE)):
        if (label := pattern("subject").match(lines[at])) and len(lines[at]) <= _LONGEST:
            text = lines[at][label.end() :].rstrip(" ।৷")
            if len(text.split()) > _NAMES:
                return PastedHeadline(at, text)
    return None


def _first_prose(lines: Sequence[str], zone: tzinfo) -> int | None:
    """Return the first line of running text.

    A long one without a sentence's end is a ticker's where others have one and speak of something else, or where a
    headline that it has stands below it.
    """
    told = [at for at, line in enumerate(lines) if is_prose(line) and not is_calendar(line)]
    ended = [at for at in told if SENTENCE.search(lines[at])]
    story = {stem for at in ended for stem in stems(lines[at])}

    def tells(at: int) -> bool:
        if ENDED.search(lines[at]) or len(INNER.findall(lines[at])) > 1:
            return True
        whole, below = letters(lines[at]), (letters(line) for line in lines[at + 1 : told[-1]])
        ticks = any(len(head) > _GLUED and head in whole for head in below)
        own = stems(lines[at])
        return not ticks and (at in ended or not ended or len(own & story) >= max(_NAMES, _RUNNING * len(own)))

    found = [at for at in told if tells(at)]
    verse = next((at for at in range(found[0] if found else len(lines)) if verse_end(lines, at) > at), None)
    if verse is not None:
        return verse
    listing = next((at for at in range(found[0] if found else len(lines)) if begins_list(lines[at])), None)
    if listing is not None:
        return listing
    if len(found) > 1 and (_is_over_byline(lines, found[0], found[1]) or _is_parted(lines[found[0]], lines[found[1]])):
        return found[1]
    below = (at for at in found[1 : 1 + _NOTICES] if _is_notice(lines, found[0], at, zone))
    return next(below, found[0] if found else None)


def _is_notice(lines: Sequence[str], at: int, following: int, zone: tzinfo) -> bool:
    """Tell mottos or notices over a page: no headline of theirs is above them, but one below, right over its day."""
    said = {stem for line in lines[at:following] if is_prose(line) for stem in stems(line)}
    if sum(pattern("changed").match(line) is not None for line in lines) > _NOTICES // 2:
        return False  # entries of a live blog, each with its hour
    if any(may_be_headline(line.strip(), zone) and _share(line, said) for line in lines[:at]):
        return False
    return any(_stamp(lines, one) and may_be_headline(lines[one], zone) for one in range(at + 1, following))


def _is_parted(line: str, below: str) -> bool:
    """Tell a headline with a dari in it and none at its end, a third of whose words the paragraph below has."""
    return len(line) <= LONG < len(below) and not ENDED.search(line) and _share(line, stems(below)) >= 2 * _SHARED


def _is_over_byline(lines: Sequence[str], at: int, following: int) -> bool:
    """Tell a headline that ends with a dari, as a sentence does: nothing but who wrote stands below it."""
    between = [line for line in lines[at + 1 : following] if line.strip()]
    one = len(lines[at]) <= _LONGEST and not INNER.search(lines[at])
    return one and bool(between) and all(map(_is_byline, between))


def may_be_headline(text: str, zone: tzinfo) -> bool:
    """Tell a line that is no name of who wrote it, date, section, label, ticker."""
    if (
        partings(text) > 1
        or not _SHORTEST <= len(text) <= _LONGEST
        or not BENGALI.search(text)
        or text.endswith((":", "ঃ"))
        or kinds_of(text)
        or reason_of(text)
        or any(pattern(kind).match(text) for kind in ("ticked", "site"))
        or _is_byline(text)
    ):
        return False
    return not (names_year(text) and len(text) < LONG and moment(text, zone) is not None and _is_mostly_date(text))


def _is_mostly_date(text: str) -> bool:
    return sum(char.isdigit() for char in text) > 5 and len(stems(text)) < 2 * _NAMES


def _stamp(lines: Sequence[str], at: int) -> float:
    """Weigh the day right below a line, at most who wrote it and a few words or a sentence between."""
    below = [line for line in lines[at + 1 : at + 2 * _BETWEEN] if line.strip()]
    for between, line in enumerate(below[:_BETWEEN]):
        if pattern("published").match(line):
            return _STAMPED
        if names_year(line) and is_calendar(line):
            return _DATED
        summary = is_sentence(line) and len(INNER.findall(line)) <= 1
        if not _is_byline(line) and (between or not (summary or _is_name(line, frozenset()))):
            return 0.0
    return 0.0


def _is_quoted(text: str) -> bool:
    """Tell a line that is what somebody said, and nothing else."""
    return _QUOTED.fullmatch(text.strip()) is not None


def _is_over_credit(lines: Sequence[str], at: int) -> bool:
    """Tell a picture's caption by the credit below it; a headline may stand over one too, where no other is."""
    below = next((line for line in lines[at + 1 : at + 3] if line.strip()), "")
    return reason_of(below) == "credit" and not pattern("byline").search(below)


def _is_byline(line: str) -> bool:
    line = _STROKE.split(line)[0]  # the site behind, or how many have read it
    if len(line.split()) >= 2 * _NAMES:
        return len(line.split()) < _WRITERS and is_placed_person(line)
    return any(pattern(kind).search(line.strip()) for kind in ("byline", "credited")) or is_placed_person(line)


def _is_name(line: str, story: AbstractSet[str]) -> bool:
    """Tell a line of a few words, or of another script: a site's name, a section, a button; not if a story says it."""
    foreign = 2 * len(BENGALI.findall(line)) < len(_LATIN.findall(line))
    few = len(line.split()) < _NAMES or (len(line.split()) == _NAMES and _share(line, story) <= _MOST_SAID)
    few = is_person(line) or (few and not is_telling(line))
    return few or (foreign and len(stems(line)) <= _NAMES)


def _unglued(text: str, story: AbstractSet[str]) -> str:
    """Return a headline without the name of a section that a menu glued to it, where the story has its first word."""
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    for name in _sections():
        rest = word.removeprefix(name)
        if rest != word and BENGALI.match(rest) and stems(rest) and stems(rest) <= story and not stems(word) & story:
            return text[text.index(word) + len(name) :]
    return text


@cache
def _sections() -> tuple[str, ...]:
    """Return the names of sections in one word, the longest first."""
    names = vocabulary("section")
    return tuple(sorted((name for name in names if BENGALI.match(name) and " " not in name), key=len, reverse=True))


def _bare(line: str, story: AbstractSet[str]) -> str:
    """Return a line without bullets and without what names site or author behind it."""
    text = _TABS.sub("", line)
    head, *rest = _PIPE.split(text)
    while rest and _share(rest[-1], story) < _SHARED and _share(" | ".join([head, *rest[:-1]]), story) >= _SHARED:
        rest.pop()
    return " | ".join([head, *rest]) if rest or _PIPE.search(text) else text


def _share(text: str, story: AbstractSet[str]) -> float:
    """Return the share of a line's words that the story has."""
    own = stems(text)
    return len(own & story) / len(own) if own else 0.0
