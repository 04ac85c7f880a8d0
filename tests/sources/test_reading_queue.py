"""The reading queue: what is put there waits until an episode that tells it is whole."""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from shared import ARTICLE, Run

from audionews import daily, episode, scripting
from audionews.settings import Settings
from audionews.sources import reading_queue
from audionews.support.errors import DamagedError, NoInputError, UsageError
from audionews.support.value_kinds import SOURCES

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
OTHER = ARTICLE.replace("সেতু", "পার্ক")


@pytest.fixture
def queue(tmp_path: Path) -> Path:
    return reading_queue.place(tmp_path / "output")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings().having(sources=("queue",), output=tmp_path / "output", engine="tone", rate=200)


def names(queue: Path) -> list[str]:
    return [item.source for item in reading_queue.waiting(queue)]


def test_links_files_and_texts_wait_in_order_and_each_once(queue: Path, article: Path) -> None:
    link = "https://example.org/a?id=1"
    assert len(reading_queue.add(queue, [link, str(article)]).fresh) == 2
    again = reading_queue.add(queue, [f"{link}&utm_source=x#top", " https://example.org/b "])
    assert ([one.source for one in again.fresh], len(again.known)) == (["https://example.org/b"], 1)
    text = reading_queue.add(queue, [], [ARTICLE]).fresh[0]
    assert text.shown == "শহরে নতুন সেতু"
    assert reading_queue.add(queue, [], [ARTICLE]).known
    assert names(queue) == [link, str(article), "https://example.org/b", text.source]
    reading_queue.remove(queue, ["https://example.org/b", text.source])
    assert names(queue) == [link, str(article)]


def test_a_file_is_the_same_from_whatever_folder(
    queue: Path, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading_queue.add(queue, [str(article)])
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert reading_queue.add(queue, [f"../{article.name}"]).known
    assert reading_queue.remove(queue, [f"../{article.name}"])


@pytest.mark.parametrize("wrong", ["missing.txt", "gopher://example.org/", "https://me:secret@example.org/", "-"])
def test_what_can_be_no_source_is_refused_with_all_that_came_with_it(queue: Path, article: Path, wrong: str) -> None:
    with pytest.raises(UsageError) as refused:
        reading_queue.add(queue, [str(article), wrong])
    assert "secret" not in str(refused.value)
    assert names(queue) == []
    with pytest.raises(UsageError):
        reading_queue.remove(queue, [wrong])


def test_it_is_bounded(queue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_queue, "MOST", 2)
    reading_queue.add(queue, ["https://example.org/1", "https://example.org/2"])
    with pytest.raises(UsageError, match="room for 2"):
        reading_queue.add(queue, ["https://example.org/3"])


@pytest.mark.parametrize("wrong", [" \n", "ক" * (reading_queue.MOST_TEXT + 1)], ids=["empty", "too long"])
def test_a_text_without_words_or_end_is_refused_with_the_link_beside_it(queue: Path, wrong: str) -> None:
    with pytest.raises(UsageError, match="1 to 200,000"):
        reading_queue.add(queue, ["https://example.org/1"], [wrong])
    assert names(queue) == []


@pytest.mark.parametrize(
    "damage", ["{}", '{"items": [{"source": 1e308, "added": "2026-11-30T06:00:00+00:00"}]}', '{"items": {}']
)
def test_a_damaged_one_is_named_and_stays(queue: Path, damage: str) -> None:
    reading_queue.add(queue, ["https://example.org/1"])
    queue.write_text(damage, encoding="utf-8")
    with pytest.raises(DamagedError, match=r"queue\.json"):
        reading_queue.add(queue, ["https://example.org/2"])
    assert queue.read_text(encoding="utf-8") == damage


def test_those_who_add_at_once_lose_nothing(queue: Path) -> None:
    hands = [threading.Thread(target=reading_queue.add, args=(queue, [f"https://example.org/{n}"])) for n in range(8)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert len(names(queue)) == 8


def test_it_is_no_path_in_the_settings(tmp_path: Path) -> None:
    assert SOURCES.placed(("queue", "news"), tmp_path) == ("queue", str(tmp_path / "news"))


def test_what_an_episode_tells_leaves_and_what_failed_waits_on(
    queue: Path, article: Path, tmp_path: Path, settings: Settings
) -> None:
    gone = tmp_path / "gone.txt"
    gone.write_text(OTHER, encoding="utf-8")
    reading_queue.add(queue, [str(article), str(gone)])
    gone.unlink()
    folder, made = episode.make(["queue"], settings)
    assert [one.source for one in made.articles] == [article.as_posix()]
    assert names(queue) == [str(gone)]
    with pytest.raises(NoInputError):
        episode.make(["queue"], settings)
    reading_queue.add(queue, [], [OTHER])
    second, made = episode.make(["queue"], settings)
    assert [one.headline for one in made.articles] == ["শহরে নতুন পার্ক"]
    assert (second.parent, second != folder) == (folder.parent, True)


def test_an_episode_that_is_not_made_leaves_all_of_it(queue: Path, article: Path, settings: Settings) -> None:
    reading_queue.add(queue, [str(article)])
    (settings.run.output / "show.json").write_text("no show", encoding="utf-8")
    with pytest.raises(DamagedError):
        episode.make(["queue"], settings)
    assert names(queue) == [str(article)]
    assert scripting.write_script(["queue"], settings).articles
    assert names(queue) == [str(article)]


@pytest.mark.slow
def test_the_days_bulletin_keeps_what_it_told_and_takes_in_what_has_come(
    queue: Path, article: Path, settings: Settings
) -> None:
    assert daily.run(settings, now=MORNING).made == []
    reading_queue.add(queue, [str(article)], now=MORNING)
    assert daily.run(settings, now=MORNING).fresh == 1
    assert names(queue) == []
    reading_queue.add(queue, [], [OTHER], now=MORNING)
    later = daily.run(settings, now=MORNING + timedelta(hours=5))
    assert (later.fresh, [one.headline for one in later.made[0][1].articles]) == (
        1,
        ["শহরে নতুন সেতু", "শহরে নতুন পার্ক"],
    )
    unchanged = daily.run(settings, now=MORNING + timedelta(hours=6))
    assert (unchanged.fresh, len(unchanged.made[0][1].articles)) == (0, 2)
    next_day = MORNING + timedelta(days=1)
    assert daily.run(settings, now=next_day).made == []
    reading_queue.add(queue, [str(article)], now=next_day)  # who asks for it again shall hear it again
    assert len(daily.run(settings, now=next_day).made[0][1].articles) == 1


def test_the_command_adds_shows_and_removes(run: Run, article: Path, tmp_path: Path) -> None:
    done = run("add", article, "https://example.org/a", "-", text=OTHER)
    assert (done.returncode, done.stderr.count("Added to the queue of output: ")) == (0, 3)
    assert "waits already" in run("add", "news.txt").stderr
    shown = run("add", "--list").stdout
    assert [line.split("  ")[1] for line in shown.splitlines()][:2] == [str(article), "https://example.org/a"]
    assert run("add", "--remove", "https://example.org/a").returncode == 0
    waits = json.loads(run("add", "--list", "--json").stdout)
    assert [one["shown"] for one in waits] == [str(article), "শহরে নতুন পার্ক"]
    assert run("add").returncode == 2
    assert run("make", "queue", "--engine", "tone", "--date", "2026-11-23").returncode == 0
    assert run("add", "--list").stdout == ""
    assert run("make", "queue", "--engine", "tone").returncode == 3
