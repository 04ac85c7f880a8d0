"""How the C library keeps this process's memory. Only glibc needs telling; elsewhere nothing happens."""

from __future__ import annotations

import sys

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h


def share_arena() -> None:
    """Let all threads take memory from one place, before the first of them starts.

    glibc gives each thread an arena of its own and returns none of it: what the encoders have used stays with them, and
    what comes after needs its own on top.
    """
    _call("mallopt", _ARENA_MAX, 1)


def give_back() -> None:
    """Give what is free back to the system, after work that needed much."""
    _call("malloc_trim", 0)


def _call(name: str, *numbers: int) -> None:
    if sys.platform == "linux":
        import ctypes

        function = getattr(ctypes.CDLL(None), name, None)  # musl has neither
        if function:
            function(*numbers)
