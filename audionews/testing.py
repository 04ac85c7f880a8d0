"""For authors of engines: tests of the promises that an engine makes, which every engine of ours passes too.

    from audionews.testing import EngineConformance

    class TestMine(EngineConformance):
        def make(self, **settings):
            return MyEngine(**settings)

pytest finds the tests in the subclass; nothing else is needed. For an engine that talks to a service, a fixture of
yours provides one on loopback.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unittest import mock

from audionews.engines import registry
from audionews.engines.protocol import Engine, Limits, Voice
from audionews.model import Article, Skipped
from audionews.sources.source_protocol import Content, FeedEntry, Lead, Source
from audionews.support.errors import SourceError, SpeechError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.model import Speech

__all__ = ["EngineConformance", "SourceConformance"]

TEXT = "আজ সকালে কলকাতায় বৃষ্টি হয়েছে।"
CLAUSE = "আবহাওয়া দফতর জানিয়েছে যে সন্ধ্যায় আরও বৃষ্টি হতে পারে, "
PACES = (100, 150)
"""Percent at which the pace is compared."""


class EngineConformance:
    """The promises that synthesis relies on. Override `make`; set `paced` to False if the engine can set no pace."""

    paced = True

    def make(self, **settings: Any) -> Engine:
        """Return the engine, made with `settings`."""
        raise NotImplementedError

    def test_it_is_an_engine(self) -> None:
        """It has all that the protocol requires, and a name that can be typed."""
        engine = self.make()
        assert isinstance(engine, Engine)
        assert isinstance(engine.limits, Limits)
        assert engine.name.isascii()
        assert engine.name == engine.name.lower().strip()
        assert ":" not in engine.name, "a colon parts engine and voice on the command line"

    def test_its_limits_make_sense(self) -> None:
        """A clause fits into a request, and an engine that sends text away names the host."""
        limits = self.make().limits
        assert limits.characters >= len(CLAUSE)
        assert limits.parallel >= 1
        assert limits.host or not limits.network

    def test_it_lists_its_voices_and_is_ready_without_a_network(self) -> None:
        """Listing voices is instant: no connection is opened for `voices`, `ready` or `fingerprint`."""
        engine = self.make()
        with _no_network():
            voices = list(engine.voices())
            engine.ready()
            engine.fingerprint(voices[0].name)
        assert voices
        assert all(isinstance(voice, Voice) for voice in voices)
        assert len({voice.name for voice in voices}) == len(voices)
        assert {voice.sex for voice in voices} <= {"female", "male", None}
        assert registry.voice_of(engine, None) == voices[0].name

    def test_equal_sound_has_equal_fingerprints(self) -> None:
        """The fingerprint is the same for each instance, and different for a different pace."""
        name = self.make().voices()[0].name
        prints = [self.make(rate=rate).fingerprint(name) for rate in (*PACES, PACES[0])]
        assert prints[0] == prints[2]
        assert isinstance(prints[0], str)
        assert not self.paced or prints[0] != prints[1]

    def test_it_speaks(self) -> None:
        """Each voice returns 16-bit mono that can be this text."""
        from audionews.audio import clip

        engine = self.make()
        for voice in engine.voices():
            speech = engine.speak(TEXT, voice.name)
            assert speech.samples.dtype.name == "int16"
            assert speech.samples.ndim == 1
            clip.check(speech, len(TEXT))
            _check_words(speech, TEXT)

    def test_it_speaks_the_longest_text_whole(self) -> None:
        """A text of the greatest length lasts as long as its length says."""
        engine = self.make()
        voice = engine.voices()[0].name
        times = min(engine.limits.characters, 300) // len(CLAUSE)
        long = (CLAUSE * times).strip(", ") + "।"
        once, often = (len(engine.speak(text, voice).samples) for text in (CLAUSE.strip(", ") + "।", long))
        assert often > 0.6 * times * once

    def test_it_speaks_at_another_pace(self) -> None:
        """At 150 % it is shorter, by about a third."""
        if self.paced:
            usual, fast = (
                len(self.make(rate=rate).speak(TEXT, self.make().voices()[0].name).samples) for rate in PACES
            )
            assert 0.5 * usual < fast < 0.85 * usual

    def test_threads_may_share_it(self) -> None:
        """As many threads as it allows get the sound of their own text."""
        engine = self.make()
        voice = engine.voices()[0].name
        lengths = {text: len(engine.speak(text, voice).samples) for text in (TEXT, CLAUSE)}
        wrong: list[str] = []

        def ask(text: str) -> None:
            if abs(len(engine.speak(text, voice).samples) - lengths[text]) > 0.2 * lengths[text]:
                wrong.append(text)

        asking = [
            threading.Thread(target=ask, args=((TEXT, CLAUSE)[number % 2],)) for number in range(engine.limits.parallel)
        ]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
        assert not wrong

    def test_nothing_to_say_is_no_accident(self) -> None:
        """A text without words gives a sound or an error of speech, nothing else."""
        engine = self.make()
        for text in (" ", "।", "—"):
            with contextlib.suppress(SpeechError):
                assert engine.speak(text, engine.voices()[0].name).sample_rate > 0


class SourceConformance:
    """What gathering relies on. Override `make` and `sample`; a `fetch` in the sample's content is the only network."""

    def make(self) -> Source:
        """Return the source."""
        raise NotImplementedError

    def sample(self) -> Content:
        """Return content that the source can read."""
        raise NotImplementedError

    def test_it_is_a_source(self) -> None:
        """It has what the protocol asks for, and something by which it is found."""
        source = self.make()
        assert isinstance(source, Source)
        assert source.name.isascii()
        assert source.name == source.name.lower().strip()
        for names in (source.schemes, source.endings, source.media):
            assert isinstance(names, tuple)
            assert all(name == name.lower() and name.isascii() for name in names)
        assert source.schemes or source.endings or source.media
        assert all(ending.startswith(".") for ending in source.endings)
        assert not {"http", "https", "file"} & set(source.schemes), "these are read by audionews itself"
        assert not any(":" in scheme or "/" in scheme for scheme in source.schemes)

    def test_it_finds_something(self) -> None:
        """Articles have text and a name, entries text or an address, leads an address."""
        with _no_network():
            found = list(self.make().read(self.sample()))
        assert found
        for finding in found:
            if isinstance(finding, Article):
                assert finding.source
                assert finding.text.strip()
                assert finding.published is None or finding.published.tzinfo
            elif isinstance(finding, FeedEntry):
                assert finding.text.strip() or finding.link
                assert finding.published is None or finding.published.tzinfo
            else:
                assert isinstance(finding, (Lead, Skipped))

    def test_it_finds_the_same_again_and_in_threads(self) -> None:
        """It keeps nothing from one reading for the next."""
        source, once = self.make(), list(self.make().read(self.sample()))
        found: list[object] = []
        reading = [threading.Thread(target=lambda: found.append(list(source.read(self.sample())))) for _ in range(4)]
        for thread in reading:
            thread.start()
        for thread in reading:
            thread.join()
        assert found == [once] * 4

    def test_what_it_cannot_read_is_a_sentence(self) -> None:
        """Nothing, noise, half of it and it with a few bytes lost: findings or a SourceError, nothing else."""
        data = self.sample().data
        spoilt = bytes(0 if place % 97 == 13 else byte for place, byte in enumerate(data))
        for bad in (b"", bytes(range(256)) * 8, data[: len(data) // 2], spoilt, data[::-1]):
            try:
                list(self.make().read(replace(self.sample(), data=bad)))
            except SourceError as error:
                assert str(error).endswith((".", "!", "?"))  # noqa: PT017 - that nothing is raised is right, too
                assert str(error)[0].isupper()  # noqa: PT017


def _check_words(speech: Speech, text: str) -> None:
    """Word times lie in the sound and in order, and point at words of the text."""
    length = len(speech.samples) / speech.sample_rate
    before = 0.0
    for word in speech.words:
        assert before <= word.start < word.end <= length + 0.02
        assert 0 <= word.begins < word.ends <= len(text)
        assert text[word.begins : word.ends].strip()
        before = word.start


@contextlib.contextmanager
def _no_network() -> Iterator[None]:
    """Make every connection fail in the block."""

    def refuse(*_: object) -> None:
        raise AssertionError("This must not need a network.")

    with mock.patch.object(socket.socket, "connect", refuse), mock.patch.object(socket, "getaddrinfo", refuse):
        yield
