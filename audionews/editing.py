"""A bulletin that a person edits before it is spoken: out as a script, back as an episode."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from audionews import casting, production, scripting
from audionews.desk import arranging, draft_reader, draft_writer, drafting, dressing, heading, recasting
from audionews.model import Recipe, Script
from audionews.planning import jobs
from audionews.planning.choices import validate
from audionews.planning.jobs import Job
from audionews.publish.show import episode_folders
from audionews.rundown import order, shorten
from audionews.settings import DEFAULTS
from audionews.support import files
from audionews.support.errors import AudionewsError, UsageError
from audionews.support.events import ignore
from audionews.support.own_files import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from audionews.desk.draft import Draft
    from audionews.model import Article, Episode, Skipped
    from audionews.rundown.plan import Plan
    from audionews.rundown.story import Say
    from audionews.settings import Settings
    from audionews.support.config import Value
    from audionews.support.events import OnEvent
    from audionews.synthesis.cast import Cast


def write_draft(
    named: Sequence[str],
    settings: Settings = DEFAULTS,
    *,
    beside: Path = Path(),
    stdin: BinaryIO | None = None,
    on_event: OnEvent = ignore,
) -> Draft:
    """Return the script of the sources `named` as a draft for a person to edit. Changes nothing on disk.

    `beside` is the folder in which it will stand: its paths are counted from there.

    Raises:
        UsageError, NoInputError: as `write_script`.
    """
    validate(settings)
    articles, skipped = scripting.load_articles(named, settings, stdin=stdin, on_event=on_event)
    return draft_of(named, articles, skipped, settings, beside, on_event)


def draft_of(
    named: Sequence[str],
    articles: Sequence[Article],
    skipped: Sequence[Skipped],
    settings: Settings,
    beside: Path = Path(),
    on_event: OnEvent = ignore,
    *,
    edition: int | None = None,
) -> Draft:
    """Return the script of `articles`, which came from the sources `named`, as a draft; as `write_draft`."""
    root, day = settings.run.output, jobs.day(settings)
    names = tuple(episode_folders.named(source, root) for source in named)
    clock = jobs.clock(settings, episode_folders.place(root, day, names, edition).episode)
    plan = jobs.plan(settings, named, day, clock, edition=edition, speakers=1)
    written = scripting.written_of(articles, skipped, plan, on_event)
    contents = jobs.contents(Job(tuple(named), names, articles, skipped, settings, edition), plan)
    return drafting.drafted(
        written,
        plan,
        settings,
        time=clock,
        edition=edition,
        sources=[episode_folders.named(source, beside) for source in named],
        origin=(contents, jobs.said(written)),
        voices=casting.story_voices(written, settings.voices),
    )


def blank_draft(settings: Settings = DEFAULTS) -> Draft:
    """Return a draft of today's that tells no story yet.

    Raises:
        UsageError: a setting names what does not exist.
    """
    validate(settings)
    clock = jobs.clock(settings)
    plan = jobs.plan(settings, (), jobs.day(settings), clock, speakers=1)
    around = tuple(order.programme_of(plan).bulletin((), sectioned=False))
    written = Script(settings.programme.title or order.title(plan), plan.date, plan.reading, (), around)
    return drafting.drafted(written, plan, settings, time=clock)


def redressed(before: Draft, after: Draft, settings: Settings = DEFAULTS) -> Draft:
    """Return the draft `after` with a programme around its stories as they ask for now.

    What the programme says is renewed where it stood `before` as audionews had written it.
    """
    return dressing.redressed(before, after, (_plan(before, settings), _plan(after, settings)))


def fitted(draft: Draft, minutes: float | None, settings: Settings = DEFAULTS) -> Draft:
    """Return a draft that lasts about so many minutes: the ends of its longest stories are left out.

    None has everything said again that was left out for length.

    Raises:
        UsageError, NoInputError: as `script_of_draft`.
    """
    whole = arranging.uncut(draft)
    if not minutes:
        return arranging.cut_short(whole, None, {})
    written = script_of_draft(whole, settings)
    _, cut = shorten.shortened(written.segments, minutes * 60, settings.sound.rate)
    return arranging.cut_short(whole, minutes, {number: tuple(texts.values()) for number, texts in cut.items()})


def saying_of(draft: Draft, settings: Settings = DEFAULTS) -> Say:
    """Return what turns written text into spoken text in the episode of a draft.

    Raises:
        LexiconError: what the draft has for a word cannot be said.
    """
    return order.saying(_plan(draft, settings))


def locale_of(draft: Draft, settings: Settings = DEFAULTS) -> str:
    """Return by which locale numbers and dates are read in the episode of a draft: `bn-IN` or `bn-BD`."""
    return _plan(draft, settings).reading


def _plan(draft: Draft, settings: Settings, *, beside: Path = Path(), speakers: int = 1) -> Plan:
    asked = heading.settings_of(draft.head, settings)
    head, named = draft.head, _sources_of(draft, beside)
    plan = jobs.plan(asked, named, head.date, head.time, edition=head.edition, speakers=speakers)
    return replace(plan, lexicon=drafting.lexicon_of(draft, plan.lexicon))


def script_of_draft(draft: Draft, settings: Settings = DEFAULTS, *, beside: Path = Path(), speakers: int = 1) -> Script:
    """Return what a draft, which stands in the folder `beside`, says; a story may have so many `speakers`.

    Raises:
        UsageError: a line cannot be said.
        NoInputError: it tells no story.
    """
    return recasting.script_of(draft, _plan(draft, settings, beside=beside, speakers=speakers))


def make_draft(
    draft: Draft, settings: Settings = DEFAULTS, *, beside: Path = Path(), on_event: OnEvent = ignore
) -> tuple[Path, Episode]:
    """Make the episode that a draft, which stands in the folder `beside`, asks for, just as it stands.

    One that nobody changed gives the episode of its sources; a changed one replaces that.

    Raises:
        AudionewsError: as `make`.
    """
    begun = time.monotonic()
    validate(settings)
    settings = heading.settings_of(draft.head, settings)
    written = script_of_draft(draft, settings, beside=beside)
    scripting.tell(written, on_event)
    root, day, said = files.folder(settings.run.output), draft.head.date, jobs.said(written)
    names = tuple(episode_folders.named(source, root) for source in _sources_of(draft, beside))
    names = names or ("--script", episode_folders.named(str(beside / draft.name), root))
    contents = said if draft.head.origin is None or heading.is_edited(draft, said) else draft.head.origin[0]
    show = production.show_of(root, settings, on_event)
    found = episode_folders.place(root, day, names, draft.head.edition)

    def recipe_of(cast: Cast) -> Recipe:
        return jobs.recipe(names, contents, settings, cast, show, draft.head.time)

    cast = casting.cast(settings, found.episode, on_event)
    recipe = recipe_of(cast)
    if found.episode and (production.is_current(found, recipe) or production.is_corrected(found, on_event)):
        return production.unchanged(found.folder, found.episode, settings, begun, on_event)
    if casting.only_remembers(cast):
        cast = casting.cast(settings, None, on_event)
        recipe = recipe_of(cast)
    if cast.speakers:
        written = script_of_draft(draft, settings, beside=beside, speakers=1 + len(cast.speakers))
    order = production.Order(root, day, cast, show, settings, found.episode, begun, edition=draft.head.edition)
    return production.record(written, recipe, order, on_event)


def settings_of(draft: Draft, others: Settings) -> Settings:
    """Return `others` with what the head of a draft decides in place of theirs."""
    return heading.settings_of(draft.head, others)


def check(draft: Draft, flags: Mapping[str, Value]) -> None:
    """Check that no option of a command line contradicts a draft.

    Raises:
        UsageError: one does; both are named.
    """
    heading.check(draft, flags)


def text_of(draft: Draft) -> str:
    """Return the text of a script file (docs/script.md)."""
    return draft_writer.written(draft)


def open_draft(path: Path) -> Draft:
    """Return the draft that a script file holds.

    Raises:
        UsageError: there is no such file, or a line of it cannot be read; its number is told.
    """
    try:
        with path.open("rb") as file:  # a pipe is welcome, and what never ends is not
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        hint = "`audionews script -o FILE` writes one."
        raise UsageError(f"Cannot read {path}: {error.strerror or error}.", hint=hint) from error
    if len(data) > MOST_BYTES:
        raise UsageError(f"{path} has more than {MOST_BYTES // 1_000_000} MB.", hint="Is it a script file?")
    return draft_reader.read(data, path.name)


def save_draft(draft: Draft, path: Path, settings: Settings) -> None:
    """Write a script file, unless one is there that a person has changed.

    Raises:
        UsageError: there is one with changes in it, or something else.
        StorageError: it could not be written.
    """
    if path.is_file() and not files.is_special(path) and _is_changed(path, settings):
        hint = "Give another name, or remove it if you want it anew from its sources."
        raise UsageError(f"{path} is there, and somebody has changed it.", hint=hint)
    files.deliver(path, draft_writer.written(draft))


def _is_changed(path: Path, settings: Settings) -> bool:
    try:
        old = open_draft(path)
        return heading.is_edited(old, jobs.said(script_of_draft(old, settings, beside=path.parent)))
    except AudionewsError:
        return True


def _sources_of(draft: Draft, beside: Path) -> list[str]:
    """Return the sources of a draft as this process would name them."""
    apart = ("://" in source or source.startswith("-") for source in draft.head.sources)
    return [
        source if other else os.path.normpath(beside / source)
        for source, other in zip(draft.head.sources, apart, strict=True)
    ]
