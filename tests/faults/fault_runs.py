"""What the tests of faults share: the matrix's rows and their count, the server of forks, a show to break."""

import contextlib
import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from shared import ROOT

SHARE = float(os.environ.get("AUDIONEWS_FAULTS") or 0)
"""Share of the cases of `make faults` that are wanted: 1 is all, 2 twice as many, 0 the sample of the default tests."""
FULL = SHARE > 0
SEED = int(os.environ.get("AUDIONEWS_SEED") or 0)
"""Another seed takes other points of the sweeps and other bad inputs."""
HERE = Path(__file__).parent
LOOK, MAKE, READ, WRITE, SYNC, NAME, STAT, LIST = 1, 2, 4, 8, 16, 32, 64, 128
"""Kinds of file operations, as the shim knows them."""
KILL, STOP, CLOCK = 0, -1, -2
"""What happens at one of them, in the place of an errno; the shim's signals are below -100."""
DEATHS = MAKE | WRITE | SYNC | NAME
ALL = DEATHS | LOOK | READ | STAT | LIST
ERRORS = {  # errno → the operations that it comes from, and whether it lasts
    "ENOSPC": (errno.ENOSPC, MAKE | WRITE | SYNC, True),
    "EIO": (errno.EIO, LOOK | READ | WRITE | SYNC | LIST, False),
    "EROFS": (errno.EROFS, MAKE | NAME, True),
    "EMFILE": (errno.EMFILE, LOOK | MAKE | LIST, False),
    "EACCES": (errno.EACCES, LOOK | MAKE | NAME | STAT | LIST, False),
    "ESTALE": (errno.ESTALE, LOOK | READ | WRITE | NAME | STAT | LIST, False),
}
DAY = "2026-11-24"
DOCUMENTED = {0, 2, 3, 4, 5, 6, 7, 129, 130, 141, 143}


@dataclass
class Row:
    """A row of the matrix: its cases, and what went against a promise."""

    name: str
    cases: int = 0
    seconds: float = 0.0
    """CPU time, that of the commands included."""
    violations: list[str] = field(default_factory=list)

    @contextlib.contextmanager
    def case(self, what: str) -> Iterator[None]:
        """Count a case; a failed assertion in the block is a violation, and the others go on."""
        self.cases += 1
        try:
            yield
        except AssertionError as error:
            self.violations.append(f"{what}: {str(error).strip()[:600]}")


class Server:
    """The process whose forks run the command line."""

    seconds = 0.0
    """CPU time that the forks have taken."""

    def __init__(self, shim: Path) -> None:
        environment = {**os.environ, "LD_PRELOAD": str(shim), "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
        environment["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(HERE.parent)))
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "fault_server.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=environment,
        )
        assert self._read()["ready"]

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found

    def ask(self, *jobs: dict[str, Any], seconds: float = 60.0) -> dict[str, Any]:
        """Run jobs at once; return their exit codes, and what they took."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"jobs": jobs, "seconds": seconds}) + "\n")
        self._process.stdin.flush()
        found = self._read()
        self.seconds = found["cpu"]
        return found

    def close(self) -> None:
        """End it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


WATCHED = ("output", "cache", "data", "tmp", "target", "state")
"""Folders of a stage in which the shim sees what is done."""


@dataclass(frozen=True)
class Stage:
    """A folder in which a command runs, with all that it can touch inside: show, cache, data, temporary files."""

    folder: Path

    @property
    def output(self) -> Path:
        """The show's folder."""
        return self.folder / "output"

    def job(self, *args: str, number: int = 0, **more: Any) -> dict[str, Any]:
        """Return a job for the server; HERE in a word of the command is the stage's folder."""
        environment = {
            "AUDIONEWS_CACHE": str(self.folder / "cache"),
            "AUDIONEWS_DATA": str(self.folder / "data"),
            "TMPDIR": str(self.folder / "tmp"),
            "HOME": str(self.folder / "home"),
        }
        return {
            "args": [word.replace("HERE", str(self.folder)) for word in args],
            "cwd": str(self.folder),
            "env": environment,
            "stdout": str(self.folder / f".stdout{number}"),
            "stderr": str(self.folder / f".stderr{number}"),
            "watch": [str(self.folder / name) for name in WATCHED],
            **more,
        }

    def said(self, number: int = 0) -> str:
        """Return what the last command wrote to standard error."""
        return (self.folder / f".stderr{number}").read_text(encoding="utf-8", errors="replace")


def prepared(server: Server, folder: Path) -> Stage:
    """Return a stage with two episodes of one day, one of a day before, and files of the user's own around them."""
    stage = Stage(folder)
    for name in ("output", "cache", "data", "tmp", "home", "target", "state"):
        (folder / name).mkdir(parents=True)
    for name in ("a", "b", "c"):
        write_news(stage, name, 1)
    for name, day in (("c", "2026-11-23"), ("b", DAY), ("a", DAY)):
        done = server.ask(stage.job(*making(name, day)))
        assert done["codes"] == [0], stage.said()
    for name in (".bashrc.old", ".x.part", "notes.txt"):
        (stage.output / name).write_text("mine")
    (stage.output / ".ssh.old").mkdir()
    return stage


def write_news(stage: Stage, name: str, number: int) -> None:
    """Write an article."""
    text = f"খবর {name} {number}\n\nআবহাওয়া দফতর জানিয়েছে, {number}টি এলাকায় জল জমেছে। পুরসভা জানিয়েছে, কাজ চলছে।\n"
    (stage.folder / f"{name}.txt").write_text(text, encoding="utf-8")


def making(name: str, day: str = DAY) -> list[str]:
    """Return the command that makes an episode of an article."""
    return ["make", f"{name}.txt", "-o", "output", "--engine", "tone", "--date", day, "-q"]


def copied(stage: Stage, folder: Path) -> Stage:
    """Return a stage like another one."""
    shutil.copytree(stage.folder, folder, symlinks=True)
    return Stage(folder)


def digest(folder: Path) -> str:
    """Return a digest of all files of an episode."""
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()


def episodes(root: Path) -> list[Path]:
    """Return the folders of episodes."""
    return sorted(path.parent for path in root.glob("[!.]*/episode.json"))


PARTS = ("index.html", "episode.epub", "transcript.vtt", "chapters.json", "cover.jpg")


def check_whole(root: Path, *, shown: bool = True) -> None:
    """Promise 1: each file under a final name is whole, and there (page, book and picture, where they are `shown`).

    And the user's own are what they were.
    """
    for folder in episodes(root):
        told = json.loads((folder / "episode.json").read_text(encoding="utf-8"))
        sound = (folder / told["audio"]["file"]).read_bytes()
        assert hashlib.sha256(sound).hexdigest() == told["audio"]["sha256"], f"{folder.name}: sound and manifest differ"
        for name in PARTS if shown else ("transcript.vtt", "chapters.json"):
            assert (folder / name).stat().st_size, f"{folder.name}/{name} is empty"
    for name in ("feed.xml", "feed.opml"):
        if (root / name).exists():
            ET.parse(root / name)  # noqa: S314 - of our own making
    if (root / "show.json").exists():
        json.loads((root / "show.json").read_text(encoding="utf-8"))
    if (root / "notes.txt").exists() or (root / ".bashrc.old").exists():
        for name in (".bashrc.old", ".x.part", "notes.txt"):
            assert (root / name).read_text() == "mine", f"the user's {name} was touched"
        assert (root / ".ssh.old").is_dir()


def check_agreement(root: Path) -> None:
    """Promise 5: the feed tells of each episode that is there, with the length of its sound, and of no other."""
    items = ET.parse(root / "feed.xml").getroot().iter("enclosure")  # noqa: S314 - the same
    told = {item.get("url", "").partition("?")[0].split("/")[-2]: int(item.get("length", "0")) for item in items}
    there = {folder.name: (folder / "episode.mp3").stat().st_size for folder in episodes(root)}
    assert told == there, f"the feed says {told}, there are {there}"


def is_trial(path: Path) -> bool:
    """Tell what Python's own `tempfile` writes to see whether a folder serves, where it may not remove it again."""
    return path.is_file() and b"blat".startswith(path.read_bytes())


def check_tidy(stage: Stage) -> None:
    """Promise 6: nothing is left of a killed run."""
    ours = {".lock", ".episodes.json", ".daily", ".queue", ".bashrc.old", ".x.part", ".ssh.old"}
    left = [
        path
        for path in stage.output.rglob(".*")
        if path.name not in ours and path.parent.name not in {".daily", ".queue"}
    ]
    left += [path for path in stage.output.rglob(".*.part") if path.name not in ours]
    left += [path for path in (stage.folder / "tmp").iterdir() if not is_trial(path)]
    left += [path for name in ("cache", "data", "target", "state") for path in (stage.folder / name).rglob(".*.part")]
    left += [path for path in (stage.folder / "state").rglob(".*") if path.suffix in {".new", ".old", ".staging"}]
    assert not left, f"left behind: {[str(path.relative_to(stage.folder)) for path in left]}"


def check_answer(code: int, said: str, *, names: bool = True) -> None:
    """Promise 4: the documented exit code, a line that names a file, no traceback."""
    assert code in DOCUMENTED, f"exit code {code}: {said[-300:]}"
    assert "Traceback" not in said, said[-600:]
    assert "mistake of audionews" not in said, said[-300:]
    if code in {2, 3, 5, 6} and names:
        assert "Error: " in said, f"exit code {code} without a word: {said[-300:]!r}"
        assert "Cannot go on" not in said, said[-300:]
