"""What a show and its episodes are known by stays for life, whatever moves, is renamed or made again."""

import json
import shutil
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from shared import ROOT

from audionews import episode
from audionews.model import Episode
from audionews.publish import manifest, update_show
from audionews.publish.check import check
from audionews.publish.show import episode_index, shows
from audionews.publish.show.feed import NAMESPACES
from audionews.settings import Settings
from audionews.support.errors import StorageError, UsageError
from audionews.support.events import Event, Warned

Publish = Callable[..., tuple[Path, Episode]]
BASE = "https://example.org/pod/"


def channel(root: Path, name: str = "feed.xml") -> ET.Element:
    found = ET.parse(root / name).find("channel")  # noqa: S314 - our own
    assert found is not None
    return found


def guids(root: Path) -> dict[str, str]:
    items = channel(root).findall("item")
    return {(item.findtext("link") or "").split("/")[-2]: item.findtext("guid") or "" for item in items}


def enclosure(root: Path) -> str:
    found = channel(root).find("item/enclosure")
    assert found is not None
    return found.get("url") or ""


def known(root: Path) -> str:
    return channel(root).findtext("podcast:guid", "", NAMESPACES)


def test_two_shows_share_no_identifier(publish_in: Publish, tmp_path: Path) -> None:
    for show in ("one", "two"):
        publish_in(tmp_path / show, 1)
        update_show(tmp_path / show)
    assert known(tmp_path / "one") != known(tmp_path / "two")
    assert guids(tmp_path / "one") != guids(tmp_path / "two")


def test_moving_and_renaming_change_no_identifier(publish: Publish) -> None:
    root = publish(1)[0].parent
    update_show(root)
    before = known(root), guids(root)
    uuid.UUID(before[0])
    update_show(root, base_url=BASE)
    update_show(root, base_url="https://elsewhere.example/", title="নতুন নাম")
    assert (known(root), guids(root)) == before
    assert channel(root).findtext("itunes:new-feed-url", "", NAMESPACES) == "https://elsewhere.example/feed.xml"
    assert 'content="0; url=https://elsewhere.example/"' in (root / "moved.html").read_text(encoding="utf-8")


def test_an_address_in_the_settings_and_one_that_feed_set_do_not_fight_in_silence(
    tmp_path: Path, article: Path
) -> None:
    heard: list[Event] = []
    asked = Settings().having(engine="tone", output=tmp_path / "out", date="2026-11-23")
    episode.make([str(article)], asked)
    update_show(tmp_path / "out", base_url=BASE)
    episode.make([str(article)], asked, on_event=heard.append)
    assert not [event for event in heard if isinstance(event, Warned)]
    episode.make([str(article)], asked.having(show={"base_url": "https://b.example/"}), on_event=heard.append)
    warned = [event.text for event in heard if isinstance(event, Warned)]
    assert len(warned) == 1
    assert BASE in warned[0]
    assert "https://b.example/" in warned[0]


def test_a_description_is_no_longer_than_directories_show(publish: Publish) -> None:
    folder, made = publish(36)
    long = tuple(
        replace(story, headline=f"{number} {story.headline * 3}") for number, story in enumerate(made.articles)
    )
    manifest.write(replace(made, articles=long), folder)
    update_show(folder.parent)
    text = channel(folder.parent).findtext("item/description") or ""
    assert 3000 < len(text.encode()) <= 4000
    assert text.endswith(" · …")


def test_a_feed_with_an_address_has_the_guid_of_that_address(publish: Publish) -> None:
    root = publish(1)[0].parent
    update_show(root, base_url=BASE)
    assert known(root) == str(uuid.uuid5(uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6"), "example.org/pod/feed.xml"))


def test_another_sound_has_another_address_and_the_same_identifier(publish: Publish) -> None:
    folder, episode = publish(1)
    root = folder.parent
    update_show(root, base_url=BASE)
    before = guids(root)
    assert enclosure(root) == f"{BASE}2026-11-23/episode.mp3"
    other = replace(episode, audio=replace(episode.audio, sha256="ab" * 32))
    manifest.write(other, folder)
    update_show(root)
    assert guids(root) == before
    assert enclosure(root) == f"{BASE}2026-11-23/episode.mp3?v=abababab"
    assert not [finding for finding in check(root, validators=False) if finding.rule in {"feed.sound", "feed.length"}]
    manifest.write(episode, folder)
    update_show(root)
    assert enclosure(root) == f"{BASE}2026-11-23/episode.mp3"


def test_an_episode_is_dated_when_it_was_made(publish: Publish) -> None:
    folder, episode = publish(1)
    made = datetime.fromisoformat("2026-11-23T05:00:00+06:00")
    manifest.write(replace(episode, made=made), folder)
    update_show(folder.parent)
    written = channel(folder.parent).findtext("item/pubDate") or ""
    assert parsedate_to_datetime(written) == made
    assert written.endswith("+0600")
    assert manifest.load(folder).made == made


def test_a_show_of_version_0_1_keeps_its_identifiers_and_dates(tmp_path: Path) -> None:
    old = ROOT / "tests" / "upgrades" / "2026-11-29" / "output"
    shutil.copytree(old, tmp_path / "output")
    before = channel(tmp_path / "output")
    told = [(item.findtext("guid"), item.findtext("pubDate")) for item in before.findall("item")]
    guid = before.findtext("podcast:guid", "", NAMESPACES)
    assert "guid" not in json.loads((tmp_path / "output" / "show.json").read_text(encoding="utf-8"))
    for _ in range(2):
        update_show(tmp_path / "output")
        after = channel(tmp_path / "output")
        assert [(item.findtext("guid"), item.findtext("pubDate")) for item in after.findall("item")] == told
        assert not guid or after.findtext("podcast:guid", "", NAMESPACES) == guid


A_GUID = "8a5b0f5e-3f0c-4d6b-9a51-0a6b7f6d3c11"


@pytest.mark.parametrize("text", ['{"guid": "x"}', '{"guid": 5}', f'{{"guid": "{A_GUID}", "episodes": {{"a": "b"}}}}'])
def test_a_damaged_identity_is_named_and_nothing_is_made_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "show.json").write_text(text, encoding="utf-8")
    with pytest.raises(StorageError, match=r"show\.json"):
        update_show(tmp_path)
    assert (tmp_path / "show.json").read_text(encoding="utf-8") == text


def test_old_episodes_stand_in_archive_pages_that_stay(publish: Publish, tmp_path: Path) -> None:
    folder, episode = publish(1)
    root = folder.parent
    for day in range(1, 8):
        other = root / f"2026-10-0{day}"
        shutil.copytree(folder, other)
        dated = replace(episode, made=datetime(2026, 10, day, 6, tzinfo=UTC), date=date(2026, 10, day))
        manifest.write(dated, other)
    update_show(root, base_url=BASE, recent=3)
    pages = {path.name: path.read_bytes() for path in root.glob("feed*.xml")}
    assert set(pages) == {"feed.xml", "feed-1.xml", "feed-2.xml"}
    names: list[str] = []
    page: str | None = "feed.xml"
    while page:
        tree = channel(root, page)
        names += [(item.findtext("link") or "").split("/")[-2] for item in tree.findall("item")]
        found = tree.findall("atom:link", NAMESPACES)
        links = {link.get("rel"): (link.get("href") or "").rpartition("/")[2] for link in found}
        assert links["self"] == page
        assert (tree.find("fh:archive", NAMESPACES) is not None) == (page != "feed.xml")
        page = links.get("prev-archive")
    assert len(dict.fromkeys(names)) == 8
    shutil.copytree(folder, root / "2026-11-24")
    manifest.write(replace(episode, date=episode.date.replace(day=24)), root / "2026-11-24")
    update_show(root)
    assert (root / "feed-1.xml").read_bytes() == pages["feed-1.xml"]
    update_show(root, recent=100)
    assert [path.name for path in root.glob("feed*.xml")] == ["feed.xml"]


def test_the_index_is_only_a_memory(publish: Publish) -> None:
    folder, episode = publish(2)
    root = folder.parent
    update_show(root, base_url=BASE)
    feed = (root / "feed.xml").read_bytes()
    for damage in ("", "{", "[]", '{"schema": 1, "episodes": {"2026-11-23": {}}}', '{"schema": 9, "episodes": {}}'):
        (root / episode_index.NAME).write_text(damage, encoding="utf-8")
        update_show(root)
        assert (root / "feed.xml").read_bytes() == feed
    manifest.write(replace(episode, title="অন্য শিরোনাম"), folder)
    update_show(root)
    assert "অন্য শিরোনাম" in (root / "feed.xml").read_text(encoding="utf-8")
    assert shows.identity(root).episodes.keys() == {"2026-11-23"}


def numbers(root: Path) -> dict[str, tuple[str | None, str | None, str | None]]:
    found = {}
    for item in channel(root).findall("item"):
        name = (item.findtext("link") or "").split("/")[-2]
        told = ("itunes:season", "podcast:episode", "itunes:episodeType")
        found[name] = tuple(item.findtext(tag, None, NAMESPACES) for tag in told)
    return found  # type: ignore[return-value]


@pytest.mark.slow
def test_a_number_once_given_stays(publish: Publish) -> None:
    for name in ("2026-12-30", "2026-12-31", "2027-01-01"):
        root = publish(1, name=name)[0].parent
    update_show(root)
    assert {season for season, _, _ in numbers(root).values()} == {None}
    update_show(root, numbering="year")
    assert [numbers(root)[name][:2] for name in sorted(numbers(root))] == [("2026", "1"), ("2026", "2"), ("2027", "1")]
    shutil.rmtree(root / "2026-12-31")
    publish(1, name="2026-12-31-2")
    publish(1, name="2026-12-01")
    update_show(root)
    assert numbers(root)["2026-12-30"][:2] == ("2026", "1")
    assert {numbers(root)[name][1] for name in ("2026-12-01", "2026-12-31-2")} == {"3", "4"}
    update_show(root, numbering="all")
    publish(1, name="2027-01-02")
    update_show(root)
    assert numbers(root)["2027-01-02"][:2] == (None, "1")
    assert numbers(root)["2026-12-30"][:2] == ("2026", "1")


def test_an_episode_may_be_the_trailer(publish: Publish) -> None:
    for name in ("2026-11-21", "2026-11-22", "2026-11-23"):
        folder, made = publish(1, name=name)
    root = folder.parent
    update_show(root, base_url=BASE, trailer="2026-11-21", recent=1, numbering="all")
    trailer = channel(root).find("podcast:trailer", NAMESPACES)
    assert trailer is not None
    assert trailer.get("url") == f"{BASE}2026-11-21/episode.mp3"
    assert trailer.get("length") == str((root / "2026-11-21" / "episode.mp3").stat().st_size)
    assert parsedate_to_datetime(trailer.get("pubdate") or "").date() == date(2026, 11, 21)
    assert trailer.text == made.title
    update_show(root, recent=100)
    assert [numbers(root)[name][1:] for name in sorted(numbers(root))] == [
        (None, "trailer"),
        ("1", "full"),
        ("2", "full"),
    ]


def test_licence_support_and_place_are_told(publish: Publish) -> None:
    root = publish(1)[0].parent
    update_show(root)
    for tag in ("license", "funding", "location", "trailer"):
        assert channel(root).find(f"podcast:{tag}", NAMESPACES) is None
    about = {"license": "cc-by-4.0", "funding": "https://example.org/help", "location": "কলকাতা"}
    update_show(root, **about, location_geo="geo:22.5726,88.3639")
    found = {tag: channel(root).find(f"podcast:{tag}", NAMESPACES) for tag in about}
    told = {tag: (each.text, each.attrib) for tag, each in found.items() if each is not None}
    assert told == {
        "license": ("cc-by-4.0", {}),
        "funding": ("এই অনুষ্ঠানের পাশে থাকুন", {"url": "https://example.org/help"}),
        "location": ("কলকাতা", {"geo": "geo:22.5726,88.3639"}),
    }
    with pytest.raises(UsageError, match="funding"):
        update_show(root, funding="javascript:alert(1)")
