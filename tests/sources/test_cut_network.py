"""The network is cut after every so many bytes: it costs the site that was cut off, never another, never the run."""

from __future__ import annotations

import socketserver
import threading
from typing import Self

import pytest
from odd_feeds import item, rss, story

from audionews.sources import GatherOptions, gather
from audionews.support.net import Fetcher, Reach
from audionews.support.retry import Clock, Patience

TEASER = "<description>ছোট।</description>"
PATHS = ("/0", "/1", "/2")


class Paper:
    """A paper with a feed and three pages, whose line goes dead after `left` bytes."""

    def __init__(self, name: str, left: int) -> None:
        self.left, self.sent = left, 0
        self.pages = {path: story(name, 0, number) for number, path in enumerate(PATHS)}
        paper = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                asked = self.rfile.readline().split()
                while self.rfile.readline().strip():
                    pass
                answer = paper.answer(asked[1].decode() if len(asked) > 1 else "")[: paper.left]
                paper.left -= len(answer)
                paper.sent += len(answer)
                self.wfile.write(answer)

        self._server = socketserver.TCPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str) -> bytes:
        if path == "/feed":
            body = rss(item(told, f"{self.url}{place}", body=TEASER) for place, told in self.pages.items())
        elif path in self.pages:
            told = self.pages[path]
            body = (
                f"<!doctype html><meta charset=utf-8><h1>{told.headline}</h1><article>{told.markup}</article>".encode()
            )
        else:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
            + body
        )


def whole() -> int:
    """Return the bytes that a paper sends in all."""
    with Paper("cut", 1 << 30) as paper:
        run([paper])
        return paper.sent


def run(papers: list[Paper]) -> tuple[list[str], list[str]]:
    reach = Reach(allow_private=True, patience=Patience(attempts=2))
    net = Fetcher(reach, clock=Clock(sleep=lambda _: None))
    articles, skipped = gather([f"{paper.url}/feed" for paper in papers], GatherOptions(fetcher=net))
    return [f"{one.site} {one.url}" for one in articles], [one.source for one in skipped]


@pytest.fixture(scope="module")
def size() -> int:
    return whole()


@pytest.mark.parametrize("share", [step / 24 for step in range(24)])
def test_a_line_that_is_cut_costs_its_site_alone(size: int, share: float) -> None:
    with Paper("cut", int(size * share)) as cut, Paper("well", 1 << 30) as well:
        read, skipped = run([cut, well])
        assert sum(well.url in one for one in read) == len(PATHS)
        assert skipped
        assert all(one.startswith(cut.url) for one in skipped)
        assert sum(cut.url in one for one in read) + len(skipped) in {len(PATHS), 1}
