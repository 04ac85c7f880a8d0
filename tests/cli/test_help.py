"""What `--help` shows: every command in a line that is whole, and how it is used."""

import typer.main

from audionews.cli.app import app


def commands() -> dict[str, object]:
    """Every command and command of a group, by what is typed for it."""
    found = {}
    for name, command in typer.main.get_command(app).commands.items():
        found[name] = command
        found |= {f"{name} {inner}": one for inner, one in getattr(command, "commands", {}).items()}
    return found


def test_the_list_of_commands_cuts_no_sentence_short() -> None:
    short = {name: command.get_short_help_str(80 - 6 - 10) for name, command in commands().items()}
    assert len(short) > 15
    assert {name: said for name, said in short.items() if not said or said.endswith("...")} == {}


def test_every_command_shows_how_it_is_used() -> None:
    alone = {name: command for name, command in commands().items() if not getattr(command, "commands", None)}
    assert [name for name, command in alone.items() if f"\n  audionews {name}" not in command.help] == []
