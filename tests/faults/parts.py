"""Who plays the part of a person in front of a command that waits for one: at a browser, a keyboard, another program.

Each is put into the fork before the command runs; what the command says to them becomes its exit code.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from audionews.cli import keys
from audionews.publish.delivery import serve
from audionews.settings import Settings
from audionews.studio import studio_server
from audionews.studio.workbench import Studio
from audionews.support import errors

NEWS = "খবর\n\nআবহাওয়া দফতর জানিয়েছে, ৩টি এলাকায় জল জমেছে।\n"


def done(studio: Studio, number: int) -> None:
    """Wait for an errand of a studio.

    Raises:
        AudionewsError: what it ended with.
    """
    while True:
        errand = next(one for one in studio.errands.states() if one["number"] == number)
        if errand["state"] == "failed":
            raise getattr(errors, errand["failure"], RuntimeError)(errand["error"])
        if errand["state"] == "done":
            return
        time.sleep(0.01)


def work(folder: Path, settings: Settings, **_: Any) -> None:
    """Make a bulletin as the studio's page does: a draft, a story, another title, the episode; put the draft away."""
    studio = Studio(folder, settings)
    name = studio.shelf.new().name
    done(studio, studio.add(name, {"text": NEWS})["errand"])
    studio.feed({"url": "https://example.org/feed.xml", "on": True})
    kept = studio.shelf.get(name)
    studio.do(name, {"do": "title", "text": "আজকের খবর"}, kept.version)
    studio.shelf.undo(name)
    done(studio, studio.make(name)["errand"])
    studio.state()
    studio.shelf.remove(name)


def browser() -> None:
    """Have somebody work in the studio, and close it."""
    studio_server.run = work


def ask(app: Any, _host: str, _port: int, _ready: Callable[[int], None]) -> None:
    """Ask a server for speech, for the feed and for what is being made.

    Raises:
        StorageError: it answered that something of it failed.
    """
    from starlette.testclient import TestClient

    wish = {"model": "tone", "voice": "low", "input": "একটি নতুন বাক্য শোনা যাচ্ছে।", "response_format": "mp3"}
    client = TestClient(app, base_url="http://127.0.0.1")
    for answer in (
        client.post("/v1/audio/speech", json=wish),
        client.get("/feed.xml"),
        client.get("/2026-11-24/episode.mp3", headers={"range": "bytes=5-99"}),
        client.get("/now.mp3"),
    ):
        if answer.status_code >= 500:
            raise errors.StorageError(answer.text)


def program() -> None:
    """Have a program ask a server, and end it."""
    serve.hold = ask


@contextmanager
def impatient() -> Iterator[Callable[[float], str | None]]:
    """Press the key for the next sentence until the last one is heard."""
    left = [None, *["right"] * 3]

    def key(seconds: float) -> str | None:
        time.sleep(seconds)
        return left.pop() if left else None

    yield key


def keyboard() -> None:
    """Have somebody at the keys who wants to be at the end."""
    keys.pressed = impatient


PARTS: dict[str, Callable[[], None]] = {part.__name__: part for part in (browser, program, keyboard)}
