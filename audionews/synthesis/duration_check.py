"""Reject sound that is much shorter than a voice's other sentences.

Most likely the service sent only a part of it, in a file that is whole by its format.
"""

from __future__ import annotations

import threading
from collections import deque
from statistics import median

from audionews.support.errors import AudioError

_KNOWN = 5
"""Number of sentences after which a voice's usual pace is known."""
_LEAST = 0.6
"""Share of the usual duration below which a clip is rejected."""
_LONG = 20
"""Fewest characters of a text whose pace counts: in shorter ones, pauses last longer than words."""
_PAUSE = 6
"""Number of characters that would take as long to say as the pauses at both ends of a clip."""


class DurationCheck:
    """Learns the pace of an engine's voices during a run; several threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._paces: dict[str, deque[float]] = {}
        self._doubted: set[tuple[str, str]] = set()

    def judge(self, request: tuple[str, str], seconds: float) -> None:
        """Reject an unusually short clip once; accept it if it comes again. Learn the voice's pace from all others.

        Args:
            request: the text and the voice that spoke it.
            seconds: duration of the clip.

        Raises:
            AudioError: it is the first clip for this request, and much shorter than this voice's clips of other texts.
        """
        text, voice = request
        if len(text) < _LONG:
            return
        pace = seconds / (len(text) + _PAUSE)
        with self._lock:
            known = self._paces.setdefault(voice, deque(maxlen=100))
            short = len(known) >= _KNOWN and pace < _LEAST * median(known)
            if short and request not in self._doubted:
                self._doubted.add(request)
                raise AudioError(f"The sound is much shorter than usual: {seconds:.1f} s for {len(text)} characters.")
            known.append(pace)
