"""Make a sample of each voice that can speak here, to choose by ear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews import casting, episode, scripting
from audionews.planning import estimate
from audionews.support import files
from audionews.support.errors import AudionewsError
from audionews.support.events import Warned, ignore
from audionews.synthesis import cache
from audionews.synthesis.recording import forget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audionews.planning.estimate import Share
    from audionews.settings import Settings
    from audionews.support.events import OnEvent

SENTENCE = "আজ ২৩শে নভেম্বর, এখন শুনবেন আজকের প্রধান খবর।"
TEXT = f"নমস্কার। {SENTENCE}"


def trial(name: str, settings: Settings) -> tuple[Settings, Share]:
    """Return the settings by which `name`, an engine or engine:voice, says `SENTENCE`, and what that takes and costs.

    What the cache has of it is forgotten, so that the engine is truly asked.

    Raises:
        UsageError: there is no such engine or voice.
        NotReady: it lacks something, or would need a network that `settings` forbid.
    """
    engine, _, voice = name.partition(":")
    asked = settings.having(engine=engine, voice=voice or None, headline_voice=None, fallback=())
    written, cast = scripting.script_of(SENTENCE, asked), casting.cast(asked, None, ignore)
    store = cache.cache_store()
    for segment in written.segments:
        forget(store, cast.part(segment), segment)
    [share] = estimate.of_shares(written, cast, store, asked)
    return asked, share


def samples(folder: Path, settings: Settings, on_event: OnEvent = ignore) -> Iterator[Path]:
    """Write an MP3 for each voice into `folder`, and yield its path; a voice that fails is reported and left out.

    Raises:
        StorageError: the folder cannot be written to.
    """
    files.folder(folder)
    for row in casting.roster(settings):
        if not row["ready"] or (settings.run.offline and row["host"]):
            continue
        for voice in row["voices"]:
            asked = settings.having(engine=row["engine"], voice=voice["name"], headline_voice=None, fallback=())
            try:
                sound = episode.say(TEXT, asked, on_event=on_event)
            except AudionewsError as error:
                on_event(Warned(f"{row['engine']} {voice['name']}: {error}"))
                continue
            path = folder / file_name(row["engine"], voice["alias"] or voice["name"])
            files.write(path, sound)
            yield path


def file_name(engine: str, voice: str) -> str:
    """Return the name of the file with a sample of a voice."""
    return f"{engine}-{voice.replace('/', '-')}.mp3"
