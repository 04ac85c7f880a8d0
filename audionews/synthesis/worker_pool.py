"""Run the requests of a scheduler in threads."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, TypeVar

from audionews.support.errors import AudioError, Never, SpeechError, TryLater
from audionews.support.strangers import described

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from audionews.synthesis.request_scheduler import RequestScheduler

T = TypeVar("T", bound="Hashable")
R = TypeVar("R")


def run(
    scheduler: RequestScheduler[T],
    work: Callable[[T], R],
    done: Callable[[T, R], None],
    lost: Callable[[T, SpeechError], None],
) -> SpeechError | None:
    """Run `work` for each request of `scheduler`; return why the engine was given up, None if it was not.

    Each request has a daemon thread of its own: starting one takes a ten-thousandth of the request's time, and a
    request that hangs delays neither the others nor the end of the program.

    Args:
        scheduler: decides which request runs when.
        work: is called with a request, in its thread.
        done: is called with a request and the result of `work`, in the caller's thread.
        lost: is called with a request that failed for good and its error, in the caller's thread.

    Raises:
        Exception: any error of `work` other than SpeechError and AudioError.
    """
    answers: queue.Queue[tuple[T, int, R | Exception]] = queue.Queue()
    while not scheduler.idle:
        if given_up := scheduler.given_up():
            return given_up
        while taken := scheduler.take():
            threading.Thread(target=_ask, args=(*taken, work, answers), name="speak", daemon=True).start()
        for request in scheduler.overdue():
            _failed(scheduler, request, TryLater("It does not answer."), lost)
        try:
            request, attempt, answer = answers.get(timeout=scheduler.wait())
        except queue.Empty:
            continue
        if not scheduler.runs(request, attempt):
            continue
        if isinstance(answer, Exception):
            _failed(scheduler, request, answer, lost)
        else:
            scheduler.spoke(request)
            done(request, answer)
    return None


def _ask(request: T, attempt: int, work: Callable[[T], R], answers: queue.Queue[tuple[T, int, R | Exception]]) -> None:
    try:
        answers.put((request, attempt, work(request)))
    except Exception as error:  # noqa: BLE001 - handed to the caller's thread
        answers.put((request, attempt, error))
    except BaseException as error:  # noqa: BLE001 - a stranger's sys.exit, which would end this thread without an answer
        answers.put((request, attempt, Never(f"It ended its thread: {described(error)}.")))


def _failed(
    scheduler: RequestScheduler[T], request: T, error: Exception, lost: Callable[[T, SpeechError], None]
) -> None:
    if not isinstance(error, SpeechError | AudioError):
        raise error
    if not scheduler.failed(request, error):
        lost(request, error if isinstance(error, SpeechError) else TryLater(str(error), hint=error.hint))
