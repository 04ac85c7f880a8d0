"""The voice of screen readers: speech-dispatcher's protocol on a pipe, and the real daemon where it is there."""

import io
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from shared import ROOT

from audionews.api.dispatcher_module import DispatcherModule
from audionews.api.dispatcher_text import Reading, spells
from audionews.bengali.normalization.spelled import character_name, key_name, spelled
from audionews.settings import Settings

ENDS = ("702 END", "703 STOP", "704 PAUSE")


class Daemon:
    """The other end of the pipe."""

    def __init__(self) -> None:
        commands, self._commands = os.pipe()
        answers, sink = os.pipe()
        self._ends = [os.fdopen(commands, "rb"), os.fdopen(sink, "wb")]
        module = DispatcherModule(Settings().having(engine="espeak"), *self._ends)  # type: ignore[arg-type]
        self._thread = threading.Thread(target=module.run)
        self._thread.start()
        self._answers = os.fdopen(answers, "rb")
        self.sound = bytearray()

    def say(self, *lines: str) -> None:
        os.write(self._commands, "".join(f"{line}\n" for line in lines).encode())

    def told(self, *until: str) -> list[str]:
        """Return the answers up to one that begins so; sound is put aside."""
        found: list[str] = []
        while not found or not found[-1].startswith(until):
            line = self._answers.readline().rstrip(b"\n")
            assert line, found
            if line.startswith(b"705-AUDIO\0"):
                data = line.removeprefix(b"705-AUDIO\0")
                self.sound += re.sub(rb"\x7d(.)", lambda each: bytes([each[1][0] ^ 0x20]), data, flags=re.DOTALL)
            elif not line.startswith(b"705"):
                found.append(line.decode())
        return found

    def message(self, kind: str, *lines: str) -> list[str]:
        """Send a message and return what is told of it."""
        self.sound.clear()
        self.say(kind, *lines, ".")
        return self.told(*ENDS)

    def close(self) -> None:
        self.say("QUIT")
        assert self.told("210")
        self._thread.join()
        for end in (*self._ends, self._answers):
            end.close()
        os.close(self._commands)


@pytest.fixture(scope="module")
def daemon() -> Iterator[Daemon]:
    made = Daemon()
    made.say("INIT", "AUDIO", "audio_output_method=server", ".", "LOGLEVEL", "log_level=3", ".")
    assert made.told("203 OK LOG")[1] == "299 OK LOADED SUCCESSFULLY"
    yield made
    made.close()


def manner(daemon: Daemon, **given: object) -> None:
    daemon.say("SET", *(f"{name}={value}" for name, value in given.items()), ".")
    assert daemon.told("203 OK SETTINGS")


def test_a_message_is_spoken_with_its_marks_in_their_places(daemon: Daemon) -> None:
    told = daemon.message("SPEAK", "<speak>আজ ২৩ তারিখ। <mark name='a&amp;b'/>", "&lt;খবর&gt; আছে।", "..", "</speak>")
    assert told == [
        "202 OK RECEIVING MESSAGE", "200 OK SPEAKING", "701 BEGIN", "700-a&b", "700 INDEX MARK", "702 END"
    ]  # fmt: skip
    samples = np.frombuffer(bytes(daemon.sound), "<i2")
    assert len(samples) > 24_000
    assert 3000 < np.abs(samples.astype(int)).max() < 32_768


def test_pace_loudness_and_voice_are_the_listeners(daemon: Daemon) -> None:
    def length(**given: object) -> int:
        manner(daemon, **{"rate": 0, "volume": 100, "synthesis_voice": "NULL", "voice_type": "male1"} | given)
        daemon.message("SPEAK", "<speak>শহরে আজ বৃষ্টি হয়েছে।</speak>")
        return len(daemon.sound)

    usual = length()
    loud = bytes(daemon.sound)
    assert length(rate=100) < usual / 3
    assert length(rate=-100) > usual * 1.5
    length(volume=-100)
    assert not any(daemon.sound)
    length(voice_type="female1")
    assert bytes(daemon.sound) != loud
    length(synthesis_voice="bn+m7")
    assert bytes(daemon.sound) != loud
    assert length(rate="x", volume="", synthesis_voice="nobody") == usual
    daemon.say("LIST VOICES")
    assert "200-bn+f3\tbn\tfemale" in daemon.told("200 OK VOICE LIST")


def test_characters_and_keys_are_named(daemon: Daemon) -> None:
    for kind, text in (("CHAR", "া"), ("CHAR", "a"), ("KEY", "shift_a"), ("KEY", "space"), ("SOUND_ICON", "new-mail")):
        assert daemon.message(kind, text)[-1] == "702 END"
        assert any(daemon.sound), text
    for text in ("", "\u200b", "😀"):
        assert daemon.message("CHAR", text)[-1] == "702 END"


def test_a_stop_ends_it_and_the_next_message_is_spoken(daemon: Daemon) -> None:
    daemon.say("SPEAK", "<speak>" + "এটি একটি দীর্ঘ বাক্য, যা শেষ হতে সময় লাগে। " * 200 + "</speak>", ".")
    assert daemon.told("701")
    daemon.say("STOP")
    assert daemon.told(*ENDS)[-1] == "703 STOP"
    daemon.say("STOP", "PAUSE")
    assert daemon.message("SPEAK", "<speak>খবর।</speak>")[-1] == "702 END"


@pytest.mark.parametrize(
    "text", ["", "<speak>", "<<<>>>&&;&#0;", "<speak><speak></x>" * 50, "\x00\x1b[31m", "<mark name="]
)
def test_no_message_is_too_odd(daemon: Daemon, text: str) -> None:
    assert daemon.message("SPEAK", text)[-1] == "702 END"
    daemon.say("NONSENSE", "DEBUG OFF")
    assert daemon.told("300")


def test_a_network_voice_is_no_voice_for_a_screen() -> None:
    sink = io.BytesIO()
    DispatcherModule(Settings().having(engine="gtts"), io.BytesIO(b"INIT\nLIST VOICES\nQUIT\n"), sink).run()
    told = sink.getvalue().splitlines()
    assert told[-3:] == [b"399 ERR CANT INIT MODULE", b"304 CANT LIST VOICES", b"210 OK QUIT"]


def test_names_of_characters_and_keys() -> None:
    assert [character_name(each) for each in "ক া৫a,".replace(" ", "")] == ["ক", "আ-কার", "পাঁচ", "এ", "কমা"]
    assert character_name(" ") == "ফাঁকা"
    assert key_name("Control_Return") == "কন্ট্রোল এন্টার"
    assert spelled("সে") == "দন্ত্য স, এ-কার"
    assert [each.said for each in spells("SPEAK", "<speak>,</speak>", Reading())] == ["কমা"]
    assert [each.said for each in spells("SPEAK", "<speak>সে ৫</speak>", Reading(spelling=True))][1] == "পাঁচ"


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("speech-dispatcher"), reason="speech-dispatcher is not installed")
def test_the_real_daemon_speaks_through_it(tmp_path: Path) -> None:
    socket, log = tmp_path / "socket", tmp_path / "log"
    for folder in (log, tmp_path / "none", tmp_path / "run"):
        folder.mkdir()
    (tmp_path / ".libao").write_text("default_driver=null\n")
    asked = [f'LogLevel 5\nLogDir "{log}"', 'AudioOutputMethod "libao"', 'DefaultLanguage "bn"', "Timeout 0", ""]
    (tmp_path / "speechd.conf").write_text("\n".join(asked))
    home = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path / "run"), "SPEECHD_ADDRESS": f"unix_socket:{socket}"}
    env = {**os.environ, **home, "PYTHONPATH": str(ROOT)}
    env.pop("XDG_DATA_HOME", None)
    audionews = [sys.executable, "-m", "audionews", "speech-dispatcher"]
    subprocess.run([*audionews, "--install"], env=env, check=True, capture_output=True)
    command = ["speech-dispatcher", "-s", "-C", tmp_path, "-m", tmp_path / "none", "-S", socket, "-L", log]
    with subprocess.Popen([*command, "-P", tmp_path / "pid"], env=env, stderr=subprocess.DEVNULL) as daemon:
        try:
            for _ in range(300):
                if daemon.poll() is None and socket.exists():
                    break
                threading.Event().wait(0.1)
            say = ["spd-say", "-w", "-o", "audionews", "-l", "bn"]
            assert subprocess.run([*say, "আজ ২৩/১১/২০২৬। খরচ ₹৫০০।"], env=env, timeout=60, check=False).returncode == 0
            voices = subprocess.run(
                ["spd-say", "-o", "audionews", "-L"], env=env, timeout=60, capture_output=True, check=True
            )
            assert b"bn+f3" in voices.stdout
        finally:
            daemon.terminate()
    told = (log / "speech-dispatcher.log").read_text(encoding="utf-8", errors="replace")
    assert "Initialized for server audio for audionews" in told
    assert told.count("Got audio parameter sample_rate 24000") > 4
    assert "702 END" in told
    subprocess.run([*audionews, "--uninstall"], env=env, check=True, capture_output=True)
    assert not list(tmp_path.rglob("sd_audionews"))
