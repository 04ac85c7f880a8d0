"""The daily run on the loopback papers, day after day: all, nothing new, two new stories."""

import json
import threading
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import press
import pytest
from loopback import Loopback
from shared import Run

from audionews import daily
from audionews.publish.show import episode_index
from audionews.rundown.preset import preset
from audionews.settings import Settings
from audionews.support.errors import NoInputError, UsageError

IST = timezone(timedelta(hours=5, minutes=30))
FIRST = datetime(2026, 11, 23, 7, 0, tzinfo=IST)
DAY = timedelta(days=1)
NEW = {"ফাটা চাকাতেই শক্তিগড়ের দুর্ঘটনা, বলছে রেলের রিপোর্ট", "প্রথম ছবি পাঠাল ইসরোর কৃষি উপগ্রহ"}


@pytest.fixture
def site() -> Iterator[Loopback]:
    with Loopback() as papers:
        press.fill(papers, 1)
        yield papers


@pytest.fixture
def settings(site: Loopback, tmp_path: Path) -> Settings:
    return Settings().having(
        sources=(f"{site.url}/uttar/feed",),
        output=tmp_path / "output",
        engine="tone",
        allow_private=True,
        max_minutes=1,
        rate=200,
        forms=(),  # the pictures of an episode take as long as its sound
        daily={"since": timedelta(hours=48), "limit": 0},
    )


def headlines(done: daily.Day) -> set[str]:
    return {story.headline for _, one in done.made for story in one.articles}


def test_all_then_nothing_then_two(site: Loopback, settings: Settings) -> None:
    first = daily.run(settings, now=FIRST)
    assert len(headlines(first)) == first.fresh > 5
    assert first.made[0][0].name == "2026-11-23"
    assert first.made[0][1].recipe is not None
    assert first.made[0][1].recipe.time == "07:00"
    press.fill(site, 2)
    site.log.clear()
    second = daily.run(settings, now=FIRST + DAY)
    assert (second.made, second.fresh) == ([], 0)
    assert second.summary() == "2026-11-24: nothing new"
    assert [path for path in site.log if "robots" not in path] == ["/uttar/feed"]
    press.fill(site, 3)
    third = daily.run(settings, now=FIRST + 2 * DAY)
    assert headlines(third) == NEW
    assert "2 stories (2 new)" in third.summary()
    assert len(episode_index.items(settings.run.output)[0]) == 2


def test_twice_a_day_is_once(settings: Settings) -> None:
    first = daily.run(settings, now=FIRST)
    path = first.made[0][0] / "episode.mp3"
    before = path.stat().st_mtime_ns
    second = daily.run(settings, now=FIRST + timedelta(hours=3))
    assert (second.fresh, headlines(second)) == (0, headlines(first))
    assert path.stat().st_mtime_ns == before


def test_what_comes_later_joins_the_days_episode(site: Loopback, settings: Settings) -> None:
    settings = settings.having(daily={"since": timedelta(hours=72), "limit": 0})
    now = FIRST + 2 * DAY
    first = daily.run(settings, now=now)
    press.fill(site, 3)
    second = daily.run(settings, now=now + timedelta(hours=10))
    assert headlines(second) == headlines(first) | NEW
    assert second.fresh == 2
    assert [path for path, _ in second.made] == [path for path, _ in first.made]
    greetings = [[line.text for line in one.segments[:4]] for _, one in (*first.made, *second.made)]
    assert greetings[0] == greetings[1]  # as it was first heard, at seven


def test_again_reads_what_was_read(settings: Settings) -> None:
    first = daily.run(settings, now=FIRST)
    assert daily.run(settings, now=FIRST + timedelta(hours=20)).made == []
    again = daily.run(settings, again=True, now=FIRST + timedelta(hours=20))
    assert headlines(again) == headlines(first)
    assert again.made[0][0].name == "2026-11-24"


def test_two_at_once_make_one_episode(settings: Settings) -> None:
    done: list[daily.Day] = []
    runs = [threading.Thread(target=lambda: done.append(daily.run(settings, now=FIRST))) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert sorted(one.fresh > 0 for one in done) == [False, True]
    assert headlines(done[0]) == headlines(done[1])
    assert len(episode_index.items(settings.run.output)[0]) == 1


def test_a_file_is_read_on_its_day_alone(settings: Settings, article: Path) -> None:
    settings = settings.having(sources=(str(article),))
    assert daily.run(settings, now=FIRST).fresh == 1
    assert daily.run(settings, now=FIRST + DAY).summary() == "2026-11-24: nothing new"
    article.write_text(article.read_text(encoding="utf-8") * 2, encoding="utf-8")
    assert daily.run(settings, now=FIRST + DAY).fresh == 1


def test_old_episodes_go_and_what_is_not_ours_stays(settings: Settings, article: Path) -> None:
    settings = settings.having(sources=(str(article),), daily={"keep_days": 2})
    daily.run(settings, now=FIRST)
    other = settings.run.output / "my-notes"
    other.mkdir()
    (other / "note.txt").touch()
    assert daily.run(settings, again=True, now=FIRST + 2 * DAY).pruned == []
    last = daily.run(settings, again=True, now=FIRST + 3 * DAY)
    assert last.pruned == ["2026-11-23"]
    assert "1 removed" in last.summary()
    assert not (settings.run.output / "2026-11-23").exists()
    assert (other / "note.txt").exists()
    assert "2026-11-23" not in (settings.run.output / "feed.xml").read_text(encoding="utf-8")


def test_the_day_is_the_zones(settings: Settings, article: Path) -> None:
    late = datetime(2026, 11, 23, 20, 0, tzinfo=timezone.utc)  # noqa: UP017 - beside IST above
    settings = settings.having(sources=(str(article),))
    assert daily.run(settings, now=late).date == date(2026, 11, 24)
    abroad = settings.having(zone="America/New_York", output=settings.run.output / "abroad")
    assert daily.run(abroad, now=late).date == date(2026, 11, 23)


def test_without_sources_or_with_none_that_answers(site: Loopback, settings: Settings) -> None:
    with pytest.raises(UsageError):
        daily.run(settings.having(sources=()))
    with pytest.raises(NoInputError) as caught:
        daily.run(settings.having(sources=(f"{site.url}/gone",)), now=FIRST)
    assert "404" in str(caught.value.hint)
    with pytest.raises(UsageError, match="Atlantis"):
        daily.run(settings.having(zone="Ocean/Atlantis"), now=FIRST)


def test_one_summary_line_and_a_word_to_the_user(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "tell.py").write_text(
        "import os, sys\n"
        "open('told', 'a', encoding='utf-8').write(f'{os.environ[\"AUDIONEWS_STATUS\"]} {sys.argv[1]}\\n')\n",
        encoding="utf-8",
    )
    (tmp_path / "audionews.toml").write_text(f'sources = ["{article.name}"]\nengine = "tone"\n', encoding="utf-8")
    tell = ("--notify", "python tell.py", "--date", "2026-11-23")
    first = run("daily", *tell)
    assert first.returncode == 0, first.stderr
    assert first.stdout.strip().count("\n") == 0
    assert first.stdout.startswith("2026-11-23: 1 story (1 new), ")
    assert json.loads(run("daily", "--date", "2026-11-23", "--json").stdout)["new"] == 0
    article.unlink()
    assert run("daily", *tell).returncode == 2
    told = (tmp_path / "told").read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in told] == ["done", "failed"]


@pytest.mark.slow
def test_each_time_of_day_has_an_episode_that_reads_what_is_new(
    site: Loopback, settings: Settings, article: Path
) -> None:
    settings = settings.having(daily={"at": ["18:00", "07:00"], "since": timedelta(hours=48), "limit": 0})
    settings = settings.having(sources=(*settings.run.sources, str(article)), max_minutes=30)
    morning = FIRST + 2 * DAY
    first = daily.run(settings, now=morning)
    press.fill(site, 3)
    text = article.read_text(encoding="utf-8")
    article.write_text(f"{text}\n" + "আবহাওয়া দফতর আরও জানিয়েছে, রাতে হাওয়ার বেগ বাড়তে পারে। " * 12, encoding="utf-8")
    second = daily.run(settings, now=morning + timedelta(hours=12))
    assert [path.name for path, _ in (*first.made, *second.made)] == ["2026-11-25", "2026-11-25-2"]
    assert [one.edition for _, one in (*first.made, *second.made)] == [1, 2]
    assert headlines(second) > NEW
    assert len(headlines(second) - NEW) == 1, "the story that has grown"
    assert second.summary().startswith("2026-11-25, edition 2: 3 stories (3 new)")
    [(folder, evening)] = second.made
    assert evening.title.endswith("(২)")
    words = preset("neutral").developing
    lead = next(number for number, line in enumerate(evening.segments) if line.text in words)
    grown = evening.segments[lead].article
    assert grown is not None
    assert evening.articles[grown].headline not in NEW
    assert sum(line.text in words for line in evening.segments) == 1

    before = (folder / "episode.mp3").stat().st_mtime_ns
    rerun = daily.run(settings, now=morning + timedelta(hours=13))
    assert [(path, one.edition) for path, one in rerun.made] == [(folder, 2)]
    assert (folder / "episode.mp3").stat().st_mtime_ns == before
    article.write_text(f"{text}\n" + "আবহাওয়া দফতর আরও জানিয়েছে, রাতে হাওয়ার বেগ বাড়তে পারে। " * 13, encoding="utf-8")
    updated = daily.run(settings, now=morning + timedelta(hours=14), again=False)
    assert [path for path, _ in updated.made] == [folder]
    tomorrow = daily.run(settings, now=morning + DAY)
    assert (tomorrow.made, tomorrow.edition) == ([], 1)
    assert tomorrow.summary() == "2026-11-26, edition 1: nothing new"


def test_the_first_edition_is_of_the_whole_day_before_the_second() -> None:
    at = (time(7), time(13), time(18, 30))

    def which(hour: int, minute: int = 0) -> int | None:
        return daily.edition_at(at, FIRST.replace(hour=hour, minute=minute))[0]

    assert [which(4), which(7), which(12, 59), which(13), which(18, 29), which(18, 30)] == [1, 1, 1, 2, 2, 3]
    assert daily.edition_at((time(7),), FIRST) == (None, FIRST.replace(hour=0))


def test_daily_publishes_where_the_show_says(tmp_path: Path, article: Path) -> None:
    settings = Settings().having(
        sources=[str(article)], engine="tone", output=tmp_path / "output", show={"target": str(tmp_path / "host")}
    )
    done = daily.run(settings, now=FIRST)
    assert done.sent == len([path for path in (tmp_path / "host").rglob("*") if path.is_file()]) - 1
    assert f"{done.sent} files published" in done.summary()
    (tmp_path / "host" / "feed.xml").unlink()
    assert daily.run(settings, now=FIRST).sent == 1
