"""A third party's engine comes through the same door as ours; a broken one is named and breaks nothing else."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from shared import ROOT

from audionews import casting, episode
from audionews.engines import registry
from audionews.engines.protocol import Engine
from audionews.settings import Settings
from audionews.support.errors import NotReady, UsageError

PLUGIN = ROOT / "tests" / "plugin"


def package(root: Path, name: str, code: str, target: str) -> None:
    """Lay down what pip would: a module, and a dist-info folder with its entry point."""
    (root / f"{name}_engine.py").write_text(code, encoding="utf-8")
    about = root / f"audionews_{name}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: audionews-{name}\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[audionews.engines]\n{name} = {name}_engine:{target}\n", encoding="utf-8")


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages that raise where they can."""
    bodies = {
        "unimportable": ("raise RuntimeError('half installed')", "Engine"),
        "nameless": ("x = 1", "Engine"),
        "unmakable": ("class Engine:\n    def __init__(self, **settings):\n        1 / 0\n", "Engine"),
        "voiceless": (
            (
                "from audionews.engines.protocol import Limits\n"
                "class Engine:\n    name = 'voiceless'\n    limits = Limits()\n"
                "    def __init__(self, **settings): pass\n    def voices(self): raise OSError('no list')\n"
            ),
            "Engine",
        ),
        "mute": (
            (
                "from audionews.engines.protocol import Limits, Voice\n"
                "class Engine:\n    name = 'mute'\n    limits = Limits()\n"
                "    def __init__(self, **settings): pass\n    def voices(self): return [Voice('m')]\n"
                "    def ready(self): pass\n    def fingerprint(self, voice): return '1'\n"
                "    def speak(self, text, voice): raise KeyError(text)\n"
            ),
            "Engine",
        ),
    }
    for name, (code, target) in bodies.items():
        package(tmp_path, name, code, target)
    monkeypatch.syspath_prepend(str(tmp_path))


@pytest.mark.usefixtures("broken")
def test_broken_ones_are_named_and_the_others_work() -> None:
    rows = {row["engine"]: row for row in casting.roster()}
    assert "half installed" in rows["unimportable"]["why"]
    assert "audionews-unimportable" in rows["unimportable"]["why"]
    assert "ZeroDivisionError" in rows["unmakable"]["why"]
    assert "no list" in rows["voiceless"]["why"]
    assert not rows["nameless"]["ready"]
    assert rows["espeak"]["ready"]
    assert rows["tone"]["ready"]


@pytest.mark.usefixtures("broken")
def test_asked_for_by_name_it_says_what_is_wrong() -> None:
    for name in ("unimportable", "nameless", "unmakable"):
        with pytest.raises(NotReady, match="is broken"):
            registry.load(name)


@pytest.mark.usefixtures("broken")
def test_one_that_raises_in_speak_is_replaced(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("শহরে নতুন সেতু\n\nশুক্রবার শহরে একটি নতুন সেতু খুলেছে।\n", encoding="utf-8")
    _, made = episode.make([str(source)], Settings().having(output=tmp_path / "out", engine="mute"))
    assert {one.used for one in made.degraded} == {"espeak"}
    assert "The engine 'mute' is broken: KeyError" in made.degraded[0].why


def test_an_unknown_engine_or_setting_is_named() -> None:
    with pytest.raises(UsageError, match="no engine") as caught:
        registry.load("expeak")
    assert "espeak" in (caught.value.hint or "")
    with pytest.raises(UsageError, match="no setting 'tdl'"):
        registry.load("gtts", {"tdl": "co.in"})


def test_the_page_that_teaches_it_works() -> None:
    page = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0]
    names: dict[str, Any] = {}
    exec(compile(code, "engines.md", "exec"), names)  # noqa: S102 - the page's own code
    engine = names["WhistleEngine"]()
    assert isinstance(engine, Engine)
    assert len(engine.speak("আজ বৃষ্টি।", "whistle").samples)


CONFORMANCE = """
from whistle import WhistleEngine
from audionews.testing import EngineConformance


class TestWhistle(EngineConformance):
    def make(self, **settings):
        return WhistleEngine(**settings)
"""


@pytest.mark.slow
def test_pip_installs_one_and_it_speaks(tmp_path: Path) -> None:
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(PLUGIN)]
    subprocess.run(pip, check=True, timeout=180)
    settings = {**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{ROOT}", "AUDIONEWS_CACHE": str(tmp_path / "cache")}

    def ours(*arguments: str) -> str:
        command = [sys.executable, "-m", "audionews", *arguments]
        return subprocess.run(
            command, check=True, capture_output=True, encoding="utf-8", env=settings, cwd=tmp_path, timeout=120
        ).stdout

    rows = {row["engine"]: row for row in json.loads(ours("voices", "--json"))}
    assert rows["whistle"]["ready"]
    ours("say", "আজ সকালে বৃষ্টি হয়েছে।", "--engine", "whistle", "-o", "whistle.mp3")
    assert (tmp_path / "whistle.mp3").stat().st_size > 10_000
    (tmp_path / "test_whistle.py").write_text(CONFORMANCE, encoding="utf-8")
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_whistle.py"]
    subprocess.run(run, check=True, env=settings, cwd=tmp_path, timeout=120)
