"""How many at once."""

from audionews.synthesis.request_scheduler import ConcurrencyLimit


def test_it_begins_at_its_most_and_halves() -> None:
    limiter = ConcurrencyLimit(8)
    assert limiter.allowed == 8
    limiter.refused(begun=1.0, now=2.0)
    assert limiter.allowed == 4


def test_one_burst_of_refusals_halves_once() -> None:
    limiter = ConcurrencyLimit(8)
    for _ in range(8):
        limiter.refused(begun=1.0, now=2.0)
    assert limiter.allowed == 4
    limiter.refused(begun=2.5, now=3.0)
    assert limiter.allowed == 2


def test_it_never_stops_and_never_exceeds() -> None:
    limiter = ConcurrencyLimit(3)
    for moment in range(10):
        limiter.refused(begun=moment, now=moment)
    assert limiter.allowed == 1
    for _ in range(100):
        limiter.succeeded()
    assert limiter.allowed == 3


def test_as_many_successes_as_allowed_raise_it_by_one() -> None:
    limiter = ConcurrencyLimit(8)
    limiter.refused(begun=0, now=0)
    for _ in range(5):
        limiter.succeeded()
    assert limiter.allowed == 5
