import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.model import Article, Degraded, Episode, Role, Script, Segment, Skipped, TimedSegment
from audionews.publish import manifest
from audionews.support.errors import StorageError


@pytest.mark.parametrize("stories", [1, 5, 40])
def test_what_is_written_is_read_back(make: Callable[..., Episode], stories: int) -> None:
    episode = replace(
        make(stories, words=True),
        skipped=(Skipped("x.txt", "It is empty."),),
        degraded=(Degraded(3, "gtts", "espeak", "No network."),),
    )
    once = manifest.load(manifest.dump(episode))
    assert manifest.dump(once) == manifest.dump(episode)
    assert replace(once, segments=(), articles=(), duration=0) == replace(episode, segments=(), articles=(), duration=0)
    assert [line.text for line in once.segments] == [line.text for line in episode.segments]


def test_the_schema_is_the_contract(make: Callable[..., Episode]) -> None:
    fields = json.loads(manifest.dump(make(2)))
    assert list(fields)[:6] == ["schema", "title", "date", "language", "duration", "audio"]
    assert {"articles", "segments", "dropped", "skipped", "degraded"} <= set(fields)
    assert {"headline", "source", "published", "start", "end"} <= set(fields["articles"][0])
    keys = {"role", "article", "text", "spoken", "start", "end", "engine", "voice"}
    assert keys == set(fields["segments"][0])
    assert fields["segments"][0] | {"role": "tune", "spoken": "", "article": None} == fields["segments"][0]
    assert fields["segments"][1]["start"] == 0.5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": 2}, "schema is not 1"),
        ({"title": None}, "title is no text"),
        ({"date": "23/11"}, "date is no date"),
        ({"duration": "long"}, "duration is no number"),
        ({"duration": True}, "duration is no number"),
        ({"duration": -1}, "duration is negative"),
        ({"duration": 10**400}, "duration is not finite"),
        ({"segments": {}}, "segments is no list"),
        ({"segments": [1]}, "segments[0] is no object"),
        ({"segments": [{"start": 2, "end": 1}]}, "segments[0].end is before its start"),
        ({"segments": [{"start": 1, "end": 2, "role": "x"}]}, "segments[0].role is none of"),
        ({"segments": [{"start": 1, "end": 2, "role": "body", "article": 9}]}, "segments[0].article is 9"),
        ({"audio": {"file": "../../etc/passwd"}}, "audio.file is no plain file name"),
        ({"audio": {"file": ".hidden"}}, "audio.file is no plain file name"),
        ({"audio": {"file": "a.mp3", "sha256": "x"}}, "audio.sha256 is no SHA-256 digest"),
        ({"articles": [{"start": 1}]}, "articles[0].end is missing"),
    ],
)
def test_errors_name_file_and_key(
    make: Callable[..., Episode], tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    fields = json.loads(manifest.dump(make(1))) | change
    (tmp_path / "episode.json").write_text(json.dumps(fields))
    with pytest.raises(StorageError, match=r"episode\.json") as caught:
        manifest.load(tmp_path)
    assert message in str(caught.value)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"schema": NaN}', "[" * 100_000, "null", '{"schema": 1}'])
def test_what_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(StorageError):
        manifest.load(text)


def test_a_missing_or_binary_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="There is no"):
        manifest.load(tmp_path)
    (tmp_path / "episode.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StorageError, match="UTF-8"):
        manifest.load(tmp_path)


@given(st.text(st.characters()), st.floats(0, 1e6), st.floats(0, 1e4))
def test_any_text_and_time_survive(text: str, start: float, length: float) -> None:
    line = TimedSegment(Role.BODY, None, text, text, start, start + length, "tone", None)
    base = manifest.load(BASE)
    back = manifest.load(manifest.dump(replace(base, segments=(line,))))
    assert back.segments[0].text == text.encode("utf-8", "ignore").decode()
    assert abs(back.segments[0].start - start) <= 0.00051


@given(st.data())
def test_any_damage_is_refused_or_harmless(data: st.DataObject) -> None:
    fields = json.loads(BASE)
    fields["segments"] = [{"role": "body", "article": None, "text": "ক", "spoken": "ক", "start": 0, "end": 1}]
    junk = st.none() | st.booleans() | st.floats() | st.text(max_size=3) | st.lists(st.integers(), max_size=4)
    place = data.draw(st.sampled_from([fields, fields["audio"], fields["segments"][0]]))
    place[data.draw(st.sampled_from(sorted(place)))] = data.draw(junk)
    with contextlib.suppress(StorageError):
        manifest.dump(manifest.load(json.dumps(fields)))


def test_a_script_has_the_same_shape() -> None:
    script = Script(
        "শিরোনাম",
        date(2026, 11, 23),
        "bn-BD",
        (Article("a.txt", "text", "খবর", also=("b.txt",)),),
        (Segment(Role.BODY, "১২টি", "বারোটি", 0, opens=True),),
    )
    fields = json.loads(manifest.script_json(script))
    assert fields["language"] == "bn"
    assert fields["articles"] == [{"headline": "খবর", "source": "a.txt", "published": None, "also": ["b.txt"]}]
    assert fields["segments"] == [{"role": "body", "article": 0, "text": "১২টি", "spoken": "বারোটি", "opens": True}]


BASE = """{"schema": 1, "title": "", "date": "2026-11-23", "language": "bn", "duration": 1, "articles": [],
"segments": [],
"audio": {"file": "episode.mp3", "bytes": 0, "sample_rate": 44100, "bitrate": 96000, "loudness_lufs": -16,
"true_peak_dbtp": -1, "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}}"""
