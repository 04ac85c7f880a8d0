"""Pages of many makes: which of their lines are the story, its headline, its day, and which pages are refused."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from audionews.sources.gather_options import INDIA
from audionews.sources.web_page import read_page
from audionews.support.errors import SourceError

DATA = Path(__file__).parent / "data"
PAGES: dict[str, dict[str, Any]] = tomllib.loads((DATA / "pages.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_gives_its_story_and_nothing_else(name: str) -> None:
    data, expected = (DATA / "pages" / name).read_bytes(), PAGES[name]
    if "refuse" in expected:
        with pytest.raises(SourceError) as refused:
            read_page(data, name, zone=INDIA)
        assert str(refused.value) == expected["refuse"]
        return
    article = read_page(data, name, zone=INDIA)
    assert article.text.split("\n") == expected["lines"]
    assert article.headline == expected["headline"]
    assert (article.published.date().isoformat() if article.published else "") == expected["day"]


def test_every_page_is_expected_to_be_something() -> None:
    assert {path.name for path in (DATA / "pages").iterdir()} == set(PAGES)
