"""Runs the command line in forks of one process that has loaded it all, each with a fault that it is to meet.

Started under LD_PRELOAD with the shim; a job is a line of JSON on standard input, its outcome one on standard output.
"""

import ctypes
import importlib
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import forks
import parts

import audionews.cli

SHIM = ctypes.CDLL(None)
NEWS = "খবর\n\nআবহাওয়া দফতর জানিয়েছে, ২টি এলাকায় জল জমেছে।\n"
LATE = (
    *(
        "PIL.ImageDraw",
        "PIL.JpegImagePlugin",
        "PIL.PngImagePlugin",
        "filelock",
        "fsspec.implementations.local",
        "httpx",
    ),
    *("audionews.daily", "audionews.episode", "audionews.mastering", "audionews.review", "audionews.audio.opus"),
    *("audionews.audio.ahead", "audionews.audio.tune", "audionews.planning.estimate", "audionews.publish.check"),
    *("audionews.publish.delivery.folder_host", "audionews.publish.delivery.store_host", "audionews.desk"),
    *("audionews.support.net.fetcher", "audionews.support.net.web_sub", "audionews.upkeep.backup"),
)
"""What is imported only where it is used."""
MOST_MEMORY = 3 * 2**30
"""Bytes of address space, of which libraries take most: what goes beyond fails rather than the machine."""


def warm() -> None:
    """Load what commands load as they go, tables of words and typefaces too: a fork then costs what its work costs."""
    for name in LATE:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder, "news.txt")
        news.write_text(NEWS, encoding="utf-8")
        audionews.script([str(news)])


def nobody(uid: int) -> Any:
    """Know nobody, as the list of users of a container does that runs under a number."""
    raise KeyError(uid)


def give_up_rights() -> None:
    """Let modes of files hold for root too: drop CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of linux/capability.h."""
    head, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    SHIM.capget(head, sets)
    for place in (0, 1, 2):
        sets[place] &= ~0b110
    SHIM.capset(head, sets)


def surround(job: dict[str, Any]) -> None:
    """Make the surroundings of a command as strange as its job wants them."""
    for name in job.get("without", ()):
        os.environ.pop(name, None)
    os.umask(job.get("umask", 0o022))
    for name, most in job.get("limits", {}).items():
        resource.setrlimit(getattr(resource, name), (most, most))
    if job.get("full"):
        os.dup2(os.open("/dev/full", os.O_WRONLY), job["full"])
    if job.get("gone"):
        Path.cwd().rmdir()
    if job.get("nameless"):
        import pwd

        pwd.getpwuid = nobody
    if job.get("mortal"):
        give_up_rights()
    for descriptor in job.get("closed", ()):
        os.close(descriptor)
        setattr(sys, ("stdin", "stdout", "stderr")[descriptor], None)  # as Python begins where there is none


def renamed(output: Path) -> None:
    """Give the show's folder another name."""
    output.rename(output.with_name("target") / "renamed")


def removed(output: Path) -> None:
    """Remove the show's folder."""
    shutil.rmtree(output)


def replaced(output: Path) -> None:
    """Put an empty folder in the place of the show's."""
    renamed(output)
    output.mkdir()


def blocked(output: Path) -> None:
    """Put a file in the place of the show's folder."""
    renamed(output)
    output.write_text("mine")


MEDDLING = {work.__name__: work for work in (renamed, removed, replaced, blocked)}


def arm(job: dict[str, Any]) -> None:
    """Have the shim note operations, or do something at one of them."""
    stage, on = os.fsencode(job["cwd"]), job.get("on", 0)
    if noted := job.get("noted"):
        descriptor = os.open(noted, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        SHIM.faults_note(stage, descriptor, on)
    elif point := job.get("point"):
        kind, name, nth = point
        stays, seconds = int(job.get("stays", False)), ctypes.c_long(job.get("seconds", 0))
        SHIM.faults_arm(stage, kind, os.fsencode(name), ctypes.c_long(nth), job["what"], on, stays, seconds)


def begin(job: dict[str, Any]) -> int:
    """Fork; in the child, run the command. Return the child's id."""
    if child := os.fork():
        return child
    os.setpgid(0, 0)
    os.chdir(job["cwd"])
    os.environ.update(job.get("env", {}))
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(job[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    os.dup2(os.open(job.get("stdin", os.devnull), os.O_RDONLY), 0)
    tempfile.tempdir = None
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    if seconds := job.get("cpu"):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    surround(job)
    for place in job["watch"]:
        SHIM.faults_watch(os.fsencode(place))
    sys.argv = ["audionews", *job["args"]]
    code = 1
    try:
        if part := job.get("part"):
            parts.PARTS[part]()
        arm(job)
        audionews.cli.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        os._exit(code)


def ended(children: dict[int, float], jobs: list[dict[str, Any]], seconds: float) -> dict[int, int]:
    """Wait for children, each from its start; return their exit codes, negative for a signal, 1000 for out of time.

    Where one stops for it, its folder is meddled with, and it goes on.
    """
    codes: dict[int, int] = {}
    while len(codes) < len(children):
        for (child, begun), job in zip(children.items(), jobs, strict=True):
            if child in codes:
                continue
            found, status = os.waitpid(child, os.WNOHANG | os.WUNTRACED)
            if found and os.WIFSTOPPED(status):
                MEDDLING[job["meddling"]](Path(job["cwd"], "output"))
                os.kill(child, signal.SIGCONT)
            elif found:
                codes[child] = os.waitstatus_to_exitcode(status)
            elif time.monotonic() - begun > seconds:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                codes[child] = 1000
        time.sleep(0.002)
    return codes


def answer(order: dict[str, Any]) -> dict[str, Any]:
    """Run the jobs of an order at once; kill those that are to be killed after some time."""
    children = {begin(job): time.monotonic() for job in order["jobs"]}
    for child, job in zip(children, order["jobs"], strict=True):
        if (after := job.get("kill_after")) is not None:
            time.sleep(max(0.0, children[child] + after - time.monotonic()))
            os.kill(child, signal.SIGKILL)
    codes = ended(children, order["jobs"], order.get("seconds", 60.0))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "codes": [codes[child] for child in children],
        "peak": used.ru_maxrss,
        "cpu": used.ru_utime + used.ru_stime,
    }


if __name__ == "__main__":
    forks.load()
    warm()
    os.environ.pop("LD_PRELOAD", None)  # what the command line starts is not to be seen
    os.environ.pop("AUDIONEWS_VALIDATORS", None)  # a Java machine does not start in so little memory
    print(json.dumps({"ready": True}), flush=True)  # noqa: T201 - its answer
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)  # noqa: T201 - its answer
