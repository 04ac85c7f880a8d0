"""What `--help` shows: every command in a line that is whole, and how it is used; what a shell completes."""

import pytest
import typer.main
from shared import Run

from audionews.cli.app import app


def commands() -> dict[str, object]:
    """Every command and command of a group, by what is typed for it."""
    found = {}
    for name, command in typer.main.get_command(app).commands.items():
        found[name] = command
        found |= {f"{name} {inner}": one for inner, one in getattr(command, "commands", {}).items()}
    return found


@pytest.mark.parametrize("columns", [60, 80])
def test_the_list_of_commands_cuts_no_sentence_short(run: Run, columns: int) -> None:
    for name in ("", "episodes"):
        shown = run(*name.split(), "--help", COLUMNS=str(columns)).stdout.partition("\nCommands:\n")[2]
        assert shown
        assert [line for line in shown.splitlines() if len(line) > columns or line.endswith("...")] == []


def test_in_a_terminal_of_80_columns_each_sentence_has_its_line() -> None:
    names = [name for name in commands() if " " not in name]
    room = 80 - max(map(len, names)) - 6
    assert {name: said for name in names if len(said := commands()[name].get_short_help_str(200)) > room} == {}


def test_every_command_shows_how_it_is_used() -> None:
    alone = {name: command for name, command in commands().items() if not getattr(command, "commands", None)}
    assert [name for name, command in alone.items() if f"\n  audionews {name}" not in command.help] == []


def test_every_option_and_argument_is_explained() -> None:
    found = {(name, one.name): one.help for name, command in commands().items() for one in command.params}
    assert len(found) > 200
    assert [where for where, said in found.items() if not said] == []


def test_a_shell_completes_what_is_one_of_few() -> None:
    seen = set()
    for name, command in commands().items():
        for option in (one for one in command.params if one.opts[0][0] == "-" and "|" in str(one.metavar)):
            offered = {one.value for one in option.shell_complete(typer.Context(command), "")}
            assert offered == set(option.metavar.split("|")), f"{name} {option.opts[0]}"
            seen.add(option.name)
    assert {"per", "preset", "separate"} <= seen


@pytest.mark.parametrize(("option", "one"), [("--engine", "espeak"), ("--keep", "credit"), ("--progress", "json")])
def test_it_completes_names_that_are_known(run: Run, option: str, one: str) -> None:
    done = run(_AUDIONEWS_COMPLETE="complete_bash", COMP_WORDS=f"audionews make {option} ", COMP_CWORD="3")
    assert one in done.stdout.split()
