"""Check within seconds what works on this machine: engines, their services, cache, output folder, space, fonts."""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from audionews import casting
from audionews.engines import registry
from audionews.engines.http import catalogue
from audionews.settings import Settings
from audionews.support.counting import counted
from audionews.support.errors import AudioError, AudionewsError
from audionews.support.parallel import side_by_side
from audionews.support.store import Store, cache_folder
from audionews.support.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TEXT = "খবর পড়ছি।"
_WAIT = 4.0
"""Seconds to wait for a service."""
_LOW = 500 * 2**20
"""Bytes of free space below which an episode and its cache may not fit."""
_JOBS = 8


class State(StrEnum):
    """The result of a check."""

    GOOD = "good"
    LACKS = "lacks"
    """Something is missing that an episode can do without."""
    BAD = "bad"
    """Something is missing that every episode needs."""


@dataclass(frozen=True)
class Diagnosis:
    """The result of one check."""

    what: str
    """Name of the thing that was checked."""
    state: State
    """Whether it works."""
    says: str
    """What was found, in one sentence for people."""
    mend: str | None = None
    """What to do about it; None if nothing is to be done."""


def diagnose(settings: Settings | None = None) -> list[Diagnosis]:
    """Check this machine; no text is sent to any service, and nothing is written."""
    settings = settings or Settings()
    looks: list[Callable[[], Diagnosis]] = [_python, _built_in]
    looks += [partial(_engine, name, settings) for name in _engines(settings)]
    looks += [
        partial(_place, "cache", cache_folder(), _cached),
        partial(_place, "output", settings.run.output, _space),
        _font,
        partial(_player, settings.listen.device),
    ]
    return side_by_side(looks, _JOBS)


def _engines(settings: Settings) -> list[str]:
    """Return the engines to look at: of the services that we describe, those that somebody names or has a key for."""
    voices = settings.voices
    readers = [voices.body or "", voices.headline or "", *voices.roles().values(), *voices.stories.values()]
    named = " ".join([voices.engine, *voices.fallback, *readers, *voices.engines])
    idle = [name for name in catalogue.shipped() if name not in named and not casting.row(name, settings)["ready"]]
    return [name for name in registry.names(voices.engines) if name not in {casting.BUILT_IN, *idle}]


def _python() -> Diagnosis:
    return Diagnosis(
        "audionews", State.GOOD, f"{__version__}, Python {platform.python_version()}, {platform.platform()}"
    )


def _built_in() -> Diagnosis:
    """Check the built-in voice by having it say something: every episode can fall back on it."""
    try:
        engine = registry.load(casting.BUILT_IN)
        speech = engine.speak(_TEXT, engine.voices()[0].name)
    except AudionewsError as error:
        return Diagnosis(casting.BUILT_IN, State.BAD, str(error), error.hint)
    return Diagnosis(casting.BUILT_IN, State.GOOD, f"speaks, at {speech.sample_rate} Hz")


def _engine(name: str, settings: Settings) -> Diagnosis:
    row = casting.row(name, settings)
    if not row["ready"]:
        return Diagnosis(name, State.LACKS, row["why"], row["mend"])
    host = row["host"]
    if host is None:
        return Diagnosis(name, State.GOOD, f"ready, {counted(len(row['voices']), 'voice')}")
    if set("* ") & set(host):
        return Diagnosis(name, State.GOOD, f"ready; {host} is not asked")
    if settings.run.offline:
        return Diagnosis(name, State.GOOD, f"installed; whether {host} answers was not asked (--offline)")
    from audionews.engines import web

    fault = web.fault(host, _WAIT)
    if fault:
        mend = "Check the network, HTTPS_PROXY and SSL_CERT_FILE; what it cannot speak, the next engine does."
        return Diagnosis(name, State.LACKS, f"{host} cannot be reached: {fault}.", mend)
    return Diagnosis(name, State.GOOD, f"ready, {host} answers")


def _place(what: str, folder: Path, tell: Callable[[Path], str]) -> Diagnosis:
    """Check that `folder`, or the existing folder in which it would be made, can be written to and has space."""
    here = folder.absolute()
    while not here.exists() and here != here.parent:
        here = here.parent
    if not (here.is_dir() and os.access(here, os.W_OK | os.X_OK)):
        return Diagnosis(what, State.BAD, f"{here} cannot be written to.", "Choose another folder or mend its rights.")
    free = shutil.disk_usage(here).free
    if free < _LOW:
        return Diagnosis(what, State.BAD, f"{folder}: only {_size(free)} are free.", "Free some space.")
    return Diagnosis(what, State.GOOD, f"{folder}: {tell(folder)}")


def _cached(folder: Path) -> str:
    sizes = [size for _, size, _ in Store(folder / "clips").entries()]
    return f"{counted(len(sizes), 'clip')}, {_size(sum(sizes))}"


def _space(folder: Path) -> str:
    here = folder if folder.exists() else folder.absolute().parent
    while not here.exists():
        here = here.parent
    return f"{_size(shutil.disk_usage(here).free)} free"


def _font() -> Diagnosis:
    from audionews.publish.render.typefaces import font

    found = font()
    if found is None:
        mend = "Install Noto Sans Bengali (Debian: apt install fonts-noto-core); without it, covers bear no text."
        return Diagnosis("font", State.LACKS, "There is no Bengali typeface for cover and page.", mend)
    return Diagnosis("font", State.GOOD, found.name)


def _player(device: str) -> Diagnosis:
    """Check whether `audionews listen` has something to play on."""
    from audionews.listen import sound_device

    try:
        with sound_device.quiet_libraries():
            told = sound_device.played_by(device)
    except AudioError as error:
        return Diagnosis("player", State.LACKS, str(error), error.hint)
    return Diagnosis("player", State.GOOD, f"plays through {told}")


def _size(count: float) -> str:
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"
