from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import mutagen.mp3
import numpy as np
import pytest
import soundfile

from audionews.audio import loudness, mp3
from audionews.audio.clip import pack
from audionews.audio.master import PROFILES, Mastered, Output, SoundCue, master
from audionews.audio.peaks import true_peak
from audionews.audio.tune import compose
from audionews.model import Speech
from audionews.support.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

PODCAST, SMALL = PROFILES["podcast"], PROFILES["small"]
Library = dict[str, bytes]


def story(part: int, keys: Sequence[str], pause: float = 0.35, last: float = 1.2) -> list[SoundCue]:
    cues = [SoundCue(key, pause=pause, part=part, voice=key[:-1]) for key in keys]
    return [*cues[:-1], replace(cues[-1], pause=last)]


def episode(stories: int = 3, sentences: int = 6, names: Sequence[str] = ("even",)) -> list[SoundCue]:
    told = [
        [f"{names[(number + i) % len(names)]}{(number + i * 3) % 5}" for i in range(sentences)]
        for number in range(stories)
    ]
    return [cue for number, keys in enumerate(told) for cue in story(number, keys)]


def make(cues: Sequence[SoundCue], library: Library, path: Path, **options: object) -> Mastered:
    return master(cues, [Output(path, PODCAST)], library.__getitem__, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("profile", [PODCAST, SMALL])
def test_times_and_pauses_are_where_they_are_heard(
    profile: mp3.Frame, library: Library, tmp_path: Path, heard: Callable[..., tuple[float, float]]
) -> None:
    cues = episode(4)
    path = tmp_path / "x.mp3"
    done = master(cues, [Output(path, profile)], library.__getitem__)
    sound, rate = soundfile.read(path, dtype="float32")
    assert len(sound) == round(done.duration * rate)
    for start, end in done.spans:
        first, last = heard(sound, rate, start, end)
        assert abs(first - start) < 0.02
        assert abs(last - end) < 0.02
    ends = [end for _, end in done.spans[:-1]]
    pauses = [start - end for end, (start, _) in zip(ends, done.spans[1:], strict=True)]
    for pause, cue, after in zip(pauses, cues, cues[1:], strict=False):
        assert pause == pytest.approx(cue.pause, abs=1e-6 if cue.part == after.part else 0.0135)


def test_the_second_output_keeps_the_same_times(
    library: Library, tmp_path: Path, heard: Callable[..., tuple[float, float]]
) -> None:
    outputs = [Output(tmp_path / f"{profile.name}.mp3", profile) for profile in (PODCAST, SMALL)]
    done = master(episode(6, 3), outputs, library.__getitem__)
    for output, sound in zip(outputs, done.sounds, strict=True):
        samples, rate = soundfile.read(output.path, dtype="float32")
        assert len(samples) == round(done.duration * rate)
        for start, end in done.spans:
            assert abs(heard(samples, rate, start, end)[0] - start) < 0.02
        assert (sound.file, sound.bytes) == (output.path.name, output.path.stat().st_size)


MAKES = {
    "one sentence": [SoundCue("even1", pause=0.5)],
    "one story": episode(1, 12),
    "twenty stories": episode(20, 1),
    "a quiet engine": episode(3, names=("quiet",)),
    "a loud engine": episode(3, names=("loud",)),
    "mixed engines": episode(4, names=("even", "quiet", "loud", "other")),
    "mixed, unnamed": [replace(cue, voice="") for cue in episode(4, names=("even", "quiet", "loud", "other"))],
    "a tune": [SoundCue("tune", -4, 0.5, 0, "tune"), *[replace(cue, part=cue.part + 1) for cue in episode(1)]],
}


@pytest.mark.parametrize("make_up", MAKES)
def test_every_episode_measures_the_target(make_up: str, library: Library, tmp_path: Path) -> None:
    done = make(MAKES[make_up], library | {"tune": pack(compose())}, tmp_path / "x.mp3")
    sound, rate = soundfile.read(tmp_path / "x.mp3", dtype="float32")
    found = loudness.integrated(loudness.energies(sound, rate))
    assert found == pytest.approx(-16, abs=0.3)
    assert done.sounds[0].loudness_lufs == pytest.approx(found, abs=0.1)
    assert 20 * np.log10(true_peak(sound)) <= -1
    assert done.sounds[0].true_peak_dbtp == pytest.approx(20 * np.log10(true_peak(sound)), abs=0.1)


@pytest.mark.slow
@pytest.mark.parametrize("make_up", MAKES)
def test_ffmpeg_measures_the_target_too_and_has_nothing_to_report(
    make_up: str, library: Library, tmp_path: Path, ffmpeg: Callable[..., str]
) -> None:
    path = tmp_path / "x.mp3"
    make(MAKES[make_up], library | {"tune": pack(compose())}, path)
    said = ffmpeg(path, "-af", "ebur128=peak=true")
    said = said[said.rindex("Summary:") :]
    assert float(re.findall(r"I:\s+(\S+) LUFS", said)[0]) == pytest.approx(-16, abs=0.3)
    assert float(re.findall(r"Peak:\s+(\S+) dBFS", said)[0]) <= -1
    assert not ffmpeg(path, "-v", "warning").strip()


def test_voices_of_all_engines_are_equally_loud(library: Library, tmp_path: Path) -> None:
    done = make(episode(2, 12, names=("even", "quiet", "loud", "other")), library, tmp_path / "x.mp3")
    sound, rate = soundfile.read(tmp_path / "x.mp3", dtype="float32")
    levels = [
        loudness.integrated(loudness.energies(sound[round(start * rate) : round(end * rate)], rate))
        for start, end in done.spans
        if end - start > 2
    ]
    assert max(levels) - min(levels) < 1.5


def test_levels_are_kept_apart_as_asked(library: Library, tmp_path: Path) -> None:
    cues = [SoundCue("even0", 0, 0.5, 0, "a"), SoundCue("even1", -6, 0.5, 0, "b"), SoundCue("even3", 0, 0.5, 0, "a")]
    done = make(cues, library, tmp_path / "x.mp3")
    sound, rate = soundfile.read(tmp_path / "x.mp3", dtype="float32")
    levels = [
        loudness.integrated(loudness.energies(sound[round(start * rate) : round(end * rate)], rate))
        for start, end in done.spans
    ]
    assert levels[0] - levels[1] == pytest.approx(6, abs=0.7)


def test_joins_are_silent_and_the_sound_is_that_of_one_pass(library: Library, tmp_path: Path) -> None:
    cues = episode(6, 3)
    bare = replace(PODCAST, room=None)
    done = master(cues, [Output(tmp_path / "parts.mp3", bare)], library.__getitem__)
    one = [replace(cue, part=0) for cue in cues]
    whole = master(one, [Output(tmp_path / "whole.mp3", bare)], library.__getitem__)
    apart, rate = soundfile.read(tmp_path / "parts.mp3", dtype="float32")
    together, _ = soundfile.read(tmp_path / "whole.mp3", dtype="float32")
    for cue, after, (_, end), (start, _) in zip(cues, cues[1:], done.spans, done.spans[1:], strict=False):
        if cue.part != after.part:
            assert np.abs(apart[round((end + 0.05) * rate) : round((start - 0.05) * rate)]).max() < 1e-4
    for (start, end), (begin, _) in zip(done.spans, whole.spans, strict=True):
        length = round((end - start) * rate)
        ours = apart[round(start * rate) :][:length]
        shift = round(begin * rate) - 2
        best = max(np.corrcoef(ours, together[shift + i :][:length])[0, 1] for i in range(5))
        assert best > 0.997


def between(path: Path, done: Mastered, margin: float = 0.06) -> list[NDArray[np.float32]]:
    """Return the sound of each pause, without its first and last `margin` seconds."""
    sound, rate = soundfile.read(path, dtype="float32")
    pairs = zip(done.spans, done.spans[1:], strict=False)
    return [sound[round((end + margin) * rate) : round((start - margin) * rate)] for (_, end), (start, _) in pairs]


def test_a_quiet_room_is_heard_between_sentences_and_across_joins(library: Library, tmp_path: Path) -> None:
    outputs = [Output(tmp_path / f"{profile.name}.mp3", profile) for profile in (PODCAST, SMALL)]
    done = master(episode(4, 6), outputs, library.__getitem__)
    room = between(outputs[0].path, done)
    levels = [20 * np.log10(np.sqrt(np.mean(pause**2))) for pause in room]
    assert -78 < min(levels) < max(levels) <= -70
    assert max(np.abs(pause).max() for pause in room) < 10 ** (-57 / 20), "nothing clicks where chunks meet"
    size = round(0.02 * PODCAST.sample_rate)
    moments = np.concatenate([pause[: len(pause) // size * size].reshape(-1, size) for pause in room])
    assert (np.sqrt((moments**2).mean(axis=1)) > 10 ** (-90 / 20)).all(), "no digital black"
    spectrum = np.abs(np.fft.rfft(np.concatenate(room))) ** 2
    hertz = np.fft.rfftfreq(2 * len(spectrum) - 2, 1 / PODCAST.sample_rate)
    low, high = (spectrum[(hertz > at) & (hertz < 2 * at)].mean() for at in (300, 2400))
    assert 10 * np.log10(low / high) == pytest.approx(9, abs=3), "it falls by 3 dB an octave"
    assert max(np.abs(pause).max(initial=0) for pause in between(outputs[1].path, done)) < 1e-4


class Store(dict[str, bytes]):
    def put(self, key: str, data: bytes) -> None:
        self[key] = data


def test_an_edited_sentence_costs_its_story_alone(library: Library, tmp_path: Path) -> None:
    cues, store = episode(5), Store()
    first = make(cues, library, tmp_path / "a.mp3", parts=store)
    known = set(store)
    each = len(known) // 5
    assert len(known) == 5 * each > 0
    again = make(cues, library, tmp_path / "b.mp3", parts=store)
    assert (set(store), again.sounds[0].sha256) == (known, first.sounds[0].sha256)

    changed = [replace(cue, key="even4") if i == 8 else cue for i, cue in enumerate(cues)]
    asked: list[str] = []

    def load(key: str) -> bytes:
        asked.append(key)
        return library[key]

    edited = master(changed, [Output(tmp_path / "c.mp3", PODCAST)], load, parts=store)
    assert 0 < len(set(store) - known) <= each
    assert {*asked[len(cues) :]} <= {cue.key for cue in changed if cue.part == changed[8].part}
    sound, rate = soundfile.read(tmp_path / "c.mp3")
    assert len(sound) == round(edited.duration * rate)
    assert edited.sounds[0].loudness_lufs == pytest.approx(-16, abs=0.3)


def test_a_story_added_at_the_end_or_taken_away_leaves_the_others(library: Library, tmp_path: Path) -> None:
    store = Store()
    make(episode(3), library, tmp_path / "a.mp3", parts=store)
    known = len(store)
    make(episode(4), library, tmp_path / "a.mp3", parts=store)
    assert len(store) == known * 4 // 3
    make([cue for cue in episode(4) if cue.part], library, tmp_path / "a.mp3", parts=store)
    assert len(store) == known * 4 // 3


@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda data: b"", lambda data: data[:-9] + b"x" + data[-8:]])
def test_a_damaged_part_is_made_again(harm: Callable[[bytes], bytes], library: Library, tmp_path: Path) -> None:
    store = Store()
    first = make(episode(2), library, tmp_path / "a.mp3", parts=store)
    harmed = Store({key: harm(data) for key, data in store.items()})
    assert make(episode(2), library, tmp_path / "b.mp3", parts=harmed).sounds[0].sha256 == first.sounds[0].sha256
    assert harmed == store


@pytest.mark.parametrize("jobs", [1, 4])
def test_the_bytes_do_not_depend_on_how_many_work(jobs: int, library: Library, tmp_path: Path) -> None:
    done = make(episode(5), library, tmp_path / "x.mp3", jobs=jobs)
    assert done.sounds == make(episode(5), library, tmp_path / "x.mp3").sounds


def test_long_stories_are_encoded_in_chunks_and_stay_exact(library: Library, tmp_path: Path) -> None:
    store = Store()
    done = make(episode(1, 60), library, tmp_path / "x.mp3", parts=store)
    assert len(store) > 3
    pauses = {round(after[0] - before[1], 6) for before, after in zip(done.spans, done.spans[1:], strict=False)}
    assert pauses == {0.35}


def test_few_clips_are_alive_at_once(library: Library, tmp_path: Path) -> None:
    loads = 0
    seen: list[tuple[int, float]] = []

    def load(key: str) -> bytes:
        nonlocal loads
        loads += 1
        return library[key]

    def progress(done: float, total: float) -> None:
        seen.append((loads, done / total))

    cues = episode(12, 3)
    master(cues, [Output(tmp_path / "x.mp3", PODCAST)], load, jobs=1, on_progress=progress)
    assert seen[0][0] <= len(cues) + 4 * 3
    assert [share for _, share in seen] == sorted(share for _, share in seen)
    assert seen[-1][1] == 1


def test_the_tag_leads_and_knows_the_times(library: Library, tmp_path: Path) -> None:
    told: list[object] = []

    def tag(spans: object, duration: float) -> bytes:
        told.extend((spans, duration))
        return b"ID3\x03\0\0\0\0\0\x0a" + bytes(10)

    done = make(episode(2), library, tmp_path / "x.mp3", tag=tag)
    assert told == [done.spans, done.duration]
    data = (tmp_path / "x.mp3").read_bytes()
    assert mp3.frame(data, 20) is not None
    frames = list(mp3.frames(data, 20))
    assert frames[-1].offset + frames[-1].size == len(data)
    assert mutagen.mp3.MP3(tmp_path / "x.mp3").info.length == pytest.approx(done.duration, abs=0.001)


def test_silent_and_empty_clips_play_as_nothing(library: Library, tmp_path: Path) -> None:
    silent = {
        "silent": pack(Speech(np.zeros(9999, np.int16), 22_050)),
        "empty": pack(Speech(np.zeros(0, np.int16), 8000)),
    }
    cues = [SoundCue("silent", pause=0.3), *story(0, ["even0", "even1"]), SoundCue("empty", pause=0.3)]
    done = make(cues, library | silent, tmp_path / "x.mp3")
    assert done.spans[0][0] == done.spans[0][1]
    assert done.sounds[0].loudness_lufs == pytest.approx(-16, abs=0.3)
    assert make(cues[:1], library | silent, tmp_path / "x.mp3").sounds[0].loudness_lufs == loudness.SILENCE


def test_clips_without_pauses_between_stories_are_not_cut(library: Library, tmp_path: Path) -> None:
    cues = [replace(cue, pause=0.0) for cue in episode(4)]
    done = make(cues, library, tmp_path / "x.mp3")
    assert all(after[0] == pytest.approx(before[1]) for before, after in zip(done.spans, done.spans[1:], strict=False))


def test_speech_that_was_never_packed_is_played_too(voice: Callable[..., Speech], tmp_path: Path) -> None:
    done = master([SoundCue("x")], [Output(tmp_path / "x.mp3", PODCAST)], lambda _key: voice(2.0))
    assert done.sounds[0].loudness_lufs == pytest.approx(-16, abs=0.3)


def test_nothing_and_damage_are_told(library: Library, tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="nothing"):
        make([], library, tmp_path / "x.mp3")
    with pytest.raises(AudioError, match="damaged"):
        make([SoundCue("x")], {"x": library["even0"][:-5]}, tmp_path / "x.mp3")
    assert not list(tmp_path.iterdir())
