"""Whose news it is and who speaks, said in every form; and nowhere what a file of the user's own is called."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from mutagen.id3 import ID3
from shared import Run

from audionews.model import Episode
from audionews.publish import episode_files, update_show
from audionews.publish.render import credits as credit
from audionews.publish.render.chapters import chapters
from audionews.publish.render.labels import Words
from audionews.publish.render.shownotes import in_lines, shownotes
from audionews.publish.show.feed import NAMESPACES

Publish = Callable[..., tuple[Path, Episode]]
STORY = "---\nurl: https://kagoj.example/17\nsite: দৈনিক কাগজ\nbyline: নিজস্ব সংবাদদাতা\n---\n"


@pytest.fixture
def told(publish: Publish) -> tuple[Path, Episode]:
    """An episode of a story of a paper and one of a file, in a show."""
    folder, episode = publish(2)
    paper = replace(
        episode.articles[0], url="https://kagoj.example/a?b=1&c", site="দৈনিক <কাগজ>", byline="প্রতিনিধি", agency="সংস্থা"
    )
    own = replace(episode.articles[1], source="/home/reader/my private notes.txt", url=None, site=None)
    episode = replace(episode, articles=(paper, own))
    episode_files(episode, folder)
    update_show(folder.parent, base_url="https://example.org/")
    return folder, episode


def test_notes_have_time_headline_article_paper_byline_and_agency(told: tuple[Path, Episode]) -> None:
    episode = told[1]
    notes = {note.title: note for note in shownotes(chapters(episode), episode.articles)}
    first, second = (notes[story.headline] for story in episode.articles)
    assert first.link == "https://kagoj.example/a?b=1&c"
    assert first.credit == "দৈনিক <কাগজ> · প্রতিনিধি · সংস্থা"
    assert (second.link, second.credit) == (None, "")
    lines = in_lines(notes.values(), [("espeak", "bn")], Words("en")).splitlines()
    assert lines[0] == "The voices of this programme are synthetic, made by a computer: eSpeak NG."
    assert f"{first.time} {first.title} — {first.credit} — {first.link}" in lines
    assert f"{second.time} {second.title}" in lines


def test_every_form_tells_whose_news_it_is(told: tuple[Path, Episode]) -> None:
    folder, _ = told
    item = ET.parse(folder.parent / "feed.xml").find("channel/item")  # noqa: S314 - our own
    assert item is not None
    notes = item.findtext("content:encoded", "", NAMESPACES)
    assert '<a href="https://kagoj.example/a?b=1&amp;c">' in notes
    with zipfile.ZipFile(folder / "episode.epub") as book:
        read = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    forms = [notes, read, *((folder / name).read_text(encoding="utf-8") for name in ("index.html", "transcript.txt"))]
    for form in forms:
        assert "দৈনিক &lt;কাগজ&gt; · প্রতিনিধি · সংস্থা" in form.replace("</a>", "").replace("<কাগজ>", "&lt;কাগজ&gt;")
        assert "private notes" not in form
        assert "কণ্ঠ কৃত্রিম, কম্পিউটারে তৈরি: tone।" in form
    assert "private notes" not in (folder.parent / "feed.xml").read_text(encoding="utf-8")


def test_feed_and_list_name_the_voices_as_what_they_are(told: tuple[Path, Episode]) -> None:
    root = told[0].parent
    channel = ET.parse(root / "feed.xml").find("channel")  # noqa: S314 - our own
    assert channel is not None
    people = [(each.get("role"), each.text) for each in channel.findall("item/podcast:person", NAMESPACES)]
    assert people == [("narrator", "tone low (কৃত্রিম কণ্ঠ)"), ("narrator", "tone high (কৃত্রিম কণ্ঠ)")]
    for marked in (channel, channel.find("item")):
        assert marked is not None
        said = marked.find("podcast:txt", NAMESPACES)
        assert said is not None
        assert (said.get("purpose"), said.text) == ("ai-content", "true")
    assert "তৈরি: tone।" in channel.findtext("description", "")
    assert "তৈরি: tone।" in (root / "index.html").read_text(encoding="utf-8")


def test_the_headlines_are_the_soundbite(told: tuple[Path, Episode]) -> None:
    folder, episode = told
    bite = ET.parse(folder.parent / "feed.xml").find("channel/item/podcast:soundbite", NAMESPACES)  # noqa: S314
    assert bite is not None
    start, length = (float(bite.get(name, "")) for name in ("startTime", "duration"))
    said = [line for line in episode.segments if line.role == "headline"]
    assert (start, start + length) == pytest.approx((said[0].start, said[-1].end), abs=0.002)
    assert bite.text == "সংবাদ শিরোনাম"


def test_the_sound_itself_tells_it(run: Run, tmp_path: Path, article: Path) -> None:
    article.write_text(STORY + article.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("make", article, "--engine", "tone", "--date", "2026-11-23").returncode == 0
    tags = ID3(tmp_path / "output" / "2026-11-23" / "episode.mp3")  # type: ignore[no-untyped-call]
    assert str(tags["TXXX:AI-CONTENT"]) == "true"
    assert str(tags["TXXX:SYNTHETIC-VOICE"]).startswith("tone ")
    notes = str(tags["COMM::ben"]).splitlines()
    assert notes[0].startswith("এই অনুষ্ঠানের কণ্ঠ কৃত্রিম")
    assert notes[2].endswith(" — দৈনিক কাগজ · নিজস্ব সংবাদদাতা — https://kagoj.example/17")
    assert "news.txt" not in "".join(notes)


def test_a_description_says_markup_rather_than_having_it(publish: Publish) -> None:
    root = publish(5, hostile=True)[0].parent
    update_show(root, description="খবর <b>ও</b> & আরও")
    channel = ET.parse(root / "feed.xml").find("channel")  # noqa: S314 - our own
    assert channel is not None
    for said in (channel.findtext("description", ""), channel.findtext("item/description", "")):
        assert "<" not in said
        assert "&lt;" in said


def test_who_speaks_is_told_once_each() -> None:
    heard = [("espeak", "bn"), ("gtts", "bn"), ("espeak", "bn2"), ("own", "x")]
    assert credit.disclosure(heard, Words("bn")).endswith("তৈরি: eSpeak NG, Google Translate, own।")
    assert credit.disclosure([], Words("bn")) == ""
