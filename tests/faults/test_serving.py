"""Whoever asks `serve` or the studio, for whatever, however slowly: nothing of another's, no one locked out."""

import contextlib
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from fault_runs import Row, Server, Stage, check_answer, copied, digest, prepared
from serving import ask
from strange_requests import HIDDEN, HOSTS, RANGES, REQUESTS, UP

pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="descriptors and memory are counted as Linux tells"),
]
SECRET = b"secret"
SILENCE = 2.0
"""Seconds after which no more is said to a request that is none."""
MOST_MEMORY, MOST_SAID = 60_000_000, 5_000
"""Bytes by which a server may grow under attack, and that it may say about it."""


class Served(NamedTuple):
    """A command that serves, and where."""

    process: subprocess.Popen[bytes]
    host: str
    said: Path
    query: str

    def connect(self) -> socket.socket:
        name, _, port = self.host.rpartition(":")
        return socket.create_connection((name, int(port)), timeout=30)

    def memory(self) -> int:
        """Return the bytes of memory that it holds."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * resource.getpagesize()

    def descriptors(self) -> int:
        """Return how many files and connections it has open."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))


@contextlib.contextmanager
def serving(stage: Stage, *command: str) -> Iterator[Served]:
    """Run a command that serves until it is told to stop; hold that this takes no more than 5 s."""
    said = stage.folder / "said.txt"
    environment = {**os.environ, **stage.job()["env"]}
    with said.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "audionews", *command],
            cwd=stage.folder,
            env=environment,
            stdout=errors,
            stderr=errors,
        )
    try:
        for _ in range(1200):
            if found := re.search(r"http://([\d.:]+)/(\S*)", said.read_text("utf-8")):
                break
            time.sleep(0.05)
        assert found, said.read_text("utf-8")
        yield Served(process, found[1], said, found[2])
        process.send_signal(signal.SIGTERM)
        process.wait(5)
    except subprocess.TimeoutExpired:
        raise AssertionError("SIGTERM does not end it within 5 s") from None
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def base(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    stage = prepared(server, tmp_path_factory.mktemp("base") / "stage")
    root = stage.output
    for name in (
        "notes.txt",
        "2026-11-24/draft.txt",
        ".ssh.old/id",
        ".daily/seen.json",
        "secrets/index.html",
        "../outside.txt",
    ):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(SECRET)
    outside = stage.folder / "private"
    outside.mkdir()
    (outside / "secret.txt").write_bytes(SECRET)
    (root / "linked").symlink_to(outside)
    for name in ("link.txt", "2026-11-24/link.mp3"):
        (root / name).symlink_to(outside / "secret.txt")
    return stage


def raw(served: Served, request: bytes) -> bytes:
    """Return what is answered to some bytes."""
    answer = bytearray()
    with served.connect() as line, contextlib.suppress(ConnectionError):
        line.settimeout(SILENCE)
        line.sendall(request)
        with contextlib.suppress(TimeoutError):
            while piece := line.recv(65_536):
                answer += piece
    return bytes(answer)


def status_of(answer: bytes) -> int:
    """Return the status code of an answer; 0 where there is none."""
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    return int(found[1]) if found else 0


ROW = pytest.mark.row("serve and studio: traversal, planted links, hidden files, odd Ranges, Hosts, requests")


@ROW
def test_serve_gives_out_the_show_and_nothing_else(base: Stage, tmp_path: Path, row: Row) -> None:
    stage = copied(base, tmp_path / "stage")
    before = {folder: digest(stage.output / folder) for folder in ("2026-11-23", "2026-11-24-2")}
    with serving(stage, "serve", "output", "--port", "0") as served:
        _, _, port = served.host.partition(":")
        sound = (stage.output / "2026-11-24" / "episode.mp3").read_bytes()
        climbs = [
            f"/{up}{sep}{rest}" for up in UP for sep in ("/", "") for rest in ("outside.txt", "private/secret.txt")
        ]
        climbs += [f"/2026-11-24{climb}" for climb in climbs] + [f"/{'/'.join([up] * 12)}/etc/passwd" for up in UP]
        for path in [*climbs, *HIDDEN]:
            with row.case(f"serve {path}"):
                answer = raw(served, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
                assert status_of(answer) in {400, 404}, answer[:80]
                assert SECRET not in answer
                assert b"root:" not in answer
        for asked in RANGES:
            with row.case(f"serve Range {asked[:60]}"):
                head = "GET /2026-11-24/episode.mp3 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                answer = raw(served, f"{head}Range: {asked}\r\n\r\n".encode())
                assert status_of(answer) in {200, 206, 400, 416, 431}, answer[:80]
                assert len(answer) < 3 * len(sound) + 100_000, f"{len(answer)} bytes for {asked[:60]}"
        for host in HOSTS:
            with row.case(f"serve Host {host[:60]}"):
                request = f"GET /feed.xml HTTP/1.1\r\nHost: {host.format(port=port)}\r\nConnection: close\r\n\r\n"
                assert b"<rss" not in raw(served, request.encode())
        for request in REQUESTS:
            with row.case(f"serve {request[:60]!r}"):
                answer = raw(served, request)
                assert SECRET not in answer
                assert b"Traceback" not in answer
        with row.case("serve, after all of it"):
            assert ask(served.host, "/feed.xml")[0] == 200
            assert served.said.stat().st_size < MOST_SAID, served.said.read_text()[-600:]
            assert before == {folder: digest(stage.output / folder) for folder in before}


@ROW
def test_the_studio_answers_its_own_page_alone(base: Stage, tmp_path: Path, row: Row) -> None:
    stage = copied(base, tmp_path / "stage")
    with serving(stage, "studio", "drafts", "--no-browser", "--port", "0") as served:
        key = next((stage.folder / "drafts").glob(".key")).read_bytes()
        status, headers, _ = ask(served.host, f"/{served.query}")
        assert status == 303
        cookie = headers["set-cookie"].partition(";")[0]
        assert ask(served.host, "/api/state", Cookie=cookie)[0] == 200
        paths = [f"/{up}/{rest}" for up in UP for rest in (".key", "drafts/.key", "show/../drafts/.key")]
        paths += [f"/show{path}" for path in [*paths, *HIDDEN]] + [f"/api/drafts{path}" for path in paths]
        for path in paths:
            with row.case(f"studio {path}"):
                head = f"GET {path} HTTP/1.1\r\nHost: {served.host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
                answer = raw(served, head.encode())
                assert status_of(answer) in {400, 404, 405, 422}, answer[:80]
                assert SECRET not in answer
                assert key.strip() not in answer
        for host in HOSTS:
            with row.case(f"studio Host {host[:60]}"):
                value = host.format(port=served.host.partition(":")[2])
                head = f"GET /api/state HTTP/1.1\r\nHost: {value}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
                assert b'"drafts"' not in raw(served, head.encode())
        ours = f"http://{served.host}"
        for origin in (
            "null",
            "",
            "file://",
            "http://evil.example",
            f"{ours}.evil.example",
            f"{ours}@evil",
            "http://localhost",
            f"{ours} x",
        ):
            with row.case(f"studio Origin {origin}"):
                assert ask(served.host, "/api/drafts", "POST", Cookie=cookie, Origin=origin)[0] == 403
        for request in REQUESTS:
            with row.case(f"studio {request[:60]!r}"):
                assert SECRET not in raw(served, request)
        for stolen in ("", cookie[:-1], f"{cookie}x", cookie.upper(), f"{cookie.partition('=')[0]}="):
            with row.case(f"studio cookie {len(stolen)}"):
                assert ask(served.host, "/api/state", Cookie=stolen)[0] == 403
        with row.case("studio, after all of it"):
            assert ask(served.host, "/api/state", Cookie=cookie)[0] == 200
            assert served.said.stat().st_size < MOST_SAID
            assert len(list((stage.folder / "drafts").glob("[!.]*"))) == 0, "a draft was made"


CROWD = 1000


def idle(_: int) -> bytes:
    return b""


def half(number: int) -> bytes:
    return b"GET /feed.xml HTTP/1.1\r\nHost: localhost\r\nX: "[: 5 + number % 40]


def slow(_: int) -> bytes:
    return b"GET /2026-11-24/episode.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.row("serve and studio: 1,000 idle connections, slow clients, memory, descriptors, SIGTERM")
@pytest.mark.parametrize("first", [idle, half, slow])
@pytest.mark.parametrize("what", ["serve", "studio"])
def test_a_crowd_locks_nobody_out(
    base: Stage, tmp_path: Path, row: Row, what: str, first: Callable[[int], bytes]
) -> None:
    own = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(own[1], CROWD + 500), own[1]))
    stage = copied(base, tmp_path / "stage")
    with (stage.output / "2026-11-24" / "episode.mp3").open("ab") as sound:
        sound.truncate(50_000_000)  # more than the buffers of a connection hold
    command = (
        ["serve", "output", "--port", "0"] if what == "serve" else ["studio", "drafts", "--no-browser", "--port", "0"]
    )
    crowd = list[socket.socket]()
    try:
        with row.case(f"{what}, {first.__name__} × {CROWD}"), serving(stage, *command) as served:
            path = "/feed.xml" if what == "serve" else f"/{served.query}"
            good = {200, 303}
            assert ask(served.host, path)[0] in good
            memory, descriptors = served.memory(), served.descriptors()
            for number in range(min(CROWD, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 200)):
                line = served.connect()
                with contextlib.suppress(ConnectionError):
                    line.sendall(first(number))
                crowd.append(line)
            begun = time.monotonic()
            while served.descriptors() > descriptors + 450:  # 200 connections, each with what it is sent
                assert time.monotonic() - begun < 20, f"{served.descriptors()} descriptors"
                time.sleep(0.2)
            while True:  # those that do nothing go after some seconds; who takes nothing of a sound, in a minute
                with contextlib.suppress(ConnectionError, IndexError):
                    if ask(served.host, path)[0] in good:
                        break
                assert time.monotonic() - begun < 90, "nobody else is answered"
                time.sleep(0.5)
            assert served.memory() - memory < MOST_MEMORY, f"{served.memory() - memory:,} bytes more"
            assert served.said.stat().st_size < MOST_SAID, served.said.read_text()[-600:]
            assert b"Traceback" not in served.said.read_bytes()
            late = [served.connect() for _ in range(20)]
            crowd += late
            for line in late:
                line.sendall(slow(0))
    finally:
        for line in crowd:
            line.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, own)


PLANTED = [
    "feed.xml",
    "index.html",
    "published.json",
    "2026-11-24/episode.mp3",
    "2026-11-24",
    "cover.jpg",
    "2026-11-24/index.html",
]


@pytest.mark.row("publish: what is planted at the target")
@pytest.mark.parametrize("kind", ["link", "link to a folder", "pipe", "folder", "loop", "device"])
@pytest.mark.parametrize("target", ["target", "file://HERE/target"])
def test_what_is_planted_at_the_target_is_not_followed(
    server: Server, base: Stage, tmp_path: Path, row: Row, target: str, kind: str
) -> None:
    for number, name in enumerate(PLANTED):
        stage = copied(base, tmp_path / f"{number}")
        place = stage.folder / "target" / name
        place.parent.mkdir(exist_ok=True)
        precious = stage.folder / "home" / "precious"
        precious.mkdir()
        (precious / "a.txt").write_text("mine")
        if kind == "pipe":
            os.mkfifo(place)
        elif kind == "folder":
            (place / "of mine").mkdir(parents=True)
        else:
            ends = {
                "link": precious / "a.txt",
                "link to a folder": precious,
                "loop": place,
                "device": Path("/dev/zero"),
            }
            place.symlink_to(ends[kind])
        with row.case(f"publish to {target}, a {kind} at {name}"):
            done = server.ask(stage.job("publish", target, "output", "-q"), seconds=40)
            assert done["codes"][0] != 1000, "no end"
            check_answer(done["codes"][0], stage.said())
            assert [path.name for path in precious.iterdir()] == ["a.txt"]
            assert (precious / "a.txt").read_text() == "mine"
            if place.is_dir() and not place.is_symlink() and kind == "folder":
                assert (place / "of mine").is_dir()
            sent = stage.folder / "target"
            for path in sent.rglob("*"):
                assert not path.is_file() or path.read_bytes() != SECRET, f"{path.name} was sent"
        shutil.rmtree(stage.folder)
