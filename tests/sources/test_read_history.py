"""What was read is not read again, unless it has grown by a third."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from press import STORIES

from audionews.model import Article
from audionews.sources.read_history import ReadHistory, load, save
from audionews.support.errors import StorageError

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)


def paper(slug: str) -> Article:
    return Article(f"http://x/{slug}", STORIES[slug]["body"], STORIES[slug]["headline"])


TOLD, AGAIN = paper("derby-a"), paper("derby-b")
READ = Article("http://x/feed-link", "ক" * 90, url="http://x/lasting", also=("http://y/other",))


@pytest.mark.parametrize(("size", "known"), [(90, True), (30, True), (119, True), (120, False), (500, False)])
def test_a_story_is_known_until_it_has_grown_by_a_third(size: int, known: bool) -> None:
    seen = ReadHistory().after([READ], NOW)
    assert seen.knows(Article("http://x/lasting", "ক" * size)) is known
    assert seen.knows(Article("elsewhere", "ক" * size, url="http://x/feed-link")) is known


def test_another_papers_telling_of_it_is_known_whatever_its_length() -> None:
    seen = ReadHistory().after([READ], NOW)
    assert seen.knows(Article("http://y/other", "ক" * 5000))
    assert not seen.knows(Article("http://y/another", "ক"))


def test_files_are_never_known() -> None:
    assert not ReadHistory().after([Article("a.txt", "ক")], NOW).knows(Article("a.txt", "ক"))


def test_a_page_is_unchanged_unless_its_feed_says_otherwise() -> None:
    seen = ReadHistory().after([READ], NOW)
    assert seen.unchanged("http://x/lasting", None)
    assert seen.unchanged("http://x/lasting", NOW)
    assert not seen.unchanged("http://x/lasting", NOW + timedelta(minutes=1))
    assert not seen.unchanged("http://x/new", None)


def test_what_is_long_past_is_forgotten() -> None:
    seen = ReadHistory().after([READ], NOW).after([], NOW + timedelta(days=61))
    assert seen.marks == {}


def test_it_is_kept_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "state" / "seen.json"
    seen = ReadHistory().after([READ, TOLD], NOW)
    save(seen, path)
    assert load(path) == seen
    assert load(path).heard(AGAIN)


def test_news_is_known_when_another_paper_tells_it_later_and_hardly_more() -> None:
    seen = ReadHistory().after([TOLD], NOW)
    assert seen.heard(AGAIN)
    assert not seen.heard(replace(AGAIN, text=f"{AGAIN.text}\n{AGAIN.text} আরও অনেক কথা।"))
    assert not seen.heard(paper("derby-return"))
    assert not ReadHistory().after([TOLD], NOW).after([], NOW + timedelta(days=8)).heard(AGAIN)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"read": []}',
        '{"read": {"a": 1}}',
        '{"read": {"a": ["x", "y"]}}',
        '{"read": {"a": [1]}}',
        "\ud800",
    ],
)
def test_a_damaged_file_is_an_empty_one(tmp_path: Path, content: str) -> None:
    path = tmp_path / "seen.json"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    told: list[Path] = []
    assert load(path, told.append) == ReadHistory()
    assert told == [tmp_path / "seen.damaged"]
    assert told[0].exists()
    assert load(tmp_path / "none.json", told.append) == ReadHistory()
    assert len(told) == 1


def test_a_file_that_cannot_be_read_for_now_is_no_empty_one(tmp_path: Path) -> None:
    (tmp_path / "seen.json").mkdir()
    with pytest.raises(StorageError, match=r"seen\.json is no regular file"):
        load(tmp_path / "seen.json")


def test_another_text_at_the_same_address_is_another_story() -> None:
    first = replace(TOLD, source="http://x/", url="http://x/")
    seen = ReadHistory().after([first], NOW)
    for days in (1, 30):  # a sketch is kept for a week, its gist as long as the mark
        later = seen.after([], NOW + timedelta(days=days))
        assert later.knows(first)
        assert later.knows(replace(first, text=first.text.replace("শেষ দিকে", "শেষের দিকে")))
        assert not later.knows(replace(first, text=paper("metro-new-a").text))


def test_a_mark_of_an_older_version_knows_its_address(tmp_path: Path) -> None:
    path = tmp_path / "seen.json"
    path.write_text('{"read": {"http://x/": {"size": 90, "read": "2026-11-22T07:00:00+00:00"}}}')
    assert load(path).knows(Article("http://x/", "ক" * 90))
