"""The unmodified gTTS library prepares, we send: against batchexecute on loopback, over TLS through a CONNECT proxy."""

import threading
import time
from pathlib import Path

import numpy as np
import pytest
import services
from gtts import gTTS

from audionews.engines.gtts import GttsEngine
from audionews.support.errors import AudioError, Never, TryLater

TEXT = "আজ সকালে কলকাতায় বৃষ্টি হয়েছে।"


def test_the_library_itself_is_answered_alike(google: services.Service, tmp_path: Path) -> None:
    """The contract: what our server says is what the unmodified library understands."""
    gTTS(TEXT, lang="bn", lang_check=False).save(str(tmp_path / "theirs.mp3"))
    assert (tmp_path / "theirs.mp3").read_bytes() == services.mp3(TEXT)
    theirs = google.headers[-1]
    GttsEngine().speak(TEXT, "bn")
    ours = google.headers[-1]
    assert google.texts == [TEXT, TEXT]
    assert {name: ours[name] for name in ("Referer", "User-Agent", "Content-Type", "Content-Length")} == {
        name: theirs[name] for name in ("Referer", "User-Agent", "Content-Type", "Content-Length")
    }


def test_it_speaks(google: services.Service) -> None:
    speech = GttsEngine().speak(TEXT, "bn")
    assert speech.sample_rate == 24_000
    assert speech.samples.dtype == np.int16
    assert len(speech.samples) / 24_000 == pytest.approx(len(services.mp3(TEXT)) * 8 / 32_000, abs=0.1)


def test_connections_are_kept_alive(google: services.Service) -> None:
    engine = GttsEngine()
    for number in range(5):
        engine.speak(f"{TEXT} {number}", "bn")
    assert google.connections == 1


def test_the_second_reader_is_lower_and_the_rate_is_kept(google: services.Service) -> None:
    plain, deep, fast = (
        GttsEngine(rate=rate).speak(TEXT, voice) for rate, voice in [(100, "bn"), (100, "bn-deep"), (150, "bn")]
    )
    assert deep.sample_rate < plain.sample_rate
    assert len(fast.samples) == pytest.approx(len(plain.samples) / 1.5, abs=2)


def test_a_mirror_is_asked(google: services.Service) -> None:
    engine = GttsEngine(tld="co.in")
    engine.speak(TEXT, "bn")
    assert google.headers[-1]["Host"] == "translate.google.co.in"
    assert engine.limits.host == "translate.google.co.in"


def test_an_unknown_certificate_is_refused(google: services.Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with pytest.raises(TryLater, match="certificate verify failed"):
        GttsEngine().speak(TEXT, "bn")
    assert google.texts == []


def test_ssl_cert_file_is_honoured(google: services.Service, roots: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    monkeypatch.setenv("SSL_CERT_FILE", str(roots))
    GttsEngine().speak(TEXT, "bn")
    assert google.texts == [TEXT]


@pytest.mark.parametrize(
    ("fault", "error", "says"),
    [
        ("429", TryLater, "429"),
        ("500", TryLater, "500"),
        ("403", TryLater, "403"),
        ("400", Never, "400"),
        ("html", TryLater, "no sound"),
        ("empty", TryLater, "no sound"),
        ("silent", TryLater, "no sound"),
        ("truncated", TryLater, "cut off"),
        ("junk", TryLater, "not sound"),
        ("reset", TryLater, "cannot be reached"),
        ("cut", TryLater, "cannot be reached"),
        ("hang", TryLater, "took more than"),
        ("drip", TryLater, "took more than"),
    ],
)
def test_faults_are_told_apart(google: services.Service, fault: str, error: type[Exception], says: str) -> None:
    google.behave = lambda *_: fault
    with pytest.raises(error, match=says):
        GttsEngine(total=0.4).speak(TEXT, "bn")


def test_a_refusal_carries_its_wish(google: services.Service) -> None:
    google.behave = lambda *_: "429"
    with pytest.raises(TryLater) as caught:
        GttsEngine().speak(TEXT, "bn")
    assert (caught.value.delay, caught.value.crowded) == (1.0, True)


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with pytest.raises(TryLater, match="cannot be reached"):
        GttsEngine().speak(TEXT, "bn")


def test_threads_share_the_line(google: services.Service) -> None:
    google.latency = 0.05
    engine, errors = GttsEngine(), []

    def speak(number: int) -> None:
        try:
            engine.speak(f"{TEXT} {number}", "bn")
        except (TryLater, Never, AudioError) as error:
            errors.append(error)

    begun = time.monotonic()
    threads = [threading.Thread(target=speak, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert google.connections <= 8
    assert time.monotonic() > begun
