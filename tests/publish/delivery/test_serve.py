import contextlib
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import ask, served

from audionews.model import Episode
from audionews.publish import update_show
from audionews.publish.delivery import patience, serve
from audionews.support.errors import UsageError

pytest.importorskip("starlette", reason="the extra `serve` is not installed")
pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, publish_in: Callable[..., tuple[Path, Episode]]
) -> Iterator[tuple[str, Path]]:
    root = tmp_path_factory.mktemp("show") / "output"
    publish_in(root, 1)
    update_show(root)
    (root / ".lock").write_text("secret")
    (root.parent / "outside.txt").write_text("secret")
    (root / "link.txt").symlink_to(root.parent / "outside.txt")
    (root / "bare").mkdir()
    for name in ("notes.txt", "bare/index.html", "2026-11-23/draft.txt"):
        (root / name).write_text("secret")
    yield from served(serve.application(root, ["localhost"]), root)


def test_it_serves_ranges_types_and_tags(site: tuple[str, Path]) -> None:
    host, root = site
    sound = (root / "2026-11-23" / "episode.mp3").read_bytes()
    status, headers, body = ask(host, "/2026-11-23/episode.mp3")
    assert (status, headers["content-type"], body) == (200, "audio/mpeg", sound)
    assert headers["accept-ranges"] == "bytes"
    status, headers, body = ask(host, "/2026-11-23/episode.mp3", Range="bytes=10-19")
    assert (status, body) == (206, sound[10:20])
    assert headers["content-range"] == f"bytes 10-19/{len(sound)}"
    assert ask(host, "/2026-11-23/episode.mp3", Range="bytes=-5")[2] == sound[-5:]
    assert ask(host, "/2026-11-23/episode.mp3", Range="bytes=99999999-")[0] == 416
    assert ask(host, "/2026-11-23/episode.mp3", **{"If-None-Match": headers["etag"]})[0] == 304
    status, headers, body = ask(host, "/2026-11-23/episode.mp3", "HEAD")
    assert (status, body, headers["content-length"]) == (200, b"", str(len(sound)))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/feed.opml", "text/x-opml; charset=utf-8"),
        ("/2026-11-23/", "text/html; charset=utf-8"),
        ("/2026-11-23/transcript.vtt", "text/vtt; charset=utf-8"),
        ("/2026-11-23/transcript.srt", "application/x-subrip; charset=utf-8"),
        ("/2026-11-23/chapters.json", "application/json+chapters"),
        ("/2026-11-23/episode.json", "application/json"),
        ("/2026-11-23/episode.epub", "application/epub+zip"),
        ("/2026-11-23/cover.jpg", "image/jpeg"),
    ],
)
def test_types(site: tuple[str, Path], path: str, kind: str) -> None:
    status, headers, _ = ask(site[0], path)
    assert (status, headers["content-type"], headers["x-content-type-options"]) == (200, kind, "nosniff")


@pytest.mark.parametrize(
    "path",
    [
        "/.lock",
        "/../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/2026-11-23/../../outside.txt",
        "/link.txt",
        *("/notes.txt", "/show.json", "/2026-11-23/draft.txt", "/bare/index.html", "/bare", "/.episodes.json"),
        *("/bare/", "/%00", "/..%5coutside.txt", "//etc/passwd", "/" + "x" * 4000, "/missing", "/2026-11-23/.x/y"),
    ],
)
def test_nothing_else_exists(site: tuple[str, Path], path: str) -> None:
    status, _, body = ask(site[0], path)
    assert status in {400, 404}
    assert b"secret" not in body


def test_a_foreign_name_is_refused_and_nothing_is_written(site: tuple[str, Path]) -> None:
    assert ask(site[0], "/", Host="evil.example.org")[0] == 400
    assert ask(site[0], "/", "POST")[0] == 405
    assert ask(site[0], "/x", "PUT")[0] == 405


def test_a_taken_port_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UsageError, match="Cannot listen"):
        serve.serve(tmp_path, port=taken.getsockname()[1])
    with pytest.raises(UsageError, match="no folder"):
        serve.application(tmp_path / "missing")


def test_loopback_and_qr() -> None:
    assert [serve.is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "192.168.1.5")] == [  # noqa: S104
        *([True] * 3),
        *([False] * 2),
    ]
    code = serve.qr("http://192.168.1.5:8000/")
    assert code is None or "█" in code or "▀" in code


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        *(
            ("localhost", True),
            ("LOCALHOST:8000", True),
            ("127.0.0.1:8000", True),
            ("[::1]:8000", True),
            ("[::1]", True),
        ),
        *(("evil.example.org", False), ("127.0.0.1.evil.example.org", False), ("", False)),
        *(("localhost.evil.example", False), ("[evil]:80", False), ("localhost:x", False)),
    ],
)
def test_only_names_of_this_machine_are_answered(host: str, allowed: bool) -> None:
    assert serve._is_allowed(host, ["localhost"]) is allowed


def test_who_says_nothing_or_takes_nothing_is_let_go(
    tmp_path: Path, publish_in: Callable[..., tuple[Path, Episode]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "TICK", 0.05)
    monkeypatch.setattr(patience, "STALLED", 1)
    monkeypatch.setattr(patience, "most_connections", lambda: 5)
    folder, _ = publish_in(tmp_path / "output", 1)
    with (folder / "episode.mp3").open("ab") as sound:
        sound.write(bytes(30_000_000))  # more than the buffers of a connection hold
    with contextlib.contextmanager(served)(serve.application(folder.parent), folder.parent) as (host, _):
        name, _, port = host.rpartition(":")
        opened = [socket.create_connection((name, int(port)), timeout=10) for _ in range(3)]
        opened[1].sendall(b"GET / HTTP/1.1\r\nHost: local")
        opened[2].sendall(b"GET /2026-11-23/episode.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for connection in opened[:2]:
            assert connection.recv(100) == b""
        assert ask(host, "/feed.xml")[0] in {200, 404}
        crowd = [socket.create_connection((name, int(port)), timeout=10) for _ in range(9)]
        closed = 0
        for connection in crowd:
            with contextlib.suppress(ConnectionResetError):
                assert connection.recv(100) == b""
            closed += 1
        assert closed == 9
        got = 0
        with contextlib.suppress(ConnectionResetError):
            while data := opened[2].recv(1 << 16):
                got += len(data)
        assert got < 30_000_000
        for connection in (*opened, *crowd):
            connection.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
def test_it_stops_though_a_client_holds_it(tmp_path: Path, publish_in: Callable[..., tuple[Path, Episode]]) -> None:
    folder, _ = publish_in(tmp_path / "output", 1)
    update_show(folder.parent)
    with (folder / "episode.mp3").open("ab") as sound:
        sound.write(bytes(30_000_000))
    command = [sys.executable, "-m", "audionews", "serve", str(folder.parent), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        port = int(running.stderr.readline().split("/")[2].partition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as slow:
            slow.sendall(b"GET /2026-11-23/episode.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            slow.recv(100)
            running.send_signal(signal.SIGTERM)
            running.wait(8)
        assert "Traceback" not in running.stderr.read()


def test_who_does_not_send_all_of_a_request_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "TICK", 0.05)
    monkeypatch.setattr(patience, "STALLED", 1)

    async def reads(_scope: Any, receive: Any, _send: Any) -> None:
        while (await receive()).get("more_body"):
            pass

    with contextlib.contextmanager(served)(reads, tmp_path) as (host, _):
        name, _, port = host.rpartition(":")
        with socket.create_connection((name, int(port)), timeout=5) as half:
            half.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf")
            assert half.recv(100) == b""
