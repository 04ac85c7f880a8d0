"""What only sends on is followed: pages that refresh into another, saved links; and what is packed is unpacked."""

from __future__ import annotations

import gzip
import io
import tarfile
from typing import TYPE_CHECKING

import pytest
from loopback import Loopback, Reply

from audionews.sources import GatherOptions, gather
from audionews.support.net import Fetcher, Reach
from audionews.support.retry import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audionews.model import Article, Skipped

STORY = (
    "<!doctype html><meta charset=utf-8><h1>খালের ধারে নতুন সাঁকো</h1><article><p>খালের ধারে নতুন সাঁকো তৈরি হয়েছে। গ্রামের লোকেরা "
    "নিজেরাই তা বানিয়েছেন।</p><p>সাঁকোটি বাঁশ আর কাঠের। আগামী বর্ষার আগে রেলিং বসানো হবে।</p></article>"
)
SENDS = "<script>go()</script><noscript><META http-equiv='Refresh' content=\"0;URL='{}'\"></noscript>"
FEED = (
    "<rss version='2.0'><channel><title>খবর</title><item><title>সাঁকো</title><link>{}</link>"
    "<description>{}</description></item></channel></rss>"
)


@pytest.fixture
def site() -> Iterator[Loopback]:
    with Loopback() as server:
        server.routes["/story"] = Reply(STORY.encode(), headers={"Content-Type": "text/html"})
        for path, there in {"/sends": "/story", "/again": "/sends", "/a": "/b", "/b": "/a", "/self": "/self#x"}.items():
            server.routes[path] = Reply(SENDS.format(there).encode(), headers={"Content-Type": "text/html"})
        yield server


def read(source: str) -> tuple[list[Article], list[Skipped]]:
    return gather(
        [source], GatherOptions(fetcher=Fetcher(Reach(allow_private=True), clock=Clock(sleep=lambda _: None)))
    )


@pytest.mark.parametrize("path", ["/sends", "/again"])
def test_a_page_that_sends_on_is_followed(site: Loopback, path: str) -> None:
    articles, skipped = read(site.url + path)
    assert [one.headline for one in articles] == ["খালের ধারে নতুন সাঁকো"]
    assert not skipped


def test_an_entry_whose_page_sends_on_is_followed(site: Loopback) -> None:
    site.routes["/feed"] = Reply(FEED.format(site.url + "/sends", "").encode())
    articles, skipped = read(site.url + "/feed")
    assert [one.headline for one in articles] == ["খালের ধারে নতুন সাঁকো"]
    assert not skipped


@pytest.mark.parametrize("path", ["/a", "/self"])
def test_circles_end(site: Loopback, path: str) -> None:
    assert not read(site.url + path)[0]
    site.routes["/feed"] = Reply(FEED.format(site.url + path, "").encode())
    articles, skipped = read(site.url + "/feed")
    assert not articles
    assert len(skipped) == 1


def test_a_story_that_reloads_itself_is_read_where_it_stands(site: Loopback) -> None:
    reloads = STORY.replace("<h1>", "<meta http-equiv=refresh content='0; url=/a'><h1>")
    site.routes["/live"] = Reply(reloads.encode(), headers={"Content-Type": "text/html"})
    assert len(read(site.url + "/live")[0]) == 1


def test_an_address_in_angle_brackets_is_read(site: Loopback) -> None:
    assert len(read(f"<{site.url}/story>")[0]) == 1


def test_a_saved_link_is_followed(site: Loopback, tmp_path: Path) -> None:
    for name, begin in {
        "a.url": "[InternetShortcut]\r\n",
        "a.desktop": "[Desktop Entry]\nType=Link\nName=খবর\n",
    }.items():
        (tmp_path / name).write_text(f"{begin}URL={site.url}/story\r\n", encoding="utf-8")
        assert len(read(str(tmp_path / name))[0]) == 1
    (tmp_path / "b.url").write_text("[InternetShortcut]\nURL=file:///etc/passwd\n", encoding="utf-8")
    assert "Only http and https" in read(str(tmp_path / "b.url"))[1][0].why
    (tmp_path / "c.url").write_text("[InternetShortcut]\nIconIndex=0\n", encoding="utf-8")
    assert "leads nowhere" in read(str(tmp_path / "c.url"))[1][0].why


def test_what_gzip_packed_is_unpacked(site: Loopback, tmp_path: Path) -> None:
    text = STORY[STORY.index("<p>") :].replace("<", "&lt;")
    packed = gzip.compress(FEED.format(site.url + "/story", text).encode())
    site.routes["/feed.xml.gz"] = Reply(packed, headers={"Content-Type": "application/x-gzip"})
    assert len(read(site.url + "/feed.xml.gz")[0]) == 1
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(STORY.encode()))
    assert len(read(str(tmp_path / "page.html.gz"))[0]) == 1


def test_packed_data_that_is_no_text_says_so(tmp_path: Path) -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"), io.BytesIO())
    whys = {"bomb.gz": (gzip.compress(bytes(50_000_000)), "larger"), "a.tgz": (held.getvalue(), "several files")}
    whys["cut.gz"] = (gzip.compress(STORY.encode())[:-20], "incomplete")
    for name, (data, why) in whys.items():
        (tmp_path / name).write_bytes(data)
        assert why in read(str(tmp_path / name))[1][0].why
