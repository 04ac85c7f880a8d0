"""The repository's own articles, line by line: all that is news is read aloud, none of the noise is."""

from datetime import UTC
from pathlib import Path

import pytest
from shared import ROOT

from audionews.bengali import clean
from audionews.sources.pasted.text import read_text

CASES = Path(__file__).parent / "cases" / "seeds.tsv"


def cases() -> list[tuple[str, set[int]]]:
    rows = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(name, set(map(int, numbers.split()))) for name, numbers in rows]


@pytest.mark.parametrize(("name", "noise"), cases())
def test_only_the_noise_is_left_out(name: str, noise: set[int]) -> None:
    text = (ROOT / "seeds" / name).read_text(encoding="utf-8")
    lines = {number: line.strip() for number, line in enumerate(text.splitlines(), 1) if line.strip()}
    article = read_text(text, name, zone=UTC)
    cleaned = clean(article.text, headline=article.headline, lines=article.lines)
    spoken = " ".join([article.headline or "", *cleaned.paragraphs])
    front = 6 if text.startswith("---") else 0
    news = [line for number, line in lines.items() if number not in noise and number > front]
    assert [line for line in news if line not in spoken] == []
    assert [lines[number] for number in sorted(noise) if lines[number] in cleaned.paragraphs] == []
    assert [lines[number] for number in sorted(noise) if len(lines[number]) > 20 and lines[number] in spoken] == []


def test_every_seed_has_its_row() -> None:
    assert {name for name, _ in cases()} == {path.name for path in (ROOT / "seeds").glob("*.txt")}
