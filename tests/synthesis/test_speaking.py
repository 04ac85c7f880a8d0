"""Who speaks what when an engine fails, and what an interruption leaves: scripted engines, a real store."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from audionews.audio.clip import unpack
from audionews.engines.protocol import Limits, Voice
from audionews.engines.tone import ToneEngine
from audionews.model import Role, Segment, Speech
from audionews.support.errors import AudioError, Never, NotReady, SpeechError, TryLater
from audionews.support.events import Event, Progress, Warned
from audionews.support.retry import Patience
from audionews.support.store import Store
from audionews.synthesis.cast import Cast, RoleVoice, Task
from audionews.synthesis.recording import EngineRecorder
from audionews.synthesis.request_scheduler import Policy
from audionews.synthesis.speaking import speak

QUICK = Policy(patience=Patience(attempts=10**6, first=0.001, longest=0.002, total=0.5), drought=0.1, wish=0.002)


class Scripted(ToneEngine):
    """Hums, or fails as `answer` says for a text and the number of its attempt."""

    def __init__(
        self, name: str, answer: Callable[[str, int], Exception | None] = lambda *_: None, **limits: object
    ) -> None:
        super().__init__()
        self.name = name
        self.limits = Limits(characters=60, parallel=2, **limits)  # type: ignore[arg-type]
        self.asked: list[str] = []
        self._answer = answer

    def fingerprint(self, voice: str) -> str:
        return f"{self.name} {voice}"

    def voices(self) -> Sequence[Voice]:
        return [Voice("low"), Voice("high")]

    def speak(self, text: str, voice: str) -> Speech:
        self.asked.append(text)
        if error := self._answer(text, self.asked.count(text)):
            raise error
        return super().speak(text, voice)


def cast(engine: ToneEngine) -> Cast:
    return Cast({role: RoleVoice(engine, "high" if role is Role.HEADLINE else "low") for role in Role})


def story(number: int, sentences: int = 4) -> list[Segment]:
    body = [f"গল্প {number} বাক্য {line} শেষ" for line in range(sentences)]
    return [Segment(Role.BODY, text, text, number) for text in body]


def run(
    segments: Sequence[Segment], store: Path, *engines: ToneEngine, jobs: int = 1
) -> tuple[list[str | None], list[str], list[Event]]:
    heard: list[Event] = []
    spoken = speak(
        segments, cast(engines[0]), Store(store), heard.append,
        fallbacks=map(cast, engines[1:]), jobs=jobs, policy=QUICK,
    )  # fmt: skip
    return [clip.engine if clip else None for clip in spoken.clips], [one.why for one in spoken.degraded], heard


def test_equal_texts_are_spoken_once_and_kept(tmp_path: Path) -> None:
    engine = Scripted("one")
    run(story(0) + story(0), tmp_path, engine)
    assert len(engine.asked) == 4
    again = Scripted("one")
    run(story(0), tmp_path, again)
    assert again.asked == []


def test_a_tune_needs_nobody(tmp_path: Path) -> None:
    names, _, _ = run([Segment(Role.TUNE, "", ""), *story(0)], tmp_path, Scripted("one"))
    assert names == [None, *["one"] * 4]


def test_a_failure_that_passes_is_not_heard(tmp_path: Path) -> None:
    engine = Scripted("one", lambda _, attempt: [TryLater("x"), AudioError("torn"), None][min(attempt, 3) - 1])
    names, degraded, heard = run(story(0), tmp_path, engine, Scripted("two"))
    assert (set(names), degraded) == ({"one"}, [])
    assert not [event for event in heard if isinstance(event, Warned)]


def test_a_lost_sentence_goes_alone(tmp_path: Path) -> None:
    engine = Scripted("one", lambda text, _: Never("refused") if "বাক্য 2" in text else None)
    names, degraded, _ = run(story(0), tmp_path, engine, Scripted("two"))
    assert names == ["one", "one", "two", "one"]
    assert degraded == ["refused"]


def test_a_piece_that_is_lost_takes_its_sentence_along(tmp_path: Path) -> None:
    """The voice never changes inside a sentence."""
    long = "প্রথম অংশটি এখানে শেষ হলো, দ্বিতীয় অংশটি কিন্তু এখানেই শেষ হলো, তৃতীয় অংশটিও এখানে শেষ হলো।"
    engine = Scripted("one", lambda text, _: Never("refused") if "তৃতীয়" in text else None)
    second = Scripted("two")
    names, _, _ = run([Segment(Role.BODY, long, long, 0)], tmp_path, engine, second)
    assert names == ["two"]
    assert "".join(second.asked).replace(" ", "") == long.replace(" ", "")


def test_once_given_up_later_stories_have_one_reader(tmp_path: Path) -> None:
    engine = Scripted("one", lambda text, _: None if "গল্প 0" in text or "গল্প 1 বাক্য 0" in text else TryLater("gone"))
    names, degraded, heard = run(story(0) + story(1) + story(2), tmp_path, engine, Scripted("two"))
    assert names == ["one"] * 4 + ["two"] * 8
    assert set(degraded) == {"gone"}
    [warning] = [event for event in heard if isinstance(event, Warned)]
    assert warning.text == "8 of 12 sentences are spoken by two instead of one: gone"


def test_a_story_read_by_half_keeps_its_reader(tmp_path: Path) -> None:
    engine = Scripted("one", lambda text, _: None if "বাক্য 3" not in text else TryLater("gone"))
    names, _, _ = run(story(0), tmp_path, engine, Scripted("two"))
    assert names == ["one", "one", "one", "two"]


def test_the_next_but_one_speaks_what_two_cannot(tmp_path: Path) -> None:
    failing = [Scripted(name, lambda *_: NotReady("broken")) for name in ("one", "two")]
    names, degraded, _ = run(story(0), tmp_path, *failing, Scripted("three"))
    assert set(names) == {"three"}
    assert degraded == ["broken"] * 4


def test_nobody_left_is_an_error_and_what_was_spoken_is_kept(tmp_path: Path) -> None:
    engine = Scripted("one", lambda text, _: Never("refused") if "বাক্য 3" in text else None)
    with pytest.raises(Never, match="refused"):
        run(story(0), tmp_path, engine)
    again = Scripted("one")
    run(story(0), tmp_path, again)
    assert again.asked == ["গল্প 0 বাক্য 3 শেষ"]


def test_a_failed_engine_does_not_stand_in(tmp_path: Path) -> None:
    engine = Scripted("one", lambda *_: Never("refused"))
    with pytest.raises(SpeechError):
        run(story(0), tmp_path, engine, Scripted("one"))


def test_progress_reaches_its_total(tmp_path: Path) -> None:
    engine = Scripted("one", lambda text, _: Never("refused") if "বাক্য 2" in text else None)
    _, _, heard = run(story(0), tmp_path, engine, Scripted("two"))
    last = [event for event in heard if isinstance(event, Progress)][-1]
    assert last.done == last.total == 4


def test_implausible_sound_is_never_kept(tmp_path: Path) -> None:
    class Hasty(Scripted):
        def speak(self, text: str, voice: str) -> Speech:
            speech = super().speak(text, voice)
            return Speech(speech.samples[:1000], speech.sample_rate)

    engine = Hasty("one")
    names, degraded, _ = run(story(0), tmp_path, engine, Scripted("two"))
    assert set(names) == {"two"}
    assert "too short" in degraded[0]
    assert not [
        task
        for task in story(0)
        if EngineRecorder(engine, Store(tmp_path), QUICK, None).recall(Task(task.spoken, "low"))
    ]  # type: ignore[arg-type]


def test_word_times_of_a_joined_sentence_point_at_its_words(tmp_path: Path) -> None:
    text = "প্রথম অংশটি এখানে শেষ হলো, দ্বিতীয় অংশটি কিন্তু এখানেই শেষ হলো, তৃতীয় অংশটিও এখানে শেষ হলো।"
    spoken = speak([Segment(Role.BODY, text, text, 0)], cast(Scripted("one")), Store(tmp_path), lambda _: None)
    [clip] = spoken.clips
    assert clip
    assert [text[word.begins : word.ends] for word in clip.words] == text.split()
    assert all(one.end <= two.start + 1e-6 for one, two in zip(clip.words, clip.words[1:], strict=False))
    assert clip.words[-1].end <= clip.duration


def test_a_seam_is_a_pause_and_nothing_else(tmp_path: Path) -> None:
    """Between the pieces it is as quiet as between sentences, and as loud within as the engine spoke."""
    text = "প্রথম অংশটি এখানে শেষ হলো, দ্বিতীয় অংশটি কিন্তু এখানেই শেষ হলো।"
    store, engine = Store(tmp_path), Scripted("one")
    [clip] = speak([Segment(Role.BODY, text, text, 0)], cast(engine), store, lambda _: None).clips
    assert clip
    samples = unpack(store.get(clip.key) or b"").samples.astype(int)
    assert len(engine.asked) == 2
    assert samples.dtype.kind == "i"
    assert abs(samples).max() > 9000
    steps = abs(samples[1:] - samples[:-1])
    assert steps.max() < 1.2 * 0.3 * 32767 * 2 * 3.1416 * 165 / 24_000, "no click at the seam"


def test_an_interruption_waits_for_nobody_and_costs_nothing(tmp_path: Path) -> None:
    """An engine hangs: whoever interrupts the caller's thread goes at once, and what was spoken is kept."""
    released = threading.Event()

    class Stuck(Scripted):
        def speak(self, text: str, voice: str) -> Speech:
            if "বাক্য 2" in text:
                released.wait(60)
            return super().speak(text, voice)

    class StopError(BaseException):
        pass

    def listener(event: Event) -> None:
        if isinstance(event, Progress) and event.done >= 2:
            raise StopError

    with pytest.raises(StopError):
        speak(story(0), cast(Stuck("one")), Store(tmp_path), listener, jobs=2, policy=QUICK)
    assert not released.is_set()
    released.set()
    again = Scripted("one")
    run(story(0), tmp_path, again)
    assert len(again.asked) <= 2


def test_text_of_a_voice_on_this_machine_is_not_sent_away_where_others_are_online(tmp_path: Path) -> None:
    here, away = Scripted("here", lambda *_: NotReady("gone")), Scripted("away", lambda *_: Never("no"), network=True)
    sender, stays = Scripted("sender", network=True), Scripted("stays")
    mixed = Cast({role: RoleVoice(away if role is Role.HEADLINE else here, "low") for role in Role})
    segments = [Segment(Role.HEADLINE, "শিরোনাম", "শিরোনাম", 0), *story(0)]
    spoken = speak(
        segments, mixed, Store(tmp_path), lambda _: None,
        fallbacks=map(cast, (sender, stays)), policy=QUICK,
    )  # fmt: skip
    assert [clip.engine for clip in spoken.clips if clip] == ["sender", *["stays"] * 4]
    assert sender.asked == ["শিরোনাম"]
    with pytest.raises(NotReady, match="gone"):
        speak(segments, mixed, Store(tmp_path / "b"), lambda _: None, fallbacks=[cast(sender)], policy=QUICK)
