"""Bad input through each door: a documented exit code, one clear line that names its source, no traceback."""

import contextlib
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from doors import CORPUS, DOORS, Door, based
from fault_runs import FULL, HERE, SEED, SHARE, Row, Server, Stage, check_answer, copied
from mutations import bad_input, in_bytes
from shared import ARTICLE, ROOT, call

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the server of forks is one of Linux")
EACH, BY_COMMAND = 90, 250
"""Inputs of each door in `make faults`, and of all together by the command itself."""
FRESH = 15
"""Inputs after which a stage is a new one: what they have changed is not to pile up."""
UNNAMED = {"stdin", "clips", "approved", "queue.json", "list.opml"}
"""Doors whose complaint has no name of a file of ours: what is on standard input, a cache, a bulletin that waits, and
lists, of which the entry is named."""


@pytest.fixture(scope="module")
def base(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return based(server, tmp_path_factory.mktemp("base") / "stage")


def put(stage: Stage, door: Door, data: bytes | None, dice: random.Random) -> None:
    """Put bad input where the command finds it; None mutates what is there."""
    if door.name == "clips":
        kept = sorted(path for path in (stage.folder / "cache" / "clips").rglob("*") if path.is_file())
        for path in dice.sample(kept, min(8, len(kept))):
            path.write_bytes(in_bytes(path.read_bytes(), dice) if data is None else data)
        (stage.output / "2026-11-26" / "episode.mp3").unlink(missing_ok=True)
        return
    place = stage.folder / (door.place or door.name)
    before = place.read_bytes() if door.place and place.exists() and not door.content else door.content
    place.write_bytes(bad_input(before, dice, door.inside) if data is None else data)


def check_bounds(code: int, seconds: str) -> None:
    assert code not in {-24, 1000}, f"more than {seconds} s"
    assert code >= 0, f"killed by signal {-code}"


def inputs(door: Door) -> Iterator[tuple[str, bytes | None]]:
    """Yield the kept inputs of a door by their names, then a number for each new one that is wanted."""
    for path in sorted((CORPUS / door.name).glob("*")):
        yield path.name, path.read_bytes()
    for count in range(round(EACH * SHARE) or 1):
        yield str(count), None


@pytest.mark.row("bad input")
@pytest.mark.parametrize("number", range(len(DOORS)))
def test_bad_input_is_refused_by_name_or_read(
    server: Server, base: Stage, tmp_path: Path, row: Row, number: int
) -> None:
    door, dice = DOORS[number], random.Random(f"{SEED} {number}")
    row.name = f"bad input: {door.kind}"
    stage = copied(base, tmp_path / "stage")
    for count, (name, data) in enumerate(inputs(door)):
        if door.place and count % FRESH == FRESH - 1:
            stage = copied(base, tmp_path / f"stage{count}")
        put(stage, door, data, dice)
        given = {"stdin": str(stage.folder / "stdin")} if door.name == "stdin" else {}
        with row.case(f"{door.name}, {' '.join(door.command)}, {name}"), keeping(door, stage, f"{number}-{name}"):
            done = server.ask(stage.job(*door.command, **given, cpu=10), seconds=90)
            code, said = done["codes"][0], stage.said()
            check_bounds(code, "10")
            check_answer(code, said)
            if code in {2, 3, 6} and door.name not in UNNAMED:
                named = door.name.rpartition(".")[0] in said or "://" in said
                assert named, f"exit code {code}, and no source named: {said[-300:]}"
            assert done["peak"] < 500_000, f"{done['peak']} kB of memory"


@contextlib.contextmanager
def keeping(door: Door, stage: Stage, name: str) -> Iterator[None]:
    """Keep what broke something beside the temporary files, from where it can go into the corpus."""
    place = stage.folder / (door.place or door.name)
    given = place.read_bytes() if place.is_file() else b""
    try:
        yield
    except AssertionError:
        (stage.folder.parent / f"broke-{name}-{door.name}").write_bytes(given)
        raise


@pytest.mark.slow
@pytest.mark.row("bad input, by the command itself")
def test_bad_input_to_the_command_itself(tmp_path: Path, row: Row) -> None:
    doors = [door for door in DOORS if not door.place and door.name != "stdin"]
    stage = Stage(tmp_path)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    for count in range(round(BY_COMMAND * SHARE) or 2):
        door, dice = doors[count % len(doors)], random.Random(f"{SEED} command {count}")
        put(stage, door, None, dice)
        with row.case(f"{' '.join(door.command)}, by the command itself, {count}"):
            command = [sys.executable, "-m", "audionews", *door.command]
            done = subprocess.run(
                command, check=False, capture_output=True, encoding="utf-8", cwd=tmp_path, env=environment, timeout=60
            )
            check_answer(done.returncode, done.stderr)


NONSENSE: dict[str, str] = {
    "exits": "sys.exit(3)",
    "interrupts": "raise KeyboardInterrupt",
    "raises": "raise ZeroDivisionError('x')",
    "speechless": "raise type('Odd', (BaseException,), {'__str__': lambda self: 1 / 0})()",
    "answers None": "return None",
    "answers text": "return 'speech'",
    "answers floats": "return Speech(np.zeros(9000), 16000)",
    "answers no rate": "return Speech(np.zeros(9000, np.int16), 0)",
    "answers odd words": "return Speech(np.ones(9000, np.int16), 16000, (Word(-5.0, float('nan'), 0, 99999),))",
}
PLACES = ("__init__", "voices", "ready", "fingerprint", "speak")
PLUGIN = """
import sys
import numpy as np
from audionews.engines.protocol import Limits, Voice
from audionews.model import Speech, Word

class Engine:
    name, limits = "odd", Limits()
    def __init__(self, **settings): self.odd("__init__")
    def voices(self): return self.odd("voices", [Voice("v")])
    def ready(self): return self.odd("ready")
    def fingerprint(self, voice): return self.odd("fingerprint", "1")
    def speak(self, text, voice): return self.odd("speak", Speech(np.ones(9000, np.int16), 16000))
    def odd(self, place, good=None):
        if place != PLACE:
            return good
        return odd()

def odd():
    WHAT
"""


@pytest.mark.slow
@pytest.mark.row("broken plug-in")
@pytest.mark.parametrize("what", NONSENSE)
def test_a_broken_plug_in_costs_itself_alone(tmp_path: Path, row: Row, what: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    about = tmp_path / "odd-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: odd\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[audionews.engines]\nodd = odd_engine:Engine\n", encoding="utf-8")
    for place in PLACES if FULL else ("speak",):
        code = PLUGIN.replace("PLACE", repr(place)).replace("WHAT", NONSENSE[what])
        (tmp_path / "odd_engine.py").write_text(code, encoding="utf-8")
        with row.case(f"{what} in {place}"):
            path = f"{tmp_path}:{HERE.parent.parent}"
            done = call(tmp_path, "make", "a.txt", "-o", "output", "--engine", "odd", "-q", PYTHONPATH=path)
            check_answer(done.returncode, done.stderr, names=False)
            assert done.returncode in {0, 4}
            listed = call(tmp_path, "voices", "--offline", PYTHONPATH=path)
            assert listed.returncode == 0, listed.stderr[-300:]
            assert "tone" in listed.stdout


def test_a_case_that_raises_is_a_violation() -> None:
    """The counting itself: a failed promise is counted and told, and does not end the others."""
    made = Row("any")
    works: list[Callable[[], None]] = [lambda: check_answer(1, "Traceback"), lambda: check_answer(0, "")]
    for work in works:
        with made.case("one"):
            work()
    assert (made.cases, len(made.violations)) == (2, 1)
