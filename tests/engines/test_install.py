"""`voices install` with piper-tts's own addresses led to loopback: checked, resumed, told."""

import hashlib
import json
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from loopback import Loopback, Reply

from audionews.engines import install as installing
from audionews.engines.neural import NeuralEngine
from audionews.support.errors import NotReady, SourceError, UsageError
from audionews.support.net import Fetcher, Reach
from audionews.support.retry import Patience

download_voices = pytest.importorskip("piper.download_voices")
tiny_voice = pytest.importorskip("tiny_voice")

NAME = "bn_BD-tiny-low"
BASE = "/bn/bn_BD/tiny/low/"


def ranged(data: bytes, headers: Message) -> Reply:
    first, last = headers["Range"].removeprefix("bytes=").split("-")
    piece = data[int(first) : int(last) + 1]
    return Reply(piece, 206, {"Content-Range": f"bytes {first}-{last}/{len(data)}"}, "application/octet-stream")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    """Piper's site, with one voice."""
    monkeypatch.setenv("AUDIONEWS_VOICES", str(tmp_path / "voices"))
    monkeypatch.setenv("AUDIONEWS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(installing, "_PIECE", 200)
    (tmp_path / "made").mkdir()
    model = tiny_voice.piper(tmp_path / "made", NAME)
    contents = {
        ending: Path(f"{model}{ending.removeprefix('.onnx')}").read_bytes() for ending in (".onnx", ".onnx.json")
    }
    index = {
        NAME: {
            "files": {
                f"{BASE}{NAME}{ending}": {
                    "size_bytes": len(data),
                    "md5_digest": hashlib.md5(data, usedforsecurity=False).hexdigest(),
                }
                for ending, data in contents.items()
            }
        }
    }
    with Loopback() as server:
        server.routes["/voices.json?download=true"] = Reply(json.dumps(index).encode(), media="application/json")
        for ending, data in contents.items():
            server.routes[f"{BASE}{NAME}{ending}?download=true"] = lambda headers, data=data: ranged(data, headers)
        monkeypatch.setattr(download_voices, "VOICES_JSON", f"{server.url}/voices.json?download=true")
        real = download_voices.URL_FORMAT
        here = server.url + real[real.index("/{lang_family}") :]
        monkeypatch.setattr(download_voices, "URL_FORMAT", here)
        yield server


def fetcher() -> Fetcher:
    return Fetcher(Reach(allow_private=True, pause=0, patience=Patience(attempts=1)))


def test_a_voice_is_installed_and_speaks(site: Loopback) -> None:
    told: list[tuple[int, int]] = []
    with fetcher() as way:
        path = installing.install(NAME, way, lambda *row: told.append(row))
    assert path.name == f"{NAME}.onnx"
    assert told[-1][0] == told[-1][1] > 0
    assert len(NeuralEngine().speak("আজ বৃষ্টি।", NAME).samples) > 1000
    asked = len(site.log)
    with fetcher() as way:
        installing.install(NAME, way)
    assert len(site.log) == asked + 1, "only the list is asked for again"


def test_an_interrupted_download_goes_on(site: Loopback, tmp_path: Path) -> None:
    route = f"{BASE}{NAME}.onnx?download=true"
    whole = site.routes[route]
    count = 0

    def failing(headers: Message) -> Reply:
        nonlocal count
        count += 1
        return whole(headers) if count <= 2 else Reply(b"", 500)

    site.routes[route] = failing
    with fetcher() as way, pytest.raises(SourceError):
        installing.install(NAME, way)
    assert not list((tmp_path / "voices").glob("*.onnx*"))
    site.routes[route] = whole
    before = len(site.log)
    with fetcher() as way:
        installing.install(NAME, way)
    ranges = [head["Range"] for head in site.heads[before:] if head["Range"]]
    assert ranges[1].startswith("bytes=400-"), "after the list"


def test_what_is_damaged_is_refused_and_fetched_anew(site: Loopback, tmp_path: Path) -> None:
    route = f"{BASE}{NAME}.onnx?download=true"
    whole = site.routes[route]

    def damaged(headers: Message) -> Reply:
        reply = whole(headers)
        return Reply(bytes(len(reply.body)), 206, reply.headers)

    site.routes[route] = damaged
    with fetcher() as way, pytest.raises(NotReady, match="damaged"):
        installing.install(NAME, way)
    assert not list((tmp_path / "voices").glob("*.onnx*"))
    site.routes[route] = whole
    with fetcher() as way:
        installing.install(NAME, way)


def test_a_site_without_ranges_serves_too(site: Loopback, tmp_path: Path) -> None:
    data = (tmp_path / "made" / f"{NAME}.onnx").read_bytes()
    site.routes[f"{BASE}{NAME}.onnx?download=true"] = Reply(data, media="application/octet-stream")
    with fetcher() as way:
        assert installing.install(NAME, way).read_bytes() == data


@pytest.mark.parametrize("name", ["bn_BD-tiny-high", "nonsense", "../../etc/passwd"])
def test_an_unknown_voice_is_named_with_the_known(site: Loopback, name: str) -> None:
    with fetcher() as way, pytest.raises(UsageError) as caught:
        installing.install(name, way)
    assert NAME in (caught.value.hint or "")
