"""Presets: the lines of the programme itself (greeting, announcements, farewell), one TOML file each in `presets/`."""

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
    """Its name for `--preset`."""
    title: str
    """Title of an episode for which the settings name none."""
    edition: str
    """The same of a day's second and later editions."""
    locale: str
    """Locale of numbers and dates unless the settings name another one: `bn-IN` or `bn-BD`."""
    salutations: Mapping[int, str]
    """Salutations by the hour of the day from which each is used; at least one."""
    bulletins: Mapping[int, str]
    """Names of the programme by the hour of the day from which each is used; at least one."""
    greeting: Lines
    """Lines at the start of the programme, all of them."""
    headlines: Lines
    """Lines that announce the headlines, all of them."""
    stories: Lines
    """Lines between the headlines and the stories, all of them."""
    recap: Lines
    """Lines that announce the recap of the headlines; without any there is no recap."""
    disclosure: Lines
    """Lines at the end that tell that the voice is synthetic, all of them; before the last line of the farewell."""
    attributions: Lines
    """Lines that tell where a story comes from, before its text; one of them each time."""
    signoff: Lines
    """Lines at the end of the programme, all of them."""
    transitions: Lines
    """Lines before a story that is neither first nor last; one of them each time."""
    developing: Lines
    """Lines before a story that an earlier programme told and that has grown since; one of them."""
    last: Lines
    """Lines before the last story; one of them."""
    first_section: Lines
    """Lines that announce the first section; one of them."""
    next_section: Lines
    """Lines that announce a later section; one of them each time."""
    opening: Lines
    """Lines before an article in an episode of its own, all of them."""
    closing: Lines
    """Lines after an article in an episode of its own, all of them."""

    corrections: Mapping[str, str]
    """Lines that tell of a story that was corrected or withdrawn; `_unnamed` without its headline."""

    def salutation(self, hour: int) -> str:
        """Return the salutation for an hour of the day, 0-23; after midnight, that of the evening before."""
        return _at(hour, self.salutations)

    def bulletin(self, hour: int) -> str:
        """Return the name of the programme at an hour of the day, 0-23."""
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
        data["edition"],
        data["locale"],
        _hours(data["salutation"]),
        _hours(data["bulletin"]),
        **{part: tuple(sentences) for part, sentences in data["lines"].items()},
        attributions=tuple(data["transitions"]["source"]),
        transitions=tuple(data["transitions"]["next"]),
        developing=tuple(data["transitions"]["developing"]),
        last=tuple(data["transitions"]["last"]),
        first_section=tuple(data["sections"]["first"]),
        next_section=tuple(data["sections"]["next"]),
        **{part: tuple(sentences) for part, sentences in data["alone"].items()},
        corrections=data["corrections"],
    )


def _hours(table: Mapping[str, str]) -> Mapping[int, str]:
    return {int(hour): words for hour, words in table.items()}
