"""The services that we describe, spoken to as they are described, and whatever they answer."""

import json
import logging
import re
import threading
import urllib.parse
from pathlib import Path
from typing import Any

import described_services
import numpy as np
import pytest
import services
import trustme

from audionews import episode
from audionews.engines import registry, web
from audionews.engines.http import catalogue
from audionews.engines.protocol import Engine
from audionews.engines.tone import ToneEngine
from audionews.settings import Settings
from audionews.support.errors import Never, NotReady, SpeechError, TryLater, UsageError
from audionews.testing import EngineConformance

TEXT = "আজ সকালে কলকাতায় বৃষ্টি হয়েছে।"
NASTY = 'সে বলল "{env:SARVAM_API_KEY}" & <break time="9s"/> \\u0995 {voice} </prosody></voice> \x07শেষ।'
NAMES = list(catalogue.shipped())


@pytest.mark.usefixtures("shapes")
class Conformance(EngineConformance):
    name = ""

    def make(self, **settings: Any) -> Engine:
        return registry.configured(self.name, {self.name: settings})


class TestSarvam(Conformance):
    name = "sarvam"


class TestGoogle(Conformance):
    name = "google"


class TestGemini(Conformance):
    name = "gemini"


class TestElevenlabs(Conformance):
    name = "elevenlabs"


class TestAzure(Conformance):
    name = "azure"


class TestBhashini(Conformance):
    name = "bhashini"


def engine(name: str, **settings: Any) -> Engine:
    return registry.load(name, {"total": 0.5, **settings})


def own(path: str, port: int, **more: Any) -> Engine:
    described = {"address": f"http://127.0.0.1:{port}{path}", "json": {"text": "{text}"}, **more}
    return registry.load("mine", {"total": 0.5}, {"mine": described})


@pytest.mark.parametrize("name", NAMES)
def test_no_text_breaks_out_of_its_place(shapes: services.Service, name: str) -> None:
    engine(name).speak(NASTY, engine(name).voices()[0].name)
    [heard] = shapes.texts
    assert heard.replace("\x07", "") == NASTY.replace("\x07", ""), "XML drops what it cannot hold"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("429", TryLater),
        ("500", TryLater),
        ("400", Never),
        ("401", NotReady),
        ("html", TryLater),
        ("empty", TryLater),
        ("reset", TryLater),
        ("cut", TryLater),
        ("drip", TryLater),
        ("hang", TryLater),
        ("message", TryLater),
        ("garbage", TryLater),
        ("away", TryLater),
        ("moved", Never),
        ("echo", Never),
    ],
)
def test_faults_are_told_apart_and_no_key_is_told(
    shapes: services.Service, name: str, fault: str, error: type[SpeechError], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shapes.behave = lambda *_: fault
    with pytest.raises(error) as caught:
        engine(name).speak(TEXT, engine(name).voices()[0].name)
    told, whole = caught.value, ""
    while told is not None:
        whole += f"{told} {told!r}"
        told = told.__cause__ or (None if told.__suppress_context__ else told.__context__)  # type: ignore[assignment]
    shown = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("audionews"))
    assert described_services.KEY not in whole + shown
    assert len(shapes.texts) == 1, "no redirect is followed"
    assert caught.value.charged == (fault in {"html", "empty", "reset", "cut", "drip", "hang", "message", "garbage"})


def test_what_never_reached_the_service_is_not_charged(
    shapes: services.Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "others.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "others.pem"))
    with pytest.raises(TryLater, match="certificate") as caught:
        engine("sarvam").speak(TEXT, "ritu")
    assert (shapes.texts, caught.value.charged) == ([], False), "no request follows a handshake that fails"
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    with pytest.raises(TryLater) as caught:
        engine("sarvam").speak(TEXT, "ritu")
    assert not caught.value.charged, "refused by the proxy"


def test_a_kept_connection_that_breaks_may_be_charged(mine: services.Service) -> None:
    kept = own("/raw", mine.port)
    kept.speak(TEXT, "default")
    mine.behave = lambda *_: "reset"
    with pytest.raises(TryLater) as caught:
        kept.speak(TEXT, "default")
    assert caught.value.charged
    assert mine.connections == 1


def test_patience_that_is_asked_for_is_passed_on(shapes: services.Service) -> None:
    shapes.behave = lambda *_: "429"
    with pytest.raises(TryLater) as caught:
        engine("sarvam").speak(TEXT, "ritu")
    assert (caught.value.delay, caught.value.crowded) == (1.0, True)


@pytest.mark.parametrize("name", ["sarvam", "google", "gemini", "bhashini"])
@pytest.mark.parametrize("fault", ["lying", "torn"])
def test_what_is_no_base64_is_no_sound(shapes: services.Service, name: str, fault: str) -> None:
    shapes.behave = lambda *_: fault
    with pytest.raises(TryLater, match=r"damaged|no JSON"):
        engine(name).speak(TEXT, engine(name).voices()[0].name)


@pytest.mark.parametrize("name", ["elevenlabs", "azure"])
def test_another_form_of_sound_is_known_by_its_look(shapes: services.Service, name: str) -> None:
    shapes.behave = lambda *_: "mp3"
    spoken, expected = engine(name).speak(TEXT, engine(name).voices()[0].name), ToneEngine().speak(TEXT, "low")
    assert len(spoken.samples) == pytest.approx(len(expected.samples), rel=0.1)


def test_an_answer_without_end_is_left(shapes: services.Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_MOST_BYTES", 1000)
    with pytest.raises(TryLater, match="sent more than"):
        engine("elevenlabs").speak(TEXT, "rachel")


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_key_is_named(shapes: services.Service, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    [*_, last] = catalogue.service(name, {}).secrets
    monkeypatch.delenv(last)
    with pytest.raises(NotReady, match=last):
        engine(name).ready()
    monkeypatch.setenv(last, "two\nlines")
    with pytest.raises(NotReady, match="line break") as caught:
        engine(name).speak(TEXT, engine(name).voices()[0].name)
    assert "two" not in str(caught.value)
    assert shapes.texts == []


def test_a_wrong_key_is_no_passing_fault(shapes: services.Service, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in described_services.SECRETS:
        if name != "AZURE_SPEECH_REGION":
            monkeypatch.setenv(name, "another-key")
    for name in NAMES:
        with pytest.raises(NotReady, match=r"40[13]"):
            engine(name).speak(TEXT, engine(name).voices()[0].name)
    assert len(shapes.texts) == len(NAMES)


def test_what_is_filled_in_makes_no_other_host(shapes: services.Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_SPEECH_REGION", "evil.example/?")
    with pytest.raises(NotReady, match="no address"):
        engine("azure").speak(TEXT, "bn-IN-TanishaaNeural")
    assert shapes.texts == []


def test_the_pace_is_the_services_own_where_it_knows_one(shapes: services.Service) -> None:
    for name in ("sarvam", "google", "azure"):
        fast, usual = (len(engine(name, rate=rate).speak(TEXT, _first(name)).samples) for rate in (150, 100))
        assert fast == pytest.approx(usual / 1.5, rel=0.02)


def _first(name: str) -> str:
    return engine(name).voices()[0].name


@pytest.fixture
def mine(monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    with services.Service(described_services.ShapeTalker).running() as running:
        yield running


def test_a_service_of_ones_own_takes_a_form(mine: services.Service) -> None:
    spoken = registry.load(
        "mine", {}, {"mine": {"address": f"http://127.0.0.1:{mine.port}/form", "form": {"text": "{text}&x=1"}}}
    ).speak(NASTY, "default")
    assert np.abs(spoken.samples).max() > 1000
    assert mine.texts == [NASTY + "&x=1"]


def test_the_sound_may_be_at_an_address(mine: services.Service) -> None:
    spoken = own("/linked", mine.port, sound={"url": "data.url"}).speak(TEXT, "x")
    assert len(spoken.samples) == len(ToneEngine().speak(TEXT, "low").samples)
    assert [one["path"].partition("?")[0] for one in mine.headers] == ["/linked", "/sound"]


@pytest.mark.parametrize("place", ["http://10.0.0.1/x", "file:///etc/passwd", "ftp://x.example/y", "http://[", "x"])
def test_no_address_inside_a_network_is_asked(mine: services.Service, place: str) -> None:
    made = own("/linked", mine.port, sound={"url": "data.url"}, json={"text": "{text}", "place": place})
    with pytest.raises(TryLater, match="address of sound"):
        made.speak(TEXT, "x")
    assert len(mine.headers) == 1


def test_a_sound_that_cannot_be_fetched_was_made_and_is_charged(mine: services.Service) -> None:
    gone = f"http://127.0.0.1:{mine.port}/gone"
    made = own("/linked", mine.port, sound={"url": "data.url"}, json={"text": "{text}", "place": gone})
    with pytest.raises(TryLater, match="cannot be fetched: The service mine answers 404") as caught:
        made.speak(TEXT, "x")
    assert caught.value.charged


def test_no_answer_has_a_hundred_sounds_fetched(mine: services.Service) -> None:
    made = own("/linked", mine.port, sound={"url": "data.url.*"}, json={"text": "{text}", "place": ["x"] * 100})
    with pytest.raises(TryLater, match="names 100 sounds"):
        made.speak(TEXT, "x")


def test_no_description_takes_the_name_of_an_engine_that_is_here() -> None:
    with pytest.raises(UsageError, match=r"engines\.http\.openai has the name of an engine of ours"):
        registry.load("openai", {}, {"openai": {"address": "http://localhost:9/", "json": {"text": "{text}"}}})


def test_an_address_on_this_machine_is_no_network(mine: services.Service) -> None:
    limits = own("/", mine.port).limits
    assert (limits.network, limits.host, limits.price) == (False, None, 0.0)


def test_keys_are_in_no_file(shapes: services.Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An episode by a service that needs a key: its folder, the cache and the user's data hold none."""
    for name in ("AUDIONEWS_CACHE", "AUDIONEWS_DATA", "HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    source = tmp_path / "a.txt"
    source.write_text(f"শহরে নতুন সেতু\n\n{TEXT} {TEXT.replace('সকালে', 'বিকালে')}", encoding="utf-8")
    settings = Settings().having(output=tmp_path / "out", engine="sarvam", fallback=(), profiles=("small",))
    _, made = episode.make([str(source)], settings)
    assert {line.engine for line in made.segments if line.spoken} == {"sarvam"}
    assert shapes.texts
    for path in filter(Path.is_file, tmp_path.rglob("*")):
        assert described_services.KEY.encode() not in path.read_bytes()
        assert not re.search(r"sk-Very", str(path))
    spent = json.loads(next((tmp_path / "AUDIONEWS_DATA" / "spending").glob("*.json")).read_text(encoding="utf-8"))
    assert spent["sarvam"] == pytest.approx(sum(map(len, shapes.texts)) * 34e-6, rel=1e-3)


@pytest.mark.parametrize("path", ["/{env:MY_SPEECH_KEY}/speak", "/speak?key={env:MY_SPEECH_KEY}"])
def test_a_key_in_the_address_is_told_nowhere(
    mine: services.Service, path: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "audionews")
    monkeypatch.setenv("MY_SPEECH_KEY", described_services.KEY)
    made = own(path, mine.port)
    made.speak(TEXT, "x")
    assert urllib.parse.unquote(mine.headers[0]["path"]) == path.replace("{env:MY_SPEECH_KEY}", described_services.KEY)
    mine.behave = lambda *_: "reset"
    with pytest.raises(TryLater) as caught:
        made.speak(TEXT, "x")
    told = f"{caught.value} {caught.value.__cause__!r} {caplog.text} {made.fingerprint('x')} {made.limits}"
    for form in (described_services.KEY, urllib.parse.quote(described_services.KEY, safe="")):
        assert form not in "\n".join(one for one in told.splitlines() if "urllib3" not in one)


def test_threads_do_not_mix_their_texts(shapes: services.Service) -> None:
    made, lengths = engine("gemini"), {}
    texts = [TEXT * times for times in (1, 2, 3)]

    def ask(text: str) -> None:
        lengths[text] = len(made.speak(text, "Kore").samples)

    asking = [threading.Thread(target=ask, args=(text,)) for text in texts]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert lengths == {text: len(ToneEngine().speak(text, "low").samples) for text in texts}
