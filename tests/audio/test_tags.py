from __future__ import annotations

import io
import json
import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3

from audionews.audio.tags import ChapterFrame, Tags, id3

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TAGS = Tags(
    "সকালের সংবাদ", "অডিওনিউজ", "দিনের খবর", date(2026, 11, 23), comment="তিনটি খবর", cover=b"\x89PNG\r\n\x1a\n.."
)
TITLES = ("শিরোনাম", "একটা খুব লম্বা নামের খবর যা অন্যগুলির চেয়ে বড়", "খেলা", "আবহাওয়া দফতরের খবর", "ক")


def chapters(titles: Sequence[str]) -> list[ChapterFrame]:
    return [ChapterFrame(10.5 * i, 10.5 * (i + 1), title) for i, title in enumerate(titles)]


def read(data: bytes) -> ID3:
    return ID3(io.BytesIO(data), translate=False)


def test_what_is_said_of_the_episode_is_read_back() -> None:
    tag = ID3(io.BytesIO(id3(TAGS)))
    found = [str(tag[name]) for name in ("TIT2", "TPE1", "TALB", "TDRC", "TLAN", "TCON", "COMM::ben")]
    assert found == [TAGS.title, TAGS.artist, TAGS.album, "2026-11-23", "ben", "News", TAGS.comment]
    assert (tag["APIC:"].mime, tag["APIC:"].data, tag["APIC:"].type) == ("image/png", TAGS.cover, 3)


def test_chapters_stand_in_order_whatever_their_size() -> None:
    data = id3(TAGS, chapters(TITLES))
    found = read(data).getall("CHAP")
    places = [at for at in range(len(data)) if data[at : at + 4] == b"CHAP"]
    names = [data[place + 10 : data.index(b"\0", place + 10)].decode() for place in places]
    contents = read(data)["CTOC:toc"]
    assert contents.child_element_ids == names
    assert int(contents.flags) == 3
    shown = {frame.element_id: (frame.start_time, str(frame.sub_frames["TIT2"])) for frame in found}
    assert [shown[name] for name in names] == [(10_500 * i, title) for i, title in enumerate(TITLES)]


@pytest.mark.parametrize("count", [1, 255, 256, 1000])
def test_many_chapters_fit_in_tables_of_tables(count: int) -> None:
    tag = read(id3(TAGS, chapters(["x"] * count)))
    tables = {table.element_id: table.child_element_ids for table in tag.getall("CTOC")}
    listed = [name for child in tables["toc"] for name in tables.get(child, [child])]
    assert listed == [f"ch{number}" for number in range(count)]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("ক\0খ", "ক খ"),
        ("\x1b]0;x\x07\x1b[31mলাল", "]0;x [31mলাল"),
        ("দুই\r\nলাইন\u2028তিন", "দুই লাইন তিন"),
        ("\u202eউল্টো\u2066", "উল্টো"),
        ("😀 ক্\u200dষ র\u200c্য", "😀 ক্\u200dষ র\u200c্য"),
        ("\ud800 একা", "? একা"),
        ("<script>&amp;", "<script>&amp;"),
    ],
)
def test_hostile_titles_are_harmless(title: str, shown: str) -> None:
    tag = read(id3(Tags(title, "", "", date(2026, 1, 2)), chapters([title])))
    assert str(tag["TIT2"]) == str(tag["CHAP:ch0"].sub_frames["TIT2"]) == shown


def test_a_long_title_is_cut_at_a_word() -> None:
    found = str(read(id3(Tags("শব্দ " * 100, "", "", date(2026, 1, 2))))["TIT2"])
    assert 200 < len(found) <= 250
    assert found.endswith("শব্দ")


@given(st.lists(st.text(max_size=300), max_size=5), st.text(max_size=99))
def test_any_titles_give_a_tag_that_reads_back(titles: list[str], url: str) -> None:
    data = id3(Tags("x", "", "", date(2026, 1, 2), url=url), [ChapterFrame(1, 2, title, url) for title in titles])
    assert len(read(data).getall("CHAP")) == len(titles)
    assert read(data).size == len(data)


@pytest.mark.slow
def test_ffprobe_reads_the_chapters(tmp_path: Path, library: dict[str, bytes]) -> None:
    if shutil.which("ffprobe") is None:
        pytest.skip("needs ffprobe")
    from audionews.audio.master import PROFILES, Output, SoundCue, master

    path = tmp_path / "x.mp3"
    plain = Tags(TAGS.title, TAGS.artist, TAGS.album, TAGS.date)
    tag = id3(plain, chapters(TITLES))
    master([SoundCue("even3")], [Output(path, PROFILES["podcast"])], library.__getitem__, lambda _s, _d: tag)
    command = ["ffprobe", "-v", "warning", "-show_chapters", "-of", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["chapters"]
    assert [(one["start"], one["tags"]["title"]) for one in found] == [(10_500 * i, t) for i, t in enumerate(TITLES)]
    assert not done.stderr


def test_chapters_have_pictures_of_their_own() -> None:
    picture = b"\xff\xd8\xff\xe0 a story"
    made = [ChapterFrame(0, 1, "সূচনা"), ChapterFrame(1, 2, "খবর", "https://example.org/", picture)]
    frames = read(id3(Tags("সংবাদ", "দফতর", "খবর", date(2026, 11, 23), cover=b"\xff\xd8\xff\xe0"), made)).getall("CHAP")
    held = {frame.element_id: frame.sub_frames.getall("APIC") for frame in frames}
    assert held["ch0"] == []
    assert [(each.data, each.mime) for each in held["ch1"]] == [(picture, "image/jpeg")]
