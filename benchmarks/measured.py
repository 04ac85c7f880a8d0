"""Run a whole command and tell what it cost: wall time, CPU time, peak memory, bytes written to disk."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    """What a command cost."""

    seconds: float
    """Wall clock, start of the interpreter included."""
    cpu: float
    """CPU seconds of the process and its children."""
    memory: float
    """Peak resident size of the process or of one of its children in MB, whichever is larger."""
    written: float
    """MB that the file systems had to take; 0 where they are in memory."""


def cost(command: list[str], **settings: str) -> Cost:
    """Run `command` with these environment variables, quietly, and return its cost.

    Raises:
        CalledProcessError: it failed.
    """
    began = time.perf_counter()
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(command, env={**os.environ, **settings}, stdin=quiet, stdout=quiet, stderr=quiet)
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    peak = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)  # bytes there, kB elsewhere
    return Cost(seconds, used.ru_utime + used.ru_stime, peak, used.ru_oublock * 512 / 1e6)


def script(path: str, *arguments: object) -> list[str]:
    """Return the command that runs a Python script."""
    return [sys.executable, "-W", "ignore", path, *map(str, arguments)]
