"""Reject sound that most likely is a part of its sentence, in a file that is whole by its format.

Three things tell: it is much shorter than the voice's other sentences; it ends sooner after its last sound than they
do; or it stops in mid-sound. What came before the voice's habits were known is judged at the end of the run; and they
are known from the start where an earlier run has learned them. What is doubted is asked for again, and taken if it
comes again just so: doubt costs a request, and so it may be quick.
"""

from __future__ import annotations

import re
import threading
from collections import deque
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import TYPE_CHECKING, NamedTuple

from audionews.support.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Callable

    from audionews.synthesis.cast import Task

_KNOWN = 5
"""Number of sentences after which a voice's habits are known."""
_LEAST, _LEAST_SHORT, _LEAST_DIVIDED = 0.6, 0.45, 0.85
"""Share of the usual duration below which a clip is doubted, that of a text shorter than `_LONG`, and that of a text
with pauses: where one is cut in a pause, its ending tells nothing."""
_LONG = 20
"""Fewest characters of a text from which pace is learned: in shorter ones, pauses last longer than words."""
_PAUSE = 6
"""Number of characters that would take as long to say as the pauses at both ends of a clip."""
_SAME, _ALIKE = 0.0005, 0.03
"""Seconds by which two clips of one text may differ, and share by which three may, if none of them was cut short."""
_TAIL = 0.6
"""Share of a voice's usual silence at the end below which a clip is doubted."""
_DIVIDED = re.compile(r"[^,;:–—।?!]*[,;:–—।?!].*\w", re.DOTALL)


class Habit(NamedTuple):
    """How a voice usually speaks."""

    pace: float
    """Seconds a character."""
    tail: float
    """Seconds of silence at the end of a clip."""


_UNKNOWN = Habit(0.055, 0.08)
"""What is taken for the habit of a voice of which little was heard: news read fast, and a clip trimmed closely."""


@dataclass
class _Heard:
    """What a run has heard of a voice, of clips that were not doubted."""

    paces: deque[float] = field(default_factory=lambda: deque(maxlen=100))
    tails: deque[float] = field(default_factory=lambda: deque(maxlen=100))

    @property
    def habit(self) -> Habit | None:
        """How the voice speaks, once enough was heard; of the silences, that which three quarters of them exceed."""
        if len(self.paces) < _KNOWN:
            return None
        return Habit(median(self.paces), quantiles(self.tails, n=4)[0] if len(self.tails) >= _KNOWN else 0.0)


class DurationCheck:
    """Learns the habits of an engine's voices during a run; several threads may share it."""

    def __init__(self, kept: Callable[[str], Habit | None] = lambda _voice: None, *, network: bool = False) -> None:
        """Make a check.

        Args:
            kept: returns the habit of a voice as an earlier run learned it, None if none did.
            network: whether the sound comes over a network, which loses parts of it.
        """
        self._lock = threading.Lock()
        self._kept, self._network = kept, network
        self._voices: dict[str, _Heard] = {}
        self._accepted: dict[Task, tuple[float, float | None]] = {}
        self._doubted: dict[Task, list[float]] = {}
        self._settled: set[Task] = set()

    def judge(self, request: Task, seconds: float, *, stops: bool = False, tail: float | None = None) -> None:
        """Reject a clip that seems to be cut short; accept it if it comes again just so.

        Learn the voice's habits from all others.

        Args:
            request: the text and the voice that spoke it.
            seconds: duration of the clip.
            stops: whether its sound stops at full level.
            tail: seconds of silence at its end; None if that is not known.

        Raises:
            AudioError: it was most likely cut short.
        """
        with self._lock:
            why = "stops before its end" if stops else self._doubt(request, seconds, tail)
            if why:
                before = self._doubted.setdefault(request, [])
                alike = [abs(one - seconds) for one in before if abs(one - seconds) <= _ALIKE * one]
                if len(alike) < 2 and min(alike, default=_SAME + 1) > _SAME:
                    before.append(seconds)
                    raise AudioError(f"The sound {why}: {seconds:.1f} s for {len(request.text)} characters.")
                self._settled.add(request)
            elif len(request.text) >= _LONG:
                heard = self._voices.setdefault(request.voice, _Heard())
                heard.paces.append(_pace(request.text, seconds))
                if tail is not None:
                    heard.tails.append(tail)
            self._accepted[request] = seconds, tail

    def unusual(self) -> list[Task]:
        """Return the requests whose clips are doubtful by the habits that are known now; each of them only once.

        Where a voice's habits are still unknown, those over a network that may have been cut in a pause are too.
        """
        with self._lock:
            waiting = {one: how for one, how in self._accepted.items() if one not in self._settled}
            found = [one for one, how in waiting.items() if self._doubt(one, *how) or self._unsure(one)]
            for one in found:
                self._doubted.setdefault(one, []).append(self._accepted.pop(one)[0])
            return found

    def is_short(self, request: Task, seconds: float) -> bool:
        """Tell whether a clip of an earlier run, its pauses set by now, is too short by the pace that is known."""
        with self._lock:
            habit = self._habit(request.voice)
            return habit is not None and _pace(request.text, seconds) < habit.pace * _least(request.text)

    def settled(self, request: Task) -> bool:
        """Tell whether a clip was doubted and came again just so."""
        return request in self._settled

    def learned(self) -> dict[str, Habit]:
        """Return the habit of each voice of which this run has heard enough."""
        with self._lock:
            return {voice: habit for voice, heard in self._voices.items() if (habit := heard.habit)}

    def _habit(self, voice: str) -> Habit | None:
        heard = self._voices.get(voice)
        return (heard.habit if heard else None) or self._kept(voice)

    def _unsure(self, request: Task) -> bool:
        return self._network and self._habit(request.voice) is None and bool(_DIVIDED.match(request.text))

    def _doubt(self, request: Task, seconds: float, tail: float | None) -> str:
        """Return why a clip seems to be cut short, as a part of a message; "" if it does not."""
        text = request.text
        known = self._habit(request.voice)
        habit = known or _UNKNOWN
        least = _LEAST_DIVIDED if known and len(text) >= _LONG and _DIVIDED.match(text) else _least(text)
        if _pace(text, seconds) < habit.pace * least:
            return "is much shorter than usual"
        return "ends sooner than usual" if tail is not None and tail < habit.tail * _TAIL else ""


def _least(text: str) -> float:
    return _LEAST if len(text) >= _LONG else _LEAST_SHORT


def _pace(text: str, seconds: float) -> float:
    return seconds / (len(text) + _PAUSE)
