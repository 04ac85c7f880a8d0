"""The OpenAI endpoint on loopback."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest
import services

from audionews.engines.openai import OpenaiEngine
from audionews.engines.tone import SAMPLE_RATE, ToneEngine
from audionews.support.errors import Never, NotReady, TryLater

TEXT = "আজ সকালে কলকাতায় বৃষ্টি হয়েছে।"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[services.Service]:
    monkeypatch.setenv("OPENAI_API_KEY", "secret-key")
    for name in ("HTTP_PROXY", "http_proxy", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    with services.Service(services.OpenaiTalker).running() as running:
        yield running


def engine(server: services.Service, **settings: object) -> OpenaiEngine:
    url = f"http://127.0.0.1:{server.port}/v1/"
    return OpenaiEngine(url=url, **{"total": 30, **settings})  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["wav", "mp3"])
def test_it_speaks(server: services.Service, form: str) -> None:
    speech = engine(server, form=form, model="kokoro", voice="bela").speak(TEXT, "mita")
    assert speech.sample_rate == SAMPLE_RATE
    assert speech.samples.dtype == np.int16
    asked = server.headers[-1]
    assert (asked["model"], asked["voice"], asked["input"]) == ("kokoro", "mita", TEXT)
    assert asked["Authorization"] == "Bearer secret-key"


def test_a_stream_of_unknown_length_is_whole(server: services.Service) -> None:
    server.behave = lambda *_: "streamed"
    assert len(engine(server).speak(TEXT, "x").samples) == len(ToneEngine().speak(TEXT, "low").samples)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("429", TryLater),
        ("500", TryLater),
        ("401", NotReady),
        ("400", Never),
        ("echo", Never),
        ("json", TryLater),
        ("html", TryLater),
        ("empty", TryLater),
        ("reset", TryLater),
        ("cut", TryLater),
        ("hang", TryLater),
        ("drip", TryLater),
    ],
)
def test_faults_are_told_apart_and_no_key_is_told(server: services.Service, fault: str, error: type[Exception]) -> None:
    server.behave = lambda *_: fault
    with pytest.raises(error) as caught:
        engine(server, total=0.4 if fault in {"hang", "drip"} else 30).speak(TEXT, "x")
    assert "secret-key" not in str(caught.value) + repr(caught.value.__cause__)


def test_a_local_server_is_no_network(server: services.Service) -> None:
    assert not engine(server).limits.network
    assert OpenaiEngine(url="https://speech.example.org/v1").limits.host == "speech.example.org"


def test_the_cloud_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    with pytest.raises(NotReady, match="key"):
        OpenaiEngine().ready()
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:8880/v1")
    OpenaiEngine().ready()


def test_a_key_that_no_header_can_carry_is_told_without_it(
    server: services.Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret\nkey")
    for attempt in (engine(server).ready, lambda: engine(server).speak(TEXT, "x")):
        with pytest.raises(NotReady, match="OPENAI_API_KEY holds what no key has") as caught:
            attempt()
        assert "secret" not in f"{caught.value!r}"
    assert not server.texts


@pytest.mark.parametrize(
    "address", ["http://speech.example.org/v1", "http://192.168.1.9:8880/v1", "http://[fd00::9]/v1"]
)
def test_no_key_goes_in_clear_to_another_machine(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret-key")
    for attempt in (OpenaiEngine(url=address).ready, lambda: OpenaiEngine(url=address).speak(TEXT, "x")):
        with pytest.raises(NotReady, match="The key in OPENAI_API_KEY would go to") as caught:
            attempt()
        assert "secret-key" not in f"{caught.value!r} {caught.value.hint}"
    OpenaiEngine(url=address.replace("http:", "https:")).ready()
    OpenaiEngine(url=address, key="NONE").ready()
    OpenaiEngine(url="http://[::1]:8880/v1").ready()


def test_the_rate_is_kept(server: services.Service) -> None:
    plain, slow = engine(server).speak(TEXT, "x"), engine(server, rate=80).speak(TEXT, "x")
    assert len(slow.samples) == pytest.approx(len(plain.samples) / 0.8, abs=2)


@pytest.mark.parametrize("form", ["mp3", "pcm", "opus"])
def test_where_wav_is_refused_the_next_form_is_asked_for_and_remembered(server: services.Service, form: str) -> None:
    server.forms = {form}
    made = engine(server)
    first, second = made.speak(TEXT, "x"), made.speak(TEXT, "x")
    assert (
        len(first.samples)
        == len(second.samples)
        == pytest.approx(len(ToneEngine().speak(TEXT, "low").samples), rel=0.1)
    )
    assert len(server.texts) == 2, "refusals were asked once"
    assert made._form == form


def test_a_form_of_the_settings_is_asked_for_alone(server: services.Service) -> None:
    server.forms = {"mp3"}
    with pytest.raises(Never):
        engine(server, form="wav").speak(TEXT, "x")


def test_a_text_that_no_form_helps_is_refused(server: services.Service) -> None:
    server.behave = lambda *_: "400"
    made = engine(server)
    with pytest.raises(Never):
        made.speak(TEXT, "x")
    server.behave = services.well
    made.speak(TEXT, "x")
    assert made._form == "wav"


def test_many_threads_find_out_the_form_once(server: services.Service) -> None:
    server.forms = {"mp3"}
    made = engine(server)
    asking = [threading.Thread(target=made.speak, args=(TEXT, "x")) for _ in range(6)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len(server.texts) == 6
    assert len(server.headers) == 7, "one was refused"


def test_instructions_and_speed_are_passed_on(server: services.Service) -> None:
    made = engine(server, instructions="Read the news calmly.", speed=0.9)
    made.speak(TEXT, "x")
    asked = server.headers[-1]
    assert (asked["instructions"], asked["speed"]) == ("Read the news calmly.", 0.9)
    assert made.fingerprint("x") != engine(server).fingerprint("x")
    engine(server).speak(TEXT, "x")
    assert not {"instructions", "speed"} & set(server.headers[-1])
