"""Whether what was asked for exists, before any work is done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from audionews.bengali.script.tables import mapping
from audionews.support.errors import UsageError, nearest

if TYPE_CHECKING:
    from audionews.settings import ProgrammeSettings, Settings


def validate(settings: Settings) -> None:
    """Check what a declaration of a setting cannot: whether the names in `settings` are known to tables and system.

    Raises:
        UsageError: one of them is not; the nearest one that is is the hint.
    """
    zone(settings.programme)
    reasons = list(mapping("clean_reasons"))
    for name in settings.text.keep:
        if name not in reasons:
            raise UsageError(f"There is no reason {name!r}.", hint=nearest(name, reasons))


def zone(programme: ProgrammeSettings) -> ZoneInfo:
    """Return the time zone in which the programme lives.

    Raises:
        UsageError: there is no such zone.
    """
    try:
        return ZoneInfo(programme.timezone)
    except (ValueError, OSError, KeyError) as error:  # KeyError: ZoneInfoNotFoundError
        hint = "Zones are named as Asia/Kolkata or Asia/Dhaka."
        raise UsageError(f"There is no time zone {programme.timezone!r}.", hint=hint) from error
