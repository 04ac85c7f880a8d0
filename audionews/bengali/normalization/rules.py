"""The nouns of normalization: a rule, what it sees, what it found, and the change that came of it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from audionews.bengali.normalization.locales import Locale
from audionews.bengali.normalization.patterns import Pattern
from audionews.bengali.script import tables

Match = re.Match[str]
"""What a rule's pattern matched."""


class Row(NamedTuple):
    """A row of a table."""

    table: str
    """The table's name, without the ending."""
    key: str
    """What the row is found by: its first cell, its first two with a tab between, or a word of a list in it."""


class Hit(NamedTuple):
    """What a rule makes of a stretch of text."""

    start: int
    """First character, as an index into the context's text."""
    end: int
    """First character behind the stretch."""
    spoken: str
    """What is said in its place."""
    row: Row | None = None
    """The row of a table that decided, if one did."""


class Change(NamedTuple):
    """One stretch of text that is not said as it is written (`audionews script --explain` prints it)."""

    start: int
    """First character, as an index into `codepoints.canonical(text)`."""
    end: int
    """First character behind the stretch."""
    written: str
    """The stretch as written."""
    kind: str
    """What it was taken for: its semiotic class (year, date, clock, money, ...)."""
    rule: str
    """The rule that decided."""
    spoken: str
    """What is said in its place; "" where it is dropped."""
    row: Row | None = None
    """The row of a table that decided, if one did."""

    @property
    def place(self) -> str:
        """Where the row that decided stands, as `abbreviations.tsv:12`; "" where the rule alone decided."""
        return tables.place(*self.row) if self.row else ""


class Context(NamedTuple):
    """What a rule may look at: the whole text, folded to ASCII digits and letters, and the locale's tables.

    Every look is at a window of bounded width, so that the time of all looks together stays linear.
    """

    text: str
    """The text with each character in its plain form (`fold.fold`), as long as the canonical text."""
    loc: Locale
    """The tables of the locale."""

    def before(self, at: int, width: int = 40) -> str:
        """Return at most `width` characters that end before `at`, cut at the start of the line."""
        return self.text[max(0, at - width) : at].rpartition("\n")[2]

    def after(self, at: int, width: int = 40) -> str:
        """Return at most `width` characters from `at` on, cut at the end of the line."""
        return self.text[at : at + width].partition("\n")[0]

    def near(self, at: int, cues: Pattern, width: int = 150) -> bool:
        """Tell whether a cue stands within `width` characters on either side, in the same line."""
        return bool(cues.search(self.before(at, width)) or cues.search(self.after(at, width)))


Say = Callable[[Match, Context], Hit | str | None]
"""Gives what is said for a match, or for a stretch that begins with it; None if it is something else."""


class Rule(NamedTuple):
    """One way to recognize and say one class, tried where a character of its kind stands."""

    name: str
    """The rule's name in explanations."""
    kind: str
    """The semiotic class it finds."""
    starts: str
    """Kinds of first character: 0 digit, A Latin letter, - sign before a digit, ক Bengali word, $ any other."""
    pattern: Pattern
    """What must stand there."""
    say: Say
    """What is said for it."""
    needs: str
    """Characters of which the text has at least one wherever the pattern matches; "" if none is sure."""
    beside: str
    """Where it begins with a digit: characters of which one stands in the number or next behind it."""
    least: int
    """Where it begins with a digit: how many it begins with at least, five at most."""


def rule(
    kind: str, starts: str, pattern: str, needs: str = "", beside: str | None = None, least: int = 1
) -> Callable[[Say], Rule]:
    """Make a rule of the function below, which gives its name to the rule.

    What a rule for digits needs stands beside the number, unless `beside` tells otherwise.
    """
    if beside is None:
        beside = needs if starts == "0" else ""

    def make(say: Say) -> Rule:
        return Rule(say.__name__.replace("_", "-"), kind, starts, Pattern(pattern), say, needs, beside, least)

    return make
