"""Dates as feeds and papers write them, and how long it takes to see that something is none."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.sources.gather_options import INDIA
from audionews.sources.pages.web_page import read_page
from audionews.sources.publication_dates import moment

LINES = (Path(__file__).parent / "data" / "dates.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("written", "meant"), CASES)
def test_dates(written: str, meant: str) -> None:
    assert moment(written, INDIA) == (None if meant == "-" else datetime.fromisoformat(meant))


def test_a_day_of_the_bangla_calendar_is_that_of_its_country() -> None:
    dhaka = timezone(timedelta(hours=6))
    assert moment("৮ অগ্রহায়ণ ১৪৩৩", ZoneInfo("Asia/Dhaka")) == datetime(2026, 11, 23, tzinfo=dhaka)
    assert moment("৮ অগ্রহায়ণ ১৪৩৩", ZoneInfo("Asia/Kolkata")) == datetime(2026, 11, 25, tzinfo=INDIA)


@pytest.mark.parametrize("piece", ["1", "12 ", "1:", "মার্চ ", "12 mar ", "12.", "de ", "12 12 12 ", "রাত ১টা "])
def test_what_is_no_date_is_seen_at_once(piece: str) -> None:
    begun = time.perf_counter()
    moment(piece * 100_000, INDIA)
    moment(piece * (199 // len(piece)), INDIA)
    assert time.perf_counter() - begun < 1


@given(st.text())
def test_any_text_is_a_date_or_none(written: str) -> None:
    assert moment(written, INDIA) is None or written


@pytest.mark.parametrize(
    ("around", "day"),
    [
        ("<p>হালনাগাদ: 11/23/2025</p>", "2025-11-04"),
        ("<p>হালনাগাদ: 23/11/2025</p>", "2025-04-11"),
        ("<p>হালনাগাদ: ২৩-১১-২০২৫</p>", "2025-04-11"),
        ("", "2025-04-11"),
    ],
)
def test_another_date_of_the_page_tells_whether_the_month_comes_first(around: str, day: str) -> None:
    assert day_of(f"<p>প্রকাশিত: 11/04/2025</p>{around}") == day


@pytest.mark.parametrize(("lang", "day"), [("en-US", "2025-11-04"), ("bn-BD", "2025-04-11"), ("en-GB", "2025-04-11")])
def test_a_page_by_an_american_program_names_the_month_first(lang: str, day: str) -> None:
    assert day_of("<p>প্রকাশিত: 11/04/2025</p>", lang) == day


def day_of(around: str, lang: str = "bn") -> str:
    title, news = "পুকুরে ফিরল শাপলা", "<p>পুকুরে এ বছর আবার শাপলা ফুটেছে। পঞ্চায়েত জল ছেঁচে পাঁক তুলেছিল।</p>"
    page = f"<html lang={lang}><title>{title}</title><body><h1>{title}</h1>{around}<div>{news}</div></body></html>"
    found = read_page(page.encode(), "p.html", zone=INDIA).published
    return found.date().isoformat() if found else ""
