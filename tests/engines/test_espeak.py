"""What the built-in voice makes of a text beyond its words."""

import subprocess
import sys
import textwrap
from itertools import pairwise

import pytest

from audionews.engines.espeak import EspeakEngine

FIGURES = "খরচ হয়েছে দুই হাজার পাঁচশো কোটি টাকা আজ।"
LETTERS = "অআইএওকখঙজটণতনবমযরশসহড়য়ৎংঃঁািীুেো়্ ,।?-–'\"()[]{}<>&0৫aXЖ漢\u200c\u200d\n"
HOSTILE = [
    "ক" * 1900,
    "স্ত্রী" * 300,
    "হা" * 120,
    "[[" * 900,
    "X-রে",
    "X)ঘ-য",
    "Yঃ-ট",
    "X়}ঘ-য",
    "Ж-এর 漢-র é-টি",
    "\x01165S-ক",
    "়",
    "A." * 900,
]


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


def test_no_text_kills_the_process() -> None:
    """EspeakEngine runs in a process of its own: a segmentation fault cannot be caught."""
    speak = textwrap.dedent(
        f"""
        import random
        from audionews.engines.espeak import EspeakEngine
        from audionews.support.errors import Never
        chance = random.Random(7)
        letters = {LETTERS!r}
        strange = ["".join(chance.choices(letters, k=chance.choice([3, 10, 60]))) for _ in range(300)]
        for text in {HOSTILE!r} + strange:
            try:
                assert EspeakEngine().speak(text, "bn").words is not None
            except Never:
                pass
        """
    )
    assert subprocess.run([sys.executable, "-c", speak], check=False).returncode == 0
