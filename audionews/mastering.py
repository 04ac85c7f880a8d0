"""Script and clips → the sound files with their tags, and the episode: the time at which each thing is heard."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from audionews import timeline
from audionews.audio import chunk_jobs, frame_grid, opus, tags, tune
from audionews.audio import clip as clip_form
from audionews.audio import master as sound
from audionews.audio.ahead import AheadEncoder
from audionews.audio.profiles import PROFILES, Profile
from audionews.model import Episode, Role
from audionews.publish.render import chapters
from audionews.publish.render.credits import called, corrections, disclosure, speakers
from audionews.publish.render.labels import Words
from audionews.publish.render.shownotes import in_lines, shownotes
from audionews.settings import PausesSettings, Show, SoundSettings
from audionews.support import store
from audionews.support.errors import StorageError
from audionews.support.events import Progress, Warned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from audionews.audio.live import LiveSound
    from audionews.model import Clip, Script, Segment
    from audionews.support.events import OnEvent
    from audionews.support.store import Store
    from audionews.synthesis.speaking import OnClip

LANGUAGE = "bn"
_MISSED = 0.5  # LU that a programme may be softer than asked before it is told
MAIN_FILE = "episode.mp3"


@dataclass(frozen=True)
class Delivery:
    """How the sound is to be."""

    sound: SoundSettings = SoundSettings()
    """Profiles and loudness."""
    pauses: PausesSettings = PausesSettings()
    """Pauses that are not as `timeline` has them."""
    jobs: int = 0
    """Threads that encode; 0 for one a processor."""


def master(  # noqa: PLR0913 - what is heard, and what it is filed under
    script: Script,
    clips: Sequence[Clip | None],
    kept: Store,
    asked: Delivery,
    folder: Path,
    on_event: OnEvent,
    *,
    show: Show = Show(),  # noqa: B008 - frozen
    cover: bytes = b"",
    pictures: Sequence[bytes] = (),
    live: LiveSound | None = None,
) -> Episode:
    """Write the sound of `script` to `folder`, in each profile that is `asked` for, and return the episode.

    `clips` has one entry a segment, None for a tune; their sound is in `kept`. Players file the sound under `show`;
    `cover` is a JPEG or PNG, and so is each of `pictures`, one a story where there are any. `live` is given what it
    lacks of the sound.

    Raises:
        AudioError: the sound could not be made.
        StorageError: the folder cannot be written to, or a clip is gone from the cache.
    """
    profiles, load = _profiles(asked), partial(_load, kept)
    cues = [_cue(*row) for row in zip(script.segments, clips, *_outline(script, asked), strict=True)]
    mastered = sound.master(
        cues,
        [
            sound.Output(folder / (MAIN_FILE if number == 0 else f"episode-{profile.name}.mp3"), profile)
            for number, profile in enumerate(profiles)
        ],
        load,
        partial(_tag, script, clips, show, cover, pictures),
        jobs=asked.jobs,
        parts=kept,
        live=live,
        on_progress=lambda done, total: on_event(Progress("master", done, total)),
    )
    _compare(mastered.sounds[0].loudness_lufs, asked.sound.loudness, on_event)
    timed = timeline.lines(script, clips, mastered.spans)
    said = {"title": script.title, "artist": show.author, "album": show.title, "date": script.date.isoformat()}
    said |= {"comment": disclosure(speakers(timed), Words(LANGUAGE))}
    other = [
        opus.write(folder / f"episode.{profile.form}", cues, (profiles[0], profile), load, said)
        for profile in _profiles(asked, form="opus")
    ]
    return Episode(
        title=script.title,
        date=script.date,
        language=LANGUAGE,
        duration=mastered.duration,
        audio=mastered.sounds[0],
        alternates=(*mastered.sounds[1:], *other),
        articles=timeline.stories(script, timed),
        segments=timed,
        dropped=script.dropped,
        skipped=script.skipped,
        corrections=script.corrections,
    )


def _compare(reached: float, wanted: float, on_event: OnEvent) -> None:
    """Warn where the voices' peaks do not let the programme be as loud as it should be."""
    if wanted - reached > _MISSED:
        on_event(Warned(f"It is {reached:.1f} LUFS: these voices cannot be {wanted:g} without being distorted."))


@contextmanager
def ahead(script: Script, kept: Store, asked: Delivery, live: LiveSound | None = None) -> Iterator[OnClip]:
    """Encode the parts of `script` in the block while others are spoken: call what is yielded with each clip."""
    pauses, parts = _outline(script, asked)
    rows = list(zip(script.segments, pauses, parts, strict=True))
    with AheadEncoder(parts, pauses, _profiles(asked), partial(_load, kept), kept, asked.jobs, live) as encoder:

        def heard(number: int, clip: Clip | None, *, fresh: bool) -> None:
            segment, pause, part = rows[number]
            encoder.add(number, _cue(segment, clip, pause, part), fresh=fresh)

        for number, segment in enumerate(script.segments):
            if not segment.spoken:
                heard(number, None, fresh=False)
        yield heard


def encode_parts(script: Script, clips: Mapping[int, Clip], kept: Store, asked: Delivery) -> None:
    """Encode the parts of `script` that `clips`, by the index of their segments, are the whole of, into `kept`.

    There `master` finds them, so that only the joining is left to it.

    Raises:
        AudioError: a clip is damaged, or the encoder failed.
        StorageError: a clip is gone from the cache.
    """
    pauses, parts = _outline(script, asked)
    load = partial(_load, kept)
    for first, last in frame_grid.ranges(parts, pauses):
        if all(number in clips or not script.segments[number].spoken for number in range(first, last)):
            rows = range(first, last)
            cues = [_cue(script.segments[row], clips.get(row), pauses[row], parts[row]) for row in rows]
            for job in chunk_jobs.planned(cues, _profiles(asked), load, whole=False).jobs:
                chunk_jobs.encoded(job, load, kept)


def _profiles(asked: Delivery, form: str = "mp3") -> list[Profile]:
    """Return the profiles of a form that are asked for; of an MP3 there is always one, since all players know it."""
    wanted = [PROFILES[name] for name in asked.sound.profiles if PROFILES[name].form == form]
    usual = [next(iter(PROFILES.values()))] if form == "mp3" else []
    return [replace(profile, target=asked.sound.loudness) for profile in wanted or usual]


def _own_pauses(pauses: PausesSettings) -> dict[Role, float]:
    return {Role(name): pause for name, pause in vars(pauses).items() if pause is not None}


def _outline(script: Script, asked: Delivery) -> tuple[list[float], list[int]]:
    """Return for each segment the pause after it, in seconds, and the number of its part."""
    after = {**timeline.AFTER, **_own_pauses(asked.pauses)}
    return timeline.pauses(script.segments, after), timeline.part_starts(script.segments)


def _cue(segment: Segment, clip: Clip | None, pause: float, part: int) -> sound.SoundCue:
    voice = f"{clip.engine} {clip.voice}" if clip else ""
    return sound.SoundCue(clip.key if clip else tune.KEY, timeline.LEVEL.get(segment.role, 0.0), pause, part, voice)


def _load(kept: Store, key: str) -> bytes:
    if key == tune.KEY:
        return _tune(kept)
    data = kept.get(key)
    if data is None:
        raise StorageError(
            "A spoken sentence is gone from the cache.", hint="Run the command again: what is missing is spoken again."
        )
    return data


def _tune(kept: Store) -> bytes:
    """Return the signature tune, composed and measured once for all episodes."""
    name = store.key(tune.KEY, str(clip_form.VERSION))
    data = kept.get(name)
    if data is None or not clip_form.usable(data):
        data = clip_form.pack(tune.compose())
        kept.put(name, data)
    return data


def _tag(
    script: Script,
    clips: Sequence[Clip | None],
    show: Show,
    cover: bytes,
    pictures: Sequence[bytes],
    spans: Sequence[tuple[float, float]],
    duration: float,
) -> bytes:
    timed = timeline.lines(script, clips, spans)
    stories, heard, words = timeline.stories(script, timed), speakers(timed), Words(LANGUAGE)
    outline = chapters.outline(stories, timed, duration)
    notes = in_lines(shownotes(outline, stories), heard, words, corrections(script, words))
    said = (("AI-CONTENT", "true"), *(("SYNTHETIC-VOICE", called(speaker)) for speaker in heard)) if heard else ()
    about = tags.Tags(script.title, show.author, show.title, script.date, comment=notes, cover=cover, said=said)
    art = dict[int | None, bytes](enumerate(pictures))
    marks = [
        tags.ChapterFrame(mark.start, mark.end, mark.title, mark.url or "", art.get(mark.story, b""))
        for mark in outline
    ]
    return tags.id3(about, marks)
