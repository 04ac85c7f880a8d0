"""Presets: the words of the programme itself, one TOML file each in `presets/`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from audionews.support.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Preset:
    """The programme's own lines; `{…}` in them is filled in by the rundown."""

    name: str
    """What `--preset` takes."""
    title: str
    """Title of an episode that was given none."""
    salutations: Mapping[int, str]
    """Hour of the day from which on a salutation holds → the salutation; at least one."""
    greeting: tuple[str, ...]
    """Said first."""
    headlines: tuple[str, ...]
    """Announces the headlines."""
    stories: tuple[str, ...]
    """Closes the headlines and announces the stories."""
    recap: tuple[str, ...]
    """Announces the headlines said once more; without it there is no recap."""
    signoff: tuple[str, ...]
    """Said last."""

    def salutation(self, hour: int) -> str:
        """Return the salutation for an hour of the day, 0-23; the night belongs to the evening before."""
        begun = [start for start in self.salutations if start <= hour] or list(self.salutations)
        return self.salutations[max(begun)]


def names() -> list[str]:
    """Return the names of the presets, sorted."""
    folder = files("audionews.rundown").joinpath("presets")
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))


@cache
def preset(name: str) -> Preset:
    """Return the preset called `name`.

    Raises:
        UsageError: there is no such preset.
    """
    if name not in names():
        raise UsageError(f"There is no preset {name!r}.", hint=nearest(name, names()))
    text = files("audionews.rundown").joinpath("presets", f"{name}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    salutations = {int(hour): words for hour, words in data["salutation"].items()}
    lines = {part: tuple(sentences) for part, sentences in data["lines"].items()}
    return Preset(name, data["title"], salutations, **lines)
