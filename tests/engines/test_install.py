"""`voices install` with piper-tts's own addresses led to loopback: checked, resumed, told."""

import hashlib
import json
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from loopback import Loopback, Reply

from audionews import casting
from audionews.engines import install as installing
from audionews.engines.neural import NeuralEngine
from audionews.settings import Settings
from audionews.support.errors import NotReady, SourceError, UsageError
from audionews.support.events import ignore
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


def install(way: Fetcher, digest: str | None = None) -> Path:
    return installing.install(installing.offer(NAME, way), way, digest=digest)[0]


def fetcher() -> Fetcher:
    return Fetcher(Reach(allow_private=True, pause=0, patience=Patience(attempts=1)))


def test_a_voice_is_installed_and_speaks(site: Loopback) -> None:
    told: list[tuple[int, int]] = []
    with fetcher() as way:
        path, digest = installing.install(installing.offer(NAME, way), way, lambda *row: told.append(row))
    assert path.name == f"{NAME}.onnx"
    assert Path(f"{path}.sha256").read_text() == f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
    assert digest in Path(f"{path}.sha256").read_text()
    assert told[-1][0] == told[-1][1] > 0
    assert len(NeuralEngine().speak("আজ বৃষ্টি।", NAME).samples) > 1000
    asked = len(site.log)
    with fetcher() as way:
        install(way)
    assert len(site.log) == asked + 2, "only list and card are asked for again"


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
        install(way)
    assert not list((tmp_path / "voices").glob("*.onnx*"))
    site.routes[route] = whole
    before = len(site.log)
    with fetcher() as way:
        install(way)
    ranges = [head["Range"] for head in site.heads[before:] if head["Range"]]
    assert ranges[2].startswith("bytes=400-"), "after list and card"


def test_what_is_damaged_is_refused_and_fetched_anew(site: Loopback, tmp_path: Path) -> None:
    route = f"{BASE}{NAME}.onnx?download=true"
    whole = site.routes[route]

    def damaged(headers: Message) -> Reply:
        reply = whole(headers)
        return Reply(bytes(len(reply.body)), 206, reply.headers)

    site.routes[route] = damaged
    with fetcher() as way, pytest.raises(NotReady, match="damaged"):
        install(way)
    assert not list((tmp_path / "voices").glob("*.onnx*"))
    site.routes[route] = whole
    with fetcher() as way:
        install(way)


def test_a_site_without_ranges_serves_too(site: Loopback, tmp_path: Path) -> None:
    data = (tmp_path / "made" / f"{NAME}.onnx").read_bytes()
    site.routes[f"{BASE}{NAME}.onnx?download=true"] = Reply(data, media="application/octet-stream")
    with fetcher() as way:
        assert install(way).read_bytes() == data


@pytest.mark.parametrize("name", ["bn_BD-tiny-high", "nonsense", "../../etc/passwd"])
def test_an_unknown_voice_is_named_with_the_known(site: Loopback, name: str) -> None:
    with fetcher() as way, pytest.raises(UsageError) as caught:
        installing.offer(name, way)
    assert NAME in (caught.value.hint or "")


def test_size_and_licence_are_told_before(site: Loopback, tmp_path: Path) -> None:
    card = b"# Model card\n\n* Language: bn_BD\n* License: CC BY-SA 4.0\n"
    site.routes[f"{BASE}MODEL_CARD?download=true"] = lambda headers: ranged(card, headers)
    with fetcher() as way:
        offered = installing.offer(NAME, way)
    assert offered.licence == "CC BY-SA 4.0"
    assert offered.size == sum(path.stat().st_size for path in (tmp_path / "made").iterdir())
    del site.routes[f"{BASE}MODEL_CARD?download=true"]
    with fetcher() as way:
        assert installing.offer(NAME, way).licence is None


def published_anew(site: Loopback) -> None:
    """Put another model in the place of the first, with a list that fits it: damaged it is not."""
    index = json.loads(site.routes["/voices.json?download=true"].body)
    data = bytes(700)
    index[NAME]["files"][f"{BASE}{NAME}.onnx"] = {
        "size_bytes": len(data),
        "md5_digest": hashlib.md5(data, usedforsecurity=False).hexdigest(),
    }
    site.routes["/voices.json?download=true"] = Reply(json.dumps(index).encode(), media="application/json")
    site.routes[f"{BASE}{NAME}.onnx?download=true"] = lambda headers: ranged(data, headers)


def test_a_later_download_must_be_what_the_first_was(site: Loopback, tmp_path: Path) -> None:
    with fetcher() as way:
        first = install(way).read_bytes()
    published_anew(site)
    with fetcher() as way, pytest.raises(NotReady, match="not the file that is meant") as caught:
        install(way)
    assert (tmp_path / "voices" / f"{NAME}.onnx").read_bytes() == first
    digest = (caught.value.hint or "").split()[-1]
    with fetcher() as way:
        assert install(way, digest).read_bytes() == bytes(700)
    with fetcher() as way:
        install(way)


def test_a_pinned_digest_refuses_anything_else(site: Loopback, tmp_path: Path) -> None:
    with fetcher() as way, pytest.raises(NotReady, match="not the file that is meant"):
        install(way, "0" * 64)
    assert not list((tmp_path / "voices").glob("*.onnx*"))


def test_auto_prefers_an_installed_voice_to_the_built_in_one(site: Loopback) -> None:
    assert casting.cast(Settings(), None, ignore).engine.name == "espeak"
    with fetcher() as way:
        install(way)
    assert casting.cast(Settings(), None, ignore).engine.name == "neural"
    assert casting.cast(Settings().having(offline=True), None, ignore).engine.name == "neural"
