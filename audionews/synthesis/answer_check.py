"""Tell speech from whatever else a stranger's engine may return."""

from __future__ import annotations

import math

import numpy as np

from audionews.audio.decoder import LONGEST
from audionews.model import Speech, Word

_RATES = range(4000, 192_001)  # Hz


def nonsense(speech: object, characters: int) -> str | None:
    """Return why an engine's answer to a text of that many characters is no speech; None where it is."""
    if not isinstance(speech, Speech):
        return f"it gave {type(speech).__name__} in place of speech"
    if not isinstance(speech.samples, np.ndarray) or speech.samples.dtype != np.int16 or speech.samples.ndim != 1:
        return "its sound is not mono 16-bit PCM"
    if not isinstance(speech.sample_rate, int) or speech.sample_rate not in _RATES:
        return f"its sample rate is {speech.sample_rate!r}"
    if len(speech.samples) > LONGEST * speech.sample_rate:
        return f"its sound is longer than {LONGEST // 60} minutes"
    if not isinstance(speech.words, tuple) or not all(_is_word(word, characters) for word in speech.words):
        return "the times of its words make no sense"
    return None


def _is_word(word: object, characters: int) -> bool:
    if not isinstance(word, Word) or not all(isinstance(one, int) for one in (word.begins, word.ends)):
        return False
    times = (word.start, word.end)
    if not all(isinstance(one, int | float) and math.isfinite(one) for one in times):
        return False
    return -1.0 <= word.start <= word.end and 0 <= word.begins <= word.ends <= characters
