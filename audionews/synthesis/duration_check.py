"""Sound that is much shorter than a voice's other sentences: cut off, most likely, where no container could tell."""

from __future__ import annotations

import threading
from collections import deque
from statistics import median

from audionews.support.errors import AudioError

_KNOWN = 5
"""Sentences after which a voice's pace is known."""
_LEAST = 0.6
"""Share of the usual length below which a sentence is doubted."""
_LONG = 20
"""Characters from which a text has a pace: below, pauses count for more than words."""
_PAUSE = 6
"""Characters that the pauses at the ends last as long as."""


class DurationCheck:
    """The pace of an engine's voices, learned in a run; shared by threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._paces: dict[str, deque[float]] = {}
        self._doubted: set[tuple[str, str]] = set()

    def judge(self, request: tuple[str, str], seconds: float) -> None:
        """Learn from a sound of so many `seconds`, or doubt it: once, for who says the same again is believed.

        Raises:
            AudioError: it is much shorter than this voice speaks other texts of that length.
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
