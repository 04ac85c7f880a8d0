"""A hub is told of a changed feed, and what goes wrong there costs a sentence."""

import http.server
import threading
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest

from audionews.support.net import web_sub


@pytest.fixture
def hub() -> Iterator[tuple[str, list[dict[str, list[str]]], list[int]]]:
    """A hub on loopback: its address, what it was told, and what it answers."""
    told: list[dict[str, list[str]]] = []
    answers = [204]

    class Hub(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(answers[0])
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hub", told, answers
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_is_told(hub: tuple[str, list[dict[str, list[str]]], list[int]]) -> None:
    address, told, answers = hub
    feed = "https://example.org/খবর/feed.xml?a=1&b=2"
    assert web_sub.announce(address, feed, allow_private=True) is None
    assert told == [{"hub.mode": ["publish"], "hub.url": [feed], "hub.topic": [feed]}]
    answers[0] = 500
    assert web_sub.announce(address, feed, allow_private=True) == "It answered 500."


def test_what_cannot_be_told_is_a_sentence(hub: tuple[str, list[dict[str, list[str]]], list[int]]) -> None:
    address, told, _ = hub
    assert web_sub.announce(address, "https://example.org/feed.xml")
    assert told == []
    assert web_sub.announce("http://127.0.0.1:9/hub", "https://example.org/feed.xml", allow_private=True)
