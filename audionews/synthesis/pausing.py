"""Give the pauses inside a clip the lengths of one table, whichever engine spoke it.

A pause is found by the words around it where the engine gives their times, else by how far into the text its mark
stands. Only silence is made longer or shorter: an engine that reads on over a comma is left to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.audio.silence import silences, spaced, without_noisy_ends
from audionews.bengali.pronunciation.pauses import pause_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.audio.silence import Run
    from audionews.model import Speech

_NEAR = 0.15
"""Seconds between a word's start and the silence before it, at most: engines' word times are not exact."""
_APART = 0.10
"""Share of the spoken time by which a mark may stand elsewhere than its silence, where there are no word times."""
_LEAST = 0.12
"""Seconds: a shorter silence may be a stop consonant, and counts as a pause only where word times say so."""


def paused(speech: Speech, text: str) -> Speech:
    """Return `speech` with the pauses that `text` asks for as long as the table has them, and no noise around it."""
    places = pause_places(text)
    if not places:
        return without_noisy_ends(speech)
    found = silences(speech.samples, speech.sample_rate)
    matched = _by_words(speech, places, found) if speech.words else _by_share(speech, text, places, found)
    return without_noisy_ends(spaced(speech, matched))


def _by_words(speech: Speech, places: Sequence[tuple[int, float]], found: Sequence[Run]) -> dict[Run, float]:
    """Match each place with the silence before the word that follows it."""
    matched: dict[Run, float] = {}
    for place, seconds in places:
        word = next((word for word in speech.words if word.begins >= place), None)
        if word is None:
            continue
        start = word.start * speech.sample_rate
        near = _NEAR * speech.sample_rate
        run = min((run for run in found if run[0] <= start + near), key=lambda run: abs(run[1] - start), default=None)
        if run and (abs(run[1] - start) <= near or run[0] <= start <= run[1]):
            matched[run] = max(seconds, matched.get(run, 0.0))
    return matched


def _by_share(speech: Speech, text: str, places: Sequence[tuple[int, float]], found: Sequence[Run]) -> dict[Run, float]:
    """Match places with long silences in order: each with the one that is nearest by its share of the spoken time."""
    rate = speech.sample_rate
    long = [run for run in found if run[1] - run[0] >= _LEAST * rate]
    spoken = len(speech.samples) - sum(stop - start for start, stop in long)
    before, passed = [], 0
    for start, stop in long:
        before.append((start - passed) / spoken)
        passed += stop - start
    matched: dict[Run, float] = {}
    free = 0
    for place, seconds in places:
        share = place / len(text)
        best = min(range(free, len(long)), key=lambda at: abs(before[at] - share), default=None)
        if best is not None and abs(before[best] - share) <= _APART:
            matched[long[best]] = seconds
            free = best + 1
    return matched
