"""Find engines by name. Ours and those of third parties are registered in the same entry points.

A service that is described in TOML is an engine too, ours and the user's own (`[engines.http.NAME]`).

An engine of ours is also the class `<Name>Engine` in the module `engines/<name>.py`, and is loaded by that rule:
reading the entry points of all installed packages (95 ms) takes half the time of a run that changes nothing.
"""

from __future__ import annotations

import inspect
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from audionews.engines.guarded_engine import EngineGuard
from audionews.engines.metered import metered
from audionews.engines.spending import Purse
from audionews.settings import AUTO
from audionews.support.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from importlib.metadata import EntryPoint

    from audionews.engines.protocol import Engine

GROUP = "audionews.engines"
HTTP = "http"
"""The table of the user's descriptions of services, among those of engines: no engine has this name."""
_MONEY = ("budget", "price")
"""Settings that every engine has: US dollars a month, and for a million characters."""


def names(tables: Mapping[str, Any] | None = None) -> list[str]:
    """Return the names of all engines, sorted; `tables` are the user's tables of engines, with their descriptions."""
    from audionews.engines.http import catalogue

    return sorted({*(entry.name for entry in _entries()), *catalogue.shipped(), *_described(tables)})


def configured(
    name: str, tables: Mapping[str, Any] | None = None, *, total: float | None = None, **more: Any
) -> Engine:
    """Make the engine called `name` as the user's `tables` of engines have it; each request is paid for.

    Args:
        name: its name.
        tables: settings of engines, a table each, as in the file of settings.
        total: US dollars a month that all engines together may cost; None without a limit.
        more: settings that hold where the engine's table does not have them.

    Raises:
        UsageError: as `load`; or a budget is set, and what the engine costs is not known.
        NotReady: as `load`.
    """
    settings = {**more, **(tables or {}).get(name, {})}
    budget, price = (_amount(name, key, settings.pop(key, None)) for key in _MONEY)
    engine = load(name, settings, _described(tables))
    return metered(engine, Purse(name, budget, total), price)


def load(name: str, settings: Mapping[str, Any] | None = None, services: Mapping[str, Any] | None = None) -> Engine:
    """Make the engine called `name` with its `settings`; `services` are descriptions of the user's, by name.

    Raises:
        UsageError: no such engine is installed, or it has no such setting, or its description is wrong.
        NotReady: the package that brings it is broken; the message names package and error.
    """
    if name in (services or {}) and _ours(name):
        raise UsageError(f"engines.http.{name} has the name of an engine of ours.", hint="Take another name.")
    if ours := _ours(name) or _service(name, services or {}):
        _suit(name, ours, settings or {})
        return _made(name, ours, settings or {})
    entry = next((entry for entry in _entries() if entry.name == name), None)
    if entry is None:
        raise UsageError(f"There is no engine {name!r}.", hint=nearest(name, [AUTO, *names({HTTP: services or {}})]))
    package = entry.dist.name if entry.dist else entry.module
    return EngineGuard(name, package, lambda: _made(name, entry.load(), settings or {}))


def _described(tables: Mapping[str, Any] | None) -> Mapping[str, Any]:
    found: Mapping[str, Any] = (tables or {}).get(HTTP, {})
    return found


def _service(name: str, own: Mapping[str, Any]) -> Callable[..., Engine] | None:
    """Return what makes the engine of the described service called `name`; None if nobody describes one.

    Raises:
        UsageError: its description is wrong.
    """
    from audionews.engines.http import catalogue

    if name not in own and name not in catalogue.shipped():
        return None
    from audionews.engines.http.http_engine import HttpEngine

    return partial(HttpEngine, catalogue.service(name, own))


def _amount(name: str, key: str, given: Any) -> float | None:
    """Return an amount of US dollars among an engine's settings.

    Raises:
        UsageError: it is none.
    """
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given < 10**6:
        raise UsageError(f"engines.{name}.{key} takes US dollars, as 5.00.")
    return float(given)


def _entries() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points

    return entry_points(group=GROUP)


def _ours(name: str) -> Callable[..., Engine] | None:
    """Return the class of the engine called `name` if it is one of ours."""
    module = f"{__package__}.{name}"
    if not name.isidentifier() or find_spec(module) is None:
        return None
    found: Callable[..., Engine] | None = getattr(import_module(module), f"{name.title()}Engine", None)
    return found


def _made(name: str, made: Callable[..., Engine], settings: Mapping[str, Any]) -> Engine:
    _fits(name, made, settings)
    return made(**settings)


def _suit(name: str, made: Callable[..., Engine], settings: Mapping[str, Any]) -> None:
    """Raise UsageError for a setting of an engine of ours that is of another kind than the engine declares."""
    known = inspect.signature(made).parameters
    for setting, value in settings.items():
        kinds = str(known[setting].annotation).split(" | ") if setting in known else []
        if kinds and not any(_KINDS.get(kind, _anything)(value) for kind in kinds):
            raise UsageError(
                f"engines.{name}.{setting} is of another kind: it takes {known[setting].annotation}.",
                hint=f"Without it, it is {known[setting].default!r}.",
            )


def _anything(_: Any) -> bool:
    return True


_KINDS: dict[str, Callable[[Any], bool]] = {  # annotations of engines' settings, and what fits them
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**6,
    "float": lambda value: isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 10**6,
    "bool": lambda value: isinstance(value, bool),
    "str": lambda value: isinstance(value, str),
    "None": lambda value: value is None,
    "Sequence[str]": lambda value: isinstance(value, list | tuple) and all(isinstance(one, str) for one in value),
}


def _fits(name: str, made: Callable[..., Engine], settings: Mapping[str, Any]) -> None:
    """Raise UsageError for a setting that the engine does not know."""
    known = inspect.signature(made).parameters.values()
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in known):
        return
    for setting in settings:
        if setting not in {parameter.name for parameter in known}:
            hint = nearest(setting, [parameter.name for parameter in known])
            raise UsageError(f"The engine {name!r} has no setting {setting!r}.", hint=hint)


def voice_of(engine: Engine, wanted: str | None) -> str:
    """Return the name of the voice that `wanted` names, by name or alias; without `wanted`, the engine's first voice.

    Raises:
        UsageError: the engine has no such voice.
    """
    voices = engine.voices()
    if wanted is None:
        return voices[0].name
    names = {name.lower(): voice.name for voice in voices for name in (voice.alias, voice.name) if name}
    if wanted.lower() in names:
        return names[wanted.lower()]
    if engine.limits.any_voice:
        return wanted
    known = [voice.alias or voice.name for voice in voices]
    raise UsageError(f"The engine {engine.name!r} has no voice {wanted!r}.", hint=nearest(wanted, known))
