"""Scores split_sentences beside other splitters on the golden cases, and times clean and split on one core.

    python benchmarks/sentences.py

Peers that are not installed are named and left out: yasbd-lib, pysbd (which has no Bengali and is asked for
Hindi), indic-nlp-library. The one-line regex is what one would write first. A case is right when a splitter
gives exactly its sentences, white space at their ends aside.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bengali")]

import scoring  # noqa: E402 - beside the tests

from audionews.bengali import clean, split_sentences  # noqa: E402

Splitter = "Callable[[str], Sequence[str]]"


def one_line(text: str) -> list[str]:
    """Split behind every dari, question mark and exclamation mark."""
    return re.split(r"(?<=[।?!])\s+", text)


def yasbd_lib() -> Splitter:
    """Return yasbd-lib's splitter."""
    from yasbd import BoundaryDetector

    return BoundaryDetector("bn").segment


def pysbd_hindi() -> Splitter:
    """Return pysbd's splitter."""
    import pysbd

    return pysbd.Segmenter(language="hi", clean=False).segment


def indic_nlp() -> Splitter:
    """Return indic-nlp-library's splitter."""
    from indicnlp.tokenize import sentence_tokenize

    return lambda text: sentence_tokenize.sentence_split(text, lang="bn")


PEERS = {"yasbd-lib": yasbd_lib, "pysbd (hi)": pysbd_hindi, "indic-nlp-library": indic_nlp}


def right(split: Splitter, cases: Sequence[scoring.Split]) -> str:
    """Count the cases that a splitter gets right."""
    hits = 0
    for case in cases:
        try:
            found = [piece.strip() for piece in split(case.text) if piece.strip()]
        except Exception:  # noqa: BLE001, S112 - a peer that fails has not split
            continue
        hits += scoring.split_right(case, found)
    return f"{hits:4d} of {len(cases)} {100 * hits / len(cases):6.1f} %"


def speed(work: Callable[[str], object], text: str) -> float:
    """Measure kB of UTF-8 a second, the best of five runs."""
    best = float("inf")
    for _ in range(5):
        begin = time.perf_counter()
        work(text)
        best = min(best, time.perf_counter() - begin)
    return len(text.encode()) / best / 1000


def main() -> None:
    """Print the table, then the speeds."""
    cases = scoring.read_splits() + scoring.read_splits(scoring.HELD)
    print(f"audionews           {right(split_sentences, cases)}")
    for name, load in PEERS.items():
        try:
            splitter = load()
        except ImportError:
            print(f"{name:19s} not installed")
            continue
        print(f"{name:19s} {right(splitter, cases)}")
    print(f"one-line regex      {right(one_line, cases)}")
    pages = scoring.read_pages() + scoring.read_pages(scoring.HELD)
    text = "\n".join(line.text for page in pages for line in page.lines)
    for name, work in (("clean", clean), ("split_sentences", split_sentences)):
        work(text)
        print(f"{name}: {speed(work, text):.0f} kB/s of UTF-8")


if __name__ == "__main__":
    main()
