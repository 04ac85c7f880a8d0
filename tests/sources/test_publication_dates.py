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
