"""A service that sends a part of a sentence in a whole file: no such clip is kept, wherever it comes and is cut."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from audionews.audio.clip import opened
from audionews.engines.tone import ToneEngine
from audionews.model import Role, Segment, Speech
from audionews.support.events import ignore
from audionews.support.retry import Patience
from audionews.support.store import Store
from audionews.synthesis.cast import Cast, RoleVoice
from audionews.synthesis.request_scheduler import Policy
from audionews.synthesis.speaking import speak

if TYPE_CHECKING:
    from pathlib import Path

    from audionews.model import Clip

PLACES = ("উত্তরে", "দক্ষিণে", "পূর্বে", "পশ্চিমে", "মাঝখানে", "বাইরে")
TEXTS = [
    "আর একটি খবর।",
    *(f"আজ সকালে শহরের {place} বৃষ্টি হয়েছে।" for place in PLACES),
    *(f"কাল {place} আকাশ পরিষ্কার থাকবে।" for place in PLACES),
]
QUICK = Policy(patience=Patience(attempts=20, first=0.001, longest=0.002, total=5), drought=5, wish=0.002)


class Cutting(ToneEngine):
    """Cuts the first answers to some texts at some place."""

    def __init__(self, chance: random.Random, cut: set[str]) -> None:
        super().__init__()
        self._chance, self._left = chance, {text: chance.choice([1, 2]) for text in cut}

    def speak(self, text: str, voice: str) -> Speech:
        speech = super().speak(text, voice)
        if not self._left.get(text):
            return speech
        self._left[text] -= 1
        return Speech(
            speech.samples[: round(len(speech.samples) * self._chance.uniform(0.05, 0.4))], speech.sample_rate
        )


def spoken(store: Store, engine: ToneEngine) -> list[Clip | None]:
    segments = [Segment(Role.BODY, text, text, 0) for text in TEXTS]
    cast = Cast({role: RoleVoice(engine, "low") for role in Role})
    return list(speak(segments, cast, store, ignore, jobs=1, policy=QUICK).clips)


@pytest.mark.parametrize("seed", range(40))
def test_no_part_of_a_sentence_survives_a_run(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    whole = [clip.duration for clip in spoken(Store(tmp_path / "whole"), ToneEngine()) if clip]
    store = Store(tmp_path / "cut")
    found = spoken(store, Cutting(chance, set(chance.sample(TEXTS, chance.randint(1, 3)))))
    assert [clip.duration for clip in found if clip] == pytest.approx(whole, abs=0.01)
    for clip in found:
        assert clip
        assert opened(store.get(clip.key) or b"").length
