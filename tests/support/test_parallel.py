"""Side by side, in order."""

import threading
import time
from functools import partial

import pytest

from audionews.support.parallel import in_lanes, side_by_side


def test_results_keep_their_order_whoever_ends_first() -> None:
    last = threading.Event()
    counts: list[int] = []

    def first() -> int:
        last.wait(5)
        return 1

    def second() -> int:
        last.set()
        return 2

    assert side_by_side([first, second], 2, counts.append) == [1, 2]
    assert counts == [1, 2]


def test_no_more_than_the_jobs_run_at_once() -> None:
    running, most, lock = [0], [0], threading.Lock()

    def work(number: int) -> int:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        with lock:
            running[0] -= 1
        return number

    assert side_by_side([partial(work, number) for number in range(50)], 3) == list(range(50))
    assert most[0] <= 3


def test_the_first_error_in_order_is_raised_once_all_have_ended() -> None:
    ended: list[int] = []

    def work(number: int) -> None:
        ended.append(number)
        if number in {1, 3}:
            raise ValueError(number)

    with pytest.raises(ValueError, match="1"):
        side_by_side([partial(work, number) for number in range(5)], 2)
    assert sorted(ended) == list(range(5))


def test_nothing_to_do_is_done() -> None:
    assert side_by_side([], 4) == []


def test_a_lane_runs_in_order_and_keeps_no_other_waiting() -> None:
    """Three works of a slow lane stand before one of another, with two threads."""
    order: list[str] = []
    other = threading.Event()

    def slow(number: int) -> None:
        assert other.wait(10)
        order.append(f"slow {number}")

    def quick() -> None:
        order.append("quick")
        other.set()

    in_lanes([partial(slow, 1), partial(slow, 2), partial(slow, 3), quick], ["a", "a", "a", "b"], 2)
    assert order == ["quick", "slow 1", "slow 2", "slow 3"]


def test_after_the_deadline_nothing_is_begun_and_what_came_is_kept() -> None:
    hang, begun = threading.Event(), list[int]()

    def work(number: int) -> int:
        begun.append(number)
        if number == 1:
            hang.wait(10)
        return number

    works = [partial(work, number) for number in range(3)]
    assert in_lanes(works, ["a", "a", "a"], 2, deadline=time.monotonic() + 0.2) == {0: 0}
    hang.set()
    assert begun == [0, 1]
