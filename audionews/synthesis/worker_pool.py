"""Asks an engine in threads, as its desk says."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, TypeVar

from audionews.support.errors import AudioError, SpeechError, TryLater

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from audionews.synthesis.request_scheduler import RequestScheduler

T = TypeVar("T", bound="Hashable")
R = TypeVar("R")


def run(
    desk: RequestScheduler[T],
    work: Callable[[T], R],
    done: Callable[[T, R], None],
    lost: Callable[[T, SpeechError], None],
) -> SpeechError | None:
    """Do `work` for each request of `desk`, telling what came of it; return why the engine was given up, if it was.

    A thread a request, and a daemon: it costs a ten-thousandth of the answer's time, and one that hangs holds back
    neither the run nor its end. `done` and `lost` are called in the caller's thread.

    Raises:
        Exception: what `work` raised and is no error of speech or sound.
    """
    answers: queue.SimpleQueue[tuple[T, int, R | Exception]] = queue.SimpleQueue()
    while not desk.idle:
        if given_up := desk.given_up():
            return given_up
        while taken := desk.take():
            threading.Thread(target=_ask, args=(*taken, work, answers), name="speak", daemon=True).start()
        for request in desk.overdue():
            _failed(desk, request, TryLater("It does not answer."), lost)
        try:
            request, attempt, answer = answers.get(timeout=desk.wait())
        except queue.Empty:
            continue
        if not desk.runs(request, attempt):
            continue
        if isinstance(answer, Exception):
            _failed(desk, request, answer, lost)
        else:
            desk.spoke(request)
            done(request, answer)
    return None


def _ask(
    request: T, attempt: int, work: Callable[[T], R], answers: queue.SimpleQueue[tuple[T, int, R | Exception]]
) -> None:
    try:
        answers.put((request, attempt, work(request)))
    except Exception as error:  # noqa: BLE001 - handed to the thread that waits for it
        answers.put((request, attempt, error))


def _failed(desk: RequestScheduler[T], request: T, error: Exception, lost: Callable[[T, SpeechError], None]) -> None:
    if not isinstance(error, SpeechError | AudioError):
        raise error
    if not desk.failed(request, error):
        lost(request, error if isinstance(error, SpeechError) else TryLater(str(error), hint=error.hint))
