"""Asking again: how long is waited, when it ends, and what Retry-After means."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.support.retry import Clock, Patience, persist, retry_after


class Busy(Exception):  # noqa: N818 - a state, for these tests
    pass


class Flow:
    """A clock that only waits move, and a task that fails a number of times."""

    def __init__(self, failures: int) -> None:
        self.time, self.waits, self.failures = 0.0, [], failures
        self.clock = Clock(now=lambda: self.time, sleep=self.sleep, chance=lambda: 1.0)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds

    def work(self) -> str:
        self.failures -= 1
        if self.failures >= 0:
            raise Busy
        return "done"


def test_waits_double_up_to_the_longest() -> None:
    flow = Flow(5)
    assert persist(flow.work, lambda _: 0.0, Patience(attempts=6, longest=6.0, total=99), flow.clock) == "done"
    assert flow.waits == [1, 2, 4, 6, 6]


def test_the_last_failure_is_raised_when_attempts_end() -> None:
    flow = Flow(9)
    with pytest.raises(Busy):
        persist(flow.work, lambda _: 0.0, Patience(attempts=3), flow.clock)
    assert len(flow.waits) == 2


def test_what_is_final_is_not_asked_again() -> None:
    flow = Flow(1)
    with pytest.raises(Busy):
        persist(flow.work, lambda _: None, Patience(), flow.clock)
    assert flow.waits == []


@pytest.mark.parametrize(("wish", "waited"), [(7.0, 7.0), (3600.0, 30.0), (0.1, 1.0)])
def test_the_other_sides_wish_is_honoured_and_capped(wish: float, waited: float) -> None:
    flow = Flow(1)
    persist(flow.work, lambda _: wish, Patience(), flow.clock)
    assert flow.waits == [waited]


def test_no_wait_begins_that_would_end_too_late() -> None:
    flow = Flow(9)
    with pytest.raises(Busy):
        persist(flow.work, lambda _: 20.0, Patience(attempts=9, total=50), flow.clock)
    assert flow.waits == [20, 20]


@given(st.integers(1, 10_000), st.floats(0, 1e9), st.floats(0, 1))
def test_every_wait_is_between_half_the_backoff_and_the_longest(attempt: int, wish: float, chance: float) -> None:
    patience = Patience()
    wait = patience.wait(attempt, wish, chance)
    assert 0.5 * patience.first <= wait <= patience.longest


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("Mon, 23 Nov 2026 07:00:30 GMT", 30),
        ("Mon, 23 Nov 2026 06:00:00 GMT", 0),
        ("soon", 0),
        ("-3", 0),
        ("৫", 0),
        ("9" * 400, 999_999_999),
        ("", 0),
        (None, 0),
    ],
)
def test_retry_after(value: str | None, seconds: float) -> None:
    assert retry_after(value, datetime(2026, 11, 23, 7, 0, 0, tzinfo=UTC)) == seconds


@given(st.text())
def test_retry_after_never_raises(value: str) -> None:
    assert retry_after(value) >= 0
