"""Any program as a voice."""

import sys
from pathlib import Path

import numpy as np
import pytest

from audionews import casting
from audionews.engines import registry
from audionews.engines.command import CommandEngine
from audionews.settings import Settings
from audionews.support.errors import NotReady, TryLater
from audionews.support.events import ignore

TEXT = "আজ সকালে বৃষ্টি হয়েছে।"
SPEAKER = """
import io, struct, sys
import numpy as np, soundfile
text = sys.stdin.buffer.read().decode().strip()
samples = np.round(9000 * np.sin(np.arange(len(text) * 1600) / 20)).astype(np.int16)
where = sys.argv[1] if len(sys.argv) > 1 else None
body = io.BytesIO()
soundfile.write(body, samples, 16000, format="WAV")
if where:
    open(where, "wb").write(body.getvalue())
else:
    sys.stdout.buffer.write(body.getvalue())
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "say it.py"
    path.write_text(SPEAKER, encoding="utf-8")
    return path


@pytest.mark.parametrize("output", [[], ["{output}"]])
def test_sound_on_stdout_or_in_a_file(program: Path, output: list[str]) -> None:
    speech = CommandEngine(args=[sys.executable, str(program), *output]).speak(TEXT, "default")
    assert speech.sample_rate == 16_000
    assert len(speech.samples) == len(TEXT) * 1600
    assert np.abs(speech.samples).max() > 8000


def test_no_shell_sees_the_text(tmp_path: Path) -> None:
    evil = f"$(touch {tmp_path}/planted); `touch {tmp_path}/planted` | touch {tmp_path}/planted"
    with pytest.raises(TryLater):
        CommandEngine(args=[sys.executable, "-c", "import sys; print(sys.argv, sys.stdin.read())", "{voice}"]).speak(
            evil, evil
        )
    assert not (tmp_path / "planted").exists()


def test_its_last_words_are_passed_on() -> None:
    code = "import sys; sys.stderr.write('no such voice\\n'); sys.exit(3)"
    with pytest.raises(TryLater, match=r"ended with 3: no such voice"):
        CommandEngine(args=[sys.executable, "-c", code]).speak(TEXT, "default")


def test_it_is_stopped() -> None:
    with pytest.raises(TryLater, match=r"more than 0\.3 s"):
        CommandEngine(args=[sys.executable, "-c", "input(); import time; time.sleep(30)"], seconds=0.3).speak(TEXT, "x")


@pytest.mark.parametrize("output", [[], ["{output}"]])
def test_silence_is_no_sound(output: list[str]) -> None:
    with pytest.raises(TryLater):
        CommandEngine(args=[sys.executable, "-c", "pass", *output]).speak(TEXT, "default")


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AUDIONEWS_COMMAND", raising=False)
    with pytest.raises(NotReady, match="No program"):
        CommandEngine().ready()
    monkeypatch.setenv("AUDIONEWS_COMMAND", "no-such-program --loud")
    with pytest.raises(NotReady, match="no-such-program"):
        CommandEngine().ready()


def test_a_program_that_sends_the_text_away_is_forbidden_offline() -> None:
    tables = {"command": {"args": [sys.executable], "network": True}}
    assert registry.configured("command", tables).limits.network
    with pytest.raises(NotReady, match="needs a network"):
        casting.cast(Settings().having(engine="command", options=tables, offline=True), None, ignore)
    named = CommandEngine(args=["x"], host="speech.example.org").limits
    assert (named.network, named.host) == (True, "speech.example.org")
    assert not CommandEngine(args=["x"]).limits.network


def test_a_path_of_windows_keeps_its_backslashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    named = CommandEngine(args=r'"C:\Program Files\Speaker\say.exe" --voice {voice} --out {output}')
    assert named._args[0] == r"C:\Program Files\Speaker\say.exe"
    assert CommandEngine(args=r"C:\Tools\say.exe -x")._args == [r"C:\Tools\say.exe", "-x"]
