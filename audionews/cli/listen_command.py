"""`listen`: articles played at once, and the keys by which a listener moves in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from audionews.cli import cli_settings, keys
from audionews.cli import options as o
from audionews.cli.console import listening
from audionews.cli.streams import piped
from audionews.support.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audionews.listen.hearing import Wish
    from audionews.model import Segment
    from audionews.settings import Settings
    from audionews.support.events import OnEvent
    from audionews.support.store import Store

_KEYS = "Space pauses, ← → sentence, ↑ ↓ story, + − pace, q ends."


@o.takes(
    "--engine --voice --headline-voice --rate --locale --lexicon --keep --drop --since --limit --offline "
    "--no-fallback --allow-private"
)
def listen(
    ctx: typer.Context,
    sources: o.Sources = None,
    *,
    clipboard: Annotated[
        bool, typer.Option("--clipboard", help="Hear what is in the clipboard: text, or a link.")
    ] = False,
    from_start: Annotated[
        bool, typer.Option("--from-start", help="Begin anew, not where you stopped the last time.")
    ] = False,
    config: o.Config = None,  # noqa: ARG001 - `cli_settings` reads it from the context
    progress: o.Progress = o.ProgressForm.PLAIN,
    quiet: o.Quiet = False,
) -> None:
    """Speak articles and play them at once.

    The built-in voice speaks unless you name another engine.

    Keys: space pauses, ← → sentence, ↑ ↓ story, + − pace, q ends; the place is remembered.

    Examples:

      audionews listen story.txt

      audionews listen https://example.org/feed.xml --limit 5 --engine edge

      audionews listen --clipboard
    """
    from audionews.listen import bookmarks, reading
    from audionews.synthesis.cache import cache_store

    settings = cli_settings.settings(ctx)
    named, text = _what(sources or list(settings.run.sources), clipboard=clipboard)
    place = bookmarks.key(named, text)
    if from_start:
        bookmarks.keep(place, 0, "")
    store = cache_store()
    with listening(progress, quiet=quiet) as on_event:
        told = reading.sentences(named, settings, store, text=text, on_event=on_event)
        play(told, settings, store, on_event, place)


def play(
    told: Iterable[Segment],
    settings: Settings,
    store: Store,
    on_event: OnEvent,
    place: str | None = None,
) -> None:
    """Play sentences, obeying the keys of the terminal.

    Raises:
        AudionewsError: as `Hearing.run`.
    """
    from audionews.listen.hearing import Hearing
    from audionews.listen.sound_device import quiet_libraries
    from audionews.support.events import Note

    with quiet_libraries(), keys.pressed() as key:
        if key is not keys.never:
            on_event(Note(_KEYS))
        Hearing(settings, store, on_event).run(told, lambda seconds: _wish(key(seconds)), place)


def _what(sources: list[str], *, clipboard: bool) -> tuple[list[str], bytes]:
    """Return what is to be heard, and the text that `-` stands for.

    Raises:
        UsageError: nothing is named, or the clipboard cannot be read.
    """
    if clipboard:
        from audionews.listen import clipboard as board

        text = board.text()
        alone = text.strip()
        return ([alone], b"") if "://" in alone and len(alone.split()) == 1 else (["-"], text.encode())
    if not sources:
        raise UsageError("There is nothing to hear.", hint="audionews listen FILE, a link, - or --clipboard.")
    return sources, piped() if "-" in sources else b""


def _wish(key: str | None) -> Wish | None:
    from audionews.listen.hearing import Wish

    return {
        " ": Wish.PAUSE,
        "left": Wish.BACK,
        "right": Wish.ON,
        "up": Wish.STORY_BACK,
        "down": Wish.STORY_ON,
        "+": Wish.FASTER,
        "=": Wish.FASTER,
        "-": Wish.SLOWER,
        "q": Wish.END,
    }.get(key or "")
