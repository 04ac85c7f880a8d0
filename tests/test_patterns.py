"""No possessive quantifier: over a lookahead CPython 3.11.2 gets it wrong (gh-100061), `(?>…)` never."""

import ast
import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from shared import ROOT

parser = re._parser  # type: ignore[attr-defined]
RECORDER = Path(__file__).parent / "compiled_patterns.py"


def possessive(parsed: object) -> bool:
    if isinstance(parsed, parser.SubPattern):
        return any(map(possessive, parsed.data))
    if not isinstance(parsed, tuple | list):
        return False
    return (bool(parsed) and parsed[0] is parser.POSSESSIVE_REPEAT) or any(map(possessive, parsed))


@pytest.mark.parametrize("pattern", ["a++", "(?:x|a*+)", "(?=a?+)", "[ab]{2,3}+"])
def test_one_is_found_wherever_it_stands(pattern: str) -> None:
    assert possessive(parser.parse(pattern))


def test_others_are_let_be() -> None:
    assert not possessive(parser.parse(r"(?>a+)(?=b?)[+]\+c{2,3}?"))


def test_nothing_compiles_one() -> None:
    """Look at each expression that is compiled with the modules, by the commonest work, or at its first use."""
    done = subprocess.run(
        [sys.executable, RECORDER], check=True, capture_output=True, encoding="utf-8", cwd=ROOT, timeout=60
    )
    found = [line.split("\t") for line in done.stdout.splitlines()]
    assert len(found) > 400
    assert not [row for row in found if possessive(parser.parse(ast.literal_eval(row[2]), int(row[1])))]


def test_no_table_holds_one() -> None:
    cells = 0
    for path in (ROOT / "audionews" / "bengali" / "data").glob("*.tsv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                for cell in row:
                    cells += 1
                    try:
                        found = possessive(parser.parse(cell))
                    except re.error:  # no expression
                        continue
                    assert not found, f"{path.name}: {cell}"
    assert cells > 1000
