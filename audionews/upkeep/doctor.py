"""What works on this machine, in seconds: engines, the ways to their services, cache, output folder, space, fonts."""

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
from audionews.settings import Settings, cache_folder
from audionews.support.errors import AudionewsError
from audionews.support.parallel import side_by_side
from audionews.support.store import Store
from audionews.support.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TEXT = "খবর পড়ছি।"
_WAIT = 4.0
"""Seconds for which a service is waited for."""
_LOW = 500 * 2**20
"""Bytes of free space below which an episode may not fit with what it is made from."""
_JOBS = 8


class State(StrEnum):
    """How things stand."""

    GOOD = "good"
    LACKS = "lacks"
    """Something is not there that may not be needed."""
    BAD = "bad"
    """Without it there is no episode."""


@dataclass(frozen=True)
class Diagnosis:
    """One thing that was looked at."""

    what: str
    """What was looked at."""
    state: State
    """How it stands."""
    says: str
    """One sentence for people."""
    mend: str | None = None
    """What to do about it."""


def diagnose(settings: Settings | None = None) -> list[Diagnosis]:
    """Return what works here and what does not; no text goes to any service, and nothing is written."""
    settings = settings or Settings()
    looks: list[Callable[[], Diagnosis]] = [_python, _built_in]
    looks += [partial(_engine, name, settings) for name in registry.names() if name != casting.BUILT_IN]
    looks += [
        partial(_place, "cache", cache_folder(), _cached),
        partial(_place, "output", settings.run.output, _space),
        _font,
    ]
    return side_by_side(looks, _JOBS)


def _python() -> Diagnosis:
    return Diagnosis(
        "audionews", State.GOOD, f"{__version__}, Python {platform.python_version()}, {platform.platform()}"
    )


def _built_in() -> Diagnosis:
    """Have the built-in voice really say something: an episode can always fall back on it."""
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
        return Diagnosis(name, State.GOOD, f"ready, {len(row['voices'])} voices")
    if settings.run.offline:
        return Diagnosis(name, State.GOOD, f"installed; whether {host} answers was not asked (--offline)")
    from audionews.engines import web

    fault = web.fault(host, _WAIT)
    if fault:
        mend = "Check the network, HTTPS_PROXY and SSL_CERT_FILE; what it cannot speak, the next engine does."
        return Diagnosis(name, State.LACKS, f"{host} cannot be reached: {fault}.", mend)
    return Diagnosis(name, State.GOOD, f"ready, {host} answers")


def _place(what: str, folder: Path, tell: Callable[[Path], str]) -> Diagnosis:
    """Look whether `folder`, or the one in which it will be made, can be written to and has room."""
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
    return f"{len(sizes)} clips, {_size(sum(sizes))}"


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


def _size(count: float) -> str:
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"
