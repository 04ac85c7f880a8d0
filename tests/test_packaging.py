"""What leaves this repository in other forms than the package itself."""

import ast
import doctest
import json
import os
import re
import runpy
import subprocess
import sys
import tomllib
import types
from pathlib import Path

import man_page
import pytest
from shared import ROOT

from audionews.bengali import normalize
from audionews.support.version import __version__

BENGALI = ROOT / "packaging" / "bengali"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `audionews-bengali` alone installed in it."""
    folder = tmp_path_factory.mktemp("alone")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, BENGALI]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


@pytest.mark.slow
def test_the_bengali_alone_reads_as_the_whole_does(alone: Path) -> None:
    texts = [
        line.split("\t")[0]
        for path in sorted((ROOT / "tests/bengali/cases").rglob("*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()[1:40]
        if line and not line.startswith("#")
    ]
    assert len(texts) > 100
    ask = (
        "import json, sys\nsys.modules['audionews'] = sys.modules['typer'] = None\n"
        "from audionews_bengali import clean, normalize, phonemes, split_sentences\n"
        "texts = json.load(sys.stdin)\njson.dump([normalize(text) for text in texts], sys.stdout)\n"
        "for text in texts[:40]: clean(text), split_sentences(text), phonemes(text)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask],
        input=json.dumps(texts),
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(alone)},
        cwd=alone,
        timeout=120,
    )
    assert json.loads(done.stdout) == [normalize(text) for text in texts]
    assert done.stderr.strip() == ""


def test_it_asks_for_the_libraries_that_it_imports_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    hatch = types.ModuleType("interface")
    hatch.BuildHookInterface = object
    monkeypatch.setitem(sys.modules, "hatchling.builders.hooks.plugin.interface", hatch)
    wheel = runpy.run_path(str(BENGALI / "bengali_wheel.py"))
    beside = wheel["beside"](ROOT / "audionews")
    assert 3 < len(beside) < 10, "the text is to need little of the whole"
    imported: set[str] = set()
    for path in (*(ROOT / "audionews/bengali").rglob("*.py"), *beside):
        source = wheel["renamed"](path.read_text(encoding="utf-8"))
        assert not re.search(r"^\s*(?:from|import) audionews\b(?!_)", source, re.MULTILINE), path
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom):
                imported.add(str(node.module).partition(".")[0])
            elif isinstance(node, ast.Import):
                imported |= {name.name.partition(".")[0] for name in node.names}
    asked = tomllib.loads((BENGALI / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {re.split("[<>=]", name)[0] for name in asked} == imported - sys.stdlib_module_names - {"audionews_bengali"}


@pytest.mark.slow
def test_its_readme_is_true(alone: Path) -> None:
    (block,) = re.findall(
        r"^```python\n(.*?)^```", (BENGALI / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    test = doctest.DocTestParser().get_doctest(block, {}, "README.md", None, 0)
    sys.path.insert(0, str(alone))
    try:
        assert doctest.DocTestRunner(verbose=False).run(test).failed == 0
    finally:
        sys.path.remove(str(alone))


def test_the_package_says_its_version_once() -> None:
    said = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert said
    assert said[1] == __version__


def test_the_man_page_is_that_of_the_commands_today() -> None:
    assert man_page.PAGE.read_text(encoding="utf-8") == man_page.page(), "run tools/man_page.py"
