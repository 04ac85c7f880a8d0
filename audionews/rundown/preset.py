"""Presets: the words of the programme itself, one TOML file each in `presets/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from audionews.support.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

Lines = tuple[str, ...]

_PRESETS = Path(__file__).parent / "presets"


@dataclass(frozen=True)
class Preset:
    """The programme's own lines; `{…}` in them is filled in by the rundown."""

    name: str
    """What `--preset` takes."""
    title: str
    """Title of an episode that was given none."""
    locale: str
    """How numbers and dates are read where nothing else is asked for: `bn-IN` or `bn-BD`."""
    salutations: Mapping[int, str]
    """Hour of the day from which on a salutation holds → the salutation; at least one."""
    bulletins: Mapping[int, str]
    """Hour of the day → what the programme is called then; at least one."""
    greeting: Lines
    """Said first."""
    headlines: Lines
    """Announces the headlines."""
    stories: Lines
    """Closes the headlines and announces the stories."""
    recap: Lines
    """Announces the headlines said once more; without it there is no recap."""
    signoff: Lines
    """Said last."""
    transitions: Lines
    """Leads into a story in the middle; one each."""
    last: Lines
    """Leads into the last story; one of them."""
    first_section: Lines
    """Announces the first section; one of them."""
    next_section: Lines
    """Announces a later section; one of them."""
    opening: Lines
    """Said before an article that is told by itself."""
    closing: Lines
    """Said after it."""

    def salutation(self, hour: int) -> str:
        """Return the salutation for an hour of the day, 0-23; the night belongs to the evening before."""
        return _at(hour, self.salutations)

    def bulletin(self, hour: int) -> str:
        """Return what the programme is called at an hour of the day, 0-23."""
        return _at(hour, self.bulletins)


def _at(hour: int, table: Mapping[int, str]) -> str:
    begun = [start for start in table if start <= hour] or list(table)
    return table[max(begun)]


@cache
def names() -> list[str]:
    """Return the names of the presets, sorted."""
    return sorted(file.stem for file in _PRESETS.glob("*.toml"))


@cache
def preset(name: str) -> Preset:
    """Return the preset called `name`.

    Raises:
        UsageError: there is no such preset.
    """
    import tomllib

    if name not in names():
        raise UsageError(f"There is no preset {name!r}.", hint=nearest(name, names()))
    text = (_PRESETS / f"{name}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Preset(
        name,
        data["title"],
        data["locale"],
        _hours(data["salutation"]),
        _hours(data["bulletin"]),
        **{part: tuple(sentences) for part, sentences in data["lines"].items()},
        transitions=tuple(data["transitions"]["next"]),
        last=tuple(data["transitions"]["last"]),
        first_section=tuple(data["sections"]["first"]),
        next_section=tuple(data["sections"]["next"]),
        **{part: tuple(sentences) for part, sentences in data["alone"].items()},
    )


def _hours(table: Mapping[str, str]) -> Mapping[int, str]:
    return {int(hour): words for hour, words in table.items()}
