"""The command line: arguments in, messages and exit codes out; no logic. Only this package imports typer and rich."""

from __future__ import annotations

import sys
from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Run the command line; Ctrl-C while it is still being loaded ends it without a traceback."""
    try:
        from audionews.cli import app
    except KeyboardInterrupt:
        sys.exit(130)
    app.main()
