"""Speak through any program: it reads text on standard input, and writes sound to standard output or `{output}`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from audionews.engines.protocol import Limits, Voice
from audionews.support import own_files, programs, scratch
from audionews.support.command_words import command_words
from audionews.support.errors import AbsentError, AudioError, DamagedError, NotReady, TryLater

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Speech

_HINT = (
    "Set AUDIONEWS_COMMAND, as in AUDIONEWS_COMMAND='espeak-ng -v bn --stdout'; the text comes on its standard input."
)
_MOST_BYTES = 64 * 2**20
_TAIL = 300
"""Characters of a failed program's standard error that the message shows: the last ones."""


class CommandEngine:
    """Runs `args`, an argument list, without a shell; `{output}` and `{voice}` in it are filled in.

    A single string, as from AUDIONEWS_COMMAND, is split into arguments as a shell would split it. A call may take
    `seconds`. With `network`, the program sends the text away, to `host`: `--offline` then forbids it.
    """

    name = "command"

    def __init__(
        self,
        *,
        rate: int = 100,
        args: Sequence[str] | str | None = None,
        voices: Sequence[str] = ("default",),
        seconds: float = 60.0,
        parallel: int = 1,
        network: bool = False,
        host: str | None = None,
    ) -> None:
        args = args or os.environ.get("AUDIONEWS_COMMAND") or ()
        self._args = command_words(args) if isinstance(args, str) else list(args)
        self._rate, self._voices, self._seconds = rate, tuple(voices), seconds
        away = host or "a host that the program knows" if network or host else None
        self.limits = Limits(
            2000, parallel, network=away is not None, host=away, latency=1.0, price=None, any_voice=True
        )

    def voices(self) -> Sequence[Voice]:
        """Return the voices that the settings name."""
        return [Voice(voice, "bn", None, Path(self._args[0]).name if self._args else "") for voice in self._voices]

    def ready(self) -> None:
        """Raise NotReady unless the program can be found.

        Raises:
            NotReady: the settings name no program, or it is not installed.
        """
        if not self._args:
            raise NotReady("No program is set.", hint=_HINT)
        if shutil.which(self._args[0]) is None:
            raise NotReady(f"There is no program {self._args[0]!r}.", hint=_HINT)

    def fingerprint(self, voice: str) -> str:
        """Return the argument list, the program's size and modification time, the voice and the rate."""
        found = shutil.which(self._args[0]) if self._args else None
        state = Path(found).stat() if found else None
        return f"{self._args} {state and (state.st_size, int(state.st_mtime))} {voice} {self._rate}"

    def speak(self, text: str, voice: str) -> Speech:
        """Run the program once for `text`.

        Raises:
            NotReady: there is no such program.
            TryLater: it failed, took too long, or gave no whole sound file.
        """
        from audionews.audio import clip, stretch

        self.ready()
        try:
            speech = clip.decode(self._sound(text, voice), f"What {self._args[0]} gives")
        except AudioError as error:
            raise TryLater(str(error)) from error
        return stretch.paced(speech, self._rate)

    def _sound(self, text: str, voice: str) -> bytes:
        with scratch.folder() as folder:
            output = folder / "speech"
            args = [arg.replace("{output}", str(output)).replace("{voice}", voice) for arg in self._args]
            said = self._run(args, text)
            if args == [arg.replace("{voice}", voice) for arg in self._args]:
                return said
            try:
                return own_files.content(output, most=_MOST_BYTES)
            except AbsentError as error:
                raise TryLater(f"{self._args[0]} wrote nothing to {{output}}.") from error
            except DamagedError as error:
                raise TryLater(f"What {self._args[0]} wrote to {{output}} is no file of sound.") from error

    def _run(self, args: list[str], text: str) -> bytes:
        try:
            done = programs.run(args, text.encode() + b"\n", seconds=self._seconds, most=_MOST_BYTES)
        except subprocess.TimeoutExpired as error:
            raise TryLater(f"{self._args[0]} took more than {self._seconds:g} s.") from error
        except programs.TooMuchError as error:
            raise TryLater(f"{self._args[0]} wrote more than {_MOST_BYTES // 2**20} MB.") from error
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise NotReady(f"{self._args[0]} cannot be run: {why}.", hint=_HINT) from error
        if done.code:
            last = done.said.strip()[-_TAIL:]
            raise TryLater(f"{self._args[0]} ended with {done.code}: {last or 'it says nothing'}.")
        return done.output
