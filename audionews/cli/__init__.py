"""The command line: arguments in, messages and exit codes out; no logic. Only this package imports typer and rich."""

from audionews.cli.app import main

__all__ = ["main"]
