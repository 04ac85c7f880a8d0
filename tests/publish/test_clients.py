"""What podcast apps make of our feeds: gPodder's own parser, and the rules by which apps know an episode again.

gPodder and AntennaPod alike (read in their sources in November 2026) know an episode by its GUID. Of a known one they
take over title, notes, date and address; a file that is already on the device stays.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from browsers import node

from audionews.model import Episode
from audionews.publish import manifest, update_show

podcastparser = pytest.importorskip("podcastparser", reason="gPodder's parser is not installed")
Publish = Callable[..., tuple[Path, Episode]]
BASE = "https://example.org/pod/"
TOLD = {"license": "cc-by-4.0", "funding": "https://example.org/help", "location": "কলকাতা", "numbering": "year"}
NEWEST = date(2026, 11, 23)


def parsed(root: Path, name: str = "feed.xml", base: str = BASE) -> dict[str, Any]:
    with (root / name).open("rb") as file:
        found: dict[str, Any] = podcastparser.parse(f"{base}{name}", file)
    return found


def show_of(publish: Publish, count: int) -> Path:
    """Make a show of so many days: each with the manifest of the first, under its own date."""
    folder, _ = publish(2, name=str(NEWEST))
    text = (folder / manifest.NAME).read_text(encoding="utf-8")
    for back in range(1, count):
        day = str(NEWEST - timedelta(days=back))
        (folder.parent / day).mkdir()
        fields = json.loads(text) | {"date": day, "title": f"সংবাদ {day}"}
        (folder.parent / day / manifest.NAME).write_text(json.dumps(fields), encoding="utf-8")
    update_show(folder.parent, base_url=BASE, email="editor@example.org", trailer=str(NEWEST), **TOLD)
    return folder.parent


def all_pages(root: Path) -> Iterator[str]:
    yield "feed.xml"
    yield from sorted(path.name for path in root.glob("feed-*.xml"))


@pytest.mark.parametrize("count", [1, 40, pytest.param(1000, marks=pytest.mark.slow)])
def test_shows_of_every_size_are_read_in_every_field(publish: Publish, count: int) -> None:
    root = show_of(publish, count)
    feed = parsed(root)
    assert (feed["title"], feed["language"], feed["type"]) == ("আজকের সংবাদ", "bn", "episodic")
    assert feed["itunes_owner"]["email"] == "editor@example.org"
    assert feed["cover_url"] == f"{BASE}cover.jpg"
    assert "কৃত্রিম" in feed["description"]
    episodes = [episode for name in all_pages(root) for episode in parsed(root, name)["episodes"]]
    assert len(episodes) == len({episode["guid"] for episode in episodes}) == count
    assert len(feed["episodes"]) == min(count, 100)
    numbers = sorted(episode["number"] for episode in episodes if "number" in episode)
    assert len(numbers) == count - 1
    for episode in episodes:
        sound = episode["enclosures"][0]
        assert (sound["mime_type"], sound["file_size"] > 1000) == ("audio/mpeg", True)
        assert sound["url"].startswith(BASE)
        assert episode["published"] > 0
        assert episode["total_time"] > 0
        assert "<ul><li>" in episode["description_html"]
        assert episode["episode_art_url"].endswith("/cover.jpg")
        assert episode["type"] == ("trailer" if str(NEWEST) in episode["link"] else "full")


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 40, 1000])
def test_other_parsers_read_as_many(publish: Publish, count: int) -> None:
    root = show_of(publish, count)
    found = node("feeds.cjs", root / "feed.xml")
    party, smith = found["partytime"], found["feedsmith"]
    assert len(party["items"]) == len(smith["items"]) == min(count, 100)
    assert party["license"]["identifier"] == "cc-by-4.0"
    assert party["podcastFunding"][0]["url"] == "https://example.org/help"
    assert party["podcastLocation"]["name"] == "কলকাতা"
    assert party["trailers"][0]["url"] == f"{BASE}{NEWEST}/episode.mp3"
    assert {"podcastPeople", "podcastSoundbites", "podcastTranscripts", "podcastChapters"} <= set(party["items"][0])
    assert smith["podcast"]["txts"] == [{"display": "true", "purpose": "ai-content"}]
    for item in smith["items"]:
        assert item["podcast"]["txts"] == [{"display": "true", "purpose": "ai-content"}]
        assert {"persons", "soundbites", "alternateEnclosures", "transcripts", "chapters"} <= set(item["podcast"])
        assert ("episode" in item["podcast"]) == (str(NEWEST) not in item["link"])


class App:
    """A podcast app that has all it saw on the device."""

    def __init__(self) -> None:
        self.known: dict[str, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}

    def update(self, root: Path, base: str = BASE) -> list[str]:
        """Read the feed; return the GUIDs that are new, and download these."""
        entries = {each["guid"]: each for each in parsed(root, base=base)["episodes"]}
        new = [guid for guid in entries if guid not in self.known]
        self.known |= entries
        for guid in new:
            self.download(guid, root, base)
        return new

    def download(self, guid: str, root: Path, base: str = BASE) -> None:
        address = self.known[guid]["enclosures"][0]["url"]
        assert address.startswith(base)
        self.files[guid] = (root / address.removeprefix(base).partition("?")[0]).read_bytes()


def test_what_a_client_sees_that_had_it(publish: Publish, publish_in: Publish) -> None:
    """The table in docs/podcast.md."""
    root = publish(2)[0].parent
    update_show(root, base_url=BASE)
    app = App()
    (guid,) = app.update(root)
    before = dict(app.known[guid])

    update_show(root, title="নতুন নাম")  # renamed
    assert app.update(root) == []
    assert parsed(root)["title"] == "নতুন নাম"

    update_show(root, base_url="https://elsewhere.example/")  # moved
    assert "<itunes:new-feed-url>https://elsewhere.example/feed.xml<" in (root / "feed.xml").read_text(encoding="utf-8")
    assert app.update(root, "https://elsewhere.example/") == []
    update_show(root, base_url=BASE)

    publish_in(root, 3)  # updated
    update_show(root)
    assert app.update(root) == []
    now = app.known[guid]
    assert (now["published"], now["guid"]) == (before["published"], guid)
    assert now["enclosures"][0]["url"].startswith(f"{before['enclosures'][0]['url']}?v=")
    assert now["description_html"].count("<li>") == before["description_html"].count("<li>") + 1
    assert app.files[guid] != (root / "2026-11-23" / "episode.mp3").read_bytes()
    app.download(guid, root)
    assert app.files[guid] == (root / "2026-11-23" / "episode.mp3").read_bytes()
