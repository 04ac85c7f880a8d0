import json
import re
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audionews.model import Episode
from audionews.publish import update_show
from audionews.publish.check import check, external
from audionews.support.errors import UsageError

Publish = Callable[..., tuple[Path, Episode]]
Damage = Callable[[Path], None]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, publish_in: Publish) -> Path:
    root = tmp_path_factory.mktemp("good") / "output"
    publish_in(root, 3, hostile=True)
    update_show(root, base_url="https://example.org/")
    return root


def rules(path: Path) -> set[str]:
    return {finding.rule for finding in check(path, validators=False)}


def test_what_we_make_conforms(good: Path) -> None:
    assert check(good, validators=False) == []
    for name in ("2026-11-23", "2026-11-23/episode.json", "feed.xml"):
        assert check(good / name, validators=False) == []


@pytest.mark.parametrize("stories", [1, 40])
def test_short_and_long_episodes_conform(publish: Publish, stories: int) -> None:
    assert check(publish(stories)[0], validators=False) == []


def swap(name: str, old: str, new: str) -> Damage:
    def damage(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return damage


def manifest(change: Callable[[dict[str, object]], object]) -> Damage:
    def damage(root: Path) -> None:
        path = root / "2026-11-23" / "episode.json"
        fields = json.loads(path.read_text())
        change(fields)
        path.write_text(json.dumps(fields))

    return damage


def book(name: str, old: bytes, new: bytes) -> Damage:
    def damage(root: Path) -> None:
        path = root / "2026-11-23" / "episode.epub"
        with zipfile.ZipFile(path) as before:
            files = {entry.filename: before.read(entry) for entry in before.infolist()}
        assert old in files[name]
        with zipfile.ZipFile(path, "w") as after:
            for each, data in files.items():
                after.writestr(each, data.replace(old, new, 1) if each == name else data)

    return damage


def bomb(name: str) -> Damage:
    def damage(root: Path) -> None:
        path = root / "2026-11-23" / "episode.epub"
        with zipfile.ZipFile(path) as before:
            first = before.infolist()[0]
            kind = before.read(first)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
            after.writestr(first, kind)
            after.writestr(name, b" " * 20_000_000)

    return damage


def sound(old: bytes, new: bytes) -> Damage:
    def damage(root: Path) -> None:
        path = root / "2026-11-23" / "episode.mp3"
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new, 1))

    return damage


DAY = "2026-11-23"
DAMAGES: list[tuple[str, Damage]] = [
    ("manifest", swap(f"{DAY}/episode.json", '"schema": 1', '"schema": 9')),
    ("files", lambda root: (root / DAY / "transcript.srt").unlink()),
    ("timeline.order", manifest(lambda fields: fields["segments"][2].update(start=0.1))),  # type: ignore[index]
    ("timeline.inside", manifest(lambda fields: fields.update(duration=5.0))),
    ("timeline.text", manifest(lambda fields: fields["segments"][2].update(spoken=" "))),  # type: ignore[index]
    ("timeline.story", manifest(lambda fields: fields["articles"][0].update(end=2.6))),  # type: ignore[index]
    ("sound.file", lambda root: (root / DAY / "episode.mp3").unlink()),
    ("sound.digest", sound(b"LAME3.1", b"LAME3.2")),
    ("sound.loudness", manifest(lambda fields: fields["audio"].update(loudness_lufs=-20))),  # type: ignore[attr-defined]
    ("sound.peak", manifest(lambda fields: fields["audio"].update(true_peak_dbtp=0.2))),  # type: ignore[attr-defined]
    ("sound.mp3", lambda root: (root / DAY / "episode.mp3").write_bytes(b"RIFF") and None),
    ("sound.info", sound(b"Info", b"none")),
    ("sound.length", manifest(lambda fields: fields.update(duration=60.0))),
    ("id3", sound(b"ID3", b"xyz")),
    ("id3.version", sound(b"ID3\x03", b"ID3\x04")),
    ("id3.TIT2", sound(b"TIT2", b"TXXY")),
    ("id3.TLAN", sound("ben".encode("utf-16"), "eng".encode("utf-16"))),
    ("id3.date", sound(b"TYER", b"TXXY")),
    ("id3.ctoc", sound(b"ch000\0ch001\0", b"ch001\0ch001\0")),
    ("id3.order", sound(b"ch000\0ch001\0", b"ch001\0ch000\0")),
    ("id3.chapters", sound(b"ch001\0" + (1000).to_bytes(4), b"ch001\0" + (1100).to_bytes(4))),
    ("chapters.json", swap(f"{DAY}/chapters.json", '"chapters"', '"parts"')),
    ("chapters.version", swap(f"{DAY}/chapters.json", "1.2.0", "2.0")),
    ("chapters.times", swap(f"{DAY}/chapters.json", '"startTime": 0.0', '"startTime": 0.3')),
    ("vtt.header", swap(f"{DAY}/transcript.vtt", "WEBVTT", "VTT")),
    ("vtt.times", swap(f"{DAY}/transcript.vtt", "00:00:00.900", "00:00:00.500")),
    ("vtt.width", swap(f"{DAY}/transcript.vtt", "সুপ্রভাত।", "সুপ্রভাত। " * 20)),
    ("vtt.order", swap(f"{DAY}/transcript.vtt", "00:00:00.900", "00:00:02.900")),
    ("vtt.complete", swap(f"{DAY}/transcript.vtt", "সুপ্রভাত।", "")),
    ("srt.complete", swap(f"{DAY}/transcript.srt", "সুপ্রভাত।", "সুপ্রভাত। সুপ্রভাত।")),
    ("page.csp", swap(f"{DAY}/index.html", '"use strict"', '"use loose"')),
    ("page.csp", swap(f"{DAY}/index.html", "default-src", "other-src")),
    ("page.inline", swap(f"{DAY}/index.html", "<main", '<main onclick="x()"')),
    ("page.alone", swap(f"{DAY}/index.html", 'src="cover.jpg"', 'src="https://example.org/x.jpg"')),
    ("page.lang", swap(f"{DAY}/index.html", 'html lang="bn"', "html")),
    ("page.heading", swap(f"{DAY}/index.html", "<h1", "<h1></h1><h1")),
    ("page.complete", swap(f"{DAY}/index.html", "সুপ্রভাত।", "")),
    ("epub.file", lambda root: (root / DAY / "episode.epub").write_bytes(b"PK") and None),
    ("epub.type", book("mimetype", b"epub+zip", b"zip")),
    ("epub.manifest", book("EPUB/package.opf", b'href="style.css"', b'href="missing.css"')),
    ("epub.access", book("EPUB/package.opf", b"schema:accessibilityHazard", b"schema:other")),
    ("epub.overlay", book("EPUB/package.opf", b"media:active-class", b"media:other")),
    ("epub.anchor", book("EPUB/part-001.smil", b"xhtml#s1", b"xhtml#s999")),
    ("epub.clip", book("EPUB/part-001.smil", b'clipBegin="0:', b'clipBegin="9:')),
    ("epub.complete", book("EPUB/part-001.smil", b"xhtml#s1", b"xhtml#s2")),
    ("feed.xml", swap("feed.xml", "<title>", "<titel>")),
    ("feed.xml", swap("feed.xml", "<rss", "<!DOCTYPE x [<!ENTITY a 'b'>]><rss")),
    ("feed.channel", swap("feed.xml", "<itunes:author>audionews</itunes:author>", "")),
    ("feed.category", swap("feed.xml", 'text="News"', 'text="Nachrichten"')),
    ("feed.explicit", swap("feed.xml", ">false<", ">clean<")),
    ("feed.guid", swap("feed.xml", "<podcast:guid>", "<podcast:guid>0")),
    ("feed.base-url", swap("feed.xml", "atom:link", "atom:other")),
    ("feed.date", swap("feed.xml", "<pubDate>", "<pubDate>2026-11-23T")),
    ("feed.duration", swap("feed.xml", "<itunes:duration>", "<itunes:duration>0:")),
    ("feed.length", swap("feed.xml", 'length="', 'length="1')),
    ("feed.type", swap("feed.xml", 'type="audio/mpeg"', 'type="audio/mp3"')),
    ("feed.transcript", swap("feed.xml", 'type="text/vtt"', 'type="text/html"')),
    ("feed.chapters", swap("feed.xml", "application/json+chapters", "application/json")),
    ("feed.sound", swap("feed.xml", "episode.mp3", "other.mp3")),
    ("cover", lambda root: (root / "cover.jpg").write_bytes(b"x") and None),
    ("feed.xml", swap("feed.xml", 'encoding="UTF-8"', 'encoding="UTX-8"')),
    ("id3", lambda root: (root / DAY / "episode.mp3").write_bytes(b"ID3\3\0\0\0\0\x7f\x7f" + bytes(9))),
    ("epub.file", lambda root: (root / DAY / "episode.epub").write_bytes(b"PK\5\6" + bytes(18))),
    ("epub.file", bomb("EPUB/package.opf")),
    ("manifest", lambda root: (root / DAY / "episode.json").unlink()),  # the index knows that there was one
]


@pytest.mark.parametrize(
    ("rule", "damage"), DAMAGES, ids=[f"{count}-{rule}" for count, (rule, _) in enumerate(DAMAGES)]
)
def test_every_rule_can_fail(good: Path, tmp_path: Path, rule: str, damage: Damage) -> None:
    root = tmp_path / "output"
    shutil.copytree(good, root)
    damage(root)
    assert rule in rules(root)


@pytest.mark.parametrize(
    ("asked", "reached", "said"),
    [
        (-23, -22.6, None),
        (-14.0, -14.9, None),
        (-23, -16.0, r"-16\.0 LUFS; it should be -23\.0 ± 1\.0, as its settings ask"),
        (None, -23.0, r"-23\.0 LUFS; it should be -16\.0 ± 1\.0\."),
        (None, -16.4, None),
    ],
)
def test_an_episode_is_held_to_the_loudness_it_was_asked_for(
    good: Path, tmp_path: Path, asked: float | None, reached: float, said: str | None
) -> None:
    root = tmp_path / "output"
    shutil.copytree(good, root)
    settings = {} if asked is None else {"loudness": asked}
    recipe = {"sources": [], "digest": "0", "settings": settings}

    def change(fields: dict[str, Any]) -> None:
        fields["recipe"] = recipe
        for sound in (fields["audio"], *fields.get("alternates", ())):
            sound["loudness_lufs"] = reached

    manifest(change)(root)
    found = [each.what for each in check(root / DAY, validators=False) if each.rule == "sound.loudness"]
    assert bool(found) == bool(said)
    assert all(re.match(said or "", each) for each in found)


def test_where_there_is_nothing_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no episode"):
        check(tmp_path)


def test_more_chapters_than_one_table_lists_are_understood(make: Callable[..., Episode]) -> None:
    """A table of contents lists 255 at most; beyond that the writer makes a table of tables."""
    import io

    from mutagen.id3 import ID3

    from audionews.audio import tags
    from audionews.publish.check import sound_check
    from audionews.publish.render.chapters import chapters

    episode = make(600)
    frames = [tags.ChapterFrame(mark.start, mark.end, mark.title) for mark in chapters(episode)]
    for given, rule in ((frames, None), (frames[:-1], "id3.chapters"), (frames[::-1], "id3.order")):
        written = tags.id3(tags.Tags("x", "y", "z", episode.date), given)
        found = sound_check._chapters(Path("x.mp3"), ID3(io.BytesIO(written), translate=False), episode)  # type: ignore[no-untyped-call]
        assert {finding.rule for finding in found} >= ({rule} if rule else set())
        assert rule or not list(sound_check._chapters(Path("x"), ID3(io.BytesIO(written), translate=False), episode))  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("said", ["", "Error occurred during initialization of VM", "[]"])
def test_a_validator_without_an_answer_is_named(good: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    words = [sys.executable, "-c", f"import sys; print({said!r}); sys.exit(1)"]
    monkeypatch.setattr(external, "command", lambda _name: words)
    found = external.validated(good)
    assert [each.rule for each in found] == ["epubcheck", "ace", "nu"]
    assert all("No answer, exit code 1" in each.what and said in each.what for each in found)


def test_a_validator_that_cannot_be_started_is_named(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(external, "command", lambda _name: ["no-such-validator"])
    assert [each.rule for each in external.validated(good)] == ["epubcheck", "ace", "nu"]
