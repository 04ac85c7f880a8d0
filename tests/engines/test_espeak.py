"""What the built-in voice makes of a text beyond its words."""

from itertools import pairwise

import pytest

from audionews.engines.espeak import EspeakEngine

FIGURES = "খরচ হয়েছে দুই হাজার পাঁচশো কোটি টাকা আজ।"


def test_every_word_has_its_time() -> None:
    text = "আজ অনেক লোক এসেছে, " + FIGURES
    words = EspeakEngine().speak(text, "bn").words
    assert [text[word.begins : word.ends] for word in words] == text.replace(",", "").rstrip("।").split()
    assert all(before.end <= after.start for before, after in pairwise(words))


def test_the_slower_pace_of_figures_ends_with_them() -> None:
    engine = EspeakEngine()
    text = "আজ বৃষ্টি হবে।"
    first = len(engine.speak(text, "bn").samples)
    engine.speak("খরচ দুই হাজার পাঁচশো কোটি।", "bn")
    assert len(engine.speak(text, "bn").samples) == pytest.approx(first, rel=0.03)


def test_a_headline_sounds_otherwise_than_a_sentence() -> None:
    engine = EspeakEngine()
    headline, sentence = (engine.speak(text, "bn").samples.tobytes() for text in ("শহরে নতুন সেতু", "শহরে নতুন সেতু।"))
    assert headline != sentence
