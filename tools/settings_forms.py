"""Write what is made from the declarations of settings: the tables of docs/settings.md and audionews/keywords.py.

    python tools/settings_forms.py

Run it after a setting was added or changed; tests/test_settings.py holds that both are up to date.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from audionews.settings import ALL, Settings  # noqa: E402
from audionews.support import value_kinds  # noqa: E402
from audionews.support.declaration import Setting  # noqa: E402
from audionews.support.toml_template import toml  # noqa: E402

DOCS = ROOT / "docs" / "settings.md"
KEYWORDS = ROOT / "audionews" / "keywords.py"
KINDS = {
    value_kinds.TEXT: ("text", "str"),
    value_kinds.TEXTS: ("list of texts", "Sequence[str] | str"),
    value_kinds.PATTERNS: ("list of patterns", "Sequence[str] | str"),
    value_kinds.SOURCES: ("list of texts", "Sequence[str | Path]"),
    value_kinds.WHOLE: ("whole number", "int"),
    value_kinds.NUMBER: ("number", "float"),
    value_kinds.SIGNED: ("number", "float"),
    value_kinds.FLAG: ("true/false", "bool"),
    value_kinds.CLOCK: ("time", "time | str"),
    value_kinds.CLOCKS: ("list of times", "Sequence[time | str] | time | str"),
    value_kinds.DAY: ("day", "date | str"),
    value_kinds.SPAN: ("length of time", "timedelta | str"),
    value_kinds.WORDS: ("table of texts", "Mapping[str, str]"),
    value_kinds.TABLES: ("table of tables", "Mapping[str, Mapping[str, Any]]"),
    value_kinds.PATH: ("path", "Path | str"),
    value_kinds.FILE: ("path", "Path | str"),
    value_kinds.ADDRESS: ("address", "str"),
    value_kinds.LINK: ("address", "str"),
    value_kinds.TARGET: ("text", "str"),
}
"""What documentation and type checkers call each kind."""


def table(group: str) -> str:
    """Return a group's table of Markdown."""
    rows = ["| key | option | kind | default | what it does |", "|---|---|---|---|---|"]
    return "\n".join([*rows, *map(_row, Settings.groups[group].declared.values())])


def _row(made: Setting) -> str:
    default = "" if made.default is None else f"`{toml(made.default)}`"
    option = ", ".join(f"`{flag}`" for flag in made.flag.replace("/", ",").split(",")) if made.flag else ""
    key = f"`{made.key}`" if made.key else ""
    about = re.sub(r"\|", r"\\|", made.about)
    return f"| {key} | {option} | {KINDS[made.kind][0]} | {default} | {about} |"


def documented(text: str) -> str:
    """Return docs/settings.md with its tables as the declarations have them, each between two comments."""
    marked = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- / -->)", re.DOTALL)
    return marked.sub(lambda found: f"{found[1]}{table(found[2])}\n{found[3]}", text)


def keywords() -> str:
    """Return audionews/keywords.py."""
    lines = [
        '"""The keywords of `make` and `script`, for type checkers. Made by tools/settings_forms.py."""',
        "# ruff: noqa: E501 - a line a setting",
        "",
        "from __future__ import annotations",
        "",
        "from typing import TYPE_CHECKING, Any, TypedDict",
        "",
        "if TYPE_CHECKING:",
        "    from collections.abc import Mapping, Sequence",
        "    from datetime import date, time, timedelta",
        "    from pathlib import Path",
        "",
        "",
        "class Keywords(TypedDict, total=False):",
        '    """Any setting; docs/settings.md describes each."""',
        "",
    ]
    for made in ALL:
        if made.keyword and made.keyword != "sources":
            kind = KINDS[made.kind][1] + (" | None" if made.default is None else "")
            lines += [f"    {made.keyword}: {kind}", f'    """{made.about}"""']
    for name in ("voices", "pauses", "show", "daily"):
        what = {"voices": "Voices of single roles", "pauses": "Seconds of silence after roles"}.get(name, f"[{name}]")
        lines += [f"    {name}: Mapping[str, Any]", f'    """{what}: a mapping, as the table of the file."""']
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOCS.write_text(documented(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
    KEYWORDS.write_text(keywords(), encoding="utf-8")
