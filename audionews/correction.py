"""Correct or withdraw a story of an episode that was published: the episode is made again, and says so for good."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from audionews import episode, scripting
from audionews.bengali import clean
from audionews.model import Correction, CorrectionKind
from audionews.planning import jobs
from audionews.planning.choices import zone
from audionews.publish import manifest
from audionews.rundown import correcting, order
from audionews.rundown.preset import preset
from audionews.rundown.story import story_text
from audionews.support.counting import counted
from audionews.support.errors import NoInputError, UsageError
from audionews.support.escape import line
from audionews.support.events import ignore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from audionews.model import Episode, Script, Story
    from audionews.rundown.plan import Plan
    from audionews.settings import Settings
    from audionews.support.events import OnEvent


def withdraw(
    folder: Path, story: str, settings: Settings, *, note: str = "", named: bool = True, on_event: OnEvent = ignore
) -> tuple[Path, Episode]:
    """Make the episode in `folder` again without a story; return both.

    Args:
        folder: the episode's.
        story: the story's number, counted from 1, or a part of its headline.
        settings: how the episode is made, those that its manifest keeps included.
        note: what was wrong; it is said aloud too.
        named: say which story it was.
        on_event: is told what happens.

    Raises:
        UsageError: there is no such story, or it is the only one.
        AudionewsError: as `episode.remake`.
    """
    made = manifest.load(folder)
    number = _story(made.articles, story)
    if len(made.articles) == 1:
        hint = f"Remove the episode: audionews episodes remove {folder.name}"
        raise UsageError("It is the only story of the episode.", hint=hint)
    correction = _correction(made.articles[number], CorrectionKind.WITHDRAWN, settings, note, named=named)
    plan = _plan(made, settings)

    def edit(script: Script) -> Script:
        return _told(correcting.without(script, number), correction, plan)

    return episode.remake(folder, settings, edit, on_event=on_event)


def correct(
    folder: Path,
    story: str,
    source: str,
    settings: Settings,
    *,
    note: str = "",
    named: bool = True,
    on_event: OnEvent = ignore,
) -> tuple[Path, Episode]:
    """Make the episode in `folder` again with the article of `source` in the place of a story; return both.

    The parameters are those of `withdraw`.

    Raises:
        UsageError: there is no such story, or no such source.
        NoInputError: the source holds no article, or several.
        AudionewsError: as `episode.remake`.
    """
    made = manifest.load(folder)
    number, plan = _story(made.articles, story), _plan(made, settings)
    articles, skipped = scripting.load_articles([source], settings, on_event=on_event)
    if len(articles) != 1:
        why = "; ".join(each.why for each in skipped) or "Give the one article that is right."
        raise NoInputError(f"{source} holds {counted(len(articles), 'article')}.", hint=why)
    say = order.saying(plan)
    text = story_text(articles[0], partial(clean, keep=plan.text.keep, drop=plan.text.drop), say)
    if not text.sentences:
        raise NoInputError(f"Nothing in {source} can be read aloud.")
    correction = _correction(made.articles[number], CorrectionKind.CORRECTED, settings, note, named=named)

    def edit(script: Script) -> Script:
        return _told(correcting.retold(script, number, text, say), correction, plan)

    return episode.remake(folder, settings, edit, on_event=on_event)


def _plan(made: Episode, settings: Settings) -> Plan:
    return jobs.plan(settings, (), made.date, jobs.MORNING)


def _told(script: Script, correction: Correction, plan: Plan) -> Script:
    return correcting.told(script, correction, preset(plan.programme.preset), order.saying(plan))


def _correction(story: Story, kind: CorrectionKind, settings: Settings, note: str, *, named: bool) -> Correction:
    today = datetime.now(zone(settings.programme)).date()
    return Correction(today, kind, line(story.headline) if named else "", line(note))


def _story(stories: Sequence[Story], wanted: str) -> int:
    """Return the index of the story that a number or a part of a headline means.

    Raises:
        UsageError: none is meant, or several.
    """
    if wanted.isdecimal() and 1 <= int(wanted) <= len(stories):
        return int(wanted) - 1
    found = [n for n, story in enumerate(stories) if wanted.strip() and wanted.strip() in story.headline]
    if len(found) != 1 or wanted.isdecimal():
        listed = "; ".join(f"{n}: {line(story.headline)}" for n, story in enumerate(stories, 1))
        raise UsageError(f"{line(wanted)!r} names {'several stories' if found else 'no story'}.", hint=listed)
    return found[0]
