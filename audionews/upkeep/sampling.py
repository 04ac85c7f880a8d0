"""Make a sample of each voice that can speak here, to choose by ear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews import casting, episode
from audionews.support import files
from audionews.support.errors import AudionewsError
from audionews.support.events import Warned, ignore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audionews.settings import Settings
    from audionews.support.events import OnEvent

TEXT = "নমস্কার। আজ ২৩শে নভেম্বর, এখন শুনবেন আজকের প্রধান খবর।"


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
            path = folder / f"{row['engine']}-{voice['alias'] or voice['name'].replace('/', '-')}.mp3"
            files.write(path, sound)
            yield path
