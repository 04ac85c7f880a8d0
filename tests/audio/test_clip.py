from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from audionews.audio.clip import check, opened, pack, trim, unpack
from audionews.model import Speech, Word
from audionews.support.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

words = st.builds(Word, st.floats(0, 99), st.floats(0, 99), st.integers(0, 999), st.integers(0, 999))


@given(
    arrays(np.int16, st.integers(0, 3000)), st.sampled_from([8000, 22_050, 24_000, 44_100]), st.lists(words, max_size=3)
)
def test_a_packed_clip_comes_back_whole(samples: NDArray[np.int16], rate: int, times: list[Word]) -> None:
    back = unpack(pack(Speech(samples, rate, tuple(times))))
    assert np.array_equal(back.samples, samples)
    assert (back.sample_rate, back.words) == (rate, tuple(times))


def test_packing_saves_room(voice: Callable[..., Speech]) -> None:
    speech = voice(4.0)
    assert len(pack(speech)) < 0.9 * speech.samples.nbytes


def test_a_flipped_bit_is_noticed_wherever_it_is(voice: Callable[..., Speech]) -> None:
    data = pack(voice(0.4))
    for at in range(0, len(data), 97):
        with pytest.raises(AudioError):
            opened(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])


def test_a_torn_clip_is_noticed_at_every_length(voice: Callable[..., Speech]) -> None:
    data = pack(voice(0.2))
    for length in range(0, len(data), 61):
        with pytest.raises(AudioError):
            unpack(data[:length])


def test_sound_is_found_between_silences(voice: Callable[..., Speech]) -> None:
    start, stop = trim(voice(2.0).samples)
    assert start / 22_050 == pytest.approx(0.15, abs=0.02)
    assert stop / 22_050 == pytest.approx(2.15, abs=0.03)
    assert trim(np.zeros(100, np.int16)) == trim(np.zeros(0, np.int16)) == (0, 0)


def test_the_loudest_negative_sample_is_no_trap() -> None:
    assert trim(np.array([0, -32768, 0], np.int16)) == (1, 2)


def test_measures_travel_with_the_clip(voice: Callable[..., Speech]) -> None:
    quiet, loud = (opened(pack(voice(3.0, level=level))).measure for level in (-23, -3))
    assert loud.lufs - quiet.lufs == pytest.approx(20, abs=0.05)
    assert quiet.losses == pytest.approx(loud.losses, abs=0.02)
    assert list(loud.losses) == sorted(loud.losses)


@pytest.mark.parametrize(
    ("seconds", "characters"), [(0.3, 2), (0.7, 9), (2.7, 44), (11.4, 160), (7.0, 60), (4.0, 90), (1.0, 1), (30, 400)]
)
def test_what_voices_really_say_passes(seconds: float, characters: int, voice: Callable[..., Speech]) -> None:
    check(voice(seconds), characters)


@pytest.mark.parametrize(
    ("seconds", "characters", "why"), [(0.5, 100, "too short"), (90, 60, "too long"), (9, 3, "too long")]
)
def test_what_cannot_be_the_text_does_not(
    seconds: float, characters: int, why: str, voice: Callable[..., Speech]
) -> None:
    with pytest.raises(AudioError, match=why):
        check(voice(seconds), characters)


def test_silence_and_nothing_do_not_pass() -> None:
    with pytest.raises(AudioError, match="empty"):
        check(Speech(np.zeros(0, np.int16), 22_050), 10)
    for silent in (np.zeros(22_050, np.int16), np.tile(np.array([1, -1], np.int16), 9999)):
        with pytest.raises(AudioError, match="silent"):
            check(Speech(silent, 22_050), 10)
