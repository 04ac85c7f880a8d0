"""Run another program within bounds: of time, of what it may say, and of its life, which ends with ours."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, TYPE_CHECKING, NamedTuple

from audionews.support import leaving

if TYPE_CHECKING:
    from collections.abc import Sequence

_PIECE = 65_536
_TAIL = 4096
"""Bytes of standard error that are kept: the last ones."""


class Ended(NamedTuple):
    """A program that came to its end."""

    code: int
    """Its exit code."""
    output: bytes
    """What it wrote to standard output."""
    said: str
    """The end of what it wrote to standard error."""


class TooMuchError(Exception):
    """It wrote more to standard output than it was allowed."""


def run(args: Sequence[str], text: bytes, *, seconds: float, most: int) -> Ended:
    """Run a program with `text` on its standard input, and wait for its end; no shell is used.

    It and what it started end when it has run for `seconds`, when it writes more than `most` bytes, and with us.

    Raises:
        OSError: it cannot be started.
        subprocess.TimeoutExpired: it took too long.
        TooMuchError: it wrote too much.
    """
    pipe = subprocess.PIPE
    own = sys.platform != "win32"  # a group of its own, so that all of it can be ended
    with leaving.begun():
        program = subprocess.Popen(args, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=own)  # noqa: S603 - an argument list of the user's own
        end = _Killer(program)
        leaving.at_end(end)
    with program:
        try:
            assert program.stdin  # noqa: S101 - all three are pipes
            assert program.stdout  # noqa: S101
            assert program.stderr  # noqa: S101
            output, said = _PipeReader(program.stdout, most, end), _PipeReader(program.stderr, _TAIL, None)
            feeder = threading.Thread(target=_feed, args=(program.stdin, text), daemon=True)
            feeder.start()
            timer = threading.Timer(seconds, end.late)
            timer.daemon = True
            timer.start()
            code = program.wait()
            timer.cancel()
            end()  # whatever it left behind would hold the pipes
            feeder.join()  # it closes the pipe, which breaks where the program has not read it all
            got, errors = output.result(), said.result()
        finally:
            end()
            leaving.forget(end)
    if output.is_full:
        raise TooMuchError
    if end.is_late:
        raise subprocess.TimeoutExpired(list(args), seconds)
    return Ended(code, got, errors.decode(errors="replace"))


class _Killer:
    """Ends a program and all that it started."""

    def __init__(self, program: subprocess.Popen[bytes]) -> None:
        self._program, self.is_late = program, False

    def __call__(self) -> None:
        with suppress(OSError):
            if sys.platform == "win32":
                self._program.kill()
            else:
                os.killpg(self._program.pid, signal.SIGKILL)

    def late(self) -> None:
        self.is_late = True
        self()


class _PipeReader:
    """Reads a pipe to its end in a thread; keeps the first bytes and ends the program, or keeps the last ones."""

    def __init__(self, pipe: IO[bytes], most: int, end: _Killer | None) -> None:
        self._pipe, self._most, self._end = pipe, most, end
        self._data, self.is_full = bytearray(), False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with suppress(OSError, ValueError):
            while piece := os.read(self._pipe.fileno(), _PIECE):
                self._data += piece
                if len(self._data) <= self._most:
                    continue
                if self._end is None:
                    del self._data[: -self._most]
                else:
                    self.is_full = True
                    self._end()
                    return

    def result(self) -> bytes:
        self._thread.join(1.0)
        return bytes(self._data)


def _feed(pipe: IO[bytes], text: bytes) -> None:
    with suppress(OSError, ValueError):
        pipe.write(text)
    with suppress(OSError, ValueError):
        pipe.close()
