"""Write the man page, docs/audionews.1, from the help of the commands.

    python tools/man_page.py

Run it after a command or an option was added or changed; tests/test_packaging.py holds that it is up to date.
"""

import inspect
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import typer.main  # noqa: E402

from audionews.cli.app import app  # noqa: E402
from audionews.support.version import __version__  # noqa: E402

PAGE = ROOT / "docs" / "audionews.1"
NAME = "audionews \\- Bengali news articles in, one podcast\\-style MP3 out"
EXITS = {
    "0": "Done; what was skipped or degraded is listed.",
    "1": "A mistake of audionews itself.",
    "2": "The command line or the settings ask for something that does not exist.",
    "3": "No source gave anything to read aloud.",
    "4": "No engine could speak.",
    "5": "The sound could not be made.",
    "6": "A file could not be read back, written or locked.",
    "7": "Done, with findings that --strict or check counts as failure.",
    "130, 143": "Interrupted, terminated: the same command goes on where it stopped.",
}


def page() -> str:
    """Return the man page (man(7) macros)."""
    group = typer.main.get_command(app)
    lines = [f'.TH AUDIONEWS 1 "" "audionews {__version__}"', ".SH NAME", NAME, ".SH SYNOPSIS", ".B audionews"]
    lines += [r"\fICOMMAND\fR [\fIOPTION\fR]... [\fIARGUMENT\fR]...", ".SH COMMANDS"]
    for name, command in group.commands.items():
        lines += _command(name, command)
        for inner, one in getattr(command, "commands", {}).items():
            lines += _command(f"{name} {inner}", one)
    lines += [".SH EXIT STATUS", *(line for code, what in EXITS.items() for line in (".TP", f".B {code}", _text(what)))]
    lines += [".SH FILES", ".TP", ".I audionews.toml", "Settings, in the working folder or the user's config folder;"]
    lines += [r"\fBaudionews init\fR writes one, \fBaudionews config \-\-explain\fR \fIKEY\fR explains each."]
    return "\n".join(lines) + "\n"


def _command(name: str, command: object) -> list[str]:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    shown = " ".join(
        rf"\fI{_text(one.make_metavar(None) if one.metavar is None else one.metavar)}\fR" for one in arguments
    )
    lines = [f".SS audionews {_text(name)} {shown}".rstrip()]
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("  "):
            lines += [".RS 4", ".nf", *(_text(line.strip()) for line in paragraph.splitlines()), ".fi", ".RE"]
        else:
            lines += [".PP", _text(" ".join(paragraph.split()))]
    for one in command.params:
        if one.param_type_name == "option" and one.name != "help":
            flags = ", ".join(rf"\fB{_text(flag)}\fR" for flag in (*one.opts, *one.secondary_opts))
            takes = "" if one.is_flag else rf" \fI{_text(one.metavar or one.type.name.upper())}\fR"
            lines += [".TP", flags + takes, _text(one.help or "")]
    return lines


def _text(text: str) -> str:
    """Return text safe for roff: backslashes and hyphens as themselves, no line that begins like a request."""
    safe = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"^([.'])", r"\\&\1", safe)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"Wrote {PAGE}.")
