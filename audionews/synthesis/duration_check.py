"""Reject sound that is much shorter than a voice's other sentences, or that stops in mid-sound.

Most likely the service sent only a part of it, in a file that is whole by its format. What came before the voice's pace
was known is judged at the end of the run; and the pace is known from the start where an earlier run has learned it.
"""

from __future__ import annotations

import threading
from collections import deque
from statistics import median
from typing import TYPE_CHECKING

from audionews.support.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Callable

_KNOWN = 5
"""Number of sentences after which a voice's usual pace is known."""
_LEAST, _LEAST_SHORT = 0.6, 0.45
"""Share of the usual duration below which a clip is rejected, and that of a text shorter than `_LONG`."""
_LONG = 20
"""Fewest characters of a text from which pace is learned: in shorter ones, pauses last longer than words."""
_PAUSE = 6
"""Number of characters that would take as long to say as the pauses at both ends of a clip."""
_SAME, _ALIKE = 0.0005, 0.03
"""Seconds by which two clips of one text may differ, and share by which three may, if none of them was cut short."""

Request = tuple[str, str]
"""A text and the name of the voice that speaks it."""


class DurationCheck:
    """Learns the pace of an engine's voices during a run; several threads may share it."""

    def __init__(self, kept: Callable[[str], float | None] = lambda _voice: None) -> None:
        """Make a check; `kept` returns the pace of a voice as an earlier run learned it, None if none did."""
        self._lock = threading.Lock()
        self._kept = kept
        self._paces: dict[str, deque[float]] = {}
        self._heard: dict[Request, float] = {}
        self._doubted: dict[Request, list[float]] = {}
        self._settled: set[Request] = set()

    def judge(self, request: Request, seconds: float, *, stops: bool = False) -> None:
        """Reject a clip that is unusually short or stops in mid-sound; accept it if it comes again just so.

        Learn the voice's pace from all others.

        Args:
            request: the text and the voice that spoke it.
            seconds: duration of the clip.
            stops: whether its sound stops at full level.

        Raises:
            AudioError: it was most likely cut short.
        """
        with self._lock:
            short = self._is_short(request, seconds)
            if short or stops:
                before = self._doubted.setdefault(request, [])
                alike = [abs(one - seconds) for one in before if abs(one - seconds) <= _ALIKE * one]
                if len(alike) < 2 and min(alike, default=_SAME + 1) > _SAME:
                    before.append(seconds)
                    why = "is much shorter than usual" if short else "stops before its end"
                    raise AudioError(f"The sound {why}: {seconds:.1f} s for {len(request[0])} characters.")
                self._settled.add(request)
            elif len(request[0]) >= _LONG:
                self._paces.setdefault(request[1], deque(maxlen=100)).append(_pace(request[0], seconds))
            self._heard[request] = seconds

    def unusual(self) -> list[Request]:
        """Return the requests whose clips are too short by the pace that is known now; each of them only once."""
        with self._lock:
            waiting = {one: seconds for one, seconds in self._heard.items() if one not in self._settled}
            found = [one for one, seconds in waiting.items() if self._is_short(one, seconds)]
            for one in found:
                self._doubted.setdefault(one, []).append(self._heard.pop(one))
            return found

    def is_short(self, request: Request, seconds: float) -> bool:
        """Tell whether a clip of an earlier run is too short by the pace that is known now."""
        with self._lock:
            return self._is_short(request, seconds)

    def settled(self, request: Request) -> bool:
        """Tell whether a clip was doubted and came again just so."""
        return request in self._settled

    def learned(self) -> dict[str, float]:
        """Return the pace of each voice of which this run has heard enough, in seconds a character."""
        with self._lock:
            return {voice: median(paces) for voice, paces in self._paces.items() if len(paces) >= _KNOWN}

    def _is_short(self, request: Request, seconds: float) -> bool:
        text, voice = request
        paces = self._paces.get(voice, ())
        usual = median(paces) if len(paces) >= _KNOWN else self._kept(voice)
        return usual is not None and _pace(text, seconds) < usual * (_LEAST if len(text) >= _LONG else _LEAST_SHORT)


def _pace(text: str, seconds: float) -> float:
    return seconds / (len(text) + _PAUSE)
