"""What is asked when, and when an engine is given up: a simulated service under a clock that nobody waits for."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from audionews.support.errors import AudioError, Never, NotReady, SpeechError, TryLater
from audionews.support.retry import Clock
from audionews.synthesis.request_scheduler import Policy, RequestScheduler


@dataclass
class Simulation:
    """A service whose answers take time, and a desk that asks it."""

    answers: Callable[[int, int], tuple[float, Exception | None]]
    """From request and attempt: seconds that it takes, and the error."""
    requests: int = 60
    most: int = 8
    now: float = 0.0
    attempts: int = 0
    spoken: dict[int, float] = field(default_factory=dict)
    lost: dict[int, Exception] = field(default_factory=dict)
    widest: int = 0
    given_up: SpeechError | None = None
    minute: int | None = None
    begins: list[float] = field(default_factory=list)

    def run(self, policy: Policy | None = None) -> "Simulation":
        chance = random.Random(1).random
        clock = Clock(now=lambda: self.now, sleep=lambda _: None, chance=chance)
        desk = RequestScheduler(
            range(self.requests), policy or Policy(), self.most, clock, network=True, minute=self.minute
        )
        running: list[tuple[float, int, int, Exception | None]] = []
        while not desk.idle and not self.given_up:
            while taken := desk.take():
                self.attempts += 1
                self.begins.append(self.now)
                seconds, error = self.answers(*taken)
                running.append((self.now + seconds, *taken, error))
            self.widest = max(self.widest, len(running))
            for request in desk.overdue():
                if not desk.failed(request, TryLater("overdue")):
                    self.lost[request] = TryLater("overdue")
            running.sort(key=lambda row: row[0])
            if running and running[0][0] <= self.now + desk.wait():
                self.now, request, attempt, error = running.pop(0)
                if desk.runs(request, attempt):
                    self._answer(desk, request, error)
            else:
                self.now += desk.wait()
            self.given_up = desk.given_up()
        return self

    def _answer(self, desk: RequestScheduler[int], request: int, error: Exception | None) -> None:
        if error is None:
            desk.spoke(request)
            self.spoken[request] = self.now
        elif not desk.failed(request, error):
            self.lost[request] = error


def test_eight_at_once() -> None:
    done = Simulation(lambda *_: (0.3, None), requests=80).run()
    assert (done.widest, len(done.spoken)) == (8, 80)
    assert done.now == pytest.approx(3.0, abs=0.5)


@pytest.mark.parametrize("seed", range(40))
def test_a_storm_loses_nothing(seed: int) -> None:
    """Four answers in ten fail: refusals, errors, rubbish, and some that never come."""
    dice = random.Random(seed)

    def stormy(_request: int, _attempt: int) -> tuple[float, Exception | None]:
        throw = dice.random()
        if throw < 0.10:
            return 0.05, TryLater("429", delay=1.0, crowded=True)
        if throw < 0.18:
            return 0.05, TryLater("500")
        if throw < 0.38:
            return 0.3, AudioError("torn")
        if throw < 0.41:
            return 10.0, TryLater("took too long")
        return 0.3, None

    done = Simulation(stormy, requests=150).run()
    assert not done.given_up
    assert not done.lost
    assert len(done.spoken) == 150
    assert done.now < 90


def test_a_lasting_refusal_is_given_up_soon_and_asked_seldom() -> None:
    asked = 0

    def refusing(_request: int, _attempt: int) -> tuple[float, Exception | None]:
        nonlocal asked
        asked += 1
        return (0.3, None) if asked <= 25 else (0.05, TryLater("429", delay=3600.0, crowded=True))

    done = Simulation(refusing).run()
    assert isinstance(done.given_up, TryLater)
    assert len(done.spoken) == 25
    assert done.now < 40
    assert done.attempts - 25 < 25


def test_a_dead_service_is_given_up() -> None:
    done = Simulation(lambda *_: (5.0, TryLater("no route"))).run()
    assert done.given_up
    assert done.now < 40


def test_without_a_network_nobody_waits_long() -> None:
    done = Simulation(lambda *_: (0.01, TryLater("no such host"))).run()
    assert done.given_up
    assert done.now < 10
    assert done.attempts < 100


def test_one_silent_request_of_many_is_asked_again() -> None:
    def silent(request: int, attempt: int) -> tuple[float, Exception | None]:
        return (9999.0, None) if (request, attempt) == (3, 1) else (0.3, None)

    done = Simulation(silent).run()
    assert len(done.spoken) == 60
    assert done.now < 70


def test_never_is_never_asked_again() -> None:
    done = Simulation(lambda request, _: (0.1, Never("no") if request == 5 else None)).run()
    assert (len(done.spoken), list(done.lost), done.attempts) == (59, [5], 60)


def test_a_missing_key_ends_it_at_once() -> None:
    done = Simulation(lambda *_: (0.1, NotReady("401"))).run()
    assert isinstance(done.given_up, NotReady)
    assert done.attempts <= 8


def test_a_run_has_an_end() -> None:
    """Each request succeeds in the end, but the service is hopelessly slow."""
    done = Simulation(lambda *_: (50.0, None), requests=100, most=1).run(Policy(run=100.0, each=1.0))
    assert done.given_up
    assert done.now < 300


def test_a_request_has_an_end_though_others_succeed() -> None:
    done = Simulation(lambda request, _: (0.3, TryLater("always") if request == 0 else None), requests=2000).run()
    assert sorted(done.spoken) == list(range(1, 2000))
    assert done.now < 150


def test_a_failed_request_comes_before_those_behind_it() -> None:
    done = Simulation(lambda request, attempt: (0.3, TryLater("once") if (request, attempt) == (0, 1) else None)).run()
    assert done.spoken[0] < max(done.spoken.values()) - 0.3


def test_the_forgotten_are_not_asked() -> None:
    desk = RequestScheduler(range(5), Policy(), 1, Clock(), network=False)
    desk.forget([0, 1, 2, 3])
    assert desk.take() == (4, 1)
    assert desk.take() is None


@pytest.mark.parametrize("fails", [False, True])
def test_no_minute_sees_more_requests_than_the_engine_takes(fails: bool) -> None:
    def answers(request: int, attempt: int) -> tuple[float, Exception | None]:
        return 0.5, TryLater("500") if fails and attempt == 1 and request % 5 == 0 else None

    desk = Simulation(answers, requests=100, minute=30).run()
    assert len(desk.spoken) == 100
    assert desk.given_up is None
    assert max(sum(begun <= other < begun + 60 for other in desk.begins) for begun in desk.begins) == 30


def test_few_requests_a_minute_are_no_reason_to_give_up() -> None:
    desk = Simulation(lambda *_: (1.0, None), requests=40, minute=2).run()
    assert len(desk.spoken) == 40
    assert desk.now >= 19 * 60
