"""How a setting is declared: once, in the body of a group, with all that the places which set or show it need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform

from audionews.support.errors import UsageError, nearest
from audionews.support.value_kinds import FILE, TABLES, WORDS, ValueKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PREFIX = "AUDIONEWS_"
"""Environment variables that set something begin so."""


class Setting:
    """One setting: its name, kind, default, help, and all the places that may set it."""

    def __init__(self, **declared: Any) -> None:
        for attribute, value in declared.items():
            setattr(self, attribute, value)

    def __set_name__(self, owner: type[Group], name: str) -> None:
        """Take name, key and keyword from the field, where the declaration does not say them."""
        self.name = name
        if self.key is None:
            self.key = f"{owner.table}.{name}" if owner.table else name
        if self.keyword is None:
            self.keyword = "" if owner.table else name

    name: str
    """Its field in the group."""
    group: str
    """The group's field in `Settings`."""
    default: Any
    """What holds where nobody says anything."""
    kind: ValueKind
    """What its values are."""
    about: str
    """One line for people."""
    key: str
    """Its place in the file, with dots: `sections.order`; empty where no file sets it."""
    also: tuple[str, ...]
    """Other keywords of the Python functions that mean it."""
    flag: str
    """Its option on the command line, as typer takes it (`-o,--output`); empty where there is none."""
    switch: Mapping[bool, Any] | None
    """What its option means where that takes no value: `--no-fallback` is ()."""
    keyword: str
    """Its keyword of the Python functions; empty where its table is one, as `show={"title": …}`."""
    choices: tuple[str, ...]
    """The only texts that it may be; empty for any."""
    bounds: tuple[float, float] | None
    """The least and the greatest number that it may be."""
    irrelevant: str
    """Why no finished episode depends on it; empty where one does."""

    @property
    def variable(self) -> str:
        """The environment variable that sets it; empty where none can."""
        return PREFIX + self.key.replace(".", "_").upper() if self.key and self.kind not in {WORDS, TABLES} else ""

    @property
    def option(self) -> str:
        """Its long option, as messages name it: `--since`."""
        return self.flag.rpartition(",")[2].partition("/")[0]

    def fitting(self, raw: Any, origin: str, folder: Path | None = None) -> Any:
        """Return `raw` as the setting has it; `origin` says who gave it, `folder` what relative paths are counted from.

        Raises:
            UsageError: it does not fit; with what would.
        """
        called = self.key or self.name
        try:
            value = self.kind.read(raw)
        except (ValueError, TypeError, re.error) as error:
            said = repr(raw[0]) if isinstance(raw, list | tuple) and len(raw) == 1 else repr(raw)
            raise UsageError(f"{origin}: {called} is not {self.kind.what}: {said}.", hint=self.about) from error
        for text in value if isinstance(value, tuple) else (value,):
            if self.choices and text not in self.choices:
                hint = nearest(str(text), list(self.choices))
                raise UsageError(f"{origin}: {called} cannot be {text!r}.", hint=hint)
        if self.bounds and not self.bounds[0] <= value <= self.bounds[1]:
            low, high = self.bounds
            raise UsageError(f"{origin}: {called} is {low:g} to {high:g}, not {value:g}.", hint=self.about)
        value = self.kind.placed(value, folder) if folder else value
        if self.kind is FILE and not value.is_file():
            raise UsageError(f"{origin}: there is no file {str(value)!r}.", hint=self.about)
        return value


def setting(  # noqa: PLR0913 - a declaration has all of them
    *,
    default: Any,
    kind: ValueKind,
    about: str,
    key: str | None = None,
    flag: str = "",
    switch: Mapping[bool, Any] | None = None,
    keyword: str | None = None,
    also: tuple[str, ...] = (),
    choices: tuple[str, ...] = (),
    bounds: tuple[float, float] | None = None,
    irrelevant: str = "",
) -> Any:
    """Declare a setting in the body of a `Group`; see `Setting` for the parts of a declaration."""
    return Setting(
        default=default,
        kind=kind,
        about=about,
        key=key,
        flag=flag,
        switch=switch,
        keyword=keyword,
        also=also,
        choices=choices,
        bounds=bounds,
        irrelevant=irrelevant,
        group="",
    )


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(setting,))
class Group:
    """Settings that belong together, frozen: a dataclass whose fields are declared by `setting`, or groups themselves.

    It is no dataclass of the standard library: making one costs each command, help included, half a millisecond.
    """

    __slots__ = ("_given",)
    _given: frozenset[str]

    table: ClassVar[str] = ""
    """The table of the file in which its settings stand; empty where they stand before all tables."""
    declared: ClassVar[Mapping[str, Setting]]
    """Its settings, by field."""
    groups: ClassVar[Mapping[str, Group]]
    """The groups in it with their defaults, by field."""

    def __init_subclass__(cls) -> None:
        """Collect what the class body declares."""
        cls.declared = {name: made for name, made in vars(cls).items() if isinstance(made, Setting)}
        cls.groups = {name: made for name, made in vars(cls).items() if isinstance(made, Group)}
        for name, group in cls.groups.items():
            for made in group.declared.values():
                made.group = name

    def __init__(self, **given: Any) -> None:
        defaults = {name: made.default for name, made in self.declared.items()} | dict(self.groups)
        if unknown := given.keys() - defaults.keys():
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        object.__setattr__(self, "_given", frozenset(given))
        vars(self).update(defaults | given)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to change a group.

        Raises:
            AttributeError: always.
        """
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set to {value!r}")

    def __eq__(self, other: object) -> bool:
        """Tell whether both have the same values."""
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        """Return a number that equal groups share."""
        return hash(repr(self))

    def __repr__(self) -> str:
        """Return how the group is made."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how another process makes the group."""
        return _made_again, (type(self), self.given)

    def changed(self, **changes: Any) -> Self:
        """Return the group with other values of some fields."""
        return type(self)(**{**self.given, **changes})

    @property
    def given(self) -> dict[str, Any]:
        """The values that somebody said, by field: not those that hold by default."""
        return {name: value for name, value in vars(self).items() if name in self._given}


def _made_again(kind: type[Group], given: Mapping[str, Any]) -> Group:
    return kind(**given)
