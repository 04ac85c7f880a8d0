"""Nothing takes more than twice and a half the time for twice the text, whoever wrote the text."""

import contextlib
import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC

import pytest
from shared import ROOT

from audionews.bengali import clean, normalize, split_sentences
from audionews.sources.pages import web_page
from audionews.sources.pasted import text as text_source
from audionews.support.errors import AudionewsError

HOSTILE = ROOT / "tests" / "faults" / "hostile_patterns.py"
SHARDS = 4


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_expressions_grow_with_the_text(shard: int) -> None:
    done = subprocess.run(
        [sys.executable, HOSTILE, str(shard), str(SHARDS)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))},
        timeout=1200,
    )
    *grown, tried = done.stdout.splitlines()
    assert not grown
    assert int(tried.split()[0]) > 30


UNITS = [
    "1", "১২,", "১/", "৩-", "২.", "a", "A1", "a.", "ক", "ক্", "কা ", "ক: ", "।", "ক। ", "(", "“", "‘ক’ ", "[1]", "{", "@",
    "#ক ", " ", "\n", "\t\n", "\u200d", "|", "• ", "- ", "— ", ":", "…", "http://", "www.a.b ", "₹১ ", "%", "<p>",
    "<b>ক", "&lt;", "আরও পড়ুন ", ".", "ক\n==\n", "ঢাকা:\n",
]  # fmt: skip
LEAST = 0.1
"""Seconds of CPU time below which a measurement says nothing."""


def paragraphs(text: str) -> None:
    for paragraph in clean(text).paragraphs:
        for sentence in split_sentences(paragraph):
            normalize(sentence)


def page(text: str) -> None:
    data = f"<!DOCTYPE html><html><body><article><h1>খবর</h1><p>{text}</p></article></body></html>".encode()
    with contextlib.suppress(AudionewsError):  # what is no article is refused
        web_page.read_page(data, "page.html", zone=UTC)


def pasted(text: str) -> None:
    with contextlib.suppress(AudionewsError):
        text_source.read_text(text, "pasted.txt", zone=UTC)


def spent(work: Callable[[str], object], text: str) -> float:
    gc.disable()  # what it takes to look through all that the tests hold is none of the work's
    try:
        begun = time.process_time()
        work(text)
        return time.process_time() - begun
    finally:
        gc.enable()


def growth(work: Callable[[str], object], unit: str, size: int) -> tuple[float, float] | None:
    """Seconds of a hostile text and of twice as much, where the second are more than 2.5 times the first."""
    texts = [f"মেলা শুরু হয়েছে। {unit}{unit * (each // len(unit))} শেষ।" for each in (size, 2 * size)]
    before, after, tries = spent(work, texts[0]), spent(work, texts[1]), 0
    while after > max(LEAST, 2.5 * before) and tries < 6:  # other work on the machine is in the first measurements
        before, after = min(before, spent(work, texts[0])), min(after, spent(work, texts[1]))
        tries += 1
    return (round(before, 3), round(after, 3)) if after > max(LEAST, 2.5 * before) else None


@pytest.mark.slow
@pytest.mark.parametrize("work", [clean, split_sentences, normalize, paragraphs, page, pasted])
def test_doors_grow_with_the_text(work: Callable[[str], object]) -> None:
    grown = []
    for unit in UNITS:
        times = growth(work, unit, 10_000)
        if times and (more := growth(work, unit, 20_000)):  # what grows at one size alone has met other work
            grown.append((unit, times, more))
    assert not grown
