"""The Opus file has the MP3's timeline, the loudness that was asked for, and says what it is."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile
from mutagen.oggopus import OggOpus
from shared import ARTICLE, call

from audionews.publish import manifest
from audionews.publish.check import check


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, homes: dict[str, str]) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "news.txt").write_text(ARTICLE, encoding="utf-8")
    told = ("--engine", "tone", "--date", "2026-11-23", "--profile", "opus", "-q")
    done = call(folder, "make", "news.txt", *told, **homes)
    assert done.returncode == 0, done.stderr
    return folder / "output" / "2026-11-23"


def test_it_is_heard_when_the_mp3_is(made: Path) -> None:
    episode = manifest.load(made)
    assert (episode.audio.file, [sound.file for sound in episode.alternates]) == ("episode.mp3", ["episode.opus"])
    opus, rate = soundfile.read(made / "episode.opus", dtype="float32")
    mp3, other = soundfile.read(made / "episode.mp3", dtype="float32")
    assert len(opus) == pytest.approx(episode.duration * rate, abs=rate / 1000)
    envelopes = []
    for samples, hertz in ((opus, rate), (mp3, other)):
        step = hertz // 100
        whole = samples[: len(samples) // step * step].reshape(-1, step)
        envelopes.append(np.sqrt((whole**2).mean(axis=1)))
    size = min(map(len, envelopes))
    one, two = (envelope[:size] - envelope[:size].mean() for envelope in envelopes)
    shifts = {shift: float((one * np.roll(two, shift)).sum()) for shift in range(-10, 11)}
    assert abs(max(shifts, key=lambda shift: shifts[shift])) <= 1, "hundredths of a second"
    assert max(shifts.values()) > 0.95 * np.sqrt((one**2).sum() * (two**2).sum())


def test_it_is_measured_smaller_and_said_to_be_synthetic(made: Path) -> None:
    episode = manifest.load(made)
    small = episode.alternates[0]
    assert small.loudness_lufs == pytest.approx(episode.audio.loudness_lufs, abs=0.5)
    assert small.bytes == (made / "episode.opus").stat().st_size < 0.6 * episode.audio.bytes
    tags = OggOpus(made / "episode.opus").tags  # type: ignore[no-untyped-call]
    said = {name.lower(): value for name, value in tags}
    assert said["title"] == episode.title
    assert "কৃত্রিম" in said["comment"]
    feed = (made.parent / "feed.xml").read_text(encoding="utf-8")
    assert f'<podcast:alternateEnclosure length="{small.bytes}" type="audio/opus"' in feed
    assert not [
        finding for finding in check(made.parent, validators=False) if "opus" in f"{finding.place}{finding.what}"
    ]


def test_a_broken_one_is_found(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / made.name)
    (tmp_path / made.name / "episode.opus").write_bytes(b"OggS")
    assert {"sound.digest", "sound.opus"} <= {one.rule for one in check(tmp_path / made.name, validators=False)}
