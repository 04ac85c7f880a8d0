"""Segments → clips: what was spoken before comes from the cache, the rest is spoken, checked and kept.

The same for every engine: texts longer than it takes are cut at clause ends and joined, equal texts in one voice are
spoken once, and as many requests run at once as the engine allows.
"""

from __future__ import annotations

import time
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audionews.model import Clip, Role, Speech, Word
from audionews.support import store
from audionews.support.errors import AudioError, TryLater
from audionews.support.events import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from audionews.audio.clip import Packed
    from audionews.engines.protocol import Engine
    from audionews.model import Segment
    from audionews.support.events import OnEvent
    from audionews.support.store import Store

_FORM = "clip1"
"""Part of every key; changes when what is kept of a spoken text changes its form."""
_SEAM = 0.12
"""Seconds of silence where a sentence had to be spoken in pieces: a comma's pause."""
_PATIENCE = 30.0
"""Seconds for which one text is asked for again."""


@dataclass(frozen=True)
class Cast:
    """Who speaks which part."""

    engine: Engine
    """The engine of the whole programme."""
    voices: Mapping[Role, str]
    """The voice of each role."""


def speak(
    segments: Sequence[Segment], cast: Cast, kept: Store, on_event: OnEvent, *, jobs: int = 0
) -> list[Clip | None]:
    """Return the clip of each segment, None for one without text; each is in the store `kept` when this returns.

    `jobs` bounds the requests that run at once; 0 leaves that to the engine. What was spoken stays in the store
    whatever happens later.

    Raises:
        SpeechError: the engine cannot speak one of the texts.
        StorageError: clips can be kept nowhere.
    """
    wanted = [(segment.spoken, cast.voices[segment.role]) for segment in segments]
    tasks = [task for task in dict.fromkeys(wanted) if task[0]]
    clips = {task: clip for task in tasks if (clip := _recall(*task, cast.engine, kept))}
    missing = [task for task in tasks if task not in clips]
    if missing:
        clips |= _speak_all(missing, cast.engine, kept, on_event, jobs)
    return [clips.get(task) for task in wanted]


def key(engine: Engine, text: str, voice: str) -> str:
    """Return the cache key of `text` spoken by `engine` in `voice`."""
    return store.key(_FORM, engine.name, engine.fingerprint(voice), voice, text)


def _recall(text: str, voice: str, engine: Engine, kept: Store) -> Clip | None:
    from audionews.audio import clip  # noqa: PLC0415 - heavy, and only needed where there is something to hear

    name = key(engine, text, voice)
    data = kept.get(name)
    try:
        return None if data is None else _clip(name, clip.opened(data), engine, voice)
    except AudioError:
        return None


def _speak_all(
    tasks: Sequence[tuple[str, str]], engine: Engine, kept: Store, on_event: OnEvent, jobs: int
) -> dict[tuple[str, str], Clip]:
    on_event(Progress("speak", 0, len(tasks)))
    with ThreadPoolExecutor(jobs or engine.limits.parallel, "speak") as pool:
        running = {pool.submit(_speak_one, text, voice, engine, kept): (text, voice) for text, voice in tasks}
        try:
            pending, done = set(running), set()
            while pending:
                finished, pending = wait(pending, timeout=0.2, return_when=FIRST_EXCEPTION)
                done |= finished
                for failed in finished:
                    failed.result()
                on_event(Progress("speak", len(done), len(tasks)))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return {running[future]: future.result() for future in done}


def _speak_one(text: str, voice: str, engine: Engine, kept: Store) -> Clip:
    from audionews.audio import clip  # noqa: PLC0415 - heavy, and only needed where there is something to hear
    from audionews.bengali.clauses import cut  # noqa: PLC0415 - tables that only long texts need

    pieces = [text] if len(text) <= engine.limits.characters else cut(text, engine.limits.characters)
    speech = _joined([_patiently(piece, voice, engine) for piece in pieces], pieces)
    name = key(engine, text, voice)
    data = clip.pack(speech)
    kept.put(name, data)
    return _clip(name, clip.opened(data), engine, voice)


def _patiently(text: str, voice: str, engine: Engine) -> Speech:
    """Ask again while the engine says "later" and patience lasts."""
    from audionews.audio import clip  # noqa: PLC0415 - heavy, and only needed where there is something to hear

    deadline, pause = time.monotonic() + _PATIENCE, 0.5
    while True:
        try:
            speech = engine.speak(text, voice)
            clip.check(speech, len(text))
        except (TryLater, AudioError) as error:
            pause = max(pause * 2, getattr(error, "delay", None) or 0)
            if time.monotonic() + pause > deadline:
                raise
            time.sleep(pause)
        else:
            return speech


def _joined(speeches: Sequence[Speech], pieces: Sequence[str]) -> Speech:
    """Join the pieces of one sentence, trimmed, with a comma's pause between them."""
    if len(speeches) == 1:
        return speeches[0]
    import numpy as np  # noqa: PLC0415 - heavy, and only needed where there is something to hear

    from audionews.audio.measure import trim  # noqa: PLC0415 - the same

    rate = speeches[0].sample_rate
    seam = np.zeros(round(_SEAM * rate), np.int16)
    parts, words, at, character = [], [], 0, 0
    for speech, piece in zip(speeches, pieces, strict=True):
        start, stop = trim(speech.samples)
        shift = (at - start) / rate
        words += [
            Word(word.start + shift, word.end + shift, word.begins + character, word.ends + character)
            for word in speech.words
        ]
        parts += [speech.samples[start:stop], seam]
        at += stop - start + len(seam)
        character += len(piece) + 1
    return Speech(np.concatenate(parts[:-1]), rate, tuple(words))


def _clip(name: str, packed: Packed, engine: Engine, voice: str) -> Clip:
    """Return the clip with its word times counted from where its sound begins."""
    start = packed.measure.start / packed.sample_rate
    words = tuple(
        replace(word, start=max(0.0, word.start - start), end=max(0.0, word.end - start)) for word in packed.words
    )
    return Clip(name, packed.length / packed.sample_rate, engine.name, voice, words)
