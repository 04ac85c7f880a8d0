"""Names that tests of several rooms share."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import forks

from audionews.rundown.plan import Plan
from audionews.settings import Settings

ROOT = Path(__file__).parent.parent
"""The checkout."""

Run = Callable[..., subprocess.CompletedProcess[str]]
"""The fixture `run`: call it with the command line's arguments."""

ARTICLE = (
    "শহরে নতুন সেতু\n\nশুক্রবার শহরে একটি নতুন সেতু খুলেছে। সেতুটির দৈর্ঘ্য ৪৫০ মিটার।\n\n"
    "পুরসভা জানিয়েছে, খরচ হয়েছে ₹১২ কোটি।\n\nআরও পড়ুন: শীতে কোথায় বেড়াবেন?\n"
)
"""A short one, with a line that is not news."""


def call(
    folder: Path, *arguments: object, text: str | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run `audionews` in a folder as a user runs it, with `settings` added to the environment."""
    words = [*map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings}
    if forks.can_serve(settings):
        return forks.run(words, folder, environment, text)
    return subprocess.run(
        [sys.executable, "-m", "audionews", *words],
        check=False,
        capture_output=True,
        encoding="utf-8",
        input=text,
        cwd=folder,
        env=environment,
        timeout=120,
    )


def plan_of(day: date, hour: int = 8, **keywords: Any) -> Plan:
    """Return the plan of an episode for which these settings hold."""
    asked = Settings().having(**keywords)
    return Plan(day, hour, asked.programme, asked.sections, asked.text, asked.sound.rate)
