"""The day's bulletin for a person to approve: a script and a preview first, the episode when it is approved.

What waits for approval is kept with what the daily run remembers: the script as it was written, and what has then been
read. The script itself lies in a folder of the user's, to be edited.
"""

from __future__ import annotations

import json
import time as clock
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from audionews import daily, editing
from audionews.daily import Day
from audionews.desk import decisions, draft_reader
from audionews.planning.choices import validate, zone
from audionews.sources import read_history as memory
from audionews.sources import reading_queue
from audionews.support import files, own_files
from audionews.support.counting import counted
from audionews.support.errors import AbsentError, AudionewsError, DamagedError, UsageError
from audionews.support.events import Note, ignore

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from audionews.desk.decisions import RuleOffer
    from audionews.settings import Settings
    from audionews.support.events import OnEvent

PREVIEW = "preview"
"""Folder beside the scripts with the episode as it would be: a show of its own, which is never published."""
_WAITING, _READ, _QUEUED = "review-{}.md", "review-{}.json", "review-queue-{}.json"
_OFFERS = "review-rules.json"
_PAUSE = 2.0  # s between two looks whether somebody has approved


@dataclass(frozen=True)
class Review:
    """A bulletin that waits for approval."""

    name: str
    """Its date, and the edition where the day has several: 2026-11-23-2."""
    script: Path
    """The script to edit."""
    preview: Path | None
    """The sound as it would be now; None where the script has changes that were kept."""
    stories: int
    """How many stories it tells."""
    fresh: int
    """Stories that no earlier run has read."""

    def summary(self) -> str:
        """Return in one line what waits, and for what."""
        told = f"{counted(self.stories, 'story', 'stories')} ({self.fresh} new)"
        heard = f", preview {self.preview}" if self.preview else ""
        return f"{self.name}: {told} wait in {self.script}{heard}; `audionews approve {self.name}` publishes them"


def begin(
    settings: Settings, *, again: bool = False, now: datetime | None = None, on_event: OnEvent = ignore
) -> Review | Day:
    """Write the day's script and a preview of it; a day without news has neither.

    A script in which somebody has changed something stays as it is; what has come since is told.

    Raises:
        UsageError, NoInputError, AudionewsError: as `daily.run`.
    """
    validate(settings)
    moment = daily.moment(settings, now)
    state = _state(settings)
    with daily.alone(state, on_event):
        bounded = daily.bounded(settings, moment)
        news = daily.gathered(bounded, state / daily.SEEN, moment, again=again, on_event=on_event)
        standing = daily.standing(bounded, news.edition)
        if not news.articles or (standing and not again and not _waits(state, news.edition, moment)):
            if news.fresh and standing:
                fresh = counted(news.fresh, "story has", "stories have")
                on_event(Note(f"{fresh} come since it was approved; --again makes another script."))
            old = daily.pruned(settings, moment.date())
            return Day(moment.date(), news.edition, standing, news.fresh, news.skipped, old)
        asked = daily.timed(bounded, news.edition, moment)
        name = _name(moment, news.edition)
        folder = files.folder(settings.daily.review_folder)
        draft = editing.draft_of(
            settings.run.sources, news.articles, news.skipped, asked, folder, on_event, edition=news.edition
        )
        review = Review(name, folder / f"{name}.md", None, len(draft.stories), news.fresh)
        for offer in offered(settings):
            on_event(Note(f"What you decided the last time, as a rule for {offer.file}: {offer.line}"))
        try:
            editing.save_draft(draft, review.script, asked)
        except UsageError:
            on_event(Note(f"{review.script} has changes and stays; {news.fresh} new stories are not in it."))
            return review
        files.write(state / _WAITING.format(name), editing.text_of(draft))
        memory.save(news.read(moment), state / _READ.format(name))
        files.write(state / _QUEUED.format(name), json.dumps([item.source for item in news.queued]))
        heard = asked.having(output=folder / PREVIEW)
        _, episode = editing.make_draft(draft, heard, beside=folder, on_event=on_event)
        return replace(review, preview=episode.audio_path)


def approve(
    settings: Settings, name: str | None = None, *, on_event: OnEvent = ignore
) -> tuple[Day, Sequence[RuleOffer]]:
    """Make the episode of a script that waits, as it now stands; return the day, and what was decided, as rules.

    Args:
        settings: as for `begin`.
        name: the date of the bulletin; None for the latest one.
        on_event: is told what happens.

    Raises:
        UsageError: nothing waits, or a line of the script cannot be read.
        AudionewsError: as `episode.make`; the script then still waits.
    """
    validate(settings)
    state = _state(settings)
    with daily.alone(state, on_event):
        name = _chosen(waiting(settings), name)
        written = draft_reader.read(own_files.content(state / _WAITING.format(name)), name)
        folder = settings.daily.review_folder
        draft = editing.open_draft(folder / f"{name}.md")
        made = editing.make_draft(draft, settings, beside=folder, on_event=on_event)
        read = memory.load(state / _READ.format(name))
        known = memory.load(state / daily.SEEN)
        memory.save(memory.ReadHistory({**known.marks, **read.marks}), state / daily.SEEN)
        rules = decisions.decisions(written, draft)
        files.write(state / _OFFERS, json.dumps([vars(rule) for rule in rules], ensure_ascii=False))
        _leave_queue(settings, state / _QUEUED.format(name), {source for source, _ in draft.skipped})
        for kept in (_WAITING, _READ, _QUEUED):
            files.remove(state / kept.format(name))
        fresh = sum(story.url not in known.marks for story in draft.stories if story.url)
        old = daily.pruned(settings, draft.head.date)
        done = Day(draft.head.date, draft.head.edition, [made], fresh, made[1].skipped, old)
        return replace(done, sent=daily.published(settings, on_event)), rules


def wait(
    settings: Settings,
    review: Review,
    *,
    now: Callable[[], datetime] | None = None,
    sleep: Callable[[float], None] = clock.sleep,
) -> bool:
    """Wait until a bulletin is approved, or its hour has come; tell whether somebody approved it.

    Without an hour in the settings it does not wait at all.
    """
    until, here = settings.daily.review_until, zone(settings.programme)
    tell = now or (lambda: datetime.now(here))
    day = tell().date()
    while review.name in waiting(settings):
        if until is None or datetime.combine(day, until, here) <= tell():
            return False
        sleep(_PAUSE)
    return True


def waiting(settings: Settings) -> list[str]:
    """Return the names of the bulletins that wait for approval, the latest last."""
    before, after = _WAITING.split("{}")
    found = (path.name for path in _state(settings).glob(_WAITING.format("*")))
    return sorted((name.removeprefix(before).removesuffix(after) for name in found), key=_order)


def offered(settings: Settings) -> list[RuleOffer]:
    """Return what was decided in the script that was approved last, as rules, without those that hold already."""
    try:
        rows = json.loads(own_files.content(_state(settings) / _OFFERS))
        rules = [decisions.RuleOffer(**row) for row in rows]
    except (AudionewsError, ValueError, TypeError, RecursionError):
        return []
    from audionews.bengali.normalization.lexicon import Lexicon
    from audionews.planning.lexica import words

    known = words(settings.run.sources, settings.text).entries

    def holds(rule: RuleOffer) -> bool:
        if rule.kind == "word":
            return Lexicon.of({rule.what: rule.said}).entries.keys() <= known.keys()
        return rule.what in (settings.text.drop if rule.kind == "drop" else settings.text.keep)

    return [rule for rule in rules if not holds(rule)]


def _leave_queue(settings: Settings, path: Path, lost: Collection[str]) -> None:
    """Let what an approved bulletin tells leave the reading queue; `path` keeps what it took from there.

    Raises:
        StorageError: one of both cannot be read for now.
    """
    try:
        kept = json.loads(own_files.content(path))
    except (AbsentError, DamagedError, ValueError, RecursionError):
        kept = []  # what it told waits still, and is told once more
    sources = {one for one in kept if isinstance(one, str)} if isinstance(kept, list) else set()
    queue = reading_queue.place(settings.run.output)
    told = [item for item in reading_queue.taken(queue) if item.source in sources] if sources else []
    reading_queue.tell(queue, told, lost=lost)


def _state(settings: Settings) -> Path:
    return files.folder(files.folder(settings.run.output) / daily.STATE)


def _name(moment: datetime, edition: int | None) -> str:
    return f"{moment.date()}" if edition in {None, 1} else f"{moment.date()}-{edition}"


def _waits(state: Path, edition: int | None, moment: datetime) -> bool:
    return (state / _WAITING.format(_name(moment, edition))).is_file()


def _order(name: str) -> tuple[str, int]:
    return name[:10], int(name[11:] or 1) if name[11:].isdigit() or not name[11:] else 0


def _chosen(names: Sequence[str], name: str | None) -> str:
    if not names:
        raise UsageError("Nothing waits for approval.", hint="`audionews daily --review` writes a script.")
    if name is None:
        return names[-1]
    if name not in names:
        raise UsageError(f"{name!r} does not wait for approval.", hint=f"These do: {', '.join(names)}.")
    return name
