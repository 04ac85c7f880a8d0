"""`script --explain` says why each line is left out, and where to change that."""

import json
from pathlib import Path

from shared import ROOT, Run

TABLES = ROOT / "audionews/bengali/data"
PAGE = "মাছের দাম কমল শহরে\nনিজস্ব সংবাদদাতা\nবাজারে মাছের দাম কমেছে। ক্রেতারা খুশি বলে জানাল সমিতি।\nবিজ্ঞাপন\n"


def test_each_line_left_out_names_its_row(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    said = json.loads(run("script", page, "--explain", "--json").stdout)
    assert [one["text"] for one in said["dropped"]] == ["নিজস্ব সংবাদদাতা", "বিজ্ঞাপন"]
    for one, word in zip(said["dropped"], ["desk\t", "advert\t"], strict=True):
        file, _, number = one["rule"].partition(":")
        assert (TABLES / file).read_text("utf-8").split("\n")[int(number) - 1].startswith(word)
    readable = run("script", page, "--explain").stdout
    assert f"advert: {said['dropped'][1]['rule']} " in readable
    assert "rule" not in run("script", page, "--json").stdout
