"""Whatever a server does at whatever stage, for sources and for speech: an end in time, a sentence, bounded memory."""

import gc
import logging
import resource
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fault_runs import Row
from misbehaving import MANNERS, Manner, Misbehaving

from audionews.engines.openai import OpenaiEngine
from audionews.settings import RunSettings
from audionews.sources import GatherOptions, gather
from audionews.support.errors import AudionewsError
from audionews.support.net import Fetcher, Reach
from audionews.support.retry import Clock, Patience

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="descriptors and memory are counted as Linux tells")
SECONDS = 6.0
"""Seconds after which a case has taken too long: several times its deadlines, on a machine that has other work."""
MOST = 160_000_000
"""Bytes that a case may hold at once: an answer of 64 MiB, the most that is taken, in a buffer that grows."""
GOOD = (
    "<html><body><article><h1>শহরে নতুন সেতু</h1><p>শুক্রবার শহরে একটি নতুন সেতু খুলেছে।</p>"
    "<p>সেতুটির দৈর্ঘ্য ৪৫০ মিটার।</p></article></body></html>"
)
ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def answer(body: str, media: str = "text/html") -> bytes:
    data = body.encode()
    return (
        f"HTTP/1.1 200 OK\r\nContent-Type: {media}; charset=utf-8\r\nContent-Length: {len(data)}\r\n\r\n".encode()
        + data
    )


def feed(url: str) -> bytes:
    return answer(
        f"<rss version='2.0'><channel><title>খবর</title><item><title>শহরে নতুন সেতু</title><link>{url}/story</link>"
        "<description>ছোট।</description></item></channel></rss>",
        "application/rss+xml",
    )


STAGES = ("page", "feed", "story", "robots", "redirect")
"""Where it misbehaves: at a page, a feed, a page that a feed names, the rules of the site, the end of a redirect."""


def routes(stage: str, url: str) -> tuple[str, dict[str, bytes]]:
    """Return what is asked for, and what is answered well."""
    if stage == "robots":
        return "/page", {"/page": answer(GOOD)}
    if stage == "redirect":
        moved = f"HTTP/1.1 302 Found\r\nLocation: {url}/bad\r\nContent-Length: 0\r\n\r\n".encode()
        return "/page", {"/robots.txt": ROBOTS, "/page": moved}
    if stage == "story":
        return "/feed", {"/robots.txt": ROBOTS, "/feed": feed(url)}
    return f"/{stage}", {"/robots.txt": ROBOTS}


def descriptors() -> int:
    return len([*Path("/proc/self/fd").iterdir()]) if sys.platform == "linux" else 0


def peak() -> int:
    """Return the most memory that this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@contextmanager
def bounded() -> Iterator[None]:
    """Hold what a case may take: time and memory, and once its server is gone, threads and descriptors."""
    threads, files, begun, before = threading.active_count(), descriptors(), time.monotonic(), peak()
    yield
    taken = time.monotonic() - begun
    assert taken < SECONDS, f"{taken:.1f} s"
    assert peak() - before < MOST, f"{peak() - before:,} bytes more"
    for _ in range(20):
        if threading.active_count() <= threads and descriptors() <= files:
            return
        gc.collect()  # what a client keeps for its next request goes with the client
        time.sleep(0.05)
    assert (threading.active_count(), descriptors()) <= (threads, files), "threads or descriptors are left"


@pytest.mark.slow
@pytest.mark.row("a server of sources that drips, lies, loops, floods")
@pytest.mark.parametrize("stage", STAGES)
def test_a_server_of_sources_costs_itself_alone(row: Row, stage: str) -> None:
    for name in MANNERS:
        with row.case(f"{stage}: {name}"), bounded(), Misbehaving(MANNERS[name]) as bad, Misbehaving(Manner()) as good:
            path, bad.routes = routes(stage, bad.url)
            good.routes = {"/robots.txt": ROBOTS, "/good": answer(GOOD.replace("৪৫০", "৬৫০").replace("নতুন", "পুরোনো"))}
            told, skipped = asked([f"{bad.url}{path}", f"{good.url}/good"])
            assert f"{good.url}/good" in told, f"the other site was lost: {skipped}"
            assert all(why and "Traceback" not in why for why in skipped)
            assert bad.sent < MOST, f"{bad.sent:,} bytes were taken"


def asked(sources: list[str]) -> tuple[set[str], list[str]]:
    """Return the sources of the articles that were found, and why the others were skipped."""
    reach = Reach(allow_private=True, connect=0.5, read=0.4, exchange=0.7, patience=Patience(attempts=2, total=1.0))
    with Fetcher(reach, clock=Clock(sleep=lambda _: None)) as net:
        options = GatherOptions(fetcher=net, run=RunSettings(allow_private=True))
        articles, skipped = gather(sources, options)
    return {article.source for article in articles}, [one.why for one in skipped]


@pytest.fixture
def unheard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody hear what urllib3 says: pytest keeps each record, and with its traceback the open socket."""
    monkeypatch.setattr(logging.getLogger("urllib3"), "propagate", False)


@pytest.mark.slow
@pytest.mark.usefixtures("unheard")
@pytest.mark.row("a speech service that drips, lies, loops, floods")
def test_a_speech_service_ends_in_time_and_with_a_sentence(row: Row) -> None:
    for name in MANNERS:
        with row.case(name), bounded(), Misbehaving(MANNERS[name]) as bad:
            how = refused(bad.url)
            assert how in {"TryLater", "NotReady", "Never"}, f"it was taken for speech, or refused by {how}"
            assert bad.sent < MOST, f"{bad.sent:,} bytes were taken"


def refused(url: str) -> str:
    """Return how an engine refuses: the error's kind, as the error itself would hold the connection."""
    try:
        OpenaiEngine(url=url, connect=0.5, total=0.6).speak("খবর", "any")
    except AudionewsError as error:
        return type(error).__name__
    return ""
