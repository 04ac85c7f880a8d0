"""Our Bengali over HTTP, asked by the unmodified client of OpenAI's."""

import contextlib
import io
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
import services
import soundfile
from serving import ask, served
from shared import ROOT, Run

from audionews.api import gates
from audionews.api.gates import Gate, Refused
from audionews.api.sound_forms import RATE
from audionews.api.speech_server import SpeechServer
from audionews.bengali import normalize
from audionews.publish.delivery import serve
from audionews.settings import Settings

openai = pytest.importorskip("openai", reason="the client is not installed")
pytest.importorskip("starlette", reason="the extra `serve` is not installed")
pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")

TEXT = "আজ ২৩/১১/২০২৬। খরচ ₹১২ কোটি।"


@contextlib.contextmanager
def api(root: Path, gate: Gate | None = None, **keywords: Any) -> Iterator[str]:
    """Serve it on loopback; yield its host."""
    settings = Settings().having(**{"engine": "tone", "fallback": (), **keywords})
    app = serve.application(root, ["localhost"], SpeechServer(settings, gate or Gate()))
    with contextlib.contextmanager(served)(app, root) as (host, _):
        yield host


def client(host: str, key: str = "none", **options: Any) -> Any:
    return openai.OpenAI(base_url=f"http://{host}/v1", api_key=key, max_retries=0, **options)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with api(tmp_path_factory.mktemp("show")) as running:
        yield running


def sound(data: bytes) -> tuple[np.ndarray, int]:
    samples, rate = soundfile.read(io.BytesIO(data), dtype="float32")
    return samples, rate


@pytest.mark.parametrize("form", ["mp3", "wav", "flac", "opus", "pcm"])
def test_every_form_is_the_same_sound(host: str, form: str) -> None:
    data = client(host).audio.speech.create(model="tts-1", voice="alloy", input=TEXT, response_format=form).content
    whole = client(host).audio.speech.create(model="tone", voice="low", input=TEXT, response_format="pcm").content
    seconds = len(whole) / 2 / RATE
    if form == "pcm":
        assert data == whole
        return
    data = data.replace(b"\xff\xff\xff\xff", (len(whole)).to_bytes(4, "little")) if form == "wav" else data
    samples, rate = sound(data)
    assert len(samples) / rate == pytest.approx(seconds, abs=0.2)
    assert 0.05 < np.abs(samples).max() <= 1


def test_the_text_is_said_and_the_voice_and_pace_are_the_clients(tmp_path: Path) -> None:
    with services.Service(services.OpenaiTalker).running() as voice:
        engines = {"openai": {"url": f"http://127.0.0.1:{voice.port}/v1", "parallel": 2}}
        with api(tmp_path, engine="openai", engines=engines) as host:
            speech = client(host).audio.speech
            usual = speech.create(model="tts-1", voice={"id": "bela"}, input=TEXT, instructions="x").content
            fast = speech.create(model="openai", voice="bela", input=TEXT, speed=4, response_format="mp3").content
    assert {json.loads(json.dumps(asked))["voice"] for asked in voice.headers if "voice" in asked} == {"bela"}
    assert " ".join(voice.texts[:2]) == normalize(TEXT)
    assert len(fast) < len(usual) / 3


def test_speech_is_sent_while_the_rest_is_spoken(tmp_path: Path) -> None:
    gate = threading.Event()
    with services.Service(services.OpenaiTalker).running() as voice:
        voice.behave = lambda _number, text: "ok" if not text.startswith("খরচ") or gate.wait(60) else "500"
        engines = {"openai": {"url": f"http://127.0.0.1:{voice.port}/v1"}}
        with api(tmp_path, engine="openai", engines=engines) as host:
            asked = client(host).audio.speech.with_streaming_response.create(
                model="tts-1", voice="alloy", input=TEXT, response_format="pcm"
            )
            with asked as answer:
                pieces = answer.iter_bytes()
                first = next(pieces)
                assert not gate.is_set()
                gate.set()
                assert len(first) < len(first + b"".join(pieces))


@pytest.mark.parametrize(
    ("change", "error", "told"),
    [
        ({"model": "tts-9"}, "NotFoundError", "model"),
        ({"voice": "nobody"}, "BadRequestError", "nobody"),
        ({"input": " "}, "BadRequestError", "input"),
        ({"input": "***"}, "BadRequestError", "nothing to say"),
        ({"input": "ক" * (gates.MOST_CHARACTERS + 1)}, "BadRequestError", "input"),
        ({"response_format": "aac"}, "BadRequestError", "mp3, wav"),
        ({"speed": 9}, "BadRequestError", "speed"),
        ({"stream_format": "sse"}, "BadRequestError", "stream_format"),
        ({"model": "neural:x"}, "NotFoundError", "model"),
    ],
)
def test_errors_are_those_that_the_client_knows(host: str, change: dict[str, Any], error: str, told: str) -> None:
    with pytest.raises(getattr(openai, error)) as raised:
        client(host).audio.speech.create(**{"model": "tone", "voice": "low", "input": TEXT, **change})
    assert told in str(raised.value.body["message"])
    assert set(raised.value.body) == {"message", "type", "param", "code"}


def test_models_voices_and_normalize(host: str) -> None:
    assert {"tts-1", "espeak", "tone"} <= {one.id for one in client(host).models.list()}
    assert client(host).models.retrieve("espeak").owned_by == "audionews"
    with pytest.raises(openai.NotFoundError):
        client(host).models.retrieve("none")
    voices = httpx.get(f"http://{host}/v1/audio/voices").json()["voices"]
    assert {"low", "high"} & {one["id"] for one in voices if one["model"] == "tone"}
    said = httpx.post(f"http://{host}/normalize", json={"text": TEXT, "locale": "bn-BD"}).json()
    assert [one["text"] for one in said["sentences"]] == ["আজ ২৩/১১/২০২৬।", "খরচ ₹১২ কোটি।"]
    assert said["spoken"] == normalize(TEXT, "bn-BD")
    assert httpx.post(f"http://{host}/normalize", json={"text": TEXT, "locale": "en"}).status_code == 400
    half = rb'{"text": "\u0986\u099c \ud83d"}'
    told = httpx.post(f"http://{host}/normalize", content=half, headers={"content-type": "application/json"})
    assert told.json()["sentences"] == [{"text": "আজ ?", "spoken": "আজ"}], "a script may cut a text within a sign"


def test_other_pages_and_what_is_no_request_are_refused(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url, body = f"http://{host}/normalize", b'{"text": "x"}'
    mine = {"content-type": "application/json"}
    assert httpx.post(url, content=body, headers={"content-type": "text/plain"}).status_code == 415
    assert httpx.post(url, content=body, headers=mine | {"origin": "http://evil.example"}).status_code == 403
    assert httpx.post(url, content=body, headers=mine | {"origin": f"http://{host}"}).status_code == 200
    assert httpx.options(url, headers={"origin": "http://evil.example"}).status_code == 405
    assert ask(host, "/v1/models", Host="evil.example.org")[0] == 400
    assert ask(host, "/v1/none")[0] == 404
    for wrong in (b"", b"[]", b"{", b"[" * 100_000, b"\xff", b'{"text": 5}'):
        assert httpx.post(url, content=wrong, headers=mine).status_code == 400
    assert httpx.post(url, content=b" " * (gates.MOST_BYTES + 1), headers=mine).status_code == 413
    monkeypatch.setattr("audionews.api.speech_server.PATIENCE", 0.1)
    name, _, port = host.rpartition(":")
    with socket.create_connection((name, int(port)), timeout=30) as slow:
        lines = ["POST /normalize HTTP/1.1", "Host: localhost", "Content-Type: application/json", "Content-Length: 9"]
        slow.sendall("\r\n".join([*lines, "", "{"]).encode())
        assert b" 408 " in slow.recv(100)


def test_a_key_is_asked_for_and_limits_hold(tmp_path: Path) -> None:
    with api(tmp_path, Gate("secret", a_minute=3, clock=lambda: 0.0)) as host:
        with pytest.raises(openai.AuthenticationError):
            client(host, "wrong").models.list()
        for _ in range(3):
            client(host, "secret").models.list()
        with pytest.raises(openai.RateLimitError) as raised:
            client(host, "secret").models.list()
        assert raised.value.response.headers["retry-after"] == "1"


def test_places_are_given_back_and_time_lets_in_again() -> None:
    now = [0.0]
    gate = Gate(a_minute=60, at_once=1, clock=lambda: now[0])
    gate.begin()
    with pytest.raises(Refused):
        gate.begin()
    gate.end()
    gate.begin()
    for _ in range(60):
        gate.let_in("a", "")
    with pytest.raises(Refused):
        gate.let_in("a", "")
    gate.let_in("b", "")
    now[0] = 1.0
    gate.let_in("a", "")


def test_who_goes_away_leaves_a_place(tmp_path: Path) -> None:
    gate = threading.Event()
    with services.Service(services.OpenaiTalker).running() as voice:
        voice.behave = lambda _number, text: "ok" if not text.startswith("খরচ") or gate.wait(60) else "500"
        engines = {"openai": {"url": f"http://127.0.0.1:{voice.port}/v1"}}
        door = Gate(at_once=1)
        with api(tmp_path, door, engine="openai", engines=engines) as host:
            asked = client(host).audio.speech.with_streaming_response.create(
                model="tts-1", voice="echo", input=TEXT, response_format="pcm"
            )
            with asked as answer:
                next(answer.iter_bytes())
                with pytest.raises(openai.RateLimitError):
                    client(host).audio.speech.create(model="tone", voice="low", input=TEXT)
            gate.set()
            again = openai.OpenAI(base_url=f"http://{host}/v1", api_key="none", max_retries=5)
            assert again.audio.speech.create(model="tone", voice="low", input=TEXT).content


def test_many_at_once_are_each_served_whole(host: str) -> None:
    texts = [f"খবর {number}।" for number in range(6)]

    def spoken(text: str) -> bytes:
        return client(host).audio.speech.create(model="tone", voice="low", input=text, response_format="pcm").content

    alone, together = [spoken(text) for text in texts], [b""] * len(texts)

    def put(number: int) -> None:
        together[number] = spoken(texts[number])

    threads = [threading.Thread(target=put, args=(number,)) for number in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == alone


def test_the_documented_example_is_true(host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    block = (ROOT / "docs" / "api.md").read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    exec(block.replace("127.0.0.1:8000", host), {})  # noqa: S102 - our own page
    assert sound((tmp_path / "speech.mp3").read_bytes())[1] == RATE


def test_the_network_is_let_in_with_a_key_alone(run: Run, tmp_path: Path) -> None:
    refused = run("serve", "--api", "--host", "0.0.0.0", "--port", "0")  # noqa: S104
    assert (refused.returncode, "AUDIONEWS_API_KEY" in refused.stderr) == (2, True)
    command = [sys.executable, "-m", "audionews", "serve", "new", "--port", "0", "--api", "--key-env", "MY_KEY"]
    env = {**os.environ, "MY_KEY": "secret"}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        url = running.stderr.readline().split()[0]
        for key, status in (("secret", 200), ("wrong", 401)):
            asked = {"headers": {"authorization": f"Bearer {key}"}, "json": {"text": TEXT}}
            assert httpx.post(f"{url}normalize", **asked, timeout=30).status_code == status
        running.terminate()
