"""What README and docs show is true: Python when it is run in the order in which it stands, and commands."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from shared import ARTICLE, ROOT

from audionews.cli.app import app

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TESTED_ELSEWHERE = {"api.md", "engines.md", "sources.md"}
"""Their Python examples are whole packages, or need a server: tests of their own run them."""
COMMANDS = typer.main.get_command(app)


def blocks(page: Path, kind: str = "python") -> list[str]:
    return re.findall(rf"^ *```{kind}\n(.*?)^ *```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name not in TESTED_ELSEWHERE], ids=lambda page: page.name
)
def test_the_examples_are_true(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    for number in "12":
        (tmp_path / "seeds" / f"{number}.txt").write_text(f"{number} নম্বর: {ARTICLE}", encoding="utf-8")
    names: dict[str, object] = {"__name__": "example"}
    for number, block in enumerate(blocks(page)):
        if ">>>" in block:
            test = doctest.DocTestParser().get_doctest(block, names, f"{page.name}:{number}", str(page), 0)
            assert doctest.DocTestRunner(verbose=False).run(test, clear_globs=False).failed == 0
            names |= test.globs
        else:
            exec(compile(block, f"{page.name}, block {number}", "exec"), names)  # noqa: S102 - our own pages


def test_there_are_examples() -> None:
    assert len(blocks(ROOT / "docs" / "python.md")) > 5
    assert blocks(ROOT / "README.md")


def typed(page: Path) -> list[str]:
    """Return every call of `audionews` in a page, in its blocks for shells and in its running text."""
    text = page.read_text(encoding="utf-8")
    lines = [line for kind in ("sh", "console") for block in blocks(page, kind) for line in block.splitlines()]
    lines += re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL))
    pieces = [piece for line in lines for piece in re.split(r"\\?\||&&|;| #", line)]
    calls = (re.search(r"(?:^|\$ |/)(audionews [a-z].*)", piece.strip()) for piece in pieces)
    return [found[1] for found in calls if found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_shown_is_one_that_there_is(page: Path) -> None:
    unknown = []
    for call in typed(page):
        words = shlex.split(re.split(r" [<>] ?", call)[0])[1:]
        command = COMMANDS
        while words and words[0] in getattr(command, "commands", {}):
            command = command.commands[words.pop(0)]
        options = {option for one in command.params for option in (*one.opts, *one.secondary_opts)} | {"--help", "-h"}
        if (
            command is COMMANDS
            or not {word.partition("=")[0] for word in words if word.startswith("-")} - {"-"} <= options
        ):
            unknown.append(call)
    assert unknown == []


def test_some_are_shown() -> None:
    assert len(typed(ROOT / "README.md")) > 20


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "block"),
    [(page, block) for page in PAGES for block in blocks(page, "console")],
    ids=lambda part: part.name if isinstance(part, Path) else None,
)
def test_a_console_block_is_what_one_sees(page: Path, block: str, tmp_path: Path) -> None:
    """Run its commands in a folder with the seeds; `…` stands for lines left out, and numbers may be others."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    scripts = Path(sys.executable).parent
    calls = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    assert calls, f"{page.name}: a console block without a command"
    for call in calls:
        command, _, shown = call.partition("\n")
        done = subprocess.run(
            ["sh", "-c", f"({command.replace('.venv/bin/', f'{scripts}/')}) 2>&1"],
            cwd=tmp_path,
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"},
            timeout=300,
        )
        wanted = ".*".join(re.sub(r"\d+", r"\\d+", re.escape(part)) for part in shown.strip().split("…"))
        assert re.fullmatch(wanted, done.stdout.strip(), re.DOTALL), done.stdout


def test_the_word_that_contributors_are_to_teach_is_not_known_yet() -> None:
    word = re.findall(r"`(\w+)`, a tab and", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert len(word) == 1
    known = (ROOT / "audionews/bengali/data/latin.tsv").read_text(encoding="utf-8").lower()
    assert f"\n{word[0].lower()}\t" not in known


def test_every_file_that_contributors_are_sent_to_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:\.ci|audionews|tests|tools|docs|benchmarks|packaging)/[\w./-]*\w", text))
    assert len(named) > 25
    known = {path.name for path in (ROOT / "audionews").rglob("*.tsv")}
    tables = set(re.findall(r"\b\w+\.tsv\b", text))
    assert {name for name in named if not (ROOT / name).exists()} == set()
    assert tables - known <= {"lexicon.tsv"}


WRITTEN = [
    *PAGES,
    *(ROOT / name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", ".github/pull_request_template.md")),
    *(ROOT / folder / "README.md" for folder in ("docs/schemas", "packaging/bengali", "tests/bengali/cases")),
]


def anchors(page: Path) -> set[str]:
    """Return the names under which the headings of a page are reached."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    if not page.exists():
        pytest.skip("not in this distribution")
    text = re.sub(r"^ *```.*?^ *```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        there = page.parent / name if name else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            lost.append(link)
    assert lost == []
