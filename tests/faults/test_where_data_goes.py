"""Nobody is told anything unasked: what docs/security.md says of where data goes."""

import sys
from pathlib import Path

import pytest
from fault_runs import Row, Server, prepared
from misbehaving import Manner, Misbehaving, moved

from audionews.engines.openai import OpenaiEngine
from audionews.engines.transcription import transcriber
from audionews.settings import Settings
from audionews.support.errors import AudionewsError

COMMANDS: dict[str, list[str]] = {
    "make, tone": ["make", "a.txt", "--engine", "tone", "-o", "output", "--date", "2026-11-25"],
    "make, espeak": ["make", "b.txt", "--engine", "espeak", "-o", "output", "--date", "2026-11-26"],
    "make, auto": ["make", "c.txt", "-o", "output", "--date", "2026-11-27"],
    "make, offline": ["make", "a.txt", "https://example.org/a", "--offline", "-o", "output", "--date", "2026-11-28"],
    "say": ["say", "একটি বাক্য।", "--engine", "espeak", "-o", "state/a.mp3"],
    "script": ["script", "a.txt", "--explain"],
    "daily": ["daily", "--engine", "espeak", "--date", "2026-11-29"],
    "remake": ["remake", "output/2026-11-24", "--sentence", "1", "--offline"],
    "batch": ["batch", "a.txt", "b.txt", "--engine", "tone", "-o", "state/many"],
    "voices": ["voices", "--offline"],
    "doctor": ["doctor", "--offline"],
    "feed": ["feed", "output", "--base-url", "https://example.org/pod/"],
    "check": ["check", "output"],
    "publish to a folder": ["publish", "target", "output"],
    "episodes": ["episodes", "--json"],
    "backup": ["backup", "state/a.zip", "-o", "output"],
    "config": ["config"],
    "cache": ["cache"],
}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the shim is one of Linux")
@pytest.mark.row("connections that nobody asked for")
def test_no_line_is_opened_that_nobody_asked_for(server: Server, shim: Path, tmp_path: Path, row: Row) -> None:
    stage, told = prepared(server, tmp_path / "stage"), tmp_path / "told"
    settings = 'sources = ["a.txt"]\noutput = "output"\n'
    (stage.folder / "audionews.toml").write_text(settings, encoding="utf-8")

    def lines(command: list[str]) -> tuple[int, str]:
        told.write_text("")
        job = stage.job(*command)
        job["env"] |= {"FAULTS_LINES": str(told), "LD_PRELOAD": str(shim)}
        code = server.ask(job)["codes"][0]
        return code, told.read_text()

    assert "connect" in lines(["script", "http://127.0.0.1:9/a", "--allow-private"])[1], "the shim sees nothing"
    for what, command in COMMANDS.items():
        with row.case(what):
            code, said = lines(command)
            assert code in {0, 7}, stage.said()
            assert not said, f"it asked for {said.split()[:9]}"


@pytest.mark.row("connections that nobody asked for")
def test_no_redirect_of_a_service_is_followed(row: Row) -> None:
    def speech(url: str) -> object:
        return OpenaiEngine(url=url).speak("একটি বাক্য।", "alloy")

    def listener(url: str) -> object:
        return transcriber(Settings().having(verify={"url": url}).verify, offline=False).transcribe(b"fLaC")

    for asked in (speech, listener):
        for status in ("301 Moved", "302 Found", "303 Other", "307 Temporary", "308 Permanent"):
            with Misbehaving(Manner(b"")) as elsewhere, row.case(f"{asked.__name__}: {status}"):
                with Misbehaving(Manner(moved(f"{elsewhere.url}/v1", status))) as service:
                    with pytest.raises(AudionewsError):
                        asked(f"{service.url}/v1")
                    assert service.asked
                assert not elsewhere.asked, "text was sent on"
