"""What the version of 29 November 2026 left on disk serves every later one (`upgrades/`, made by the script there)."""

import hashlib
import io
import json
import shutil
import struct
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import soundfile
from shared import ROOT, Run, call

from audionews.model import Article
from audionews.publish import manifest
from audionews.publish.show import shows
from audionews.sources import read_history

OLD = ROOT / "tests" / "upgrades" / "2026-11-29"
MANIFEST = json.loads((OLD / "output" / "2026-11-29" / "episode.json").read_text(encoding="utf-8"))


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """The old show, in a folder of its own, with something in place of its sound."""
    shutil.copytree(OLD, tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "output" / "2026-11-29"
    for sound in (MANIFEST["audio"], *MANIFEST["alternates"]):
        with (folder / sound["file"]).open("wb") as file:
            file.truncate(sound["bytes"])
    return tmp_path


def guids(feed: Path) -> list[tuple[str | None, ...]]:
    items = ET.parse(feed).iterfind(".//item")  # noqa: S314 - our own
    return [tuple(item.findtext(name) for name in ("guid", "title", "pubDate")) for item in items]


def told(show: Path) -> dict[str, Any]:
    return json.loads((show / "output" / "2026-11-29" / "episode.json").read_text(encoding="utf-8"))


def holds(new: object, old: object) -> bool:
    """Tell whether all that `old` says is said by `new` too."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(name in new and holds(new[name], value) for name, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(new) == len(old) and all(map(holds, new, old))
    return new == old


def test_a_manifest_is_read_and_its_keys_stay() -> None:
    again = json.loads(manifest.dump(manifest.load(OLD / "output" / "2026-11-29")))
    assert again["schema"] == 1
    assert holds(again, MANIFEST)


def strange(value: Any) -> Any:
    """Return a document with a key more in each object, as a later version may write it."""
    if isinstance(value, dict):
        return {name: strange(inner) for name, inner in value.items()} | {"later": {"x": [1]}}
    return list(map(strange, value)) if isinstance(value, list) else value


def test_keys_of_a_later_version_are_ignored(show: Path) -> None:
    later, history = strange(MANIFEST), show / "output" / ".daily" / "seen.json"
    assert manifest.load(json.dumps(later)) == manifest.load(json.dumps(MANIFEST))
    setup = show / "output" / "show.json"
    before = shows.read(show / "output")
    setup.write_text(json.dumps(strange(json.loads(setup.read_text(encoding="utf-8")))), encoding="utf-8")
    assert shows.read(show / "output") == before
    marks = read_history.load(history).marks
    rows = json.loads(history.read_text(encoding="utf-8"))
    rows["read"] = {name: strange(row) for name, row in rows["read"].items()}
    history.write_text(json.dumps(rows | {"later": 1}), encoding="utf-8")
    assert read_history.load(history).marks == marks


def test_a_show_goes_on_under_its_names(show: Path) -> None:
    """Podcast apps know a show and its episodes by their guids: other ones would be fetched and heard again."""
    feed = show / "output" / "feed.xml"
    before, own = guids(feed), shows.read(show / "output")
    assert call(show, "feed", "output").returncode == 0
    assert guids(feed) == before
    assert len(before) == 1
    assert shows.read(show / "output") == own
    assert own.title == "ভোরের খবর"
    assert own.base_url == "https://khobor.example/podcast/"


def test_an_episode_is_brought_up_to_date_where_it_is(show: Path) -> None:
    before = guids(show / "output" / "feed.xml")
    done = call(show, "make", "news.txt", "--date", "2026-11-29")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (show / "output").iterdir() if path.name.startswith("2026")] == ["2026-11-29"]
    assert guids(show / "output" / "feed.xml") == before
    now = told(show)
    assert now["schema"] == 1
    assert now["recipe"]["sources"] == MANIFEST["recipe"]["sources"]
    assert set(now) >= set(MANIFEST)
    assert set(now["segments"][1]) >= set(MANIFEST["segments"][1])
    assert now["audio"]["bytes"] == (show / "output" / "2026-11-29" / "episode.mp3").stat().st_size
    assert "unchanged" in call(show, "make", "news.txt", "--date", "2026-11-29").stderr


def test_every_setting_still_says_the_same(show: Path) -> None:
    done = call(show, "config", "--json")
    assert done.returncode == 0, done.stderr
    now = {row["key"]: (row["value"], row["origin"]) for row in json.loads(done.stdout)}
    old = {row["key"]: (row["value"], row["origin"]) for row in json.loads((OLD / "config.json").read_text("utf-8"))}
    assert {key: now.get(key) for key in old} == old
    assert sum(origin.startswith("audionews.toml") for _, origin in old.values()) > 40


def test_what_was_read_is_not_read_again() -> None:
    history = read_history.load(OLD / "output" / ".daily" / "seen.json")
    flood = "নদীর জল বিপদসীমার ৪০ সেন্টিমিটার উপরে। জেলা প্রশাসন জানিয়েছে, ২৩টি গ্রামের ৫,২০০ জনকে সরানো হয়েছে। " * 3
    headline = "নদীর জল বিপদসীমার উপরে"
    assert history.knows(Article("https://khobor.example/1", flood, headline))
    assert not history.knows(Article("https://khobor.example/1", flood * 2, headline))
    assert history.knows(Article("https://kagoj.example/9", "ক", url="https://kagoj.example/9"))
    assert history.heard(Article("https://other.example/7", flood, headline))
    assert not history.knows(Article("https://khobor.example/3", flood, headline))
    now = datetime(2026, 11, 30, tzinfo=UTC)
    assert history.after([], now).marks == history.marks
    assert not history.after([], now + timedelta(days=70)).marks


def old_entry(seconds: float) -> bytes:
    """Return an entry of the old cache: a packed clip (version 2) of a tone, behind the store's head."""
    rate, steps = 22_050, int(seconds * 10)
    samples = (8000 * np.sin(np.arange(int(seconds * rate)) / 8)).astype(np.int16)
    body = io.BytesIO()
    soundfile.write(body, samples, rate, format="FLAC", subtype="PCM_16")
    length, energy = len(samples), np.full(steps, 0.03, "<f4")
    head = struct.pack("<8sIIIIIIIIf", b"ANclip\0\2", rate, length, 0, length, 0, length, steps, 0, -15.0)
    clip = head + struct.pack("<5f", *[0.0] * 5) + energy.tobytes() + body.getvalue()
    content = clip + struct.pack("<I", zlib.crc32(clip))
    return b"audionews1\n" + hashlib.blake2b(content, digest_size=16).digest() + content


def test_a_cache_of_that_time_does_no_harm(run: Run, article: Path, tmp_path: Path) -> None:
    """Its clips are played or spoken anew, as the version knows their form or not; a run never fails of them."""
    cache = {"AUDIONEWS_CACHE": str(tmp_path / "cache")}
    make = ("make", article, "--date", "2026-11-29", "--engine", "tone")
    assert run(*make, **cache).returncode == 0
    clips = [path for path in (tmp_path / "cache" / "clips").glob("??/*") if b"ANclip" in path.read_bytes()[:64]]
    assert len(clips) > 5
    for path in clips:
        path.write_bytes(old_entry(1.5))
    done = run(*make, "-o", "again", **cache)
    assert done.returncode == 0, done.stderr
    assert run("cache", **cache).returncode == 0
