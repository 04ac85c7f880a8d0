import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from audionews.model import Episode
from audionews.publish import update_show
from audionews.publish.show import feed, identity
from audionews.support.errors import StorageError, UsageError

Publish = Callable[..., tuple[Path, Episode]]
SPACES = feed.NAMESPACES
BASE = "https://example.org/pod/"


def read(root: Path) -> ET.Element:
    channel = ET.parse(root / "feed.xml").getroot().find("channel")  # noqa: S314 - our own
    assert channel is not None
    return channel


def text(element: ET.Element, path: str) -> str:
    return element.findtext(path, None, SPACES) or ""


def attributes(element: ET.Element, path: str) -> dict[str, str]:
    found = element.find(path, SPACES)
    assert found is not None, path
    return found.attrib


def test_the_channel_has_what_directories_ask_for(publish: Publish) -> None:
    root = publish(1)[0].parent
    report = update_show(root, base_url="https://EXAMPLE.org/pod", email="editor@example.org")
    channel = read(root)
    assert report.missing == []
    assert attributes(channel, "atom:link") == {"href": f"{BASE}feed.xml", "rel": "self", "type": "application/rss+xml"}
    assert attributes(channel, "itunes:image") == {"href": f"{BASE}cover.jpg"}
    assert text(channel, "itunes:explicit") == "false"
    assert text(channel, "itunes:owner/itunes:email") == "editor@example.org"
    known = uuid.uuid5(uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6"), "example.org/pod/feed.xml")
    assert text(channel, "podcast:guid") == str(known)


def test_the_spec_s_own_guid() -> None:
    assert identity.show_guid("https://podnews.net/rss/") == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_an_item_tells_the_truth_about_its_file(publish: Publish) -> None:
    folder, episode = publish(5, hostile=True)
    update_show(folder.parent, base_url=BASE)
    item = read(folder.parent).find("item")
    assert item is not None
    sound = attributes(item, "enclosure")
    assert int(sound["length"]) == (folder / "episode.mp3").stat().st_size
    assert (sound["type"], sound["url"]) == ("audio/mpeg", f"{BASE}2026-11-23/episode.mp3")
    assert int(text(item, "itunes:duration")) == round(episode.duration)
    assert attributes(item, "podcast:transcript")["type"] == "text/vtt"
    assert attributes(item, "podcast:chapters")["type"] == "application/json+chapters"
    small = attributes(item, "podcast:alternateEnclosure")
    assert int(small["length"]) == (folder / "episode-small.mp3").stat().st_size
    assert text(item, "title") == "“উদ্ধৃতি” 'ও' \"আরও\" & <script>alert(1)</script>"
    notes = text(item, "content:encoded")
    assert "<script>" not in notes
    assert notes.count("<li>") == 9


def test_episodes_are_sorted_and_dated_by_name(publish: Publish) -> None:
    for name in ("2026-11-23", "2026-11-23-10", "2026-11-23-2", "2026-11-22"):
        root = publish(1, name=name)[0].parent
    update_show(root, base_url=BASE)
    items = read(root).findall("item")
    names = [text(item, "link").split("/")[-2] for item in items]
    assert names == ["2026-11-23-10", "2026-11-23-2", "2026-11-23", "2026-11-22"]
    dates = [parsedate_to_datetime(text(item, "pubDate")) for item in items]
    assert dates == sorted(dates, reverse=True)
    assert dates[0] - dates[2] == timedelta(minutes=2)
    assert len({text(item, "guid") for item in items}) == 4


def test_the_same_folders_give_the_same_bytes(publish: Publish) -> None:
    root = publish(2)[0].parent
    update_show(root, base_url=BASE)
    before = {path: path.read_bytes() for path in root.iterdir() if path.is_file()}
    assert update_show(root).written == []
    for path in before:
        if path.name != "show.json":
            path.unlink()
    update_show(root)
    assert before == {path: path.read_bytes() for path in root.iterdir() if path.is_file()}


def test_without_a_base_url_links_are_relative_and_it_says_so(publish: Publish) -> None:
    root = publish(1)[0].parent
    report = update_show(root)
    item = read(root).find("item")
    assert item is not None
    assert attributes(item, "enclosure")["url"] == "2026-11-23/episode.mp3"
    assert "base URL" in report.missing[0]
    assert read(root).find("atom:link", SPACES) is None


def test_what_was_set_is_remembered(publish: Publish) -> None:
    root = publish(1)[0].parent
    update_show(root, base_url=BASE, title="খবর & <b>", explicit=True)
    again = update_show(root, author="দফতর")
    assert (again.show.base_url, again.show.title, again.show.explicit) == (BASE, "খবর & <b>", True)
    assert json.loads((root / "show.json").read_text())["author"] == "দফতর"
    assert "খবর &amp; &lt;b&gt;" in (root / "index.html").read_text()
    assert 'text="খবর &amp; &lt;b&gt;"' in (root / "feed.opml").read_text()


def test_a_damaged_episode_is_left_out_and_named(publish: Publish) -> None:
    root = publish(1)[0].parent
    (root / "2026-11-24").mkdir()
    (root / "2026-11-24" / "episode.json").write_text("{")
    (root / ".2026-11-25.new").mkdir()
    (root / ".2026-11-25.new" / "episode.json").write_text("{")
    (root / "2026-11-22").symlink_to(publish(1, name="2026-11-20")[0].rename(root.with_name("larger disk")))
    (root / "news").symlink_to(root)
    report = update_show(root)
    assert report.episodes == 1
    assert len(report.damaged) == 2
    assert "2026-11-22 is a link" in report.damaged[0]
    assert "2026-11-24" in report.damaged[1]


def test_an_empty_show_is_a_show(tmp_path: Path) -> None:
    assert update_show(tmp_path).episodes == 0
    assert read(tmp_path).find("item") is None
    assert "এখনও কোনও পর্ব নেই" in (tmp_path / "index.html").read_text()


def test_the_user_s_cover_stays(publish: Publish) -> None:
    from PIL import Image

    root = publish(1)[0].parent
    Image.new("RGB", (1500, 1500), "red").save(root / "cover.jpg")
    before = (root / "cover.jpg").read_bytes()
    update_show(root, title="নতুন নাম")
    assert (root / "cover.jpg").read_bytes() == before


@pytest.mark.parametrize("url", ["ftp://example.org/", "example.org", "https://example.org/?x", "javascript:alert(1)"])
def test_a_base_url_must_be_one(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError, match="not the address of a folder"):
        update_show(tmp_path, base_url=url)
    with pytest.raises(UsageError, match="has no"):
        update_show(tmp_path, colour="red")


def test_damaged_settings_are_named(tmp_path: Path) -> None:
    (tmp_path / "show.json").write_text('{"title": 3}')
    with pytest.raises(StorageError, match="title is no text"):
        update_show(tmp_path)
    (tmp_path / "show.json").write_text('{"base_url": "javascript:alert(1)"}')
    with pytest.raises(StorageError, match="base_url is not the address"):
        update_show(tmp_path)
