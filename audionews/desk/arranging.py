"""What a person does to a draft, one function a deed: each takes a draft and returns another.

A story is named by its key, a line by its index and what stood there (`LinePlace`): a deed that was meant for an older
state of the draft finds its line again, or tells that somebody else has changed it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audionews.bengali.normalization.lexicon import Lexicon
from audionews.desk.draft import CUT, NOBODY, USER, Choice, DraftLine, DraftPart, DraftStory, LineKind
from audionews.settings import BY_KEY
from audionews.support import store
from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from audionews.desk.draft import Draft

_TEXT = {LineKind.SAID, LineKind.WHOLE, LineKind.SUBHEAD}
"""Lines that hold text which is said."""


class EditConflict(UsageError):  # noqa: N818 - what happened, as the person who edits is told
    """What was to be changed is no longer there, or is another now."""


@dataclass(frozen=True)
class LinePlace:
    """Which line is meant."""

    part: str
    """Key of the story, or of the part of the programme."""
    index: int
    """Its index among the lines there."""
    was: str
    """The text that stood there when the person saw it."""


def keys(draft: Draft) -> list[str]:
    """Return a name for each part and story, which stays the same when they are moved or reworded."""
    plain = [_key(part) for part in draft.parts]
    count = Counter(plain)
    unique = [
        name if count[name] == 1 else store.key(name, part.headline if isinstance(part, DraftStory) else "")[:12]
        for name, part in zip(plain, draft.parts, strict=True)
    ]
    seen: Counter[str] = Counter()
    named = []
    for name in unique:
        seen[name] += 1
        named.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return named


def _key(part: DraftPart | DraftStory) -> str:
    if isinstance(part, DraftPart):
        return str(part.role)
    return store.key(part.source or part.headline, part.url or "")[:12]


def moved(draft: Draft, story: str, before: str | None) -> Draft:
    """Return the draft with a story before another one; None is the end of the stories.

    Raises:
        EditConflict: one of them is gone.
    """
    at, part = _at(draft, story), story_of(draft, story)
    if before == story:
        return draft
    target = _at(draft, before) if before else 1 + max(_story_places(draft))
    rest = [*draft.parts[:at], *draft.parts[at + 1 :]]
    place = target - (at < target)
    return replace(draft, parts=(*rest[:place], part, *rest[place:]))


def left_out(draft: Draft, story: str, *, out: bool) -> Draft:
    """Return the draft without a story, which stays in the file and can be taken back; or with it again."""
    return _changed(draft, story, lambda part: replace(part, left_out=out))


def pinned(draft: Draft, story: str, *, on: bool) -> Draft:
    """Return the draft with a story among the headlines whatever its place, or no longer."""
    return _changed(draft, story, lambda part: replace(part, pinned=on))


def merged(draft: Draft, story: str, into: str) -> Draft:
    """Return the draft with a story told at the end of another: its text, and its source beside the other's.

    Raises:
        EditConflict: one of them is gone.
        UsageError: they are the same.
    """
    if story == into:
        raise UsageError("A story cannot be merged with itself.")
    other = story_of(draft, story)
    opened = _opened(other.lines)
    sources = [source for source in (other.source, *other.also) if source]

    def both(part: DraftStory) -> DraftStory:
        also = tuple(dict.fromkeys((*part.also, *(source for source in sources if source != part.source))))
        return replace(part, lines=(*part.lines, *opened), also=also)

    whole = _changed(draft, into, both)
    at = _at(draft, story)
    return replace(whole, parts=(*whole.parts[:at], *whole.parts[at + 1 :]))


def headed(draft: Draft, story: str, was: str, headline: str) -> Draft:
    """Return the draft with another headline for a story; a reading of the old one goes."""
    text = _text(headline)

    def other(part: DraftStory) -> DraftStory:
        _expect(part.headline, was)
        return replace(part, headline=text, spoken="")

    return _changed(draft, story, other)


def read_by(draft: Draft, story: str, voice: str) -> Draft:
    """Return the draft with a story in a voice of its own; an empty one leaves it to audionews again."""
    choice = Choice(voice, own=True) if voice else NOBODY
    return _changed(draft, story, lambda part: replace(part, voice=choice))


def reworded(draft: Draft, place: LinePlace, text: str) -> Draft:
    """Return the draft with another text in a line; a reading of the old one goes."""
    new = _text(text)
    return _line(draft, place, lambda line: replace(line, text=new, spoken=""))


def struck(draft: Draft, place: LinePlace) -> Draft:
    """Return the draft without a line of a story, which can be taken back; a line of the programme goes for good."""
    if isinstance(draft.parts[_at(draft, place.part)], DraftPart):
        return _lines(draft, place, lambda lines, at: (*lines[:at], *lines[at + 1 :]))

    def strike(lines: Sequence[DraftLine], at: int) -> tuple[DraftLine, ...]:
        line = lines[at]
        out = replace(line, kind=LineKind.STRUCK, reason=USER, opens=False, spoken="", reader="")
        after = tuple(lines[at + 1 :])
        return (*lines[:at], out, *(_opened(after) if line.opens else after))

    return _lines(draft, place, strike)


def taken_back(draft: Draft, place: LinePlace) -> Draft:
    """Return the draft with a line said that was left out."""

    def take(lines: Sequence[DraftLine], at: int) -> tuple[DraftLine, ...]:
        if lines[at].kind is not LineKind.STRUCK:
            raise EditConflict("This line is said already.")
        first = not any(line.kind in _TEXT for line in lines[:at])
        said = replace(lines[at], kind=LineKind.SAID, reason="", opens=first)
        after = tuple(lines[at + 1 :])
        return (*lines[:at], said, *(_opened(after, opens=False) if first else after))

    return _lines(draft, place, take)


def added(draft: Draft, part: str, at: int, text: str) -> Draft:
    """Return the draft with a sentence more, before the line of that index."""
    line = DraftLine(_text(text), opens=at == 0)
    here = draft.parts[_at(draft, part)]
    lines = (*here.lines[:at], line, *here.lines[at:])
    return _put(draft, part, replace(here, lines=lines))


def told_as(draft: Draft, place: LinePlace, spoken: str) -> Draft:
    """Return the draft with a line said as a person says; an empty text has the rules say it again."""
    return _line(draft, place, lambda line: replace(line, spoken=spoken.strip()))


def word_said(draft: Draft, word: str, said: str) -> Draft:
    """Return the draft with a word said otherwise everywhere in it; an empty text takes that back.

    Raises:
        LexiconError: that cannot be said.
    """
    words = {known: reading for known, reading in draft.head.words.items() if known != word}
    if said.strip():
        Lexicon.of({word: said})
        words[word] = said.strip()
    return replace(draft, head=replace(draft.head, words=words))


def titled(draft: Draft, title: str) -> Draft:
    """Return the draft with another title."""
    return replace(draft, head=replace(draft.head, title=_text(title)))


def preset_of(draft: Draft, preset: str) -> Draft:
    """Return the draft with the words of another preset.

    Raises:
        UsageError: there is no such preset.
    """
    return replace(draft, head=replace(draft.head, preset=str(BY_KEY["preset"].fitting(preset, "preset"))))


def voiced(draft: Draft, voice: str, *, headlines: bool) -> Draft:
    """Return the draft with another reader of stories, or of headlines; an empty one leaves it to audionews."""
    choice = Choice(voice, own=True) if voice else Choice("auto")
    head = draft.head
    return replace(draft, head=replace(head, headline_voice=choice) if headlines else replace(head, voice=choice))


def cut_short(draft: Draft, minutes: float | None, cut: Mapping[int, Sequence[str]]) -> Draft:
    """Return the draft, in which nothing is cut (`uncut`), with sentences left out for length, by story that is told.

    `minutes` is how long it is to be, None as long as it is.
    """
    told = [at for at, part in enumerate(draft.parts) if isinstance(part, DraftStory) and not part.left_out]
    parts = list(draft.parts)
    for number, texts in cut.items():
        parts[told[number]] = _shortened(parts[told[number]], list(texts))
    settings = {key: value for key, value in draft.head.settings.items() if key != "max_minutes"}
    if minutes:
        settings["max_minutes"] = minutes
    return replace(draft, head=replace(draft.head, settings=settings), parts=tuple(parts))


def uncut(draft: Draft) -> Draft:
    """Return the draft with everything said that was left out for length."""

    def back(line: DraftLine) -> DraftLine:
        cut = line.kind is LineKind.STRUCK and line.reason == CUT
        return replace(line, kind=LineKind.SAID, reason="") if cut else line

    parts = (
        replace(part, lines=tuple(map(back, part.lines))) if isinstance(part, DraftStory) else part
        for part in draft.parts
    )
    return replace(draft, parts=tuple(parts))


def _shortened(part: DraftPart | DraftStory, texts: list[str]) -> DraftPart | DraftStory:
    """Return a story without the last lines that have these texts."""
    lines = list(part.lines)
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].kind in _TEXT and lines[at].text in texts:
            texts.remove(lines[at].text)
            lines[at] = replace(lines[at], kind=LineKind.STRUCK, reason=CUT, opens=False, spoken="", reader="")
    return replace(part, lines=tuple(lines))


def joined(draft: Draft, more: Draft) -> Draft:
    """Return the draft with the stories of another one after its own, and what that one could not read."""
    stories = [part for part in more.parts if isinstance(part, DraftStory)]
    at = 1 + max(_story_places(draft)) if _story_places(draft) else _opening(draft)
    skipped = tuple(dict.fromkeys((*draft.skipped, *more.skipped)))
    words = {**more.head.words, **draft.head.words}
    head = replace(draft.head, words=words)
    return replace(draft, head=head, parts=(*draft.parts[:at], *stories, *draft.parts[at:]), skipped=skipped)


def _opening(draft: Draft) -> int:
    """Return how many parts stand before the stories where there is none yet."""
    roles = [str(part.role) for part in draft.parts if isinstance(part, DraftPart)]
    return sum(role in {"greeting", "headline"} for role in roles)


def _story_places(draft: Draft) -> list[int]:
    return [at for at, part in enumerate(draft.parts) if isinstance(part, DraftStory)]


def _at(draft: Draft, key: str) -> int:
    try:
        return keys(draft).index(key)
    except ValueError:
        raise EditConflict("This story is no longer there.") from None


def story_of(draft: Draft, key: str) -> DraftStory:
    """Return a story by its key; raises EditConflict where it is gone."""
    part = draft.parts[_at(draft, key)]
    if not isinstance(part, DraftStory):
        raise EditConflict("This is no story.")
    return part


def _put(draft: Draft, key: str, part: DraftPart | DraftStory) -> Draft:
    at = _at(draft, key)
    return replace(draft, parts=(*draft.parts[:at], part, *draft.parts[at + 1 :]))


def _changed(draft: Draft, key: str, change: Callable[[DraftStory], DraftStory]) -> Draft:
    return _put(draft, key, change(story_of(draft, key)))


def _lines(
    draft: Draft, place: LinePlace, change: Callable[[Sequence[DraftLine], int], tuple[DraftLine, ...]]
) -> Draft:
    """Return the draft with the lines around a place changed, wherever it is now."""
    part = draft.parts[_at(draft, place.part)]
    at = place.index
    if not (0 <= at < len(part.lines) and part.lines[at].text == place.was):
        found = [number for number, line in enumerate(part.lines) if line.text == place.was]
        if len(found) != 1:
            raise EditConflict("This sentence has changed in the meantime.")
        at = found[0]
    return _put(draft, place.part, replace(part, lines=change(part.lines, at)))


def _line(draft: Draft, place: LinePlace, change: Callable[[DraftLine], DraftLine]) -> Draft:
    def one(lines: Sequence[DraftLine], at: int) -> tuple[DraftLine, ...]:
        if lines[at].kind not in _TEXT:
            raise EditConflict("This line is left out.")
        return (*lines[:at], change(lines[at]), *lines[at + 1 :])

    return _lines(draft, place, one)


def _opened(lines: Sequence[DraftLine], *, opens: bool = True) -> tuple[DraftLine, ...]:
    """Return lines of which the first one that is said opens a paragraph, or does not."""
    first = next((at for at, line in enumerate(lines) if line.kind in _TEXT), None)
    return tuple(replace(line, opens=opens) if at == first else line for at, line in enumerate(lines))


def _expect(now: str, was: str) -> None:
    if now != was:
        raise EditConflict("This headline has changed in the meantime.")


def _text(given: str) -> str:
    """Return text as a line holds it: one line, trimmed.

    Raises:
        UsageError: there is none.
    """
    text = " ".join(given.split())
    if not text:
        raise UsageError("There is no text.", hint="To leave a line out, strike it.")
    return text
