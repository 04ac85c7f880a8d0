"""Single keys from the terminal, while something else goes on: of POSIX systems and of Windows."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ESCAPED = {
    "[A": "up",
    "[B": "down",
    "[C": "right",
    "[D": "left",
    "OA": "up",
    "OB": "down",
    "OC": "right",
    "OD": "left",
}
_WINDOWS = {"H": "up", "P": "down", "M": "right", "K": "left"}


@contextmanager
def pressed() -> Iterator[Callable[[float], str | None]]:
    """Yield what waits so many seconds for a key: its character, `up`, `down`, `left`, `right`, or None for none.

    Without a terminal, no key ever comes. The terminal is as before when the block ends, and while Ctrl-Z stops it.
    """
    if os.name == "nt":
        yield _of_windows if sys.stdin and sys.stdin.isatty() else never
        return
    terminal = _terminal()
    if terminal is None:
        yield never
        return
    import termios
    import tty

    before = termios.tcgetattr(terminal)

    def stop(number: int, _frame: object) -> None:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # here it stands, until somebody has it go on
        signal.signal(number, stop)
        tty.setcbreak(terminal)

    stopping = signal.signal(signal.SIGTSTP, stop)
    try:
        tty.setcbreak(terminal)
        yield lambda seconds: _of_posix(terminal, seconds)
    finally:
        signal.signal(signal.SIGTSTP, stopping)
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
        if terminal != 0:
            os.close(terminal)


def never(seconds: float) -> None:
    """Wait, and let no key come."""
    time.sleep(seconds)


def _terminal() -> int | None:
    """Return the terminal's descriptor: of standard input, else, where text is piped in, the controlling one."""
    if sys.stdin and sys.stdin.isatty():
        return sys.stdin.fileno()
    if not sys.stdout or not sys.stdout.isatty():
        return None
    try:
        return os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        return None


def _of_posix(terminal: int, seconds: float) -> str | None:
    import select

    if not select.select([terminal], [], [], seconds)[0]:
        return None
    data = os.read(terminal, 8).decode("utf-8", "replace")
    if data.startswith("\x1b"):
        return _ESCAPED.get(data[1:3])
    return data[:1] or None


def _of_windows(seconds: float) -> str | None:
    import msvcrt

    until = time.monotonic() + seconds
    while not msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
        if time.monotonic() >= until:
            return None
        time.sleep(0.01)
    key: str = msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
    return _WINDOWS.get(msvcrt.getwch()) if key in {"\x00", "\xe0"} else key  # type: ignore[attr-defined,unused-ignore]
