"""What the page is shown of a draft: every line as written and as said, what is left out and why, how long it lasts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from audionews import editing
from audionews.desk import arranging
from audionews.desk.draft import DraftPart, DraftStory, LineKind
from audionews.model import Role, Segment
from audionews.rundown import shorten
from audionews.settings import BY_KEY
from audionews.sources.deduplicate import groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audionews.desk.draft import Choice, Draft, DraftLine
    from audionews.rundown.story import Say
    from audionews.settings import Settings

PASTED = "paste-"
"""How the source of a story begins that was pasted as text."""
_SILENT = {LineKind.STRUCK, LineKind.TUNE, LineKind.HEADLINES}
_MOST_SAYINGS = 20_000


class Sayings:
    """How texts are said in the episode of a draft; each is worked out once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: dict[tuple[object, str], str] = {}

    def of(self, draft: Draft) -> Say:
        """Return what turns written text into spoken text in a draft.

        Raises:
            LexiconError: what it has for a word cannot be said.
        """
        say = editing.saying_of(draft, self._settings)
        state = (draft.head.preset, repr(draft.head.settings), tuple(draft.head.words.items()))

        def said(text: str) -> str:
            key = (state, text)
            if (found := self._known.get(key)) is None:  # asked by several threads: at worst worked out twice
                found = say(text).strip()
                if len(self._known) >= _MOST_SAYINGS:
                    self._known = {}
                self._known[key] = found
            return found

        return said

    def forget(self) -> None:
        """Work everything out anew: the user's lexicon has changed."""
        self._known = {}


def shown(draft: Draft, say: Say, rate: int = 100) -> dict[str, Any]:
    """Return a draft as JSON for the page; `rate` is the pace in percent."""
    items, heard = [], list[Segment]()
    headlines = [Segment(Role.HEADLINE, story.headline, story.spoken or say(story.headline)) for story in draft.stories]
    for number, (key, part) in enumerate(zip(arranging.keys(draft), draft.parts, strict=True)):
        lines = [_line(line, say) for line in part.lines]
        item = {"key": key, "lines": lines}
        if isinstance(part, DraftPart):
            item |= {"kind": "part", "role": str(part.role)}
            heard += _heard(part, lines, headlines, draft)
        else:
            headline = part.spoken or say(part.headline)
            said = [Segment(Role.INTRO, part.headline, headline, number)]
            said += [Segment(Role.BODY, row["text"], row["said"], number) for row in lines if row["said"]]
            item |= _story(part, headline) | {"seconds": round(shorten.seconds(said, rate))}
            lead = [Segment(Role.INTRO, part.lead.text, say(part.lead.text), number)] if part.lead.text else []
            heard += [] if part.left_out else [*lead, *said]
        items.append(item)
    _mark_doubles(items)
    head = draft.head
    return {
        "title": head.title,
        "date": str(head.date),
        "preset": head.preset,
        "voice": _own(head.voice),
        "headlineVoice": _own(head.headline_voice),
        "minutes": head.settings.get("max_minutes"),
        "seconds": round(shorten.seconds(heard, rate)) if heard else 0,
        "words": dict(head.words),
        "items": items,
        "skipped": [{"source": source, "why": why} for source, why in draft.skipped],
    }


def _heard(
    part: DraftPart, lines: Sequence[dict[str, Any]], headlines: Sequence[Segment], draft: Draft
) -> Iterator[Segment]:
    """Yield what is heard of a part of the programme, to tell how long it lasts."""
    for line, row in zip(part.lines, lines, strict=True):
        if line.kind is LineKind.HEADLINES:
            name = "recap" if part.role is Role.RECAP else "headlines"
            yield from headlines[: draft.head.settings.get(name, BY_KEY[name].default)]
        elif line.kind is LineKind.TUNE:
            yield Segment(Role.TUNE, "", "")
        else:
            yield Segment(part.role, row["text"], row["said"])


def _own(choice: Choice) -> str:
    return choice.text if choice.own else ""


def _line(line: DraftLine, say: Say) -> dict[str, Any]:
    said = "" if line.kind in _SILENT else line.spoken or say(line.text)
    return {
        "text": line.text,
        "kind": str(line.kind),
        "opens": line.opens,
        "said": said,
        "own": bool(line.spoken),
        "reason": line.reason,
        "reader": line.reader,
    }


def _story(story: DraftStory, headline: str) -> dict[str, Any]:
    return {
        "kind": "story",
        "headline": story.headline,
        "said": headline,
        "leftOut": story.left_out,
        "source": "" if story.source.startswith(PASTED) else story.source,
        "url": story.url,
        "site": story.site,
        "section": story.section,
        "picture": bool(story.image),
        "published": story.published.isoformat() if story.published else None,
        "also": list(story.also),
        "pinned": story.pinned,
        "voice": _own(story.voice),
        "doubles": [],
    }


def _mark_doubles(items: Sequence[dict[str, Any]]) -> None:
    """Note on each story that is told which others tell the same news."""
    told = [item for item in items if item["kind"] == "story" and not item["leftOut"]]
    texts = tuple("\n".join([item["headline"], *(line["text"] for line in item["lines"])]) for item in told)
    for group in _groups(texts):
        for number in group:
            told[number]["doubles"] = [told[other]["key"] for other in group if other != number]


@lru_cache(maxsize=16)
def _groups(texts: tuple[str, ...]) -> list[list[int]]:
    return groups(texts)
