import subprocess
import sys

import numpy as np

from audionews.audio.tune import compose


def test_the_tune_is_short_whole_and_the_same_each_time() -> None:
    tune = compose()
    assert 2.5 <= len(tune.samples) / tune.sample_rate <= 4
    assert 10_000 < np.abs(tune.samples).max() < 32_000
    assert np.array_equal(tune.samples, compose().samples)


def test_it_begins_and_ends_in_silence_and_never_jumps() -> None:
    samples = compose().samples.astype(int)
    assert max(abs(samples[0]), abs(samples[-1])) < 50
    assert np.abs(np.diff(samples)).max() < 6000


def test_it_stands_in_the_notes_of_bhupali() -> None:
    tune = compose()
    spectrum = np.abs(np.fft.rfft(tune.samples * np.hanning(len(tune.samples))))
    pitches = np.fft.rfftfreq(len(tune.samples), 1 / tune.sample_rate)
    strongest = pitches[np.argsort(spectrum)[-40:]]
    steps = 12 * np.log2(strongest[strongest > 130] / 293.66) % 12
    assert all(min(abs(step - note) for note in (0, 2, 4, 7, 9, 12)) < 0.5 for step in steps)


def test_nobody_hears_of_the_ffmpeg_that_it_does_not_need() -> None:
    compose_alone = "from audionews.audio.tune import compose; compose()"
    done = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", compose_alone],
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
