"""Names that tests of several rooms share."""

import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
"""The checkout."""

Run = Callable[..., subprocess.CompletedProcess[str]]
"""The fixture `run`: call it with the command line's arguments."""
