"""A document in its chapters, in one episode or an episode each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from odd_feeds import story
from paper_files import odt

from audionews import episode, scripting
from audionews.model import Article, ArticleLine, Role
from audionews.rundown.headings import split_at_headings
from audionews.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def document(*lines: str) -> Article:
    """Return a document of lines; `2 text` is a heading of the second rank."""
    told = [ArticleLine(line[2:], f"h{line[0]}") if line[0].isdigit() else ArticleLine(line, "p") for line in lines]
    return Article("a.epub", "\n".join(line.text for line in told), "বই", lines=tuple(told))


@pytest.mark.parametrize(
    ("lines", "chapters"),
    [
        (["ক।"], [("বই", "ক।")]),
        (["1 এক", "ক।", "1 দুই", "খ।", "2 উপ", "গ।"], [("এক", "ক।"), ("দুই", "খ।\nউপ\nগ।")]),
        (["শুরু।", "1 এক", "ক।"], [("বই", "শুরু।"), ("এক", "ক।")]),
        (["1 বই", "2 এক", "ক।", "2 দুই", "খ।"], [("এক", "ক।"), ("দুই", "খ।")]),
        (["1 এক", "1 দুই", "খ।"], [("দুই", "খ।")]),
        (["3 এক", "ক।"], [("এক", "ক।")]),
    ],
)
def test_chapters_begin_at_the_headings_of_the_first_rank_that_has_several(
    lines: list[str], chapters: list[tuple[str, str]]
) -> None:
    found = split_at_headings(document(*lines))
    assert [(one.headline, one.text) for one in found] == chapters
    assert len({one.source for one in found}) == len(found)
    assert all("\n".join(line.text for line in one.lines) == one.text for one in found)


def test_a_page_is_not_split() -> None:
    page = Article("a", "ক\nখ।", lines=(ArticleLine("ক", "h2", "body>h2"), ArticleLine("খ।", "p", "body>p")))
    assert split_at_headings(page) == [page]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.odt"
    body = "".join(
        f'<text:h text:outline-level="1">{name}</text:h><text:p>{story(name, 0).text}</text:p>'
        for name in ("প্রথম অধ্যায়", "দ্বিতীয় অধ্যায়")
    )
    path.write_bytes(odt(body, title="সাঁকোর কথা"))
    return path


def test_long_form_gives_each_chapter_its_heading(book: Path) -> None:
    script = scripting.write_script([str(book)], Settings().having(long_form=True))
    assert script.title == "সাঁকোর কথা"
    intros = [segment.text for segment in script.segments if segment.role is Role.INTRO]
    assert intros == ["সাঁকোর কথা: প্রথম অধ্যায়", "দ্বিতীয় অধ্যায়"]


@pytest.mark.slow
def test_split_makes_an_episode_a_chapter_and_finds_it_again(book: Path, tmp_path: Path) -> None:
    settings = Settings().having(split="chapters", output=tmp_path / "output", engine="tone", rate=200)
    made = episode.make_all([str(book)], settings)
    assert [one.title for _, one in made] == ["সাঁকোর কথা: প্রথম অধ্যায়", "সাঁকোর কথা: দ্বিতীয় অধ্যায়"]
    assert all(len(one.articles) == 1 for _, one in made)
    before = [(folder / "episode.mp3").stat().st_mtime_ns for folder, _ in made]
    again = episode.make_all([str(book)], settings)
    assert [(folder / "episode.mp3").stat().st_mtime_ns for folder, _ in again] == before
