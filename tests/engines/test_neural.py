"""Neural voices: the real libraries with tiny graphs."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from audionews.engines import registry
from audionews.engines.neural import NeuralEngine
from audionews.support.errors import NotReady

pytest.importorskip("piper")
pytest.importorskip("sherpa_onnx")
tiny_voice = pytest.importorskip("tiny_voice")  # needs onnx

TEXT = "আজ সকালে কলকাতায় বৃষ্টি হয়েছে।"


@pytest.fixture
def voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDIONEWS_VOICES", str(tmp_path / "voices"))
    monkeypatch.delenv("AUDIONEWS_NEURAL", raising=False)
    (tmp_path / "voices").mkdir()
    return tmp_path / "voices"


def test_a_piper_voice_by_its_installed_name(voices: Path) -> None:
    tiny_voice.piper(voices)
    engine = NeuralEngine()
    engine.ready()
    [voice] = engine.voices()
    assert (voice.name, voice.locale) == ("bn_BD-tiny-low", "bn-BD")
    speech = engine.speak(TEXT, voice.name)
    assert speech.sample_rate == tiny_voice.RATE
    assert len(speech.samples) > 20 * tiny_voice.HOP


def test_a_sherpa_folder_from_a_path(voices: Path, tmp_path: Path) -> None:
    engine = NeuralEngine(path=str(tiny_voice.sherpa(tmp_path / "vits-bn-test")))
    engine.ready()
    [voice] = engine.voices()
    assert voice.name == "vits-bn-test"
    speech = engine.speak(TEXT, voice.name)
    assert speech.sample_rate == 16_000
    assert len(speech.samples) > 20 * tiny_voice.HOP


@pytest.mark.parametrize("kind", ["piper", "sherpa"])
def test_rate_and_length_scale(voices: Path, kind: str) -> None:
    tiny_voice.piper(voices) if kind == "piper" else tiny_voice.sherpa(voices / "vits")
    lengths = [
        len(NeuralEngine(rate=rate, length=length).speak(TEXT, NeuralEngine().voices()[0].name).samples)
        for rate, length in [(100, None), (200, None), (100, 2.0)]
    ]
    assert lengths[1] == pytest.approx(lengths[0] / 2, rel=0.02)
    assert lengths[2] == pytest.approx(lengths[0] * 2, rel=0.02)


def test_a_path_is_a_voice(voices: Path, tmp_path: Path) -> None:
    path = tiny_voice.piper(tmp_path, "bn_IN-other-low")
    engine = NeuralEngine()
    assert registry.voice_of(engine, str(path)) == str(path)
    assert len(engine.speak(TEXT, str(path)).samples)


def test_the_key_follows_the_model_and_the_pace(voices: Path) -> None:
    tiny_voice.piper(voices)
    name = "bn_BD-tiny-low"
    prints = {NeuralEngine(rate=rate).fingerprint(name) for rate in (100, 110)}
    config = voices / f"{name}.onnx.json"
    config.write_text(config.read_text(encoding="utf-8").replace("22050", "16000"), encoding="utf-8")
    model = voices / f"{name}.onnx"
    model.touch()
    prints.add(NeuralEngine().fingerprint(name))
    assert len(prints) == 3


def test_several_sentences_at_once(voices: Path) -> None:
    tiny_voice.piper(voices)
    engine = NeuralEngine(parallel=4)
    assert engine.limits.parallel == 4
    lengths: list[int] = []
    threads = [
        threading.Thread(target=lambda: lengths.append(len(engine.speak(TEXT, "bn_BD-tiny-low").samples)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lengths) == 8
    assert len(set(lengths)) == 1


def test_nothing_installed(voices: Path) -> None:
    with pytest.raises(NotReady) as caught:
        NeuralEngine().ready()
    assert "voices install bn_BD-google-medium" in (caught.value.hint or "")
    with pytest.raises(NotReady):
        NeuralEngine().speak(TEXT, "bn_BD-google-medium")


def test_junk_is_refused(voices: Path, tmp_path: Path) -> None:
    (voices / "junk.onnx").write_bytes(b"no model")
    (voices / "junk.onnx.json").write_text("{}", encoding="utf-8")
    (tmp_path / "vits").mkdir()
    (tmp_path / "vits" / "model.onnx").write_bytes(b"no model")
    (tmp_path / "vits" / "tokens.txt").write_text("a 1\n", encoding="utf-8")
    for voice in ("junk", str(tmp_path / "vits")):
        with pytest.raises(NotReady, match="cannot be loaded"):
            NeuralEngine().speak(TEXT, voice)


@pytest.mark.parametrize("first", ["espeak", "neural"])
def test_two_espeaks_in_one_process(voices: Path, first: str) -> None:
    """piper-tts brings an eSpeak NG of its own: both speak, whichever was loaded first."""
    tiny_voice.piper(voices)
    code = f"""
import sys
from audionews.engines.espeak import EspeakEngine
from audionews.engines.neural import NeuralEngine
both = {{
    "espeak": lambda: EspeakEngine().speak({TEXT!r}, "bn"),
    "neural": lambda: NeuralEngine().speak({TEXT!r}, "bn_BD-tiny-low"),
}}
order = ["espeak", "neural"] if {first!r} == "espeak" else ["neural", "espeak"]
lengths = [[len(both[name]().samples) for name in order] for _ in range(2)]
# eSpeak's pitch flutters on from sentence to sentence: lengths agree within some milliseconds
assert all(abs(one - two) < 1000 for one, two in zip(*lengths)) and min(lengths[0]) > 20000, lengths
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_phonemes_in_place_of_text_are_another_sound(voices: Path) -> None:
    tiny_voice.piper(voices)
    plain, spelt = NeuralEngine(), NeuralEngine(phonemes=True)
    name = plain.voices()[0].name
    assert plain.fingerprint(name) != spelt.fingerprint(name)
    assert len(spelt.speak(TEXT, name).samples) > 20 * tiny_voice.HOP


def test_sherpa_voices_get_text_all_the_same(voices: Path) -> None:
    tiny_voice.sherpa(voices / "vits")
    name = NeuralEngine().voices()[0].name
    assert NeuralEngine().fingerprint(name) == NeuralEngine(phonemes=True).fingerprint(name)
