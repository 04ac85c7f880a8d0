"""How the built-in voice delivers a text, in figures: range of pitch, ends of sentences, spectrum.

The limits are those a change must not fall behind; benchmarks/prosody.py shows what each rule does.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from instruments import deviation, excess, pitch, slope

from audionews.engines.espeak import EspeakEngine

VOICES = ("bn", "bn+f3")
"""The two readers."""
STATEMENTS = (
    "রাজ্যের তিন জেলায় আগামী দুই দিন ভারী বৃষ্টির সতর্কতা জারি করেছে আবহাওয়া দফতর।",
    "নদীর জল বাড়ায় নিচু এলাকার কয়েক হাজার বাসিন্দাকে নিরাপদ জায়গায় সরিয়ে নেওয়া হয়েছে।",
    "প্রশাসন জানিয়েছে, ত্রাণ শিবিরে খাবার ও ওষুধের কোনও অভাব নেই।",
    "বিদ্যুৎ দফতরের কর্মীরা রাতভর কাজ করে অধিকাংশ এলাকায় আলো ফিরিয়েছেন।",
    "শহরের উত্তর দিকে নতুন সেতুর কাজ আগামী মাসে শেষ হবে, তার পরে রেল লাইন পাতা হবে।",
    "পুরসভা বলেছে, বাজারের পুরোনো বাড়িটি ভাঙা হবে না, মেরামত করা হবে।",
    "কৃষকেরা আশা করছেন, এ বছর ধানের ফলন গত বছরের চেয়ে ভাল হবে।",
    "খেলা শেষে অধিনায়ক বলেন, দলের সকলে মিলে এই জয় এনেছে।",
)
ASKING = ("মন্ত্রী কবে আসবেন?", "কেন এমন হল?", "এই কাজে কত টাকা লাগবে?", "দুর্ঘটনার জন্য দায়ী কে?")
YES_OR_NO = ("মন্ত্রী কি আজ আসবেন?", "দাম কি আবার বাড়বে?", "বৃষ্টি কি কাল থামবে?")


@cache
def said(text: str, voice: str) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return EspeakEngine().speak(text, voice).samples


def slopes(texts: tuple[str, ...], voice: str) -> list[float]:
    return [slope(pitch(said(text, voice), 22_050)) for text in texts]


@pytest.mark.parametrize("voice", VOICES)
def test_the_pitch_moves(voice: str) -> None:
    heard = np.concatenate([pitch(said(text, voice), 22_050).semitones for text in STATEMENTS])
    assert 2.0 <= heard.std() <= 3.0


@pytest.mark.parametrize("voice", VOICES)
def test_statements_fall(voice: str) -> None:
    assert np.median(slopes(STATEMENTS, voice)) <= -3


@pytest.mark.parametrize("voice", VOICES)
def test_questions_fall_or_rise_by_what_they_ask(voice: str) -> None:
    assert max(slopes(ASKING, voice)) <= 0
    assert min(slopes(YES_OR_NO, voice)) >= 2


@pytest.mark.parametrize("voice", VOICES)
def test_the_spectrum_is_that_of_speech(voice: str) -> None:
    sound = np.concatenate([said(text, voice) for text in STATEMENTS])
    assert deviation(sound, 22_050) <= 3.5
    assert abs(excess(sound, 22_050)) <= 1.5


def test_later_clauses_begin_lower() -> None:
    """Of one clause said three times, each begins lower than the one before."""
    clause = "আকাশ মেঘলা থাকবে"
    speech = EspeakEngine().speak(f"{clause}, {clause}, {clause}।", "bn")
    begins = [word.start for word in speech.words][::3]
    heights = [np.median(pitch(speech.samples[round(begin * 22_050) :][:9000], 22_050).semitones) for begin in begins]
    assert heights[0] > heights[1] > heights[2]
