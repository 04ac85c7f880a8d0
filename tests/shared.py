"""Names that tests of several rooms share."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from audionews.rundown.plan import Plan
from audionews.settings import Settings

ROOT = Path(__file__).parent.parent
"""The checkout."""

Run = Callable[..., subprocess.CompletedProcess[str]]
"""The fixture `run`: call it with the command line's arguments."""


def plan_of(day: date, hour: int = 8, **keywords: Any) -> Plan:
    """Return the plan of an episode for which these settings hold."""
    asked = Settings().having(**keywords)
    return Plan(day, hour, asked.programme, asked.sections, asked.text, asked.sound.rate)
