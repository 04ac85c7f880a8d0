"""Runs the command line in forks of a process that has loaded it: start-up is most of what a short command costs.

Each run has a process, folder, environment and streams of its own, as if a user had started it. `python forks.py FD`
is the process that forks; it is asked over the socket FD, and ends with it.
"""

import atexit
import contextlib
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path

SECONDS = 120.0
TEXT = "সেতু খুলল\n\nশুক্রবার সকাল ১০.৩০টায় ৪৫০ মিটার সেতুটি খুলেছে। খরচ ₹১২ কোটি, জানিয়েছে PWD।\n\nআরও পড়ুন: মেলা কবে?\n"
PAGE = f"<html><body><article><h1>মেলা বসল</h1><p>{TEXT}</p></article></body></html>"


def can_serve(environment: dict[str, str]) -> bool:
    """Tell whether there is `fork`, and Python itself is not asked to start otherwise."""
    return sys.platform == "linux" and not any(name.startswith("PYTHON") for name in environment)


def run(
    arguments: list[str], folder: Path, environment: dict[str, str], text: str | None
) -> subprocess.CompletedProcess[str]:
    """Run `audionews` with `arguments` in a folder; `environment` is all that it sees."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as errors:
        given.write((text or "").encode())
        given.seek(0)
        streams = [each.fileno() for each in (given, said, errors)]
        code = run_on(streams, arguments, folder, environment)
        outputs = []
        for each in (said, errors):
            each.seek(0)
            outputs.append(each.read().decode())
        return subprocess.CompletedProcess(arguments, code, *outputs)


def run_on(streams: list[int], arguments: list[str], folder: Path, environment: dict[str, str]) -> int:
    """Run it on standard streams that there are, by their numbers; return the exit code."""
    order = json.dumps({"arguments": arguments, "folder": str(folder), "environment": environment})
    server = _server()
    socket.send_fds(server, [f"{len(order):09d}".encode()], streams)
    server.sendall(order.encode())
    try:
        return int(server.recv(16))
    except TimeoutError:
        _server.cache_clear()
        server.close()
        raise subprocess.TimeoutExpired(arguments, SECONDS) from None


@cache
def _server() -> socket.socket:
    here, there = socket.socketpair()
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", __file__, str(there.fileno())],
        pass_fds=[there.fileno()],
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "OPENBLAS_NUM_THREADS": "1"},
    )
    there.close()
    here.settimeout(SECONDS)
    atexit.register(_end, here, process)
    return here


def _end(server: socket.socket, process: subprocess.Popen[bytes]) -> None:
    server.close()
    process.wait(10)


def spare_the_disk() -> None:
    """Flush nothing to the disk in this process: no test cuts the power, and an episode waits for it sixty times."""
    os.fsync = os.fstat  # that the descriptor is one is still asked


def load() -> None:
    """Make an episode as commands do: what they import, compile and read on the way, no fork has to again."""
    import audionews.cli.app  # noqa: F401
    from audionews import episode
    from audionews.publish.check import check
    from audionews.settings import PRESETS, Settings

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, text in (("a.txt", TEXT), ("b.html", PAGE)):
            (folder / name).write_text(text, encoding="utf-8")
        os.environ["AUDIONEWS_CACHE"] = str(folder / "cache")
        asked = Settings().having(engine="tone", output=folder / "output", jobs=1)
        for preset in PRESETS:
            episode.make([str(folder / "a.txt"), str(folder / "b.html")], asked.having(preset=preset))
        check(folder / "output", validators=False)
    assert threading.active_count() == 1, "a fork has one thread alone"
    gc.collect()
    gc.freeze()


def _serve(asked: socket.socket) -> None:
    """Answer each order with an exit code, negative for a signal; return in the fork that is to run a command."""
    while True:
        size, streams, _flags, _address = socket.recv_fds(asked, 9, 3)
        if not size:
            sys.exit()
        order = json.loads(asked.recv(int(size), socket.MSG_WAITALL))
        child = os.fork()
        if not child:
            asked.close()
            break
        for each in streams:
            os.close(each)
        with contextlib.suppress(BrokenPipeError):
            asked.sendall(b"%d" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    for number, each in enumerate(streams):
        os.dup2(each, number)
        os.close(each)
    sys.stdin, sys.stdout = (
        os.fdopen(number, mode, encoding="utf-8", closefd=False) for number, mode in enumerate("rw")
    )
    sys.stderr = os.fdopen(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    tempfile.tempdir = None
    sys.argv = ["audionews", *order["arguments"]]


if __name__ == "__main__":
    spare_the_disk()
    load()
    _serve(socket.socket(fileno=int(sys.argv[1])))
    import audionews.cli

    audionews.cli.main()
