"""Commands that hold others, as all of ours are made."""

from __future__ import annotations

import os
from typing import Any

import typer
from typer.core import TyperGroup

_WHOLE = 1000
"""Characters of a sentence in the list, above any that is there."""


class _ListsWhole(TyperGroup):
    """Lists its commands with their whole first sentences: a narrow terminal wraps them."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - typer calls it so
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(_WHOLE)) for name, one in self.commands.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that `args` begin with; of something to read, in place of one, say by what it is read."""
        if args[0] not in self.commands and ctx.parent is None and ("://" in args[0] or os.path.exists(args[0])):  # noqa: PTH110 - takes a name of any length
            ctx.fail(f"{args[0]!r} is no command. Did you mean 'audionews make {args[0]}'?")
        return super().resolve_command(ctx, args)


def group(**more: Any) -> typer.Typer:
    """Return a new group of commands; `more` is what typer takes of it."""
    return typer.Typer(
        cls=_ListsWhole,
        rich_markup_mode=None,  # rich help doubles the start-up time
        context_settings={"help_option_names": ["-h", "--help"]},
        **more,
    )
