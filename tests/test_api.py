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
        ({"date": "2026-13-45"}, "2026-11-23"),
        ({"engine": "espaek"}, "'espeak'"),
        ({"preset": "betr"}, "'betar'"),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest(article: Path, setting: dict[str, str], hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        audionews.make([article], **setting)
    assert hint in (refused.value.hint or "")
