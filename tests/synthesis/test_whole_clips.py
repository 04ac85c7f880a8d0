"""A service that sends a part of a sentence in a whole file: no such clip is kept, wherever it comes and is cut."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from audionews.audio.clip import opened
from audionews.audio.measure import trim
from audionews.engines.espeak import EspeakEngine
from audionews.engines.protocol import Limits
from audionews.engines.tone import ToneEngine
from audionews.model import Role, Segment, Speech
from audionews.support.events import ignore
from audionews.support.retry import Clock, Patience
from audionews.support.store import Store
from audionews.synthesis.cast import Cast, RoleVoice
from audionews.synthesis.pausing import paused
from audionews.synthesis.request_scheduler import Policy
from audionews.synthesis.speaking import speak

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from audionews.audio.measure import Measure

TEXTS = [
    "আর একটি খবর।",
    "জেলা প্রশাসন কী বলছে?",
    "আজ সকালে শহরের উত্তরে বৃষ্টি হয়েছে।",
    "কাল পশ্চিমে আকাশ পরিষ্কার থাকবে বলে জানিয়েছে আবহাওয়া দফতর।",
    "সেতুটি বন্ধ থাকবে সোমবার রাত থেকে, চলবে মেরামতের কাজ।",
    "দফতর জানিয়েছে, নদীর জল বিপদসীমার নীচে নামলে, বাঁধের কাজ শুরু হবে।",
    "পরীক্ষার ফল বেরোবে বুধবার, তবে নম্বর জানা যাবে বৃহস্পতিবার, সংসদের কার্যালয় থেকে।",
    "তিন জেলায় নতুন বাস চলবে: উত্তরে চারটি, দক্ষিণে দুটি, পূর্বে একটি।",
    "গ্রামের তিনটি স্কুলে পানীয় জলের নতুন কল বসানো হয়েছে এই সপ্তাহে।",
    "হাটের দিন বাড়তি ট্রেন চলবে, জানাল রেল।",
    "শহরের বাজারে আজ আলুর দাম কমেছে, পেঁয়াজের দাম একই আছে।",
    "বৃষ্টির জন্য খেলা শুরু হতে দেরি হয়, শেষ পর্যন্ত ওভার কমানো হয়নি।",
]


@pytest.fixture(scope="module")
def whole() -> dict[str, Speech]:
    """Return each text as the built-in voice says it, without word times, as a service sends it."""
    engine = EspeakEngine()
    found = {text: engine.speak(text, "bn") for text in TEXTS}
    return {text: Speech(speech.samples, speech.sample_rate) for text, speech in found.items()}


class Cutting(ToneEngine):
    """Sends what was recorded, and of some answers a part."""

    limits = Limits(characters=2000, parallel=1, network=True)

    def __init__(self, recorded: Mapping[str, Speech], chance: random.Random, share: float) -> None:
        super().__init__()
        self._recorded, self._chance, self._share = recorded, chance, share
        self.asked = self.cut = 0

    def speak(self, text: str, voice: str) -> Speech:
        self.asked += 1
        speech = self._recorded[text]
        if self._chance.random() >= self._share:
            return speech
        self.cut += 1
        return Speech(
            speech.samples[: round(len(speech.samples) * self._chance.uniform(0.02, 0.98))], speech.sample_rate
        )


def ticking() -> Clock:
    """Return a clock that goes on by a millisecond a look."""
    now = iter(range(10**9))
    return Clock(now=lambda: next(now) / 1000)


def spoken(store: Store, engine: ToneEngine, texts: Sequence[str]) -> list[Measure]:
    segments = [Segment(Role.BODY, text, text, 0) for text in texts]
    cast = Cast({role: RoleVoice(engine, "low") for role in Role})
    endless = Policy(patience=Patience(attempts=10**6, first=0.001, longest=0.002, total=1e6), drought=1e6, wish=0.002)
    clips = speak(segments, cast, store, ignore, jobs=1, policy=endless, clock=ticking()).clips
    return [opened(store.get(clip.key) or b"").measure for clip in clips if clip]


def storm(seed: int, whole: Mapping[str, Speech], folder: Path) -> tuple[int, list[str]]:
    """Speak some texts through a storm; return how many answers were cut, and the texts of which a part was kept."""
    chance = random.Random(seed)
    engine = Cutting(whole, chance, chance.choice([0.05, 0.1, 0.2, 0.3]))
    texts = chance.sample(TEXTS, chance.choice([1, 3, 6, 12]))
    kept = spoken(Store(folder / str(seed)), engine, texts)
    parts = []
    for text, found in zip(texts, kept, strict=True):
        start, stop = trim(paused(whole[text], text).samples)
        if (stop - start) - (found.stop - found.start) > 0.02 * whole[text].sample_rate:
            parts.append(text)
    return engine.cut, parts


def test_no_part_of_a_sentence_survives_a_run(whole: dict[str, Speech], tmp_path: Path) -> None:
    storms = [storm(seed, whole, tmp_path) for seed in range(24)]
    assert sum(cut for cut, _ in storms) > 15
    assert [parts for _, parts in storms if parts] == []


@pytest.mark.slow
def test_none_survives_five_hundred_storms(whole: dict[str, Speech], tmp_path: Path) -> None:
    storms = [storm(seed, whole, tmp_path) for seed in range(1000, 1500)]
    assert sum(cut for cut, _ in storms) > 400
    assert [parts for _, parts in storms if parts] == []


def test_a_calm_service_is_asked_little_more_than_once(whole: dict[str, Speech], tmp_path: Path) -> None:
    engine = Cutting(whole, random.Random(1), 0.0)
    spoken(Store(tmp_path), engine, TEXTS)
    assert engine.asked <= len(TEXTS) + 1


def test_what_a_run_learned_tells_the_next_one(whole: dict[str, Speech], tmp_path: Path) -> None:
    """One changed sentence, cut in its last pause: only what was heard before tells."""
    store, text = Store(tmp_path), TEXTS[6]
    others = [other for other in TEXTS if other != text]
    spoken(store, Cutting(whole, random.Random(1), 0.0), others)
    full = whole[text]

    class Once(Cutting):
        def speak(self, text: str, voice: str) -> Speech:
            self.asked += 1
            return Speech(full.samples[: len(full.samples) * 4 // 5], full.sample_rate) if self.asked == 1 else full

    engine = Once(whole, random.Random(1), 0.0)
    [kept] = spoken(store, engine, [text])
    assert engine.asked == 2
    assert kept.stop - kept.start > 0.85 * len(full.samples)
