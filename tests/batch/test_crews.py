"""Processes of this machine: one that dies costs what it had in hand, tried elsewhere three times."""

import os

import pytest

from audionews.batch.crews import ProcessCrew, Result
from audionews.batch.slot_gate import SlotGate
from audionews.support.errors import NoInputError


def results(crew: ProcessCrew, count: int) -> dict[object, Result]:
    return {done.ticket[0]: done for done in (crew.result() for _ in range(count))}


def test_work_goes_on_when_a_worker_dies(crew: ProcessCrew) -> None:
    for number in range(3):
        crew.submit((number,), pow, number, 2)
    crew.submit(("poison",), os._exit, 9)
    crew.submit(("after",), pow, 3, 2)
    crew.submit(("wrong",), int, "x")
    done = results(crew, 6)
    assert [done[name].value for name in (0, 1, 2, "after")] == [0, 1, 4, 9]
    assert str(done["poison"].error) == "Its worker process died."
    assert "ValueError" in str(done["wrong"].error)


def test_what_would_end_alike_is_not_tried_again(crew: ProcessCrew) -> None:
    crew.submit(("none",), _refuse, "nothing")
    done = crew.result()
    assert isinstance(done.error, NoInputError)
    assert done.error.hint == "Look elsewhere."


def _refuse(why: str) -> None:
    raise NoInputError(why, hint="Look elsewhere.")


def test_a_gate_has_so_many_places(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = SlotGate("voice", 2), SlotGate("voice", 2)
    with first, second:
        assert first._held is not None
        assert second._held is not None
        assert first._held.lock_file != second._held.lock_file
        with pytest.raises(InterruptedError), monkeypatch.context() as patched:
            patched.setattr("time.sleep", _interrupt)
            SlotGate("voice", 2).__enter__()
    with SlotGate("voice", 1):
        pass


def _interrupt(_seconds: float) -> None:
    raise InterruptedError
