"""How fast news is made ready to be read: clean, split, normalize on one core, beside libraries that do a part of it.

    python benchmarks/frontend.py [--megabytes 1]

The text is that of `seeds/`, over and over. Speeds are in kB of UTF-8 a second of CPU time, the best of three runs;
start-up is the CPU time of the first import and the first short text of each stage, in a fresh interpreter, less what
an interpreter with the standard library's modules takes. Libraries that are not installed are named and passed over.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from audionews.bengali import clean, normalize, split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = Path(__file__).parent.parent / "seeds"
FLOOR = 800
"""kB/s that the whole front end must do."""

_SHORT = {
    "import": "pass",
    "clean": "clean('আরও পড়ুন: মেলা শুরু\\nমেলা শুরু হয়েছে। জানিয়েছে দফতর।')",
    "split": "split_sentences('ড. সেন বলেন, ‘যাব।’ সভা শেষ.')",
    "normalize": "normalize('১৯৭১ সালে ৫ কিমি NH-12, ₹৫০০।')",
}
_FRESH = """
import bisect, calendar, collections, dataclasses, functools, itertools, pathlib, re, typing, unicodedata
from time import process_time
began = process_time()
from audionews.bengali import clean, normalize, split_sentences
ready = process_time()
{call}
print(ready - began, process_time() - ready)
"""


def text(megabytes: float) -> list[str]:
    """Return the articles of `seeds/`, repeated up to that size, with a running number so that none is the same."""
    articles = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    size = sum(len(article.encode()) for article in articles)
    return [f"{article}\n{n} জন।" for n in range(max(1, round(megabytes * 1e6 / size))) for article in articles]


def front_end(article: str) -> None:
    """Do all that is done to an article before it is spoken."""
    for paragraph in clean(article).paragraphs:
        for sentence in split_sentences(paragraph):
            normalize(sentence)


def stages() -> dict[str, Callable[[str], object]]:
    """Return the front end and each of its stages, over a whole article."""
    return {
        "clean + split + normalize": front_end,
        "clean": clean,
        "split": split_sentences,
        "normalize": normalize,
    }


def peers() -> dict[str, Callable[[str], object]]:
    """Return what each installed library does of it; each does less, and their names say what."""
    return {
        "num2words (its numbers alone)": _num2words,
        "indic-nlp-library (normalize + split)": _indic_nlp,
    }


def _num2words(article: str) -> None:
    say = import_module("num2words").num2words
    for number in re.findall(r"\d+", article):
        say(int(number), lang="bn")


def _indic_nlp(article: str) -> None:
    factory = import_module("indicnlp.normalize.indic_normalize").IndicNormalizerFactory()
    split = import_module("indicnlp.tokenize.sentence_tokenize").sentence_split
    split(factory.get_normalizer("bn").normalize(article), lang="bn")


def speed(work: Callable[[str], object], articles: list[str]) -> float:
    """Return kB of UTF-8 for each second of CPU time, the best of three runs."""
    size = sum(len(article.encode()) for article in articles) / 1000
    work(articles[0])
    return size / min(_seconds(work, articles) for _ in range(3))


def _seconds(work: Callable[[str], object], articles: list[str]) -> float:
    began = time.process_time()
    for article in articles:
        work(article)
    return time.process_time() - began


def start_up(call: str) -> tuple[float, float]:
    """Return ms of CPU time that the import and one call take in a fresh interpreter, the best of five."""
    runs = []
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", _FRESH.format(call=call)], capture_output=True, text=True, check=True
        )
        runs.append(tuple(1000 * float(part) for part in done.stdout.split()))
    return min(run[0] for run in runs), min(run[1] for run in runs)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Speed and start-up of the Bengali front end.")
    parser.add_argument("--megabytes", type=float, default=1, help="size of the text (default: 1)")
    articles = text(parser.parse_args().megabytes)
    print(f"| work | kB/s (the aim: {FLOOR}) |\n|---|---|")
    for name, work in stages().items():
        print(f"| {name} | {speed(work, articles):.0f} |")
    for name, work in peers().items():
        try:
            print(f"| {name} | {speed(work, articles):.0f} |")
        except ImportError as error:
            print(f"| {name} | not installed ({error.name}) |")
    print("\n| start-up | ms of CPU |\n|---|---|")
    for name, call in _SHORT.items():
        ready, first = start_up(call)
        print(f"| {name} | {ready if name == 'import' else first:.0f} |")


if __name__ == "__main__":
    main()
