"""What the built-in voice makes of a text beyond its words."""

import os
import shutil
import subprocess
import sys
import textwrap
from itertools import pairwise
from pathlib import Path

import numpy as np
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
    assert len(engine.speak(text, "bn").samples) == first


def test_a_headline_sounds_otherwise_than_a_sentence() -> None:
    engine = EspeakEngine()
    headline, sentence = (engine.speak(text, "bn").samples.tobytes() for text in ("শহরে নতুন সেতু", "শহরে নতুন সেতু।"))
    assert headline != sentence


REPEATED = [
    "শহরে নতুন সেতু",
    "আজ বৃষ্টি হবে, কাল রোদ উঠবে।",
    "কেন এমন হল?",
    "রাজ্যের তিন জেলায় ভারী বৃষ্টির সতর্কতা জারি করেছে আবহাওয়া দফতর।",
    "আহ্",
    "কককককক",
    FIGURES,
]


@pytest.mark.slow
def test_a_sound_depends_on_text_and_voice_alone() -> None:
    """Every process speaks everything twice, in an order of its own."""
    speak = textwrap.dedent(
        f"""
        import hashlib, random, sys
        from audionews.engines.espeak import EspeakEngine
        engine = EspeakEngine()
        tasks = [(voice.name, text) for voice in engine.voices() for text in {REPEATED!r}] * 2
        random.Random(int(sys.argv[1])).shuffle(tasks)
        sounds = {{(*task, hashlib.sha256(engine.speak(task[1], task[0]).samples).hexdigest()) for task in tasks}}
        assert len(sounds) == len(tasks) // 2, "a text sounds otherwise the second time"
        print(sorted(sounds))
        """
    )
    told = [
        subprocess.run([sys.executable, "-c", speak, seed], check=True, capture_output=True, text=True).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]


def test_no_text_overflows() -> None:
    """After an overflow the library's gain is down for a while, into the next text."""
    engine = EspeakEngine()
    for voice in engine.voices():
        for text in REPEATED:
            assert np.abs(engine.speak(text, voice.name).samples.astype(int)).max() < 32_000


def test_our_data_does_not_depend_on_where_the_library_lies(tmp_path: Path) -> None:
    """Its buffers hold 160 bytes of a path, and ours may be longer, and no UTF-8."""
    import espeakng_loader

    deep = tmp_path / "a-folder-with-a-long-name" / ("x" * 150) / os.fsdecode(b"caf\xe9 \xff")
    shutil.copytree(espeakng_loader.get_data_path(), deep)
    speak = textwrap.dedent(
        """
        import hashlib, os, sys
        import espeakng_loader
        if len(sys.argv) > 1:
            espeakng_loader.get_data_path = lambda: sys.argv[1]
        from audionews.engines.espeak import EspeakEngine
        for voice in ("bn", "bn+f3"):
            print(hashlib.sha256(EspeakEngine().speak("আজ বৃষ্টি হবে।", voice).samples).hexdigest())
        """
    )
    told = [
        subprocess.run([sys.executable, "-c", speak, *place], check=True, capture_output=True, text=True)
        for place in ([], [str(deep)])
    ]
    assert told[0].stdout == told[1].stdout
    assert not told[1].stderr


@pytest.mark.slow
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
