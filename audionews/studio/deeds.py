"""What the page wants done to a draft: JSON in, a function from draft to draft out. Nothing else can be done to one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from audionews import editing
from audionews.desk import arranging
from audionews.desk.arranging import LinePlace
from audionews.support import escape
from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from audionews.desk.draft import Draft
    from audionews.settings import Settings

    Deed = Callable[[Draft], Draft]

MOST_CHARACTERS = 10_000
"""Longest text that one line may be given."""
MOST_MINUTES = 600


class PageWish:
    """A JSON object of the page, read field by field."""

    def __init__(self, given: Any) -> None:
        if not isinstance(given, dict):
            raise UsageError("An object was expected.")
        self._given: Mapping[str, Any] = given

    def text(self, name: str, default: str | None = None) -> str:
        """Return new text: one line, without what could steer whoever shows it.

        Raises:
            UsageError: it is no text, too long, or missing where there is no `default`.
        """
        return escape.line(self.exact(name, default))

    def exact(self, name: str, default: str | None = None) -> str:
        """Return a text just as it is, as `text` would."""
        value = self._given.get(name, default)
        if not isinstance(value, str) or len(value) > MOST_CHARACTERS:
            raise UsageError(f"{name} must be a text of at most {MOST_CHARACTERS:,} characters.")
        return value

    def long(self, name: str) -> str:
        """Return a text of any length that a request may have, empty where there is none.

        Raises:
            UsageError: it is no text.
        """
        value = self._given.get(name, "")
        if not isinstance(value, str):
            raise UsageError(f"{name} must be a text.")
        return value

    def texts(self, name: str) -> list[str]:
        """Return a list of texts, empty where there is none; raises UsageError for anything else."""
        value = self._given.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise UsageError(f"{name} must be a list of texts.")
        return value

    def number(self, name: str) -> int:
        """Return a whole number; raises UsageError for anything else."""
        value = self._given.get(name)
        if type(value) is not int:
            raise UsageError(f"{name} must be a whole number.")
        return value

    def flag(self, name: str) -> bool:
        """Return true or false; raises UsageError for anything else."""
        value = self._given.get(name)
        if type(value) is not bool:
            raise UsageError(f"{name} must be true or false.")
        return value

    def place(self) -> LinePlace:
        """Return the line that is meant."""
        return LinePlace(self.exact("part"), self.number("line"), self.exact("was"))


def deed(given: Any, settings: Settings) -> Deed:
    """Return what is to be done to a draft, which is made by these `settings`.

    Raises:
        UsageError: there is no such deed, or it lacks something.
    """
    wish = PageWish(given)
    name = wish.exact("do")
    if name == "length":
        minutes = wish.number("minutes")
        if not 0 <= minutes <= MOST_MINUTES:
            raise UsageError(f"An episode has 1 to {MOST_MINUTES} minutes; 0 is as long as it is.")
        return lambda draft: editing.fitted(draft, minutes or None, settings)
    if name not in _DEEDS:
        raise UsageError(f"Nothing called {name[:40]!r} can be done.")
    return _DEEDS[name](wish)


def bears_others(given: Any) -> bool:
    """Tell whether a deed means the same once another window has changed something else."""
    return isinstance(given, dict) and given.get("do") in _BEARING


def lasting(given: Any) -> tuple[str, str] | None:
    """Return the word that is to be said otherwise in all bulletins from now on, and how; None for any other deed."""
    wish = PageWish(given)
    wanted = wish.exact("do") == "word" and given.get("always") is True
    return (wish.text("word"), wish.text("said")) if wanted and wish.text("said") else None


_BEARING = {"move", "leave-out", "pin", "merge", "headline", "reword", "strike", "take-back", "say"}
"""Deeds that name what they are meant for; the others set something in place of what the person saw."""


def _move(wish: PageWish) -> Deed:
    return partial(arranging.moved, story=wish.exact("part"), before=wish.exact("before", "") or None)


def _head(wish: PageWish) -> Deed:
    story, was, text = wish.exact("part"), wish.exact("was"), wish.text("text")
    return lambda draft: arranging.headed(draft, story, was, text)


def _add(wish: PageWish) -> Deed:
    part, at, text = wish.exact("part"), wish.number("line"), wish.text("text")
    return lambda draft: arranging.added(draft, part, max(0, at), text)


_DEEDS: Mapping[str, Callable[[PageWish], Deed]] = {
    "move": _move,
    "leave-out": lambda wish: partial(arranging.left_out, story=wish.exact("part"), out=wish.flag("on")),
    "pin": lambda wish: partial(arranging.pinned, story=wish.exact("part"), on=wish.flag("on")),
    "merge": lambda wish: partial(arranging.merged, story=wish.exact("part"), into=wish.exact("into")),
    "headline": _head,
    "story-voice": lambda wish: partial(arranging.read_by, story=wish.exact("part"), voice=wish.text("voice")),
    "reword": lambda wish: partial(arranging.reworded, place=wish.place(), text=wish.text("text")),
    "strike": lambda wish: partial(arranging.struck, place=wish.place()),
    "take-back": lambda wish: partial(arranging.taken_back, place=wish.place()),
    "add": _add,
    "say": lambda wish: partial(arranging.told_as, place=wish.place(), spoken=wish.text("spoken")),
    "word": lambda wish: partial(arranging.word_said, word=wish.text("word"), said=wish.text("said")),
    "title": lambda wish: partial(arranging.titled, title=wish.text("text")),
    "preset": lambda wish: partial(arranging.preset_of, preset=wish.text("preset")),
    "voice": lambda wish: partial(arranging.voiced, voice=wish.text("voice"), headlines=wish.flag("headlines")),
}
