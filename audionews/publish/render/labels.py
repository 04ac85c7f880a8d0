"""Labels, dates, digits and durations in the listener's language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from audionews.support.errors import UsageError, nearest

if TYPE_CHECKING:
    from datetime import date


@cache
def table(name: str) -> dict[str, Any]:
    """Return what `templates/<name>` says, in TOML."""
    import tomllib

    return tomllib.loads(template(name))


@cache
def template(name: str) -> str:
    """Return the text of `templates/<name>`."""
    from importlib.resources import files

    return files("audionews.publish.render").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def packed(*names: str) -> str:
    """Return scripts or styles in `templates/`, one after another, without indentation and lines of comment."""
    lines = (line.strip() for name in names for line in template(name).splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


class Words:
    """The labels of one language: `words["reader"]`.

    Raises:
        UsageError: there are no labels in this language.
    """

    def __init__(self, language: str) -> None:
        tables = table("words.toml")
        self.language = language.partition("-")[0]
        if self.language not in tables:
            raise UsageError(f"There are no words in {language!r}.", hint=nearest(language, list(tables)))
        self._words = tables[self.language]
        self._digits = str.maketrans("0123456789", self._words["digits"])

    def __getitem__(self, key: str) -> str:
        """Return the label `key`."""
        text: str = self._words[key]
        return text

    def number(self, value: object) -> str:
        """Return a number, or a text that contains numbers, with the digits of the language."""
        return str(value).translate(self._digits)

    def day(self, day: date) -> str:
        """Return a date as it is written: `সোমবার, ২৩ নভেম্বর ২০২৬`."""
        return self.number(f"{self.weekday(day)}, {day.day} {self.month(day)} {day.year}")

    def weekday(self, day: date) -> str:
        """Return the name of the weekday of `day`."""
        name: str = self._words["weekdays"][day.weekday()]
        return name

    def month(self, day: date) -> str:
        """Return the name of the month of `day`."""
        name: str = self._words["months"][day.month - 1]
        return name

    def clock(self, seconds: float) -> str:
        """Return a time in the episode (`seconds`) as `২:৫১` or `১:০২:৫১`."""
        return self.number(clock(seconds))

    def minutes(self, seconds: float) -> str:
        """Return a duration (`seconds`) in whole minutes, at least one."""
        return self["minutes"].replace("{}", self.number(max(1, round(seconds / 60))))


def clock(seconds: float) -> str:
    """Return `seconds`, rounded to whole ones, as `m:ss` or `h:mm:ss`."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"
