"""A sound cut at a frame's border is whole to every decoder: only its length tells."""

import pytest

from audionews.support.errors import AudioError
from audionews.synthesis.cast import Task
from audionews.synthesis.duration_check import DurationCheck

TEXTS = [f"আজ সকালে কলকাতায় {place} বৃষ্টি হয়েছে।" for place in ("উত্তরে", "দক্ষিণে", "পূর্বে", "পশ্চিমে", "শহরে", "গ্রামে")]


def learned() -> DurationCheck:
    pace = DurationCheck()
    for text in TEXTS:
        pace.judge(Task(text, "bn"), 0.075 * len(text) + 0.4)
    return pace


def test_what_is_half_as_long_is_doubted_once() -> None:
    pace = learned()
    with pytest.raises(AudioError, match="much shorter"):
        pace.judge(Task(TEXTS[0] + "!", "bn"), 0.037 * len(TEXTS[0]))
    pace.judge(Task(TEXTS[0] + "!", "bn"), 0.037 * len(TEXTS[0]))


@pytest.mark.parametrize("seconds_a_character", [0.055, 0.075, 0.12])
def test_a_livelier_or_calmer_sentence_is_not(seconds_a_character: float) -> None:
    learned().judge(Task(TEXTS[0] + "!", "bn"), seconds_a_character * len(TEXTS[0]) + 0.4)


def test_another_voice_and_short_texts_have_their_own_pace() -> None:
    pace = learned()
    pace.judge(Task(TEXTS[0], "other"), 1.6)
    pace.judge(Task("হ্যাঁ।", "bn"), 0.5)


def test_little_is_known_at_first() -> None:
    """What hardly anybody could say that fast is asked for again all the same."""
    check = DurationCheck()
    check.judge(Task(TEXTS[0], "bn"), 1.6)
    with pytest.raises(AudioError, match="much shorter"):
        check.judge(Task(TEXTS[1], "bn"), 0.6)


def test_what_ends_sooner_after_its_last_sound_is_doubted() -> None:
    check = DurationCheck()
    for text in TEXTS:
        check.judge(Task(text, "bn"), 0.075 * len(text) + 0.4, tail=0.3)
    check.judge(Task(TEXTS[0] + "!", "bn"), 0.075 * len(TEXTS[0]), tail=0.25)
    with pytest.raises(AudioError, match="ends sooner"):
        check.judge(Task(TEXTS[1] + "!", "bn"), 0.075 * len(TEXTS[0]), tail=0.1)
    close = DurationCheck()
    for text in TEXTS:
        close.judge(Task(text, "bn"), 0.075 * len(text) + 0.4, tail=0.06)
    close.judge(Task(TEXTS[1] + "!", "bn"), 0.075 * len(TEXTS[0]), tail=0.05)


def test_a_sentence_with_pauses_may_have_been_cut_in_one() -> None:
    """Its ending tells nothing then: it is doubted sooner."""
    check = learned()
    text = f"{TEXTS[0][:-1]}, রাতে আকাশ পরিষ্কার থাকবে।"
    with pytest.raises(AudioError, match="much shorter"):
        check.judge(Task(text, "bn"), 0.8 * (0.075 * len(text) + 0.4))
    check.judge(Task(f"{TEXTS[0]}।", "bn"), 0.8 * (0.075 * len(TEXTS[0]) + 0.4))


def test_short_texts_are_judged_too() -> None:
    with pytest.raises(AudioError, match="much shorter"):
        learned().judge(Task("আর একটি খবর।", "bn"), 0.19)


def test_what_comes_again_otherwise_was_cut_again() -> None:
    pace = learned()
    for seconds in (0.9, 0.5, 1.1):
        with pytest.raises(AudioError):
            pace.judge(Task(TEXTS[0] + "!", "bn"), seconds)


def test_the_first_clips_are_judged_once_the_pace_is_known() -> None:
    pace = DurationCheck()
    pace.judge(Task(TEXTS[0] + "!", "bn"), 1.55)
    assert pace.unusual() == []
    for text in TEXTS:
        pace.judge(Task(text, "bn"), 0.075 * len(text) + 0.4)
    assert pace.unusual() == [Task(TEXTS[0] + "!", "bn")]
    assert pace.unusual() == []


def test_a_pace_of_an_earlier_run_counts_from_the_start() -> None:
    kept = learned().learned()
    assert list(kept) == ["bn"]
    with pytest.raises(AudioError):
        DurationCheck(kept.get).judge(Task(TEXTS[0], "bn"), 0.6)


def test_a_sound_that_stops_in_mid_sound_is_doubted() -> None:
    with pytest.raises(AudioError, match="stops before its end"):
        DurationCheck().judge(Task(TEXTS[0], "bn"), 3.0, stops=True)
