"""The tape: what is heard in which order, how long the silence is, and where the listener goes."""

import threading

import numpy as np
import pytest

from audionews import timeline
from audionews.listen.tape import AHEAD, RATE, Tape
from audionews.model import Role, Segment

SECOND = np.full(RATE, 1000, np.int16)


def segments() -> list[Segment]:
    """Three stories: a headline and two sentences each."""
    roles = (Role.INTRO, Role.BODY, Role.BODY)
    return [
        Segment(role, f"{story}{n}", "ক", story, opens=n == 1) for story in range(3) for n, role in enumerate(roles)
    ]


@pytest.fixture
def tape() -> Tape:
    """All of it read, one second of sound each."""
    made = Tape()
    for segment in segments():
        made.append(segment)
    made.end()
    for number in range(9):
        made.put(number, SECOND + number, 100)
    return made


def played(tape: Tape, seconds: float) -> np.ndarray:
    """Return so much sound, asked for as a device asks."""
    pieces = [tape.frames(RATE // 50) for _ in range(round(seconds * 50))]
    return np.concatenate(pieces)


def heard(tape: Tape) -> list[int]:
    found = [number for number, _, _ in tape.heard]
    tape.heard.clear()
    return found


def test_all_is_heard_in_order_with_the_pauses_of_the_timeline(tape: Tape) -> None:
    pauses = timeline.pauses(segments())
    sound = np.concatenate([played(tape, 1) for _ in range(20)])
    assert heard(tape) == list(range(9))
    assert tape.over
    at = 0
    for number, pause in enumerate(pauses):
        assert (sound[at : at + RATE] == 1000 + number).all()
        rest = round(pause * RATE)
        assert not sound[at + RATE : at + RATE + rest].any()
        at += RATE + rest
    assert not sound[at:].any()
    assert tape.waited == 0


def test_what_is_not_spoken_yet_is_waited_for_and_counted() -> None:
    tape = Tape()
    assert not played(tape, 0.1).any()
    for segment in segments()[:2]:
        tape.append(segment)
    tape.put(0, SECOND, 100)
    pause = timeline.pauses(segments())[0]
    assert np.count_nonzero(played(tape, 1 + pause + 0.5)) == RATE
    assert tape.waited == pytest.approx(0.5 * RATE, abs=RATE / 50)
    tape.put(1, SECOND, 100)
    assert played(tape, 0.02).all()
    tape.end()
    played(tape, 2)
    assert tape.over


def test_a_sentence_that_cannot_be_spoken_is_passed_over(tape: Tape) -> None:
    tape.lose(0)
    sound = played(tape, 0.5)
    assert sound[0] == 1001
    assert heard(tape) == [1]


def test_the_listener_moves_by_sentence_and_by_story(tape: Tape) -> None:
    played(tape, 0.1)
    moves = [
        (tape.move, 1, 1),
        (tape.move, -5, 0),
        (tape.move_story, 1, 3),
        (tape.move, 1, 4),
        (tape.move_story, -1, 3),
    ]
    moves += [(tape.move_story, -1, 0), (tape.move_story, -1, 0), (tape.move_story, 2, 6), (tape.move_story, 1, 6)]
    for move, by, place in moves:
        move(by)
        assert tape.place == place, (move, by)
        for number in range(9):
            tape.put(number, SECOND + number, 100)
        assert played(tape, 0.02)[0] == 1000 + place


def test_paused_it_is_silent_and_goes_on_at_the_same_place(tape: Tape) -> None:
    first = played(tape, 0.5)
    tape.pause()
    assert not played(tape, 0.3).any()
    assert tape.paused
    tape.pause()
    rest = played(tape, 0.6)
    assert np.count_nonzero(np.concatenate([first, rest])) == RATE
    assert tape.waited == 0


def test_another_pace_takes_hold_inside_a_sentence(tape: Tape) -> None:
    played(tape, 0.5)
    tape.faster(3)
    number, segment, pace = tape.take() or (0, None, 0)
    assert (number, segment, pace) == (0, segments()[0], 150)
    tape.put(0, SECOND[: RATE * 2 // 3], 150)
    assert np.count_nonzero(played(tape, 0.7)) == pytest.approx(RATE / 3, abs=2)
    for _ in range(20):
        tape.faster(-1)
    assert tape.pace == 60


def test_what_is_near_is_spoken_first_and_what_is_far_is_let_go() -> None:
    tape = Tape()
    for number in range(60):
        tape.append(Segment(Role.BODY, str(number), "ক", 0))
    assert [taken[0] for taken in (tape.take() for _ in range(AHEAD)) if taken] == list(range(AHEAD))
    waiting: list[object] = []
    thread = threading.Thread(target=lambda: waiting.append(tape.take()))
    thread.start()
    assert not waiting
    tape.move(40)
    thread.join(10)
    assert waiting == [(40, tape.segment(40), 100)]
    for number in range(40, 48):
        tape.put(number, SECOND, 100)
    tape.move(-40)
    assert not tape._sounds
    tape.stop()
    assert tape.take() is None


def test_reading_on_waits_for_the_first_sound() -> None:
    tape = Tape()
    tape.append(Segment(Role.BODY, "ক", "ক"))
    done = threading.Event()
    thread = threading.Thread(target=lambda: (tape.until_sound(), done.set()))
    thread.start()
    assert not done.is_set()
    tape.put(0, SECOND, 100)
    assert done.wait(10)
