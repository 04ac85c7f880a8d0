"""What tests of batches share: a process that works for all of them, and a table of short articles."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audionews.batch.crews import ProcessCrew
from audionews.settings import Settings

WORDS = ("সেতু", "নদী", "বৃষ্টি", "ফসল", "ট্রেন", "বাজার", "স্কুল", "মাঠ")


@pytest.fixture(scope="module")
def crew() -> Iterator[ProcessCrew]:
    """One worker."""
    made = ProcessCrew(1)
    yield made
    made.close()


@pytest.fixture
def settings() -> Settings:
    """Those of a batch that hums."""
    return Settings().having(engine="tone", rate=200, fallback=(), date="2026-11-23")


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Write a table of so many articles."""

    def write(count: int, *, name: str = "news.jsonl", changed: int | None = None) -> Path:
        path = tmp_path / name
        rows = []
        for number in range(count):
            word = WORDS[number % len(WORDS)]
            more = " আজ খবর বদলেছে।" if number == changed else ""
            text = f"শহরের {word} নিয়ে নতুন কথা। সভা বসবে {number + 1} তারিখে।{more}"
            day = f"2026-11-{20 + number % 3}"
            rows.append({"id": f"story-{number}", "title": f"{word} নিয়ে সভা", "date": day, "text": text})
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
        return path

    return write
