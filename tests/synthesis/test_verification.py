"""What was spoken is heard by a transcription service on loopback: right, wrong, deaf, gone."""

import email
import email.policy
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import services
import soundfile

from audionews.audio.clip import opened
from audionews.engines.protocol import Limits
from audionews.engines.tone import ToneEngine
from audionews.engines.transcription import transcriber
from audionews.model import Role, Segment, Speech
from audionews.settings import Settings
from audionews.support.errors import NotReady, UsageError
from audionews.support.events import Event, Note, Warned
from audionews.support.retry import Patience
from audionews.support.store import Store
from audionews.synthesis import verification
from audionews.synthesis.cast import Cast, RoleVoice, Spoken, Task
from audionews.synthesis.recording import key
from audionews.synthesis.speaking import speak

LENGTH = "সেতুটির দৈর্ঘ্য চারশো পঞ্চাশ মিটার।"
TEXTS = [
    LENGTH,
    "শহরে একটি নতুন সেতু খুলেছে।",
    "পুরসভা কাজ শুরু করেনি।",
    "খরচ হয়েছে বারো কোটি টাকা।",
    "আগামী বছর আরও দুটি সেতু হবে।",
    "যাত্রীরা অনেক দিন অপেক্ষা করেছেন।",
]
SEGMENTS = [Segment(Role.BODY, text, text, 0) for text in TEXTS]


class SlippingEngine(ToneEngine):
    """Hums another text than it was given, so many times (-1: always)."""

    def __init__(self, name: str = "slips", slips: dict[str, tuple[str, int]] | None = None) -> None:
        super().__init__()
        self.name, self.slips, self.said = name, dict(slips or {}), dict[str, str]()
        self.limits = Limits(characters=200, parallel=1)

    def speak(self, text: str, voice: str) -> Speech:
        other, times = self.slips.get(text, (text, 0))
        self.slips[text] = (other, times - 1)
        self.said[text] = other if times else text
        return super().speak(self.said[text], voice)


class TranscriptTalker(services.Talker):
    """`POST /v1/audio/transcriptions`: a form with a file, model and language; an answer with the text."""

    server: "Listener"

    def do_POST(self) -> None:  # noqa: N802 - the name that the library calls
        assert self.path == "/v1/audio/transcriptions"
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        form = email.message_from_bytes(head + self.body(), policy=email.policy.HTTP)
        parts = {part.get_param("name", header="content-disposition"): part for part in form.iter_parts()}
        fields = {name: part.get_content().strip() for name, part in parts.items() if name != "file"}
        assert (fields["model"], fields["language"], fields["response_format"]) == ("whisper-1", "bn", "json")
        assert parts["file"].get_filename() == "sentence.flac"
        flac = parts["file"].get_payload(decode=True)
        assert isinstance(flac, bytes)
        assert soundfile.info(io.BytesIO(flac)).frames > 1000
        self.server.headers.append(dict(self.headers))
        said = self.server.said(flac)
        how = self.server.asked(said)
        whole = json.dumps({"text": self.server.hears(said)}, ensure_ascii=False).encode()
        if how == "ok":
            self.answer(200, "application/json", whole)
        elif how == "textless":
            self.answer(200, "application/json", b'{"error": "busy"}')
        else:
            self.fault(how, whole, "application/json")


class Listener(services.Service):
    """Knows what was really said from the engines, and writes down what `hears` makes of it."""

    def __init__(self, store: Store) -> None:
        super().__init__(TranscriptTalker)
        self.store, self.engines = store, list[SlippingEngine]()
        self.hears: Callable[[str], str] = lambda said: said

    def said(self, flac: bytes) -> str:
        for engine in self.engines:
            for text, other in engine.said.items():
                data = self.store.get(key(engine, Task(text, "low")))
                if data and opened(data).flac == flac:
                    return other
        raise AssertionError("a sound that nobody made")


@pytest.fixture
def listener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    monkeypatch.setattr(verification, "_PATIENCE", Patience(attempts=1))
    with Listener(Store(tmp_path / "clips")).running() as server:
        assert isinstance(server, Listener)
        yield server


def verified(
    listener: Listener, engine: SlippingEngine, *others: SlippingEngine, share: float = 1.0
) -> tuple[Spoken, list[Event]]:
    """Have the sentences spoken by `engine`, `others` standing by, and heard by the listener."""
    events: list[Event] = []
    listener.engines = [engine, *others]
    asked = Settings().having(verify={"url": f"http://127.0.0.1:{listener.port}/v1"}).verify
    verifier = verification.Verifier(
        transcriber(asked, offline=False), listener.store, events.append, locale="bn-IN", share=share
    )
    casts = [Cast({role: RoleVoice(one, "low") for role in Role}) for one in (engine, *others)]
    spoken = speak(SEGMENTS, casts[0], listener.store, events.append, fallbacks=casts[1:], verifier=verifier)
    assert all(spoken.clips)
    assert all(clip and listener.store.get(clip.key) for clip in spoken.clips)
    return spoken, events


def warnings(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, Warned)]


def test_what_is_heard_right_stays_and_is_not_heard_twice(listener: Listener) -> None:
    engine = SlippingEngine()
    spoken, events = verified(listener, engine)
    assert (spoken.degraded, warnings(events)) == ((), [])
    [note] = [event.text for event in events if isinstance(event, Note)]
    assert "8 known sentences by slips: 0 of them heard as others, 0 changed ones not noticed" in note
    asked = len(listener.texts)
    assert asked == 8 + len(TEXTS)
    verified(listener, engine)
    assert len(listener.texts) == asked


def test_a_slip_is_spoken_again(listener: Listener) -> None:
    engine = SlippingEngine(slips={LENGTH: ("সেতুটির দৈর্ঘ্য চারশো ষাট মিটার।", 1)})
    spoken, events = verified(listener, engine)
    assert engine.said[LENGTH] == LENGTH
    assert (spoken.degraded, warnings(events)) == ((), [])


@pytest.mark.parametrize(
    ("text", "other", "difference"),
    [
        (LENGTH, "সেতুটির দৈর্ঘ্য চারশো ষাট মিটার।", "'ষাট' was heard for 'পঞ্চাশ'"),
        (LENGTH, "সেতুটির দৈর্ঘ্য মিটার।", "'চারশো' was not heard"),
        (TEXTS[2], "পুরসভা কাজ শুরু করছে।", "'করছে' was heard for 'করেনি'"),
        (TEXTS[5], "যাত্রীরা অপেক্ষা করেছেন।", "'অনেক' was not heard"),
    ],
)
def test_what_stays_wrong_goes_to_the_next_voice(listener: Listener, text: str, other: str, difference: str) -> None:
    engine = SlippingEngine(slips={text: (other, -1)})
    spoken, events = verified(listener, engine, SlippingEngine("next"))
    [line] = spoken.degraded
    assert (line.segment, line.wanted, line.used) == (TEXTS.index(text), "slips", "next")
    assert difference in line.why
    assert [clip.engine for clip in spoken.clips if clip].count("next") == 1
    [warning] = warnings(events)
    assert "1 of 6 sentences are spoken by next instead of slips" in warning


@pytest.mark.parametrize("others", [[], ["next"]])
def test_what_no_voice_says_better_stays_and_is_listed(listener: Listener, others: list[str]) -> None:
    slips = {LENGTH: ("সেতুটির দৈর্ঘ্য চারশো ষাট মিটার।", -1)}
    spoken, _ = verified(listener, SlippingEngine(slips=slips), *(SlippingEngine(name, slips) for name in others))
    [line] = spoken.degraded
    assert (line.wanted, line.used) == ("slips", "slips")
    assert {clip.engine for clip in spoken.clips if clip} == {"slips"}


def test_what_was_said_here_goes_to_no_voice_that_sends_text_away(listener: Listener) -> None:
    slips = {LENGTH: ("সেতুটির দৈর্ঘ্য চারশো ষাট মিটার।", -1)}
    engine, away = SlippingEngine(slips=slips), SlippingEngine("away")
    away.limits = Limits(characters=200, parallel=1, network=True)
    spoken, _ = verified(listener, engine, away)
    assert {clip.engine for clip in spoken.clips if clip} == {"slips"}
    assert LENGTH not in away.said
    assert [(one.wanted, one.used) for one in spoken.degraded] == [("slips", "slips")]


def test_gibberish_is_not_believed(listener: Listener) -> None:
    listener.hears = lambda said: "Shukroma shoho ekti no dune"
    spoken, events = verified(listener, SlippingEngine(), SlippingEngine("next"))
    [warning] = warnings(events)
    assert "Nothing is verified" in warning
    assert "8 of them heard as others" in warning
    assert spoken.degraded == ()
    assert len(listener.texts) == 8


def test_a_listener_that_writes_what_it_expects_is_not_believed(listener: Listener) -> None:
    twins = dict(verification.known_sentences())
    listener.hears = lambda said: f"{said} {twins.get(said, '')}"
    _, events = verified(listener, SlippingEngine())
    assert "Nothing is verified" in warnings(events)[0]


def test_doubting_everything_falls_back_on_the_listener(listener: Listener) -> None:
    known = {right for right, _ in verification.known_sentences()}
    listener.hears = lambda said: said if said in known else "ধন্যবাদ।"
    spoken, events = verified(listener, SlippingEngine(), SlippingEngine("next"))
    assert spoken.degraded == ()
    assert "more than is believed of it" in warnings(events)[0]


@pytest.mark.parametrize("fault", ["500", "429", "401", "400", "html", "empty", "reset", "cut", "textless"])
def test_a_listener_that_cannot_be_had_costs_a_line(listener: Listener, fault: str) -> None:
    listener.behave = lambda *_: fault
    spoken, events = verified(listener, SlippingEngine())
    [warning] = warnings(events)
    assert warning.startswith("Nothing more is verified: ")
    assert spoken.degraded == ()
    assert len(listener.texts) <= 8


def test_a_share_is_heard_those_with_numbers_first(listener: Listener) -> None:
    engine = SlippingEngine()
    verified(listener, engine, share=0.3)
    assert len(listener.texts) == 8 + 2


def test_the_key_is_sent_from_the_environment_and_never_named(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    _, events = verified(listener, SlippingEngine(), share=0.01)
    assert listener.headers[0]["Authorization"] == "Bearer sk-secret"
    assert "sk-secret" not in str(events)
    with pytest.raises(UsageError, match="no name of an environment variable") as caught:
        transcriber(Settings().having(verify={"url": "https://a.example/v1", "key": "sk-secret"}).verify, offline=False)
    assert "sk-secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("key", "address", "why"),
    [
        ("sk-secret\nsk", "https://a.example/v1", "OPENAI_API_KEY holds what no key has"),
        ("sk-secret", "http://a.example/v1", "The key in OPENAI_API_KEY would go to .* over http,"),
        ("sk-secret", "http://10.0.0.9/v1", "The key in OPENAI_API_KEY would go to .* over http,"),
    ],
)
def test_a_key_that_cannot_be_sent_is_told_without_it(
    key: str, address: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", key)
    with pytest.raises(NotReady, match=why) as caught:
        transcriber(Settings().having(verify={"url": address}).verify, offline=False)
    assert "sk-secret" not in f"{caught.value!r} {caught.value.hint}"


def test_offline_no_service_is_asked_and_without_the_library_the_extra_is_named() -> None:
    with pytest.raises(NotReady, match="--offline"):
        transcriber(Settings().having(verify={"url": "https://a.example/v1"}).verify, offline=True)
    here = transcriber(Settings().verify, offline=True)
    with pytest.raises(NotReady):
        here.transcribe(b"")
