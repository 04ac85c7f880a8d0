"""Other people's validators on what we make, and on bad samples of each kind to prove that they can fail.

They need `.ci/validators FOLDER` and AUDIONEWS_VALIDATORS=FOLDER. On a continuous integration server a missing
validator is a failure; elsewhere the tests are skipped.
"""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsers import browser, needs, node

from audionews.model import Episode
from audionews.publish import manifest, update_show
from audionews.publish.check import external
from audionews.publish.render.episode_page import page

pytestmark = pytest.mark.slow
DAYS = {"2026-11-23": (5, True), "2026-11-22": (1, False), "2026-11-21": (40, True)}
BASE = "https://example.org/pod/"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, publish_in: Callable[..., tuple[Path, Episode]]) -> Path:
    place = tmp_path_factory.mktemp("show") / "output"
    for name, (stories, hostile) in DAYS.items():
        publish_in(place, stories, name=name, hostile=hostile, words=True)
    update_show(place, base_url=BASE, email="editor@example.org")
    return place


def damaged(book: Path, place: Path, old: bytes, new: bytes) -> Path:
    """Copy a book with `old` replaced by `new` in every file of it."""
    import zipfile

    with zipfile.ZipFile(book) as before, zipfile.ZipFile(place, "w") as after:
        for entry in before.infolist():
            after.writestr(entry, before.read(entry).replace(old, new))
    return place


@pytest.mark.parametrize("day", DAYS)
def test_epubcheck_finds_nothing(root: Path, day: str) -> None:
    needs(external.command("epubcheck"), "epubcheck")
    assert list(external.epubcheck(root / day / "episode.epub")) == []


@pytest.mark.parametrize(("old", "new"), [(b'#s1"', b'#s999"'), (b"<dc:language>bn</dc:language>", b"")])
def test_epubcheck_can_fail(root: Path, tmp_path: Path, old: bytes, new: bytes) -> None:
    needs(external.command("epubcheck"), "epubcheck")
    assert list(external.epubcheck(damaged(root / "2026-11-22" / "episode.epub", tmp_path / "bad.epub", old, new)))


@pytest.mark.parametrize("day", DAYS)
def test_ace_finds_nothing(root: Path, day: str) -> None:
    needs(external.command("ace"), "Ace")
    browser()
    assert list(external.ace(root / day / "episode.epub")) == []


@pytest.mark.parametrize(
    ("old", "new"), [(b' lang="bn" xml:lang="bn"', b""), (b"schema:accessModeSufficient", b"schema:other")]
)
def test_ace_can_fail(root: Path, tmp_path: Path, old: bytes, new: bytes) -> None:
    needs(external.command("ace"), "Ace")
    browser()
    assert list(external.ace(damaged(root / "2026-11-22" / "episode.epub", tmp_path / "bad.epub", old, new)))


def test_nu_finds_nothing(root: Path) -> None:
    needs(external.command("vnu"), "the Nu HTML checker")
    assert list(external.nu(sorted(root.rglob("index.html")))) == []


@pytest.mark.parametrize(("old", "new"), [("</h1>", "</h2>"), ('id="seek"', 'id="play"')])
def test_nu_can_fail(root: Path, tmp_path: Path, old: str, new: str) -> None:
    needs(external.command("vnu"), "the Nu HTML checker")
    text = (root / "2026-11-22" / "index.html").read_text()
    assert old in text
    (tmp_path / "index.html").write_text(text.replace(old, new))
    assert list(external.nu([tmp_path / "index.html"]))


def test_axe_finds_nothing_at_any_width_in_both_schemes(root: Path) -> None:
    browser()
    looks = node("browse.cjs", *sorted(root.rglob("index.html")))
    assert len(looks) == 4 * 3 * 2
    for look in looks:
        assert (look["violations"], look["errors"], look["wide"]) == ([], [], 0), look
        assert look["passes"] > 20


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [(' alt=""', "", "image-alt"), ('<html lang="bn"', "<html", "html-has-lang")],
)
def test_axe_can_fail(root: Path, tmp_path: Path, old: str, new: str, rule: str) -> None:
    browser()
    text = (root / "2026-11-22" / "index.html").read_text()
    (tmp_path / "index.html").write_text(text.replace(old, new))
    looks = node("browse.cjs", tmp_path / "index.html")
    assert all(rule in {each["id"] for each in look["violations"]} for look in looks)


def test_a_hostile_page_would_be_stopped_by_its_policy(root: Path, tmp_path: Path) -> None:
    browser()
    text = (root / "2026-11-22" / "index.html").read_text()
    (tmp_path / "index.html").write_text(text.replace("<main>", "<main><script>document.title = 'x'</script>"))
    assert any("Content Security Policy" in error for error in node("browse.cjs", tmp_path / "index.html")[0]["errors"])


def test_podcast_parsers_read_every_field(root: Path) -> None:
    found = node("feeds.cjs", root / "feed.xml")
    show_, item = found["feedsmith"], found["feedsmith"]["items"][0]
    assert show_["podcast"]["guid"]
    assert show_["podcast"]["locked"] == {"value": False, "owner": "editor@example.org"}
    assert show_["itunes"]["owner"]["email"] == "editor@example.org"
    assert show_["atom"]["links"][0]["href"] == f"{BASE}feed.xml"
    assert [len(found[name]["items"]) for name in ("partytime", "feedsmith")] == [3, 3]
    assert item["enclosures"][0]["length"] == (root / "2026-11-23" / "episode.mp3").stat().st_size
    assert item["podcast"]["transcripts"][0]["type"] == "text/vtt"
    assert {"chapters", "alternateEnclosures"} <= set(item["podcast"])
    party = found["partytime"]
    assert party["guid"] == show_["podcast"]["guid"]
    assert party["medium"] == "podcast"
    assert party["explicit"] is False
    assert party["itunesCategory"] == ["News > Daily News"]
    fields = {"guid", "enclosure", "duration", "title", "link", "pubDate", "podcastTranscripts", "podcastChapters"}
    assert fields | {"alternativeEnclosures", "itunesImage"} <= set(party["items"][0])
    assert party["items"][0]["title"] == item["title"] == "“উদ্ধৃতি” 'ও' \"আরও\" & <script>alert(1)</script>"


@pytest.mark.parametrize("change", [("<channel>", "<chanel>"), ("rss", "xyz")])
def test_podcast_parsers_can_fail(root: Path, tmp_path: Path, change: tuple[str, str]) -> None:
    (tmp_path / "feed.xml").write_text((root / "feed.xml").read_text().replace(*change))
    found = node("feeds.cjs", tmp_path / "feed.xml")
    assert not (found["feedsmith"] or {}).get("items")


def test_webvtt_parser_finds_nothing(root: Path) -> None:
    for result in node("feeds.cjs", root / "feed.xml", *sorted(root.rglob("*.vtt")))["vtt"]:
        assert result["errors"] == []
        assert result["cues"] > 5


@pytest.mark.parametrize("change", [(" --> ", " -> "), ("<v ", "<q ")])
def test_webvtt_parser_can_fail(root: Path, tmp_path: Path, change: tuple[str, str]) -> None:
    text = (root / "2026-11-22" / "transcript.vtt").read_text()
    (tmp_path / "bad.vtt").write_text(text.replace(*change))
    assert node("feeds.cjs", root / "feed.xml", tmp_path / "bad.vtt")["vtt"][0]["errors"]


@pytest.mark.parametrize("day", DAYS)
def test_ffprobe_reads_the_chapters_in_order(root: Path, day: str) -> None:
    needs(shutil.which("ffprobe"), "ffprobe")
    words = ["ffprobe", "-v", "quiet", "-show_chapters", "-of", "json", str(root / day / "episode.mp3")]
    found = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)["chapters"]
    wanted = json.loads((root / day / "chapters.json").read_text())["chapters"]
    assert [float(each["start_time"]) for each in found] == pytest.approx(
        [each["startTime"] for each in wanted], abs=0.001
    )


@pytest.fixture(scope="module")
def did(root: Path) -> Any:
    """Return what happened when a page was used with the keyboard alone."""
    browser()
    return node("play.cjs", root / "2026-11-23" / "index.html")


def test_every_control_answers_to_the_keyboard(did: Any) -> None:
    assert did["errors"] == []
    names = [stop["name"] for stop in did["stops"]]
    controls = ["before", "back", "play", "forward", "after", "seek", "speed", "share", "big", "ask", "follow", "theme"]
    assert names[1 : 1 + len(controls)] == controls
    assert {"chapter", "find", "up", "down", "paragraph", "source", "big"} <= set(names)
    for stop in did["stops"]:
        assert stop["outlined"], stop
        assert stop["seen"], stop
        assert min(stop["height"], stop["width"]) >= (22 if stop["name"] == "source" else 24), stop
    assert (did["plays"], did["pauses"], did["speed"], did["follow"]) == (True, True, 1.25, False)
    assert (did["forward"], did["back"]) == (15, -15)
    assert did["before"] < 0 < did["after"]
    assert did["seek"] > 0
    assert did["shared"]
    assert did["found"][1] == 5
    assert (did["hit"], did["marked"]) == (True, "true")
    for late in (did["heard"], did["chapter"], did["clicked"], *did["paragraph"]):
        assert 0 <= late < 0.3


def test_keys_act_in_every_script_and_can_be_turned_off(did: Any) -> None:
    keys = did["keys"]
    assert (keys["l"], keys["j"], keys["bengali"], keys["k"], keys["off"]) == (15, -15, 15, True, 0)
    assert keys["ArrowLeft"] < 0 < keys["ArrowRight"] < 2
    assert keys["p"] < 0 < keys["n"]
    assert did["help"] == [True, True, False]


def test_the_highlight_follows_the_sound_and_what_was_chosen_is_kept(did: Any) -> None:
    assert len(did["lags"]) >= 6
    assert all(abs(lag) <= 0.1 for lag in did["lags"])
    assert did["remembered"] == pytest.approx(6.5, abs=0.2)
    assert did["linked"] == pytest.approx(3, abs=0.2)
    assert did["pace"] == [1.25, "1.25"]
    assert did["theme"] == ["dark", "rgb(21, 23, 26)"]
    assert did["plain"] == {"controls": True, "shown": True, "buttons": 0, "text": 32, "paragraphs": 17}


def test_words_are_lit_as_they_are_said(did: Any, root: Path) -> None:
    segments = [each for each in manifest.load(root / "2026-11-23").segments if each.text]
    heard = [(word.start, line.spoken[word.begins : word.ends]) for line in segments[9:11] for word in line.words]
    assert len(did["words"]) >= 6
    for now, lit in did["words"]:
        assert [start for start, word in heard if word == lit and -0.03 <= now - start <= 0.15], (now, lit)


def test_three_hours_of_news_open_at_once(make: Callable[..., Episode], tmp_path: Path) -> None:
    browser()
    (tmp_path / "index.html").write_text(page(make(540)))  # 3,242 sentences
    found = node("browse.cjs", tmp_path / "index.html", "--opened")
    assert found["opened"] < 1000
