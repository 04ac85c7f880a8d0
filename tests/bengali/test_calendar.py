from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.bengali.calendar import BanglaDate, bangla_date

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


FOURTEENTH = {2016, 2020, 2024}


@pytest.mark.parametrize("year", range(2016, 2027))
def test_poila_boishakh_in_west_bengal(year: int) -> None:
    april = 14 if year in FOURTEENTH else 15
    assert bangla_date(date(year, 4, april)) == BanglaDate(year - 593, 1, 1)
    assert bangla_date(date(year, 4, april - 1)).month == 12


@pytest.mark.parametrize(
    ("day", "month", "number"),
    [(date(2023, 5, 9), 1, 25), (date(2024, 5, 8), 1, 25), (date(2025, 5, 9), 1, 25), (date(2024, 8, 7), 4, 22)],
)
def test_birth_and_death_of_tagore_in_west_bengal(day: date, month: int, number: int) -> None:
    found = bangla_date(day)
    assert (found.month, found.day) == (month, number)


@pytest.mark.parametrize(
    ("day", "month", "number"),
    [((2, 21), 11, 8), ((3, 26), 12, 12), ((12, 16), 9, 1), ((4, 14), 1, 1), ((4, 13), 12, 30)],
)
@pytest.mark.parametrize("year", [2020, 2023, 2024, 2026])
def test_days_of_bangladesh(year: int, day: tuple[int, int], month: int, number: int) -> None:
    found = bangla_date(date(year, *day), "bn-BD")
    assert (found.month, found.day) == (month, number)


def test_year_turns_in_april() -> None:
    assert bangla_date(date(2026, 4, 14), "bn-BD").year == 1433
    assert bangla_date(date(2026, 4, 13), "bn-BD").year == 1432
    assert bangla_date(date(2027, 1, 10)).year == 1433
    assert bangla_date(date(2026, 4, 15)).month_name == "বৈশাখ"


def test_asharh_can_have_32_days_in_west_bengal() -> None:
    assert any(
        bangla_date(date(year, 7, d)) == BanglaDate(year - 593, 3, 32)
        for year in range(2010, 2030)
        for d in (15, 16, 17, 18)
    )


@given(DAYS, st.sampled_from(["bn-IN", "bn-BD"]))
def test_days_follow_one_another(day: date, locale: str) -> None:
    today, tomorrow = bangla_date(day, locale), bangla_date(day + timedelta(1), locale)
    if tomorrow.day == 1:
        assert today.day in range(29, 33)
        assert tomorrow.month == today.month % 12 + 1
        assert tomorrow.year == today.year + (tomorrow.month == 1)
    else:
        assert (tomorrow.year, tomorrow.month, tomorrow.day) == (today.year, today.month, today.day + 1)
