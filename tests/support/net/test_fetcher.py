"""The fetcher against a real server on loopback: manners, limits, redirects, the cache, and what it refuses."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import socket
import socketserver
import threading
import zlib
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import brotli
import pytest
from loopback import Loopback, Reply

from audionews.support.errors import SourceError, UsageError
from audionews.support.net import Fetcher, Reach
from audionews.support.retry import Clock, Patience
from audionews.support.store import Store, key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message
    from pathlib import Path

OPEN = {"/robots.txt": Reply(b"", 404)}


@pytest.fixture
def site() -> Iterator[Loopback]:
    with Loopback(OPEN) as server:
        yield server


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def fetcher(waits: list[float]) -> Fetcher:
    return Fetcher(Reach(allow_private=True), clock=Clock(sleep=waits.append, chance=lambda: 1.0))


def says(*replies: Reply) -> Callable[[Message], Reply]:
    """Give one reply after the other, the last for ever."""
    queue = itertools.chain(replies, itertools.repeat(replies[-1]))
    return lambda _: next(queue)


def test_a_page_comes_with_its_media_type_and_charset(site: Loopback, fetcher: Fetcher) -> None:
    site.routes["/a?b=c"] = Reply("ক".encode("utf-16"), media="Text/HTML; Charset=UTF-16", zipped=True)
    answer = fetcher.fetch(f"{site.url}/a?b=c#part")
    assert (answer.content.decode("utf-16"), answer.media, answer.charset) == ("ক", "text/html", "utf-16")
    assert answer.final == f"{site.url}/a?b=c"
    assert site.heads[-1]["User-Agent"].startswith("audionews/")
    assert site.log == ["/robots.txt", "/a?b=c"]


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"news" * 9999, mtime=0)),
        ("x-gzip", gzip.compress(b"news" * 5000, mtime=0) + gzip.compress(b"news" * 4999, mtime=0)),
        ("deflate", zlib.compress(b"news" * 9999)),
        ("deflate", zlib.compress(b"news" * 9999)[2:-4]),
        ("br", brotli.compress(b"news" * 9999)),
        ("identity", b"news" * 9999),
    ],
)
def test_every_compression_is_undone(site: Loopback, fetcher: Fetcher, coding: str, packed: bytes) -> None:
    site.routes["/"] = Reply(packed, headers={"Content-Encoding": coding})
    assert fetcher.fetch(site.url + "/").content == b"news" * 9999


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, partial(brotli.compress, quality=3)])
@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_bomb_is_refused_whatever_it_says_it_is(
    site: Loopback, fetcher: Fetcher, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    site.routes["/"] = Reply(pack(bytes(12_000_000)), headers={"Content-Encoding": coding})
    try:
        assert len(fetcher.fetch(site.url + "/").content) < 5_000_000
    except SourceError as error:
        assert any(why in str(error) for why in ("larger than 5 MB", "damaged", "incomplete"))  # noqa: PT017


WORDS = "আজকের খবর।\n".encode()


@pytest.mark.parametrize(
    "coding", ["utf-8", "UTF8", "none", "gzip", "deflate", "br", "zstd", "aws-chunked", "gzip, gzip"]
)
@pytest.mark.parametrize("body", [WORDS * 200, WORDS * 50 + b"\xe0\xa6" + WORDS, WORDS.decode().encode("utf-16")])
def test_a_coding_that_the_bytes_deny_is_none(site: Loopback, fetcher: Fetcher, coding: str, body: bytes) -> None:
    site.routes["/"] = Reply(body, headers={"Content-Encoding": coding})
    assert fetcher.fetch(site.url + "/").content == body


def test_every_member_of_a_gzip_file_is_read(site: Loopback, fetcher: Fetcher) -> None:
    site.routes["/"] = Reply(
        b"".join(map(gzip.compress, [b"a", b"", b"b" * 99_999, b"c"])), headers={"Content-Encoding": "gzip"}
    )
    assert fetcher.fetch(site.url + "/").content == b"a" + b"b" * 99_999 + b"c"


def test_a_wall_that_only_wants_its_cookie_back_is_passed(site: Loopback, fetcher: Fetcher) -> None:
    def wall(heads: Message) -> Reply:
        if heads["Cookie"] == "seen=1":
            return Reply(b"news")
        return Reply(b"", 302, {"Location": "/", "Set-Cookie": "seen=1; Path=/"})

    site.routes["/"] = wall
    assert fetcher.fetch(site.url + "/").content == b"news"
    assert fetcher.fetch(site.url + "/").content == b"news"
    assert [heads["Cookie"] for heads in site.heads[1:]] == [None, "seen=1", None, "seen=1"]  # nobody is known again
    site.routes["/"] = Reply(b"", 302, {"Location": "/", "Set-Cookie": "seen=1; Path=/"})
    with pytest.raises(SourceError, match="wants cookies"):
        fetcher.fetch(site.url + "/")


def test_a_header_line_that_is_none_costs_itself_alone(fetcher: Fetcher) -> None:
    lines = [b"Content-Type : text/html", b"A Notice: x", b" on two lines", b": y", b"X: a\x01b", b"Content-Length: 4"]
    head = b"HTTP/1.1 200 OK\r\n" + b"\r\n".join(lines) + b"\r\n\r\n"
    with raw(head + b"news") as url:
        answer = fetcher.fetch(url)
    assert (answer.content, answer.media) == (b"news", "text/html")
    with raw(b"220 mail.example ready\r\n\r\n") as url, pytest.raises(SourceError, match="no HTTP that can be read"):
        fetcher.fetch(url)


@contextlib.contextmanager
def raw(answer: bytes) -> Iterator[str]:
    """Answer every request with these very bytes."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked = self.rfile.readline()
            while self.rfile.readline().strip():
                pass
            self.wfile.write(b"HTTP/1.1 404 no\r\nContent-Length: 0\r\n\r\n" if b"robots" in asked else answer)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_an_endless_body_is_cut_off(site: Loopback, fetcher: Fetcher) -> None:
    site.routes["/"] = Reply(itertools.repeat(b"x" * 65536))
    with pytest.raises(SourceError, match="larger than 1 MB"):
        fetcher.fetch(site.url + "/", most=1_000_000)


@pytest.mark.parametrize(
    ("coding", "packed", "why"),
    [
        ("zstd", b"\x28\xb5\x2f\xfd\x04\x68\x21\x00\x00news\x00\xff\xfe\x81", "not asked for"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"news", mtime=0), mtime=0), "more than once"),
    ],
)
def test_strange_compressions_are_refused(
    site: Loopback, fetcher: Fetcher, coding: str, packed: bytes, why: str
) -> None:
    site.routes["/"] = Reply(packed, headers={"Content-Encoding": coding})
    with pytest.raises(SourceError, match=why):
        fetcher.fetch(site.url + "/")


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (Reply(b"half", headers={"Content-Length": "9"}), "connection failed"),
        (Reply(gzip.compress(b"whole", mtime=0)[:-9], headers={"Content-Encoding": "gzip"}), "incomplete"),
        (Reply(b"x", 500), "500 Internal Server Error"),
        (Reply(b"x", 429, {"Retry-After": "7"}), "429"),
    ],
)
def test_a_passing_fault_is_asked_again_and_a_lasting_one_named(
    site: Loopback, fetcher: Fetcher, waits: list[float], broken: Reply, why: str
) -> None:
    site.routes["/once"] = says(broken, Reply(b"whole"))
    site.routes["/always"] = broken
    assert fetcher.fetch(site.url + "/once").content == b"whole"
    with pytest.raises(SourceError, match=why):
        fetcher.fetch(site.url + "/always")
    assert [wait for wait in waits if wait] == ([7, 7, 7] if broken.status == 429 else [1, 1, 2])
    assert site.log.count("/always") == 3


@pytest.mark.parametrize(("status", "why"), [(404, "no such page"), (403, "refuses"), (204, "204"), (599, "599")])
def test_a_final_answer_is_not_asked_again(site: Loopback, fetcher: Fetcher, status: int, why: str) -> None:
    site.routes["/"] = Reply(b"", status)
    with pytest.raises(SourceError, match=why):
        fetcher.fetch(site.url + "/")
    assert site.log.count("/") == 1


def test_redirects_are_followed_and_the_end_is_known(site: Loopback, fetcher: Fetcher) -> None:
    site.routes |= {
        "/a": Reply(b"", 301, {"Location": "/b"}),
        "/b": Reply(b"", 307, {"Location": f"{site.url}/খবর"}),
        "/%E0%A6%96%E0%A6%AC%E0%A6%B0": Reply(b"there"),
    }
    answer = fetcher.fetch(site.url + "/a")
    assert (answer.content, answer.url) == (b"there", site.url + "/a")
    assert answer.final.endswith("/%E0%A6%96%E0%A6%AC%E0%A6%B0")


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("/", "again and again"),
        ("file:///etc/passwd", "Only http and https"),
        ("gopher://x/", "Only http and https"),
        ("javascript:alert(1)", "address cannot be used"),
        ("http://u:p@127.0.0.1/", "name and password"),
        ("http://[::1", "address cannot be used"),
        ("", "to nowhere"),
    ],
)
def test_redirects_lead_nowhere_else(site: Loopback, fetcher: Fetcher, target: str, why: str) -> None:
    site.routes["/"] = Reply(b"", 302, {"Location": target})
    with pytest.raises(SourceError, match=why):
        fetcher.fetch(site.url + "/")


def test_loopback_is_refused_unless_allowed_and_never_asked(site: Loopback) -> None:
    with pytest.raises(SourceError, match="not an address of the public internet") as caught:
        Fetcher().fetch(site.url + "/")
    assert "--allow-private" in str(caught.value.hint)
    assert site.log == []


def test_a_name_that_turns_private_after_it_was_vetted_gains_nothing(site: Loopback) -> None:
    """The resolver is asked once a connection; the address that was vetted is the one connected to."""
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with pytest.raises(SourceError, match=r"rebind\.example is at 127\.0\.0\.1"):
        Fetcher(resolve=rebinding).fetch(f"http://rebind.example:{site.port}/")
    assert (asked, site.log) == (["rebind.example"], [])


def test_the_connection_goes_to_the_vetted_address_with_the_name_in_the_request(site: Loopback) -> None:
    site.routes["/"] = Reply(b"found")
    fetcher = Fetcher(Reach(allow_private=True), resolve=lambda *_: ["127.0.0.1"])
    assert fetcher.fetch(f"http://news.example:{site.port}/").content == b"found"
    assert site.heads[-1]["Host"] == f"news.example:{site.port}"


def test_each_hop_is_vetted(site: Loopback) -> None:
    """The first host is public by its resolver's word; where it redirects to is looked at anew."""
    site.routes["/"] = Reply(b"", 302, {"Location": "http://inside.example/"})
    fetcher = Fetcher(
        Reach(allow_private=True),
        resolve=lambda host, _: ["127.0.0.1"] if host == "outside.example" else vetoed(host),
    )

    def vetoed(host: str) -> list[str]:
        raise SourceError(f"{host} was looked at")

    with pytest.raises(SourceError, match=r"inside\.example was looked at"):
        fetcher.fetch(f"http://outside.example:{site.port}/")


def test_a_second_address_is_tried_when_the_first_does_not_answer(site: Loopback) -> None:
    site.routes["/"] = Reply(b"found")
    fetcher = Fetcher(Reach(allow_private=True), resolve=lambda *_: ["127.0.0.2", "127.0.0.1"])
    assert fetcher.fetch(f"http://two.example:{site.port}/").content == b"found"


@pytest.mark.parametrize(
    ("code", "why", "times"),
    [(socket.EAI_AGAIN, "is there a network", 3), (socket.EAI_NONAME, "no site of that name", 1)],
)
def test_a_name_without_address(waits: list[float], code: int, why: str, times: int) -> None:
    asked = []

    def nowhere(host: str, _port: int) -> list[str]:
        asked.append(host)
        raise socket.gaierror(code, "no")

    fetcher = Fetcher(Reach(allow_private=True), resolve=nowhere, clock=Clock(sleep=waits.append))
    with pytest.raises(SourceError, match=why):
        fetcher.download("http://gone.example/", None, digest="", most=1)  # type: ignore[arg-type]
    assert len(asked) >= times


def test_robots_are_obeyed_and_asked_once(site: Loopback, fetcher: Fetcher) -> None:
    site.routes |= {
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /secret\nAllow: /secret/open$\nCrawl-delay: 2\n"),
        "/news": Reply(b"n"),
        "/secret/open": Reply(b"o"),
    }
    assert fetcher.fetch(site.url + "/news").content == b"n"
    assert fetcher.fetch(site.url + "/secret/open").content == b"o"
    with pytest.raises(SourceError, match=r"robots\.txt does not allow"):
        fetcher.fetch(site.url + "/secret/plan")
    assert site.log == ["/robots.txt", "/news", "/secret/open"]


def test_a_robots_file_that_fails_allows_nothing(site: Loopback, fetcher: Fetcher) -> None:
    site.routes |= {"/robots.txt": Reply(b"", 503), "/": Reply(b"x")}
    with pytest.raises(SourceError, match="out of order"):
        fetcher.fetch(site.url + "/")


def test_a_public_site_gets_a_pause_between_requests(site: Loopback) -> None:
    waits, time = [], iter(range(10_000))
    clock = Clock(now=lambda: next(time) / 1000, sleep=waits.append)
    site.routes |= {
        "/robots.txt": Reply(b"User-agent: audionews\nCrawl-delay: 3"),
        "/1": Reply(b"x"),
        "/2": Reply(b"x"),
    }
    fetcher = Fetcher(Reach(allow_private=True), clock=clock)
    for path in ("/1", "/2"):
        fetcher.fetch(site.url + path)
    assert [round(wait) for wait in waits] == [3]


def test_a_site_that_does_not_answer_ends_in_time(site: Loopback) -> None:
    site.routes["/"] = site.slow
    fetcher = Fetcher(Reach(allow_private=True, read=0.05, patience=Patience(attempts=1)))
    with pytest.raises(SourceError, match="did not answer in time"):
        fetcher.fetch(site.url + "/")


def test_a_drip_ends_at_the_deadline_of_the_whole_exchange(site: Loopback) -> None:
    """Time passes a second a look at the clock; the server never stops sending."""
    site.routes["/"] = Reply(itertools.repeat(b"."))
    time = itertools.count()
    fetcher = Fetcher(
        Reach(allow_private=True, patience=Patience(attempts=1)),
        clock=Clock(now=lambda: float(next(time)), sleep=lambda _: None),
    )
    with pytest.raises(SourceError, match="did not answer in time"):
        fetcher.fetch(site.url + "/")


def test_the_cache_asks_whether_something_changed(site: Loopback, tmp_path: Path) -> None:
    site.routes["/"] = Reply(b"old", etag=True, zipped=True)
    for body in (b"old", b"old", b"new"):
        site.routes["/"] = Reply(body, etag=True, zipped=True)
        with Fetcher(Reach(allow_private=True, cache=Store(tmp_path))) as fetcher:
            assert fetcher.fetch(site.url + "/").content == body
    with Fetcher(Reach(offline=True, allow_private=True, cache=Store(tmp_path))) as fetcher:
        assert fetcher.fetch(site.url + "/").content == b"new"
        with pytest.raises(SourceError, match="--offline"):
            fetcher.fetch(site.url + "/other")


def test_what_is_fresh_is_not_asked_for(site: Loopback, tmp_path: Path) -> None:
    site.routes["/"] = Reply(b"x", headers={"Cache-Control": "private, max-age=60"})
    site.routes["/never"] = Reply(b"x", headers={"Cache-Control": "no-store, max-age=60"}, etag=True)
    now = [1e9]
    for later in (0, 59, 2):
        now[0] += later
        fetcher = Fetcher(Reach(allow_private=True, cache=Store(tmp_path)), today=lambda: now[0])
        fetcher.fetch(site.url + "/")
        fetcher.fetch(site.url + "/never")
    assert site.log.count("/") == 2
    assert site.log.count("/never") == 3


def test_what_was_kept_while_the_clock_was_ahead_is_asked_for(site: Loopback, tmp_path: Path) -> None:
    site.routes["/"] = Reply(b"x", headers={"Cache-Control": "max-age=60"})
    for today in (2e9, 1e9):
        Fetcher(Reach(allow_private=True, cache=Store(tmp_path)), today=lambda: today).fetch(site.url + "/")  # noqa: B023
    assert site.log.count("/") == 2


def test_what_was_fetched_at_home_is_not_shown_to_who_may_not_go_there(site: Loopback, tmp_path: Path) -> None:
    site.routes["/"] = Reply(b"x", headers={"Cache-Control": "max-age=60"})
    Fetcher(Reach(allow_private=True, cache=Store(tmp_path))).fetch(site.url + "/")
    for offline in (False, True):
        with pytest.raises(SourceError):
            Fetcher(Reach(cache=Store(tmp_path), offline=offline)).fetch(site.url + "/")


def test_an_entry_of_another_shape_is_none(site: Loopback, tmp_path: Path) -> None:
    site.routes["/"] = Reply(b"whole", etag=True)
    for content in (b"", b"[]\n", b'{"other": 1}\nx', b"\xff\n"):
        Store(tmp_path).put(key("http", site.url + "/"), content)
        assert Fetcher(Reach(allow_private=True, cache=Store(tmp_path))).fetch(site.url + "/").content == b"whole"


def test_an_unusable_cache_is_no_cache(site: Loopback, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    site.routes["/"] = Reply(b"x", etag=True)
    with Fetcher(Reach(allow_private=True, cache=Store(tmp_path / "file"))) as fetcher:
        assert fetcher.fetch(site.url + "/").content == b"x"


def test_a_download_arrives_whole_and_right_or_not_at_all(site: Loopback, fetcher: Fetcher, tmp_path: Path) -> None:
    site.routes["/model"] = Reply(b"model" * 1000)
    target = tmp_path / "model.bin"
    fetcher.download(site.url + "/model", target, digest=sha256(b"model" * 1000).hexdigest(), most=10_000)
    assert target.read_bytes() == b"model" * 1000
    with pytest.raises(SourceError, match="not what it should be"):
        fetcher.download(site.url + "/model", tmp_path / "other", digest="0" * 64, most=10_000)
    assert [path.name for path in tmp_path.iterdir()] == ["model.bin"]


def test_a_proxy_is_used_and_still_nothing_private_reached(site: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", site.url)
    monkeypatch.setenv("no_proxy", "")
    site.routes |= {"http://news.example/": Reply(b"through"), "http://news.example/robots.txt": Reply(b"", 404)}
    fetcher = Fetcher(resolve=lambda *_: ["8.8.8.8"], clock=Clock(sleep=lambda _: None))
    assert fetcher.fetch("http://news.example/").content == b"through"
    with pytest.raises(SourceError, match=r"10\.0\.0\.1"):
        Fetcher(resolve=lambda *_: ["10.0.0.1"]).fetch("http://inside.example/")
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:1")
    with pytest.raises(SourceError, match="http_proxy names a proxy of the kind socks5"):
        fetcher.fetch("http://news.example/other")


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("http_proxy", "http://127.0.0.1:port", "http_proxy names no proxy that can be used"),
        ("HTTP_PROXY", "http://", "HTTP_PROXY names no proxy that can be used"),
        ("all_proxy", "socks5h://me:secret@127.0.0.1:1", r"all_proxy .* socks5h \(socks5h://127\.0\.0\.1:1\)"),
        ("http_proxy", "127.0.0.1:9", r"The proxy cannot be reached \(http://127\.0\.0\.1:9, which http_proxy names"),
    ],
)
def test_a_proxy_that_cannot_be_used_is_named_by_its_setting(
    monkeypatch: pytest.MonkeyPatch, fetcher: Fetcher, name: str, value: str, why: str
) -> None:
    for other in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, value)
    with pytest.raises(SourceError, match=why) as caught:
        fetcher.fetch("http://127.0.0.5/")
    assert "secret" not in f"{caught.value} {caught.value.hint}"


def test_unreadable_certificates_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "nowhere.pem")
    with pytest.raises(UsageError, match=r"nowhere\.pem holds no certificates"):
        Fetcher()
