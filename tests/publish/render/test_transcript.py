import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.model import Episode, Role, Sound, TimedSegment, Word
from audionews.publish.render import transcript
from audionews.publish.render.caption_cues import ROWS, WIDTH, cues
from audionews.support.escape import line

TIME = re.compile(r"(\d\d):(\d\d):(\d\d)[.,](\d{3}) --> (\d\d):(\d\d):(\d\d)[.,](\d{3})")


def said(episode: Episode) -> str:
    return "".join(line(each.text) for each in episode.segments).replace(" ", "")


@pytest.mark.parametrize("hostile", [False, True])
@pytest.mark.parametrize("stories", [1, 5, 40])
def test_no_sentence_is_lost_or_told_twice(make: Callable[..., Episode], stories: int, *, hostile: bool) -> None:
    episode = make(stories, hostile=hostile)
    shown = cues(episode)
    assert "".join("".join(cue.rows) for cue in shown).replace(" ", "") == said(episode)
    assert all(len(row) <= WIDTH for cue in shown for row in cue.rows)
    assert all(1 <= len(cue.rows) <= ROWS for cue in shown)
    assert all(one.end <= other.start for one, other in pairwise(shown))
    assert shown[-1].end <= episode.duration * 1000


@given(st.text(st.sampled_from("কখ ১২,।\n<-&>"), max_size=400), st.floats(0, 2), st.floats(0, 3))
def test_cues_of_anything_lie_inside_the_sound(text: str, start: float, length: float) -> None:
    sentence = TimedSegment(Role.BODY, None, text, text, start, start + length, "tone", "low")
    shown = cues(replace(blank(), duration=2.0, segments=(sentence,)))
    assert all(0 <= cue.start < cue.end <= 2000 for cue in shown)


def blank() -> Episode:
    sound = Sound("episode.mp3", 0, "0" * 64, 44100, 96000, -16, -1.5)
    return Episode("", date(2026, 11, 23), "bn", 1.0, sound, (), (), ())


def test_a_later_cue_begins_with_its_word() -> None:
    written = "১৯৭১ সালে " + "ক " * 90 + "শেষ"
    spoken = "উনিশশো একাত্তর সালে " + "ক " * 90 + "শেষ"
    words = tuple(
        Word(at * 0.1, at * 0.1 + 0.1, found.start(), found.end())
        for at, found in enumerate(re.finditer(r"\S+", spoken))
    )
    sentence = TimedSegment(Role.BODY, None, written, spoken, 0.0, 9.4, "edge", "bn")
    timed, untimed = (
        cues(replace(blank(), duration=10.0, segments=(replace(sentence, words=given),)))[1] for given in (words, ())
    )
    before = len(" ".join(cues(replace(blank(), duration=10.0, segments=(sentence,)))[0].rows).split())
    assert timed.start == round((before + 1) * 100)  # one word more is said than is written
    share = (len("উনিশশো একাত্তর সালে ") + 2 * (before - 2)) / len(spoken)
    assert untimed.start == pytest.approx(9400 * share, abs=2)


@pytest.mark.parametrize("hostile", [False, True])
def test_vtt_and_srt_agree(make: Callable[..., Episode], *, hostile: bool) -> None:
    episode = make(5, hostile=hostile)
    vtt, srt = transcript.vtt(cues(episode)), transcript.srt(cues(episode))
    assert vtt.startswith("WEBVTT\n\n")
    assert TIME.findall(vtt) == TIME.findall(srt)
    assert vtt.count("-->") == srt.count("-->") == len(cues(episode))
    assert not re.search(r"<(?!v [^<>]+>)", vtt)
    assert not re.search("[<>]", srt.replace("-->", ""))
    assert "সংবাদপাঠক ২" in vtt


def test_one_voice_has_no_number(make: Callable[..., Episode]) -> None:
    episode = make(1)
    one = replace(episode, segments=tuple(each for each in episode.segments if each.voice != "high"))
    assert "<v সংবাদপাঠক>" in transcript.vtt(cues(one))


@pytest.mark.parametrize("hostile", [False, True])
def test_plain_text_is_complete_and_names_its_sources(make: Callable[..., Episode], *, hostile: bool) -> None:
    episode = make(3, hostile=hostile)
    text = transcript.plain(episode)
    squeezed = re.sub(r"——.*\n", "", text).replace(" ", "").replace("\n", "")
    assert said(episode) in squeezed
    assert "সোমবার, ২৩ নভেম্বর ২০২৬" in text
    assert "https://example.org/" in text
    assert "গোপন" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_words_have_timestamps_where_they_are_asked_for(make: Callable[..., Episode]) -> None:
    episode = make(3, words=True, hostile=True)
    plain, timed = transcript.vtt(cues(episode)), transcript.vtt(cues(episode), words=True)
    stamp = re.compile(r"<(\d\d):(\d\d):(\d\d)\.(\d{3})>")
    assert stamp.sub("", timed) == plain
    assert not stamp.search(plain)
    found = [
        sum(int(part) * size for part, size in zip(each, (3_600_000, 60_000, 1000, 1), strict=True))
        for each in stamp.findall(timed)
    ]
    starts = [round(word.start * 1000) for each in episode.segments for word in each.words]
    assert set(found) <= set(starts)
    assert len(found) > len(starts) / 2
    for cue in re.split(r"\n\n", timed)[1:]:
        begin, end = re.findall(r"(\d\d:\d\d:\d\d\.\d{3})", cue)[:2]
        inner = re.findall(r"<(\d\d:\d\d:\d\d\.\d{3})>", cue)
        assert all(one < other for one, other in pairwise([begin, *inner, end]))
    assert transcript.vtt(cues(make(3)), words=True) == transcript.vtt(cues(make(3)))
