"""Whether what was asked for exists, before any work is done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from audionews.audio.profiles import PROFILES
from audionews.bengali.normalization.locales import LOCALES
from audionews.bengali.script.tables import mapping
from audionews.model import Role
from audionews.rundown import preset
from audionews.settings import ALSO, NO, ONLY
from audionews.support.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.settings import Settings


def validate(settings: Settings) -> None:
    """Do nothing if every choice in `settings` can be made.

    Raises:
        UsageError: one of them does not exist; the nearest one that does is the hint.
    """
    zone(settings)
    for what, name, there_are in _asked(settings):
        if name not in there_are:
            raise UsageError(f"There is no {what} {name!r}.", hint=nearest(name, there_are))
    for pattern in settings.drop:
        try:
            re.compile(pattern)
        except re.error as error:
            raise UsageError(f"--drop {pattern!r} is no regular expression: {error}.") from error


def _asked(settings: Settings) -> Iterator[tuple[str, str, list[str]]]:
    yield "preset", settings.preset, preset.names()
    yield "way to separate", settings.separate, [NO, ONLY, ALSO]
    yield "language", settings.language, ["bn", "en"]
    yield "way of the book's audio", settings.epub_audio, ["embed", "none"]
    if settings.locale is not None:
        yield "locale", settings.locale, list(LOCALES)
    yield from (("profile", name, list(PROFILES)) for name in settings.profiles)
    yield from (("reason", name, list(mapping("clean_reasons"))) for name in settings.keep)
    roles = [role.value for role in Role]
    yield from (("role", name, roles) for name in (*settings.voices, *settings.pauses))


def zone(settings: Settings) -> ZoneInfo:
    """Return the time zone in which the programme lives.

    Raises:
        UsageError: there is no such zone.
    """
    try:
        return ZoneInfo(settings.zone)
    except (ValueError, OSError, KeyError) as error:  # KeyError: ZoneInfoNotFoundError
        hint = "Zones are named as Asia/Kolkata or Asia/Dhaka."
        raise UsageError(f"There is no time zone {settings.zone!r}.", hint=hint) from error
