"""Finished episodes of any size, with real MP3s, for every test of what is published beside the sound."""

import hashlib
import math
import shutil
from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path

import lameenc
import pytest

from audionews.model import Dropped, Episode, Recipe, Role, Sound, Story, TimedSegment, Word
from audionews.publish import episode_files
from audionews.publish.render.chapters import chapters
from audionews.support import escape

HOSTILE = [
    "“উদ্ধৃতি” 'ও' \"আরও\" & <script>alert(1)</script>",
    "সমাপ্তি ]]> --> <!-- &amp; &#0; -->",
    "\u202eউল্টো\u2066 শিরোনাম\u200f",
    "নিয়ন্ত্রণ\x00\x1b[31m\x07 চিহ্ন\ufffe 😀 👩‍🚀",
    "দীর্ঘ শিরোনাম " * 21,
]
BODY = [
    "আবহাওয়া দফতর জানিয়েছে, আগামী ২৪ ঘণ্টায় উপকূলের জেলাগুলিতে ভারী বৃষ্টি হতে পারে।",
    (
        "১৯৭১ সালের পর এত বৃষ্টি আর হয়নি, বলে জানিয়েছে দফতর, তাই মৎস্যজীবীদের গভীর সমুদ্রে যেতে নিষেধ করা হয়েছে, "
        "আর ইতিমধ্যে যাঁরা সমুদ্রে রয়েছেন তাঁদের দ্রুত উপকূলে ফিরে আসতে বলা হয়েছে, এবং প্রশাসন সর্বত্র সতর্ক রয়েছে।"
    ),
    "ক্ষতিগ্রস্তদের জন্য ১২টি আশ্রয়শিবির খোলা হয়েছে।",
]
RATE, MEAN = 44100, 0.4


def lines(stories: int, titles: list[str]) -> list[TimedSegment]:
    """Lay a whole bulletin on the timeline, MEAN seconds a line and a pause of 0.1 s after each."""
    plan: list[tuple[Role, int | None, str]] = [(Role.TUNE, None, ""), (Role.GREETING, None, "সুপ্রভাত। আজ ২৩ নভেম্বর।")]
    plan += [(Role.HEADLINE, index, titles[index]) for index in range(stories)]
    for index in range(stories):
        plan += [(Role.INTRO, index, titles[index]), *((Role.BODY, index, text) for text in BODY)]
    plan += [(Role.RECAP, index, titles[index]) for index in range(stories)]
    plan += [(Role.SIGNOFF, None, "সংবাদ শেষ হল। নমস্কার।")]
    return [
        TimedSegment(
            role,
            story,
            text,
            text,
            at * (MEAN + 0.1),
            at * (MEAN + 0.1) + MEAN,
            "tone" if text else None,
            voice(role, text),
        )
        for at, (role, story, text) in enumerate(plan)
    ]


def voice(role: Role, text: str) -> str | None:
    return None if not text else "high" if role is Role.HEADLINE else "low"


@cache
def mp3(seconds: float, bitrate: int = 32) -> bytes:
    """Encode a tone, with the Info header that the real master writes."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(bitrate)
    encoder.set_in_sample_rate(RATE)
    encoder.set_out_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(9)
    encoder.silence()
    wave = array("h", (int(8000 * math.sin(at * 0.06)) for at in range(RATE)))
    samples = round(seconds * RATE)
    whole, rest = divmod(samples, RATE)
    frames = bytes(encoder.encode(wave.tobytes() * whole + wave[:rest].tobytes()) + encoder.flush())
    return info(frames, samples, bitrate) + frames


def info(frames: bytes, samples: int, bitrate: int) -> bytes:
    """Return the frame that tells players the exact length: a LAME tag of which they read count, delay and padding."""
    count = sum(1 for _ in frame_starts(frames, bitrate))
    delay = 576 + 529
    padding = count * 1152 - samples - delay
    tag = b"Info" + (3).to_bytes(4) + count.to_bytes(4) + len(frames).to_bytes(4)
    lame = b"LAME3.100" + bytes(12) + ((delay << 12) | padding).to_bytes(3) + bytes(12)
    return (frames[:4] + bytes(17) + tag + lame).ljust(144 * bitrate * 1000 // RATE, b"\0")


def frame_starts(frames: bytes, bitrate: int) -> Iterator[int]:
    at = 0
    while at < len(frames):
        yield at
        at += 144 * bitrate * 1000 // RATE + (frames[at + 2] >> 1 & 1)


def tagged(sound: bytes, episode: Episode, cover: bytes) -> bytes:
    """Return `sound` under the tags that the real master writes: ID3v2.3, chapters in order."""
    marks = chapters(episode)
    names = [f"ch{number:03}\0".encode() for number in range(len(marks))]
    frames = [worded(name, episode.title) for name in ("TIT2", "TPE1", "TALB")]
    frames += [worded("TYER", str(episode.date.year)), worded("TLAN", "ben")]
    frames += [
        frame("APIC", b"\0image/jpeg\0\x03\0" + cover),
        frame("CTOC", b"toc\0\x03" + bytes([len(names)]) + b"".join(names)),
    ]
    for name, mark in zip(names, marks, strict=True):
        times = b"".join(round(value * 1000).to_bytes(4) for value in (mark.start, mark.end))
        frames.append(frame("CHAP", name + times + b"\xff" * 8 + worded("TIT2", mark.title)))
    body = b"".join(frames)
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + body + sound


def frame(name: str, data: bytes) -> bytes:
    return name.encode() + len(data).to_bytes(4) + b"\0\0" + data


def worded(name: str, text: str) -> bytes:
    return frame(name, b"\x01" + escape.line(text).encode("utf-16"))


def build(stories: int = 5, *, hostile: bool = False, day: date = date(2026, 11, 23), words: bool = False) -> Episode:
    """Return an episode whose sound is yet to be written."""
    titles = [
        HOSTILE[index % 5] if hostile else f"উপকূলে ভারী বৃষ্টির সতর্কতা: {index + 1} নম্বর খবর" for index in range(stories)
    ]
    timeline = lines(stories, titles)
    if words:
        timeline = [replace(line, words=timed(line)) for line in timeline]
    told = [
        [line for line in timeline if line.article == index and line.role in {Role.INTRO, Role.BODY}]
        for index in range(stories)
    ]
    articles = tuple(
        Story(
            headline=titles[index],
            source=f"seeds/{index}.txt",
            published="2026-11-23T06:00:00+05:30",
            start=own[0].start,
            end=own[-1].end,
            url=f"https://example.org/খবর/{index}" if index % 2 else None,
            site="দৈনিক <b>উদাহরণ</b>" if index % 2 else None,
            image="https://example.org/a b.jpg" if index == 1 else None,
        )
        for index, own in enumerate(told)
    )
    return Episode(
        title=HOSTILE[0] if hostile else "সকালের সংবাদ",
        date=day,
        language="bn",
        duration=timeline[-1].end + 0.6,
        audio=Sound("episode.mp3", 0, "0" * 64, RATE, 32000, -16.0, -1.5),
        alternates=(),
        articles=articles,
        segments=tuple(timeline),
        dropped=(Dropped(0, "আরও পড়ুন: গোপন পংক্তি", "related-link"),),
        recipe=Recipe(("seeds",), "d" * 64),
    )


def timed(line: TimedSegment) -> tuple[Word, ...]:
    made, at, parts = [], 0, line.spoken.split()
    for count, part in enumerate(parts):
        begins = line.spoken.index(part, at)
        at = begins + len(part)
        step = (line.end - line.start) / len(parts)
        made.append(Word(line.start + count * step, line.start + (count + 1) * step, begins, at))
    return tuple(made)


def write(folder: Path, episode: Episode, *, small: bool = True) -> Episode:
    """Write the sound of `episode` and everything beside it; return it with the sound's true figures."""
    folder.mkdir(parents=True, exist_ok=True)
    sounds = []
    for name, bitrate in [("episode.mp3", 32), ("episode-small.mp3", 40)][: 1 + small]:
        path = folder / name
        data = tagged(mp3(episode.duration, bitrate), episode, b"\xff\xd8\xff\xe0")
        path.write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        sounds.append(Sound(name, len(data), digest, RATE, bitrate * 1000, -16.0, -1.5))
    episode = replace(episode, audio=sounds[0], alternates=tuple(sounds[1:]))
    episode_files(episode, folder)
    return episode


@pytest.fixture
def make() -> Callable[..., Episode]:
    """Return `build`."""
    return build


@pytest.fixture(scope="session")
def publish_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., tuple[Path, Episode]]:
    """Return a function that publishes an episode in the show's folder that it is given: (folder, episode).

    One of each kind is made, and copied for each test.
    """

    @cache
    def made(stories: int, day: str, **how: bool) -> tuple[Path, Episode]:
        folder = tmp_path_factory.mktemp("published") / day
        return folder, write(folder, build(stories, day=date.fromisoformat(day), **how))

    def published(root: Path, stories: int = 5, *, name: str = "2026-11-23", **how: bool) -> tuple[Path, Episode]:
        folder, episode = made(stories, name[:10], **how)
        shutil.copytree(folder, root / name, copy_function=shutil.copy, dirs_exist_ok=True)
        return root / name, episode

    return published


@pytest.fixture
def publish(tmp_path: Path, publish_in: Callable[..., tuple[Path, Episode]]) -> Callable[..., tuple[Path, Episode]]:
    """Return the same in the test's own show."""
    return partial(publish_in, tmp_path / "output")
