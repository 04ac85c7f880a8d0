"""What takes time: reading sources, making an episode, publishing. Each runs by itself, and tells how far it is."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from audionews.support.errors import AudionewsError, UsageError, as_ours
from audionews.support.events import LeftOut, Note, Progress, Warned

if TYPE_CHECKING:
    from collections.abc import Callable

    from audionews.support.events import Event, OnEvent

_LOG = logging.getLogger("audionews.studio")
_MOST = 4
"""Most errands at once; further ones wait, as where many files are dropped."""
_MOST_BEGUN = 50
"""Most errands that are done or wait to be."""
_KEPT = 20
"""Errands, and lines of what one of them said, that are remembered."""
_STEP = 0.1
"""Least seconds between two reports of how far an errand is."""


@dataclass
class Errand:
    """Something that is being done, or was."""

    number: int
    """Its number, from 1."""
    kind: str
    """`add`, `make` or `publish`."""
    draft: str
    """Name of the draft that it is done for."""
    state: str = "running"
    """`running`, `done` or `failed`."""
    step: str = ""
    """What is done now, as `events.Progress` names it."""
    share: float = 0.0
    """How much of that step is done, 0 to 1."""
    notes: list[str] = field(default_factory=list)
    """What happened on the way, in sentences."""
    result: dict[str, Any] = field(default_factory=dict)
    """What came of it."""
    error: str = ""
    """Why it failed."""
    hint: str = ""
    """What to do then."""
    failure: str = ""
    """The kind of error, as `support/errors` names it."""


class Errands:
    """All errands of a studio, and those who want to know of them."""

    def __init__(self) -> None:
        self._lock, self._places = threading.Lock(), threading.Semaphore(_MOST)
        self._numbers = itertools.count(1)
        self._all: dict[int, Errand] = {}
        self._told: dict[int, float] = {}
        self._listeners: set[Callable[[dict[str, Any]], None]] = set()

    def begin(self, kind: str, draft: str, work: Callable[[OnEvent], dict[str, Any]]) -> Errand:
        """Begin something in a thread of its own; return at once.

        Raises:
            UsageError: the same is under way for that draft, or too much is waiting.
        """
        with self._lock:
            running = [errand for errand in self._all.values() if errand.state == "running"]
            if any((errand.kind, errand.draft) == (kind, draft) for errand in running):
                raise UsageError("This is being done already.", hint="Wait until it is finished.")
            if len(running) >= _MOST_BEGUN:
                raise UsageError("Too much is being done at once.", hint="Wait until something is finished.")
            errand = Errand(next(self._numbers), kind, draft)
            self._all[errand.number] = errand
            for old in sorted(self._all)[:-_KEPT]:
                if self._all[old].state != "running":
                    del self._all[old]
        self._tell(errand)
        threading.Thread(target=self._run, args=(errand, work), name=f"studio-{kind}", daemon=True).start()
        return errand

    def states(self) -> list[dict[str, Any]]:
        """Return what is known of all errands, oldest first."""
        with self._lock:
            return [_state(errand) for errand in self._all.values()]

    def listen(self, listener: Callable[[dict[str, Any]], None]) -> None:
        """Have `listener` told of everything from now on; it must not wait."""
        with self._lock:
            self._listeners.add(listener)

    def leave(self, listener: Callable[[dict[str, Any]], None]) -> None:
        """Tell `listener` nothing more."""
        with self._lock:
            self._listeners.discard(listener)

    def tell(self, news: dict[str, Any]) -> None:
        """Tell all listeners something."""
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            listener(news)

    def _run(self, errand: Errand, work: Callable[[OnEvent], dict[str, Any]]) -> None:
        try:
            with self._places:
                result = work(lambda event: self._note(errand, event))
        except (AudionewsError, OSError) as caught:
            error = as_ours(caught)
            errand.error, errand.hint, errand.failure = str(error), error.hint or "", type(error).__name__
            errand.state = "failed"
        except Exception as mistake:  # noqa: BLE001 - told where the person is
            _LOG.exception("%s of %s", errand.kind, errand.draft)
            errand.error, errand.state = f"A mistake of audionews itself: {mistake}", "failed"
        else:
            errand.result, errand.share, errand.state = result, 1.0, "done"
        self._tell(errand)

    def _note(self, errand: Errand, event: Event) -> None:
        now = time.monotonic()
        if isinstance(event, Progress):
            errand.step, errand.share = event.step, min(1.0, event.done / event.total) if event.total else 0.0
            if now - self._told.get(errand.number, 0.0) < _STEP and errand.share < 1:
                return
            self._told[errand.number] = now
        elif isinstance(event, Note | Warned):
            errand.notes = [*errand.notes, event.text][-_KEPT:]
        elif isinstance(event, LeftOut):
            errand.notes = [*errand.notes, f"{event.source}: {event.why}"][-_KEPT:]
        else:
            return
        self._tell(errand)

    def _tell(self, errand: Errand) -> None:
        self.tell({"kind": "errand", "errand": _state(errand)})


def _state(errand: Errand) -> dict[str, Any]:
    return {**vars(errand)}
