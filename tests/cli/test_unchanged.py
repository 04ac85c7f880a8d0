"""What an episode depends on: changed, the next run makes it again; else it says that nothing changed."""

import json
import shutil
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image
from shared import ARTICLE, Run, call

from audionews.audio.measure import measure

MAKE = ("make", "news.txt", "--date", "2026-11-23", "--engine", "tone", "--offline", "--lexicon", "words.tsv")
WORDS = "লেখা\tবলা\nপুরসভা\tনগরসভা\n"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, homes: dict[str, str]) -> Path:
    """A folder in which the episode was made once."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "news.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "words.tsv").write_text(WORDS, encoding="utf-8")
    for name, colour in (("cover", "navy"), ("other", "maroon")):
        Image.new("RGB", (1400, 1400), colour).save(folder / f"{name}.png")
    done = call(folder, *MAKE, *COVER, "--time", "19:00", **homes)
    assert done.returncode == 0, done.stderr
    return folder


COVER = ("--cover", "cover.png")


@pytest.fixture
def again(first: Path, tmp_path: Path) -> Run:
    """Run the same once more, with options behind, in a copy of that folder."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return partial(call, tmp_path, *MAKE)


def told(folder: Path) -> dict:
    return json.loads((folder / "output" / "2026-11-23" / "episode.json").read_text(encoding="utf-8"))


def test_nothing_changed(again: Run) -> None:
    done = again(*COVER)
    assert done.returncode == 0
    assert "unchanged" in done.stderr


@pytest.mark.parametrize(
    "options",
    [
        ("--cover", "other.png"),
        (),  # no cover named: one is drawn
        (*COVER, "--language", "en"),
        (*COVER, "--epub-audio", "none"),
        (*COVER, "--profile", "small"),
    ],
    ids=" ".join,
)
def test_another_option_makes_another_episode(again: Run, options: tuple[str, ...]) -> None:
    done = again(*options)
    assert done.returncode == 0, done.stderr
    assert "unchanged" not in done.stderr


def test_another_pause_is_heard(again: Run, tmp_path: Path) -> None:
    def silence() -> float:
        lines = [line for line in told(tmp_path)["segments"] if line["role"] == "greeting"]
        return lines[1]["start"] - lines[0]["end"]

    before = silence()
    (tmp_path / "audionews.toml").write_text("[pauses]\ngreeting = 2.0\n", encoding="utf-8")
    assert "unchanged" not in again(*COVER).stderr
    assert before == pytest.approx(0.6, abs=0.02)
    assert silence() == pytest.approx(2.0, abs=0.02)


def test_another_word_of_the_users_file_is_heard(again: Run, tmp_path: Path) -> None:
    assert any("নগরসভা" in line["spoken"] for line in told(tmp_path)["segments"])
    (tmp_path / "words.tsv").write_text(WORDS.replace("নগরসভা", "পৌরসভা"), encoding="utf-8")
    assert "unchanged" not in again(*COVER).stderr
    assert any("পৌরসভা" in line["spoken"] for line in told(tmp_path)["segments"])


def test_an_update_keeps_the_hour_of_its_greeting(again: Run, tmp_path: Path) -> None:
    """Made for the evening; edited and made again without a time it greets as before, at whatever hour that is."""
    (tmp_path / "news.txt").write_text(ARTICLE.replace("৪৫০", "৫৫০"), encoding="utf-8")
    before = [line["text"] for line in told(tmp_path)["segments"] if line["role"] == "greeting"]
    done = again(*COVER)
    assert "unchanged" not in done.stderr
    assert [line["text"] for line in told(tmp_path)["segments"] if line["role"] == "greeting"] == before
    assert told(tmp_path)["recipe"]["time"] == "19:00"
    again(*COVER, "--time", "08:00")
    assert [line["text"] for line in told(tmp_path)["segments"] if line["role"] == "greeting"] != before


def test_a_sound_that_was_cut_off_is_made_again(again: Run, tmp_path: Path) -> None:
    sound = tmp_path / "output" / "2026-11-23" / "episode.mp3"
    whole = sound.read_bytes()
    sound.unlink()  # its file is shared with the first folder's copy on some systems
    sound.write_bytes(whole[: len(whole) // 2])
    assert "unchanged" not in again(*COVER).stderr
    assert sound.read_bytes() == whole


def test_the_tune_does_not_startle(first: Path) -> None:
    """It is 4 LU softer than what is read."""
    folder = first / "output" / "2026-11-23"
    sound, rate = soundfile.read(folder / "episode.mp3", dtype="int16")

    def loudness(*roles: str) -> float:
        heard = [
            sound[round(line["start"] * rate) : round(line["end"] * rate)]
            for line in told(first)["segments"]
            if line["role"] in roles
        ]
        return measure(np.concatenate(heard), rate).lufs

    assert loudness("tune") - loudness("body", "greeting") == pytest.approx(-4, abs=0.8)
