"""Run a benchmark's task in a process of its own and tell what it cost: wall time, CPU time of all, peak memory."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What a task cost."""

    seconds: float
    """Wall clock, start of the interpreter included."""
    cpu: float
    """CPU seconds of the process and its children."""
    memory: float
    """Peak resident size of the process in MB."""


_TELL = """
import resource, runpy, sys
sys.argv = sys.argv[1:]
sys.path.insert(0, str(__import__('pathlib').Path(sys.argv[0]).parent))
runpy.run_path(sys.argv[0], run_name='__main__')
own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
print('COST', cpu, own.ru_maxrss / (1048576 if sys.platform == 'darwin' else 1024))  # bytes there, kB elsewhere
"""


def cost(script: Path, *arguments: object) -> Cost:
    """Run `script` with `arguments` and return its cost."""
    began = time.perf_counter()
    command = [sys.executable, "-W", "ignore", "-c", _TELL, str(script), *map(str, arguments)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds = time.perf_counter() - began
    _, cpu, memory = said.strip().splitlines()[-1].split()
    return Cost(seconds, float(cpu), float(memory))
