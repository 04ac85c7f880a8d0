"""Run another program within bounds: of time, of what it may say, and of its life, which ends with ours."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, NamedTuple

from audionews.support import leaving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PIECE = 65_536
_TAIL = 4096
"""Bytes of standard error that are kept: the last ones."""
_GRACE = 1.0  # s
_LONG_GRACE = 10.0  # s: killed sooner, on a busy machine, it would leave what it started


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


def run(
    args: Sequence[str],
    text: bytes,
    *,
    seconds: float,
    most: int,
    tail: int = _TAIL,
    env: Mapping[str, str] | None = None,
    asks: bool = False,
) -> Ended:
    """Run a program with `text` on its standard input, and wait for its end; no shell is used.

    It and what it started end when it has run for `seconds`, when it writes more than `most` bytes, and with us. Of its
    standard error the last `tail` bytes are kept. One that `asks` keeps our terminal, on which it may want a password;
    it is told to end by itself, with what it started.

    Raises:
        OSError: it cannot be started.
        subprocess.TimeoutExpired: it took too long.
        TooMuchError: it wrote too much.
    """
    pipe = subprocess.PIPE
    manner = _Manner(seconds, env, alone=asks, grace=_LONG_GRACE if asks else 0.0)
    with _started(args, manner, stdin=pipe, stdout=pipe, stderr=pipe) as (program, end):
        assert program.stdin  # noqa: S101 - all three are pipes
        assert program.stdout  # noqa: S101
        assert program.stderr  # noqa: S101
        output, said = _PipeReader(program.stdout, most, end), _PipeReader(program.stderr, tail, None)
        feeder = threading.Thread(target=_feed, args=(program.stdin, text), daemon=True)
        feeder.start()
        code = program.wait()
        end()  # whatever it left behind would hold the pipes
        feeder.join()  # it closes the pipe, which breaks where the program has not read it all
        got, errors = output.result(), said.result()
    if output.is_full:
        raise TooMuchError
    if end.is_late:
        raise subprocess.TimeoutExpired(list(args), seconds)
    return Ended(code, got, errors.decode(errors="replace"))


def watched(args: Sequence[str], *, seconds: float, env: Mapping[str, str] | None = None) -> int:
    """Run a program that says what it says where we do, and return its exit code; no shell is used.

    It and what it started end when it has run for `seconds`, and with us; what it started goes on where it ends itself.

    Raises:
        OSError: it cannot be started.
        subprocess.TimeoutExpired: it took too long.
    """
    with _started(args, _Manner(seconds, env, grace=_GRACE), stdin=subprocess.DEVNULL) as (program, end):
        code = program.wait()
    if end.is_late:
        raise subprocess.TimeoutExpired(list(args), seconds)
    return code


class _Manner(NamedTuple):
    """How a program is started and ended."""

    seconds: float
    """How long it may run."""
    env: Mapping[str, str] | None
    """Its environment; None: ours."""
    alone: bool = False
    """It is in our group of processes, and alone is ended; else it has a group of its own, and all of that is."""
    grace: float = 0.0
    """Seconds in which it may end by itself once it was asked to."""


@contextmanager
def _started(args: Sequence[str], manner: _Manner, **streams: int) -> Iterator[tuple[subprocess.Popen[bytes], _Killer]]:
    """Start a program that ends when its time is over, with us, and where the block fails."""
    with leaving.begun():
        apart = sys.platform != "win32" and not manner.alone
        program = subprocess.Popen(args, env=manner.env, start_new_session=apart, **streams)  # type: ignore[call-overload] # noqa: S603 - an argument list of the user's own
        end = _Killer(program, manner)
        leaving.at_end(end)
    timer = threading.Timer(manner.seconds, end.late)
    timer.daemon = True
    timer.start()
    with program:
        try:
            yield program, end
        except BaseException:
            end()
            raise
        finally:
            timer.cancel()
            leaving.forget(end)


class _Killer:
    """Ends a program, and all that it started where that has a group of its own."""

    def __init__(self, program: subprocess.Popen[bytes], manner: _Manner) -> None:
        self._program, self._manner, self.is_late = program, manner, False

    def __call__(self) -> None:
        if self._manner.grace:
            self._send(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._program.wait(self._manner.grace)
        self._send(getattr(signal, "SIGKILL", signal.SIGTERM))

    def _send(self, number: signal.Signals) -> None:
        with suppress(OSError):
            if sys.platform == "win32" or self._manner.alone:
                self._program.send_signal(number)
            else:
                os.killpg(self._program.pid, number)

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
