"""Scores audionews beside other Bengali normalizers on the golden cases, and times it.

    python benchmarks/normalization.py            peers that are installed beside audionews; says which are absent
    python benchmarks/normalization.py --install  all peers, in a virtual environment that is thrown away

Each peer is used as its documentation says; num2words has no normalizer, so each run of digits is handed to it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve()
ROOT = HERE.parent.parent
PEERS = {
    "pybangla": "pybangla",
    "bangla-normalizer": "bangla_normalizer",
    "num2words": "num2words",
    "bnnumerizer": "bnnumerizer",
}


def peer(name: str) -> Callable[[str], str]:
    """Return the normalizer of an installed peer, by the name it has in the package index."""
    if name == "pybangla":
        import pybangla

        tool = pybangla.Normalizer()
        return lambda text: tool.text_normalizer(text, all_operation=True)
    if name == "bangla-normalizer":
        import bangla_normalizer

        return bangla_normalizer.normalize_text
    if name == "bnnumerizer":
        import bnnumerizer

        return bnnumerizer.numerize
    import num2words

    return lambda text: re.sub(r"\d+", lambda run: num2words.num2words(int(run[0]), lang="bn"), text)


def speak(name: str) -> None:
    """Read texts as JSON from stdin and print what the peer makes of each; None where it raises."""
    said = []
    tool = peer(name)
    for text in json.load(sys.stdin):
        try:
            said.append(str(tool(text)))
        except Exception:  # noqa: BLE001 - a crash is a score
            said.append(None)
    sys.stdout.write("\n" + json.dumps(said))


def ask(python: str, name: str, texts: list[str]) -> list[str | None] | None:
    """Return what a peer says, from a process of its own; None where it is not installed."""
    found = subprocess.run([python, "-c", f"import {PEERS[name]}"], capture_output=True, check=False)
    if found.returncode:
        return None
    command = [python, str(HERE), "--speak", name]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    return json.loads(done.stdout.rpartition("\n")[2])


def report(python: str) -> None:
    """Print the table of scores and the time of audionews."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bengali")]
    from scoring import CASES, HELD, matches, read_spoken

    from audionews.bengali import normalize

    cases = [case for folder in (CASES, HELD) for case in read_spoken(folder)]
    runs = [(case, locale) for case in cases for locale in case.locales]
    rows = {"audionews": [normalize(case.written, locale) for case, locale in runs]}
    for name in PEERS:
        said = ask(python, name, [case.written for case, _ in runs])
        if said is None:
            print(f"{name}: not installed, skipped (--install brings it)")
        else:
            rows[name] = said
    print(f"{len(runs)} readings of {len(cases)} sentences, {len({case.file for case in cases})} classes")
    for name, said in rows.items():
        right = sum(out is not None and matches(case, out) for (case, _), out in zip(runs, said, strict=True))
        crashes = Counter(said)[None]
        print(f"{name:20} {right / len(runs):7.1%}  {right:5} right" + (f", {crashes} crashes" if crashes else ""))
    seconds, size = pace(normalize, [case.written for case in cases])
    print(f"audionews: {size / seconds / 1000:.0f} kB of UTF-8 a second on these sentences, one core")


def pace(normalize: Callable[[str], str], texts: list[str]) -> tuple[float, int]:
    """Return the best CPU seconds of five runs over `texts`, and their size in bytes."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for text in texts:
            normalize(text)
        best = min(best, time.process_time() - start)
    return best, sum(len(text.encode()) for text in texts)


def main() -> None:
    """Parse the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--install", action="store_true", help="install the peers into a throwaway environment")
    parser.add_argument("--speak", choices=list(PEERS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.speak:
        speak(options.speak)
    elif options.install:
        with tempfile.TemporaryDirectory() as folder:
            venv.create(folder, with_pip=True)
            python = next(str(path) for path in Path(folder).glob("*/python*") if path.stem == "python")
            subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=False)
            report(python)
    else:
        report(sys.executable)


if __name__ == "__main__":
    main()
