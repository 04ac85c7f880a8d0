"""What is said around the stories, for each preset and time of day, as read and approved by ear.

To write them anew after a change of words: AUDIONEWS_GOLDEN=write pytest tests/rundown/test_golden.py, then read them.
"""

import os
from datetime import date
from pathlib import Path

import pytest
from shared import plan_of

from audionews.model import Article, Role, Script
from audionews.rundown.order import write
from audionews.rundown.preset import names

GOLDEN = Path(__file__).parent / "golden"
DATE = date(2026, 11, 23)
HOURS = {"night": 2, "morning": 7, "noon": 13, "afternoon": 16, "evening": 19, "late": 22}


def shown(script: Script) -> str:
    """Return the programme's own lines in full and the stories in short, the spoken form where it differs."""
    rows = [script.title, ""]
    for segment in script.segments:
        if segment.role is Role.BODY:
            rows += ["      …"] if not rows[-1].endswith("…") else []
            continue
        story = "-" if segment.article is None else segment.article
        said = f"\n           = {segment.spoken}" if segment.spoken != segment.text else ""
        rows.append(f"{segment.role:<8} {story} {segment.text}{said}".rstrip())
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("preset", names())
def test_a_bulletin_by_sections(preset: str, news: list[Article]) -> None:
    check(f"{preset}.txt", shown(write(news, plan_of(DATE, 7, preset=preset, sections=()))))


@pytest.mark.parametrize("preset", names())
def test_the_greeting_follows_the_hour(preset: str, news: list[Article]) -> None:
    greetings = []
    for name, hour in HOURS.items():
        segments = write(news[:1], plan_of(DATE, hour, preset=preset)).segments
        greetings += [name, *(f"  {one.spoken}" for one in segments if one.role is Role.GREETING)]
    check(f"{preset}-greetings.txt", "\n".join(greetings) + "\n")


def test_the_sources_own_order_with_transitions(news: list[Article]) -> None:
    check("own-order.txt", shown(write(news, plan_of(DATE, 19))))


def test_one_article_by_itself(news: list[Article]) -> None:
    check("alone.txt", shown(write([news[1]], plan_of(DATE, 19, preset="akashvani", long_form=True))))


def check(name: str, told: str) -> None:
    path = GOLDEN / name
    if os.environ.get("AUDIONEWS_GOLDEN") == "write":
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")
