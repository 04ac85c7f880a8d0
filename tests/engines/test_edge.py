"""The unmodified edge-tts library against its WebSocket on loopback, over TLS through a CONNECT proxy."""

from pathlib import Path
from typing import Any

import pytest

from audionews.engines import registry
from audionews.engines.edge import EdgeEngine
from audionews.support.errors import NotReady, TryLater, UsageError

TEXT = "আজ সকালে, কলকাতায় বৃষ্টি & ঝড় হয়েছে।"
VOICE = "bn-IN-TanishaaNeural"


def test_it_speaks_with_word_times(edge: Any) -> None:
    speech = EdgeEngine(rate=110, pitch=-5).speak(TEXT, VOICE)
    assert speech.sample_rate == 24_000
    said = [TEXT[word.begins : word.ends] for word in speech.words]
    assert said == ["আজ", "সকালে", "কলকাতায়", "বৃষ্টি", "&", "ঝড়", "হয়েছে"]
    assert [word.start for word in speech.words] == sorted(word.start for word in speech.words)
    assert speech.words[-1].end <= len(speech.samples) / speech.sample_rate
    assert edge.texts == [TEXT]
    assert "rate='+10%'" in edge.ssml[0]
    assert "pitch='-5Hz'" in edge.ssml[0]
    assert VOICE in edge.ssml[0] or "bn-IN, TanishaaNeural" in edge.ssml[0]
    assert set(edge.queries[0]) >= {"TrustedClientToken", "Sec-MS-GEC", "ConnectionId"}


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("429", "429"),
        ("403", "403|reached|sends no sound"),
        ("500", "500"),
        ("empty", "sends no sound"),
        ("truncated", "cut off"),
        ("cut", "cut off|sends no sound|reached"),
        ("hang", "took more than"),
    ],
)
def test_faults_may_pass(edge: Any, fault: str, says: str) -> None:
    edge.behave = lambda *_: fault
    with pytest.raises(TryLater, match=says) as caught:
        EdgeEngine(total=1.0).speak(TEXT, VOICE)
    assert caught.value.crowded == (fault == "429")


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "WSS_PROXY", "wss_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with pytest.raises(TryLater):
        EdgeEngine(total=2.0).speak(TEXT, VOICE)


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("tanishaa", "bn-IN-TanishaaNeural"),
        ("Bashkar", "bn-IN-BashkarNeural"),
        ("nabanita", "bn-BD-NabanitaNeural"),
        ("bn-bd-pradeepneural", "bn-BD-PradeepNeural"),
    ],
)
def test_voices_have_short_names(alias: str, name: str) -> None:
    assert registry.voice_of(EdgeEngine(), alias) == name


def test_others_are_unknown() -> None:
    with pytest.raises(UsageError, match="no voice"):
        registry.voice_of(EdgeEngine(), "emma")


def test_without_the_library_it_says_what_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audionews.engines.edge.find_spec", lambda _: None)
    with pytest.raises(NotReady) as caught:
        EdgeEngine().ready()
    assert caught.value.hint.endswith("-m pip install 'edge-tts<8,>=7.3'")


def test_root_certificates_that_are_not_there_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("edge_tts")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(NotReady, match=r"none\.pem"):
        EdgeEngine().speak("খবর", "bn-IN-TanishaaNeural")
    (tmp_path / "none.pem").write_text("no certificate", encoding="utf-8")
    with pytest.raises(NotReady, match="cannot be read"):
        EdgeEngine().speak("খবর", "bn-IN-TanishaaNeural")
