"""Every engine of ours keeps the promises that plug-ins must keep."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import services

from audionews.engines.command import CommandEngine
from audionews.engines.edge import EdgeEngine
from audionews.engines.espeak import EspeakEngine
from audionews.engines.gtts import GttsEngine
from audionews.engines.neural import NeuralEngine
from audionews.engines.openai import OpenaiEngine
from audionews.engines.protocol import Engine
from audionews.engines.tone import ToneEngine
from audionews.testing import EngineConformance


class TestTone(EngineConformance):
    def make(self, **settings: Any) -> Engine:
        return ToneEngine(**settings)


class TestEspeak(EngineConformance):
    def make(self, **settings: Any) -> Engine:
        return EspeakEngine(**settings)


@pytest.mark.usefixtures("google")
class TestGtts(EngineConformance):
    def make(self, **settings: Any) -> Engine:
        return GttsEngine(**settings)


@pytest.mark.usefixtures("edge")
class TestEdge(EngineConformance):
    def make(self, **settings: Any) -> Engine:
        return EdgeEngine(**settings)

    test_it_speaks_at_another_pace = None  # type: ignore[assignment] # the service paces it: test_edge holds the request


class TestNeural(EngineConformance):
    @pytest.fixture(autouse=True)
    def _voice(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("piper")
        monkeypatch.setenv("AUDIONEWS_VOICES", str(tmp_path))
        pytest.importorskip("tiny_voice").piper(tmp_path)

    def make(self, **settings: Any) -> Engine:
        return NeuralEngine(**settings)


class TestOpenai(EngineConformance):
    url = ""

    @pytest.fixture(autouse=True)
    def _server(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        with services.Service(services.OpenaiTalker).running() as server:
            monkeypatch.setattr(type(self), "url", f"http://127.0.0.1:{server.port}/v1")
            yield

    def make(self, **settings: Any) -> Engine:
        return OpenaiEngine(url=self.url, **settings)


class TestCommand(EngineConformance):
    def make(self, **settings: Any) -> Engine:
        speaker = (
            "import sys; from audionews.engines.tone import ToneEngine; import io, soundfile;"
            "speech = ToneEngine().speak(sys.stdin.buffer.read().decode().strip() or ' ', 'low'); body = io.BytesIO();"
            "soundfile.write(body, speech.samples, speech.sample_rate, format='WAV');"
            "sys.stdout.buffer.write(body.getvalue())"
        )
        return CommandEngine(args=[sys.executable, "-c", speaker], **settings)
