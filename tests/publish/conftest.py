"""Finished episodes of any size, with real MP3s, for every test of what is published beside the sound."""

import hashlib
import math
from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import lameenc
import pytest
from mutagen.id3 import APIC, CHAP, CTOC, ID3, TALB, TDRC, TIT2, TLAN, TPE1, CTOCFlags

from audionews.model import Dropped, Episode, Line, Recipe, Role, Sound, Story, Word
from audionews.publish import episode_files
from audionews.publish.chapters import chapters

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


def lines(stories: int, titles: list[str]) -> list[Line]:
    """Lay a whole bulletin on the timeline, MEAN seconds a line and a pause of 0.1 s after each."""
    plan: list[tuple[Role, int | None, str]] = [(Role.TUNE, None, ""), (Role.GREETING, None, "সুপ্রভাত। আজ ২৩ নভেম্বর।")]
    plan += [(Role.HEADLINE, index, titles[index]) for index in range(stories)]
    for index in range(stories):
        plan += [(Role.INTRO, index, titles[index]), *((Role.BODY, index, text) for text in BODY)]
    plan += [(Role.RECAP, index, titles[index]) for index in range(stories)]
    plan += [(Role.SIGNOFF, None, "সংবাদ শেষ হল। নমস্কার।")]
    return [
        Line(
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


def mp3(seconds: float, bitrate: int = 32) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(bitrate)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(9)
    encoder.silence()
    wave = array("h", (int(8000 * math.sin(at * 0.06)) for at in range(RATE)))
    whole, rest = divmod(int(seconds * RATE), RATE)
    sound = wave.tobytes() * whole + wave[:rest].tobytes()
    return bytes(encoder.encode(sound) + encoder.flush())


def tagged(path: Path, episode: Episode, cover: bytes) -> None:
    """Write the tags that the real master writes."""
    marks = chapters(episode)
    tags = ID3()
    for frame in (TIT2, TPE1, TALB):
        tags.add(frame(encoding=1, text=episode.title.replace("\x00", "")))
    tags.add(TDRC(encoding=0, text=episode.date.isoformat()))
    tags.add(TLAN(encoding=0, text="ben"))
    tags.add(APIC(encoding=0, mime="image/jpeg", type=3, desc="", data=cover))
    names = [f"ch{number:03}" for number in range(len(marks))]
    tags.add(
        CTOC(element_id="toc", flags=CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED, child_element_ids=names, sub_frames=[])
    )
    for name, mark in zip(names, marks, strict=True):
        times = {"start_time": round(mark.start * 1000), "end_time": round(mark.end * 1000)}
        nowhere = {"start_offset": 0xFFFFFFFF, "end_offset": 0xFFFFFFFF}
        tags.add(CHAP(element_id=name, sub_frames=[TIT2(encoding=1, text=mark.title)], **times, **nowhere))
    tags.save(path, v2_version=3)


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


def timed(line: Line) -> tuple[Word, ...]:
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
    for name, bitrate in [("episode.mp3", 32), ("episode-small.mp3", 24)][: 1 + small]:
        path = folder / name
        path.write_bytes(mp3(episode.duration, bitrate))
        tagged(path, episode, b"\xff\xd8\xff\xe0")
        data = path.read_bytes()
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
def publish_in() -> Callable[..., tuple[Path, Episode]]:
    """Return a function that publishes an episode in the show's folder that it is given: (folder, episode)."""

    def published(root: Path, stories: int = 5, *, name: str = "2026-11-23", **how: bool) -> tuple[Path, Episode]:
        return root / name, write(root / name, build(stories, day=date.fromisoformat(name[:10]), **how))

    return published


@pytest.fixture
def publish(tmp_path: Path, publish_in: Callable[..., tuple[Path, Episode]]) -> Callable[..., tuple[Path, Episode]]:
    """Return the same in the test's own show."""
    return partial(publish_in, tmp_path / "output")
