"""Choose who speaks: an engine, as the settings name it or as it is available, and a voice for each role."""

from __future__ import annotations

import contextlib
import logging
import threading
from dataclasses import asdict, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from audionews.engines import registry
from audionews.engines.engine_memory import EngineMemory
from audionews.model import Role
from audionews.settings import AUTO, Settings, VoicesSettings
from audionews.support.errors import AudionewsError, NotReady, SpeechError, UsageError
from audionews.support.events import Note
from audionews.synthesis.absent import AbsentEngine
from audionews.synthesis.cast import Cast, RoleVoice
from audionews.timeline import READERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.engines.protocol import Engine
    from audionews.model import Episode, Script
    from audionews.support.events import OnEvent

BUILT_IN, ONLINE, NEURAL = "espeak", "gtts", "neural"
_LOG = logging.getLogger("audionews")

_PROBE_SECONDS = 2.0
_PROBE = "খবর"


def cast(settings: Settings, before: Episode | None, on_event: OnEvent, *, ask: bool = True) -> Cast:
    """Choose the engine and the voices of a programme.

    Where the settings leave the engine to us, an episode that is made again keeps that of the one `before`; one that
    may be asked nothing now, for lack of a network or of leave, only tells what it spoke (`only_remembers`). Without
    `ask`, gTTS is taken to be available without a test request.

    Raises:
        UsageError: no such engine or voice.
        NotReady: the engine lacks something, or would need a network that `settings` forbid.
    """
    name, sends = settings.voices.engine, not settings.run.offline
    if name == AUTO:
        known = _engine_of(before) if before else None
        name, sends = (known, sends and bool(settings.voices.online)) if known else (_chosen(settings, ask=ask), sends)
        if before is None and ask:
            on_event(Note(_told(name, settings)))
    _LOG.debug("speaking with %s, as %s", name, "found" if settings.voices.engine == AUTO else "asked")
    if before is None:
        return _team(_hired(name, settings), settings)
    # An episode that may turn out unchanged needs no engine that is ready; `speak` has it checked before it speaks.
    engine = _loaded(name, settings)
    if engine.limits.network and not sends:
        why = "--offline forbids it" if settings.run.offline else "[voices] online does not allow it"
        engine = EngineMemory(engine, f"The engine {name!r} needs a network, and {why}.")
    elif not engine.voices():
        engine.ready()
    return _team(engine, settings)


def only_remembers(cast: Cast) -> bool:
    """Tell whether the reader of a programme may be asked for nothing new."""
    return isinstance(cast.engine, EngineMemory)


def assigned(first: Cast, written: Script, settings: Settings) -> Cast:
    """Return the cast `first` with the readers of single stories and segments.

    A story has one where `settings` give it one, by source, site or section; a segment where `written` does.

    Raises:
        UsageError: no such engine or voice.
        NotReady: such an engine lacks something.
    """
    known: dict[str, Engine] = {part.engine.name: part.engine for part in first.everyone()}
    told = story_voices(written, settings.voices)
    named = dict.fromkeys(segment.reader for segment in written.segments if segment.reader and segment.spoken)
    return replace(
        first,
        stories={number: _part(first.engine, voice, settings, known) for number, voice in told.items()},
        readers={name: _part(first.engine, name, settings, known) for name in named},
    )


def story_voices(written: Script, voices: VoicesSettings) -> dict[int, str]:
    """Return the voices that settings give to single stories, by their index."""
    found: dict[int, str] = {}
    for number, article in enumerate(written.articles):
        marks = [mark.lower() for mark in (article.source, article.site, article.section) if mark]
        for pattern, voice in voices.stories.items():
            if number not in found and any(fnmatchcase(mark, pattern.lower()) for mark in marks):
                found[number] = voice
    return found


def as_before(voices: VoicesSettings) -> VoicesSettings:
    """Return `voices` without those that it names: the engine is left to what an episode had.

    Whoever remakes an episode means its voices, so that a network engine may be asked unless `online` forbids it.
    """
    kept = {name: value for name, value in voices.given.items() if name in {"engines", "fallback", "online", "budget"}}
    return VoicesSettings(**{"online": True} | {name: value for name, value in kept.items() if value is not None})


def fallbacks(settings: Settings, first: Cast) -> Iterator[Cast]:
    """Yield the casts that speak in place of `first`, should it fail: each ready engine of the setting `fallback`.

    Where every voice of `first` speaks on this machine, network engines are left out: no text leaves it unasked. Where
    some do, whoever has them speak keeps the text of these here (`synthesis/speaking.py`). An engine is loaded only
    when its turn comes.
    """
    networked = any(part.engine.limits.network for part in first.everyone())
    for name in settings.voices.fallback:
        with contextlib.suppress(SpeechError, UsageError):
            engine = _hired(name, settings)
            if networked or not engine.limits.network:
                yield _team(engine, settings.changed(voices=VoicesSettings(engines=settings.voices.engines)))


def _hired(name: str, settings: Settings) -> Engine:
    """Load the engine called `name`, and check that it can speak.

    Raises:
        UsageError: there is no such engine.
        NotReady: it lacks something, or would need a network that `settings` forbid.
    """
    engine = _loaded(name, settings)
    if settings.run.offline and engine.limits.network:
        raise NotReady(f"The engine {name!r} needs a network.", hint="Leave out --offline, or take --engine espeak.")
    engine.ready()
    return engine


def _loaded(name: str, settings: Settings) -> Engine:
    more = {"rate": settings.sound.rate}
    return registry.configured(name, settings.voices.engines, total=settings.voices.budget, **more)


def _team(engine: Engine, settings: Settings) -> Cast:
    """Choose a voice for each role: of `engine`, or of another one where a setting names it (`edge:tanishaa`)."""
    body = _part(engine, settings.voices.body, settings, needed=True)
    second = settings.voices.headline or (_second(engine, body.voice) if body.engine is engine else None)
    headline = _part(engine, second, settings)
    named = {Role(role): _part(engine, voice, settings) for role, voice in settings.voices.roles().items()}
    others = _others(body.engine, body.voice)[: settings.voices.speakers - 1]
    speakers = tuple(RoleVoice(body.engine, voice) for voice in others)
    return Cast({role: headline if role in READERS else body for role in Role} | named, speakers=speakers)


def _part(
    engine: Engine,
    wanted: str | None,
    settings: Settings,
    known: dict[str, Engine] | None = None,
    *,
    needed: bool = False,
) -> RoleVoice:
    """Return the voice that `wanted` names; engines in `known` are not loaded again, and others join them.

    One that cannot speak here gives way as one that fails does, where the setting `fallback` lets others stand in and
    it is not `needed`.

    Raises:
        UsageError: there is no such engine or voice.
        NotReady: it lacks something, and nobody may stand in for it.
    """
    known = {} if known is None else known
    other, _, voice = (wanted or "").partition(":")
    named = voice and other in registry.names(settings.voices.engines)
    try:
        if named:
            known[other] = known.get(other) or _hired(other, settings)
            engine, wanted = known[other], voice
        found = RoleVoice(engine, registry.voice_of(engine, wanted))
        if wanted and not needed:
            engine.fingerprint(found.voice)  # a voice that is not installed has none
    except NotReady as error:
        if needed or not settings.voices.fallback:
            raise
        # who stands in is free to do what the readers of the stories do
        absent = AbsentEngine(other if named else engine.name, error, network=engine.limits.network)
        return RoleVoice(absent, voice if named else str(wanted))
    return found


def roster(settings: Settings | None = None) -> list[dict[str, Any]]:
    """Describe every installed engine: its voices, whether it is ready here, and if not, why and how to mend it."""
    settings = settings or Settings()
    return [row(name, settings) for name in registry.names(settings.voices.engines)]


def row(name: str, settings: Settings) -> dict[str, Any]:
    """Describe the engine called `name`, as `roster` does each."""
    found: dict[str, Any] = {"engine": name, "ready": True, "why": None, "mend": None, "host": None, "voices": []}
    try:
        engine = _loaded(name, settings)
        found["host"] = engine.limits.host
        found["voices"] = [asdict(voice) for voice in engine.voices()]
        engine.ready()
    except AudionewsError as error:
        return found | {"ready": False, "why": str(error), "mend": error.hint}
    return found


def _second(engine: Engine, first: str) -> str:
    """Return a voice for the headlines: the first one other than `first`, of the other sex where there is one."""
    return (_others(engine, first) or [first])[0]


def _others(engine: Engine, first: str) -> list[str]:
    """Return the names of the engine's voices other than `first`, those of the other sex before the rest."""
    voices = list(engine.voices())
    sex = next((voice.sex for voice in voices if voice.name == first), None)
    return [voice.name for voice in sorted(voices, key=lambda voice: voice.sex == sex) if voice.name != first]


def _engine_of(episode: Episode) -> str | None:
    """Return the name of the engine that was to speak an episode, also where a fallback did."""
    if episode.degraded:
        return episode.degraded[0].wanted
    return next((line.engine for line in episode.segments if line.engine), None)


def _chosen(settings: Settings, *, ask: bool) -> str:
    """Return the engine of `auto`: gTTS where it may be used and answers, else the best voice on this machine."""
    if settings.voices.online and not settings.run.offline and (not ask or _google_answers(settings)):
        return ONLINE
    return NEURAL if _has_neural_voice(settings) else BUILT_IN


def _has_neural_voice(settings: Settings) -> bool:
    """Tell whether a neural voice for Bengali is installed, and the library that speaks it."""
    try:
        engine = _loaded(NEURAL, settings)
        engine.ready()
    except (SpeechError, UsageError):
        return False
    return engine.voices()[0].locale.startswith("bn")


def _told(chosen: str, settings: Settings) -> str:
    """Return the line that tells why `auto` has `chosen` an engine."""
    voices = settings.voices
    if settings.run.offline or voices.online is False:
        why = "it is on this machine"
    elif voices.online is None:
        why = "it is on this machine; [voices] online = true allows Google Translate's voice"
    else:
        why = "Google Translate answers" if chosen == ONLINE else "Google Translate does not answer"
    return f"Speaking with {chosen}: {why}. (--engine chooses.)"


def _google_answers(settings: Settings) -> bool:
    """Tell whether one short real request to gTTS succeeds in time."""
    quick = {**settings.voices.engines.get(ONLINE, {}), "connect": _PROBE_SECONDS, "total": _PROBE_SECONDS}
    engine = registry.configured(ONLINE, {ONLINE: quick})
    answered = threading.Event()

    def ask() -> None:
        try:
            engine.speak(_PROBE, engine.voices()[0].name)
        except SpeechError:
            return
        answered.set()

    # In a thread, since name resolution has no time-out; a daemon, so that the program can end while it hangs.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_PROBE_SECONDS)
    return answered.is_set()
