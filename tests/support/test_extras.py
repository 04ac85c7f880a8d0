"""What a message tells to install is right for whoever reads it."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
from shared import ROOT

from audionews.support.extras import how_to_add


def test_the_libraries_themselves_are_named_with_their_bounds() -> None:
    assert how_to_add("edge") == f"{sys.executable} -m pip install 'edge-tts<8,>=7.3'"
    assert how_to_add("serve").count("'") == 6
    assert "pytest" not in how_to_add("serve")


@pytest.mark.parametrize(
    ("prefix", "command"),
    [
        (("home", "a", ".local", "pipx", "venvs", "audionews"), "pipx inject audionews 'edge-tts"),
        (
            ("home", "a", ".local", "share", "uv", "tools", "audionews"),
            f"uv pip install --python {sys.executable} 'edge",
        ),
    ],
)
def test_isolated_tools_are_added_to_in_their_own_way(
    monkeypatch: pytest.MonkeyPatch, prefix: tuple[str, ...], command: str
) -> None:
    monkeypatch.setattr(sys, "prefix", str(Path("/", *prefix)))
    assert how_to_add("edge").startswith(command)


def test_files_that_were_never_installed_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.requires", lambda _name: None)
    assert how_to_add("edge").endswith("pip install '.[edge]'")


def test_the_extras_that_are_named_are_there_and_none_is_named_as_on_an_index() -> None:
    """Nothing is on a package index yet: what can be said is the libraries, or `.[extra]` beside the sources."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "audionews").rglob("*.py"))
    assert {"edge", "listen"} <= set(re.findall(r"""how_to_add\(["'](\w+)["']\)""", code)) <= set(extras)
    assert re.findall(r"audionews\[\w+\]", code) == []
    pages = "\n".join(path.read_text("utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    named = set(re.findall(r"\.\[([\w,]+)\]", pages))
    assert {one for names in named for one in names.split(",")} <= set(extras)
    assert not re.search(r"(?:pip|pipx|uv)[^`\n]* '?audionews\[", pages)
