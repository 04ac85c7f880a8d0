import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from audionews.model import Episode, Role
from audionews.publish.render import epub
from audionews.settings import Show
from audionews.support.errors import UsageError
from audionews.support.escape import line

Publish = Callable[..., tuple[Path, Episode]]
SMIL, XHTML = "{http://www.w3.org/ns/SMIL}", "{http://www.w3.org/1999/xhtml}"


def seconds(value: str) -> float:
    hour, minute, second = value.split(":")
    return int(hour) * 3600 + int(minute) * 60 + float(second)


def opened(folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(folder / "episode.epub") as book:
        assert book.testzip() is None
        return {entry.filename: book.read(entry) for entry in book.infolist()}


@pytest.mark.parametrize("hostile", [False, True])
def test_every_sentence_has_its_clip(publish: Publish, *, hostile: bool) -> None:
    folder, episode = publish(5, hostile=hostile)
    files = opened(folder)
    shown, heard = [], []
    for name in sorted(files):
        if not name.endswith(".smil"):
            continue
        text = ET.fromstring(files[name.replace(".smil", ".xhtml")])  # noqa: S314 - our own
        spans = {span.get("id"): span.text or "" for span in text.iter(f"{XHTML}span")}
        for par in ET.fromstring(files[name]).iter(f"{SMIL}par"):  # noqa: S314
            source, clip = par.find(f"{SMIL}text"), par.find(f"{SMIL}audio")
            assert source is not None
            assert clip is not None
            shown.append(spans.pop(source.attrib["src"].partition("#")[2]))
            heard.append((seconds(clip.attrib["clipBegin"]), seconds(clip.attrib["clipEnd"])))
        assert not spans
    told = [each for each in episode.segments if each.text]
    assert shown == [line(each.text) for each in told]
    assert [start for start, _ in heard] == pytest.approx([each.start for each in told], abs=0.001)
    assert all(start < end <= episode.duration for start, end in heard)


def test_the_bytes_are_the_same_and_the_type_comes_first(publish: Publish) -> None:
    folder, episode = publish(2)
    before = (folder / "episode.epub").read_bytes()
    assert before[30:58] == b"mimetypeapplication/epub+zip"
    epub.write(episode, folder)
    assert before == (folder / "episode.epub").read_bytes()


def test_durations_add_up(publish: Publish) -> None:
    package = opened(publish(5)[0])["EPUB/package.opf"].decode()
    whole = re.findall(r'<meta property="media:duration">(.*?)<', package)
    parts = re.findall(r'<meta property="media:duration" refines=".*?">(.*?)<', package)
    assert len(whole) == 1
    assert sum(map(seconds, parts)) == pytest.approx(seconds(whole[0]), abs=0.001)


def test_without_sound_it_is_a_book_to_read(publish: Publish) -> None:
    folder, episode = publish(1)
    epub.write(episode, folder, audio="none")
    files = opened(folder)
    assert not [name for name in files if name.endswith((".smil", ".mp3"))]
    assert b"media:duration" not in files["EPUB/package.opf"]
    with pytest.raises(UsageError, match="epub-audio"):
        epub.write(episode, folder, audio="wav")


def test_subheads_and_section_heads_have_their_place(publish: Publish) -> None:
    _, episode = publish(2)
    lines = list(episode.segments)
    intro = next(index for index, each in enumerate(lines) if each.role is Role.INTRO and each.article == 1)
    lines[intro - 1] = replace(lines[intro - 1], role=Role.SUBHEAD, article=None, text="খেলার খবর")
    lines[intro + 2] = replace(lines[intro + 2], role=Role.SUBHEAD, text="মাঠের বাইরে")
    first = replace(episode.articles[0], end=lines[intro - 2].end)
    told = replace(episode, segments=tuple(lines), articles=(first, episode.articles[1]))
    texts = dict(epub.texts(told, spoken=True))
    second = texts["EPUB/part-003.xhtml"]
    assert second.index("খেলার খবর") < second.index("<h1") < second.index("<h2")
    assert "মাঠের বাইরে" in second


def test_words_are_heard_one_by_one_where_their_times_are_known(publish: Publish) -> None:
    folder, episode = publish(3, words=True)
    files = opened(folder)
    heard: list[tuple[str, float, float]] = []
    for name in sorted(name for name in files if name.endswith(".smil")):
        text = ET.fromstring(files[name.replace(".smil", ".xhtml")])  # noqa: S314 - our own
        spans = {span.get("id"): "".join(span.itertext()) for span in text.iter(f"{XHTML}span")}
        for par in ET.fromstring(files[name]).iter(f"{SMIL}par"):  # noqa: S314
            source, clip = par.find(f"{SMIL}text"), par.find(f"{SMIL}audio")
            assert source is not None
            assert clip is not None
            anchor = source.attrib["src"].partition("#")[2]
            heard.append((spans[anchor], seconds(clip.attrib["clipBegin"]), seconds(clip.attrib["clipEnd"])))
    told = [(word, each) for each in episode.segments for word in each.text.split()]
    assert [word for word, *_ in heard] == [word for word, _ in told]
    wanted = [word.start for each in episode.segments for word in each.words]
    assert [start for _, start, _ in heard] == pytest.approx(wanted, abs=0.002)
    assert all(start < end for _, start, end in heard)


def test_nothing_is_read_twice_and_the_makers_are_named(publish: Publish) -> None:
    folder, episode = publish(2)
    made = replace(episode, made=datetime.fromisoformat("2026-11-23T05:30:00+05:30"))
    show = Show().changed(author="দফতর", title="খবর")
    epub.write(made, folder, show=show)
    package = opened(folder)["EPUB/package.opf"].decode()
    assert re.findall('itemref idref="(.*?)"', package)[:2] == ["title", "part-000"]
    assert 'idref="nav"' not in package
    assert '<dc:creator id="creator">দফতর</dc:creator>' in package
    assert "<dc:publisher>খবর</dc:publisher>" in package
    assert "দৈনিক &lt;b&gt;উদাহরণ&lt;/b&gt;</dc:contributor>" in package
    assert ">EPUB Accessibility 1.1 - WCAG 2.2 Level AA<" in package
    assert '<meta property="a11y:certifiedBy" refines="#conforms">দফতর</meta>' in package
    assert '<meta property="dcterms:modified">2026-11-23T00:00:00Z</meta>' in package
