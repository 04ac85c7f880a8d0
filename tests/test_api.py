"""The two functions of `audionews` as a program calls them."""

from pathlib import Path

import pytest

import audionews
from audionews.support.errors import UsageError


def test_one_source_a_folder_and_a_day_may_be_texts(article: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "shows")
    made = audionews.make(str(article), engine="tone", output=folder, date="2026-11-23", profiles="small")
    assert made.date.isoformat() == "2026-11-23"
    assert (tmp_path / "shows/2026-11-23" / made.audio.file).is_file()
    assert made.audio.sample_rate == 24_000
    assert audionews.script([article]).articles[0].headline == "শহরে নতুন সেতু"


@pytest.mark.parametrize(
    ("setting", "hint"),
    [
        ({"profile": "small"}, "'profiles'"),
        ({"date": "2026-13-45"}, "else today"),
        ({"engine": "espaek"}, "'espeak'"),
        ({"preset": "betr"}, "'betar'"),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest(article: Path, setting: dict[str, str], hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        audionews.make([article], **setting)
    assert hint in (refused.value.hint or "")


def test_the_episode_tells_where_it_is_and_events_are_heard(article: Path, tmp_path: Path) -> None:
    heard: list[audionews.Event] = []
    made = audionews.make(article, engine="tone", output=tmp_path / "out", date="2026-11-23", on_event=heard.append)
    assert made.folder == tmp_path / "out" / "2026-11-23"
    assert made.audio_path.stat().st_size == made.audio.bytes
    assert any(isinstance(event, audionews.Finished) for event in heard)
    again = audionews.make(article, engine="tone", output=tmp_path / "out", date="2026-11-23")
    assert (again.audio.sha256, again.folder) == (made.audio.sha256, made.folder)


def test_everything_exported_is_there() -> None:
    assert all(getattr(audionews, name) for name in audionews.__all__)
    with pytest.raises(AttributeError, match="has no attribute"):
        _ = audionews.nothing  # type: ignore[attr-defined]


@pytest.mark.parametrize("wanted", [-24.0, -19.0, -14.0])
def test_an_episode_is_as_loud_as_asked(article: Path, tmp_path: Path, wanted: float) -> None:
    made = audionews.make(article, engine="espeak", output=tmp_path / "out", date="2026-11-23", loudness=wanted)
    assert made.audio.loudness_lufs == pytest.approx(wanted, abs=0.3)
    assert made.audio.true_peak_dbtp <= -1.0


def test_a_loudness_that_would_distort_is_not_reached_and_told(article: Path, tmp_path: Path) -> None:
    heard: list[audionews.Event] = []
    made = audionews.make(
        article, engine="espeak", output=tmp_path / "out", date="2026-11-23", loudness=-9, on_event=heard.append
    )
    assert made.audio.true_peak_dbtp <= -1.0
    warned = [event.text for event in heard if isinstance(event, audionews.Warned)]
    assert warned[0].endswith("without being distorted.")
