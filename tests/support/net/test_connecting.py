"""The next address is tried before the last one has given up; what comes too late is closed."""

from __future__ import annotations

import threading

import pytest

from audionews.support.net.connecting import first_to_answer, interleaved


def test_the_families_take_turns() -> None:
    assert interleaved(["::1", "::2", "::3", "1.1.1.1"]) == ["::1", "1.1.1.1", "::2", "::3"]
    assert interleaved(["1.1.1.1", "1.1.1.2"]) == ["1.1.1.1", "1.1.1.2"]
    assert interleaved([]) == []


def test_a_dead_address_costs_its_head_start_and_is_closed_when_it_wakes() -> None:
    wakes, closed = threading.Event(), threading.Event()

    def connect(address: str) -> str:
        if address == "dead":
            wakes.wait(10)
        return f"to {address}"

    def close(stream: str) -> None:
        assert stream == "to dead"
        closed.set()

    assert first_to_answer(["dead", "live"], connect, close, head_start=0.01) == ("live", "to live")
    wakes.set()
    assert closed.wait(10)


def test_a_refusal_does_not_wait_for_the_head_start() -> None:
    asked = []

    def connect(address: str) -> str:
        asked.append(address)
        if address != "third":
            raise ConnectionRefusedError(address)
        return address

    assert first_to_answer(["first", "second", "third"], connect, lambda _: None, head_start=60) == ("third", "third")
    assert asked == ["first", "second", "third"]


def test_where_none_answers_the_last_reason_is_told() -> None:
    def connect(address: str) -> str:
        raise ConnectionRefusedError(address)

    for addresses, why in ((["a"], "a"), (["a", "b"], "b"), ([], "no address")):
        with pytest.raises(OSError, match=why):
            first_to_answer(addresses, connect, lambda _: None, head_start=60)
