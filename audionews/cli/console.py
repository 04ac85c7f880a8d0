"""Draws the pipeline's events: a bar on a terminal, plain lines in a pipe, JSON lines, or nothing. To stderr only."""

from __future__ import annotations

import dataclasses
import json
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from audionews.cli.options import ProgressForm
from audionews.support.counting import counted
from audionews.support.escape import line, machine
from audionews.support.events import Counted, Event, Finished, Found, Heard, LeftOut, Note, Progress, Warned, ignore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from audionews.support.events import OnEvent

_STEPS = {"fetch": "Fetching", "speak": "Speaking", "master": "Mastering", "publish": "Writing"}


@contextmanager
def listening(form: ProgressForm, *, quiet: bool) -> Iterator[OnEvent]:
    """Yield the callback that tells events in that form until the block ends."""
    if form is ProgressForm.JSON:
        yield _json
    elif quiet:
        yield ignore
    elif form is ProgressForm.AUTO and sys.stderr.isatty():
        with _bar() as draw:
            yield draw
    else:
        yield PlainLines(_say)


def _json(event: Event) -> None:
    fields = {"event": type(event).__name__.lower(), **dataclasses.asdict(event)}
    _say(machine(json.dumps(fields, ensure_ascii=False)))


def _say(text: str) -> None:
    with suppress(OSError):  # a full disk or closed pipe behind standard error costs the words, not the work
        print(text, file=sys.stderr, flush=True)  # noqa: T201 - this is where the command line speaks


class PlainLines:
    """One line for each thing that happens; of progress, only the beginning and end of a step."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say

    def __call__(self, event: Event) -> None:
        """Say what there is to say of an event."""
        text = _told(event)
        if text:
            self._say(text)


def both(first: OnEvent, second: OnEvent) -> OnEvent:
    """Return a callback that tells each event twice."""

    def tell(event: Event) -> None:
        first(event)
        second(event)

    return tell


def _told(event: Event) -> str | None:
    """Return what to say of an event, in one line safe for a terminal; None for nothing."""
    match event:
        case Found():
            left = f", {counted(event.dropped, 'line')} left out" if event.dropped else ""
            text = f"Read     {event.source}: {event.headline} ({counted(event.sentences, 'sentence')}{left})"
        case LeftOut():
            text = f"Skipped  {event.source}: {event.why}"
        case Heard():
            text = event.text
        case Counted():
            left = "" if event.left is None else f", about {clock(event.left)} left"
            counts = f"{event.made} made, {event.unchanged} unchanged, {event.failed} failed"
            text = f"Batch    {counts}; {event.hours:.1f} hours of sound, {event.rate:.0f} episodes a minute{left}"
        case Note():
            text = event.text
        case Warned():
            text = f"Warning: {event.text}"
        case Progress() if event.done == event.total:
            text = f"{_STEPS.get(event.step, event.step)}: done"
        case Finished():
            how = "unchanged" if event.unchanged else f"in {event.seconds:.1f} s"
            text = f"Episode  {event.folder}: {clock(event.duration)} of sound, {how}"
        case _:
            return None
    return line(text)


def clock(seconds: float) -> str:
    """Return a length of time as `m:ss` or `h:mm:ss`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@contextmanager
def _bar() -> Iterator[OnEvent]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars
    from rich.text import Text

    console = Console(stderr=True, highlight=False)
    columns = (TextColumn("{task.description:<10}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    with Bars(*columns, TimeRemainingColumn(), console=console, transient=True) as bars:
        tasks = {step: bars.add_task(name, total=None, visible=False) for step, name in _STEPS.items()}
        tell = PlainLines(lambda text: console.print(Text(text)))

        def draw(event: Event) -> None:
            if isinstance(event, Progress):
                bars.update(tasks[event.step], completed=event.done, total=event.total, visible=True)
            else:
                tell(event)

        yield draw
