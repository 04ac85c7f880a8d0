"""What README and docs show in Python is true when it is run, in the order in which it stands."""

import doctest
import re
import shutil
from pathlib import Path

import pytest
from shared import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TESTED_ELSEWHERE = {"engines.md", "sources.md"}
"""Their examples are whole packages, which tests of their own install and run."""


def blocks(page: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name not in TESTED_ELSEWHERE], ids=lambda page: page.name
)
def test_the_examples_are_true(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    for path in sorted((ROOT / "seeds").glob("*.txt"))[:2]:
        shutil.copy(path, tmp_path / "seeds")
    names: dict[str, object] = {"__name__": "example"}
    for number, block in enumerate(blocks(page)):
        if ">>>" in block:
            test = doctest.DocTestParser().get_doctest(block, names, f"{page.name}:{number}", str(page), 0)
            assert doctest.DocTestRunner(verbose=False).run(test).failed == 0
        else:
            exec(compile(block, f"{page.name}, block {number}", "exec"), names)  # noqa: S102 - our own pages


def test_there_are_examples() -> None:
    assert len(blocks(ROOT / "docs" / "python.md")) > 5
    assert blocks(ROOT / "README.md")
