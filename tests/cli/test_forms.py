"""`make` in its other forms: by section, within minutes, an article at a time."""

import json
from pathlib import Path

import pytest
from shared import Run

DAY = ("--date", "2026-11-23", "--engine", "tone")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number, section in enumerate(("Sports", "weather", "রাজ্য")):
        body = "\n\n".join(f"এটি {n} নম্বর অনুচ্ছেদ। এতে কিছু খবর আছে।" for n in range(4))
        (folder / f"{number}.txt").write_text(
            f"---\ntitle: শিরোনাম {number}\nsection: {section}\n---\n{body}\n\nউপশিরোনাম {number}\n\nশেষ কথা এটি।\n",
            encoding="utf-8",
        )
    return folder


def manifest(folder: Path) -> dict:
    return json.loads((folder / "episode.json").read_text(encoding="utf-8"))


def test_sections_are_spoken_and_open_their_storys_chapter(run: Run, news: Path, tmp_path: Path) -> None:
    assert run("make", news, *DAY, "--sections").returncode == 0
    told = manifest(tmp_path / "output" / "2026-11-23")
    assert [one["section"] for one in told["articles"]] == ["রাজ্য", "Sports", "weather"]
    heads = [one for one in told["segments"] if one["role"] == "subhead" and one["article"] is None]
    assert len(heads) == 3
    chapters = json.loads((tmp_path / "output" / "2026-11-23" / "chapters.json").read_text(encoding="utf-8"))
    headlines = {one["headline"] for one in told["articles"]}
    starts = [one["startTime"] for one in chapters["chapters"] if one["title"] in headlines]
    assert starts == [one["start"] for one in heads]


def test_minutes_cut_and_tell_what(run: Run, news: Path, tmp_path: Path) -> None:
    assert run("make", news, *DAY, "--max-minutes", "1").returncode == 0
    told = manifest(tmp_path / "output" / "2026-11-23")
    assert all(one["cut"] for one in told["articles"])
    assert told["duration"] < 75
    script = json.loads(run("script", news, "--json", "--max-minutes", "1", "--date", "2026-11-23").stdout)
    assert [one["cut"] for one in script["articles"]] == [one["cut"] for one in told["articles"]]


def test_leads_that_take_longer_are_warned_of(run: Run, news: Path) -> None:
    done = run("make", news, *DAY, "--max-minutes", "0.5")
    assert done.returncode == 0
    assert "leads alone" in done.stderr


def test_each_article_is_an_episode_beside_the_bulletin(run: Run, news: Path, tmp_path: Path) -> None:
    done = run("make", news, *DAY, "--separate", "also")
    assert done.returncode == 0, done.stderr
    places = [Path(line).parent.name for line in done.stdout.split()]
    assert places == ["2026-11-23", "2026-11-23-2", "2026-11-23-3", "2026-11-23-4"]
    titles = [manifest(tmp_path / "output" / name)["title"] for name in places]
    assert titles[1:] == ["শিরোনাম 0", "শিরোনাম 1", "শিরোনাম 2"]
    assert (tmp_path / "output" / "feed.xml").read_text(encoding="utf-8").count("<item>") == 4
    again = run("make", news, *DAY, "--separate", "also")
    assert again.stdout == done.stdout
    assert again.stderr.count("unchanged") == 4


def test_articles_alone_and_as_json(run: Run, news: Path) -> None:
    done = run("make", news, *DAY, "--separate", "only", "--json")
    assert [one["title"] for one in json.loads(done.stdout)] == ["শিরোনাম 0", "শিরোনাম 1", "শিরোনাম 2"]


def test_the_bulletin_of_one_article_and_the_article_are_two_episodes(run: Run, news: Path) -> None:
    assert len(run("make", news / "0.txt", *DAY, "--separate", "also").stdout.split()) == 2


def test_a_long_article_has_a_chapter_a_subhead(run: Run, news: Path, tmp_path: Path) -> None:
    assert run("make", news / "0.txt", *DAY, "--long-form").returncode == 0
    told = manifest(tmp_path / "output" / "2026-11-23")
    assert told["title"] == "শিরোনাম 0"
    assert [one["headline"] for one in told["articles"]] == ["শিরোনাম 0", "উপশিরোনাম 0"]
    assert "headline" not in {one["role"] for one in told["segments"]}
    chapters = json.loads((tmp_path / "output" / "2026-11-23" / "chapters.json").read_text(encoding="utf-8"))
    assert "উপশিরোনাম 0" in [one["title"] for one in chapters["chapters"]]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["--separate", "both"], "also"), (["--max-minutes", "0"], "max-minutes"), (["--since", "soon"], "24h")],
)
def test_what_cannot_be_is_refused(run: Run, news: Path, arguments: list[str], says: str) -> None:
    done = run("make", news, *DAY, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
