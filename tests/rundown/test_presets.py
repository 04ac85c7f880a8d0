"""Presets are complete, claim to be nobody, and vary their words by the day alone."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import plan_of

from audionews.bengali import normalize
from audionews.model import Article, Role, Segment
from audionews.rundown.order import write
from audionews.rundown.preset import names, preset
from audionews.rundown.programme import genitive
from audionews.support.errors import UsageError

KNOWN = {"salutation", "bulletin", "weekday", "date", "bangla", "section"}
STATIONS = ("আকাশবাণী", "বেতার", "রেডিও", "দূরদর্শন", "বিবিসি")


def lines(name: str) -> list[str]:
    words = preset(name)
    parts = (
        *(words.greeting, words.headlines, words.stories, words.recap, words.signoff, words.transitions, words.last),
        *(words.first_section, words.next_section, words.opening, words.closing),
        *(words.salutations.values(), words.bulletins.values()),
    )
    return [line for part in parts for line in part]


@pytest.mark.parametrize("name", names())
def test_every_line_can_be_filled_in_and_said(name: str) -> None:
    for line in [preset(name).title, *lines(name)]:
        said = normalize(line.format(**dict.fromkeys(KNOWN, "খবর")), preset(name).locale)
        assert not any(char.isascii() and char.isalnum() for char in said)


@pytest.mark.parametrize("name", names())
def test_no_line_claims_to_be_a_station(name: str) -> None:
    assert not [line for line in lines(name) if any(station in line for station in STATIONS)]


@pytest.mark.parametrize("name", names())
def test_ten_stories_need_no_line_twice(name: str) -> None:
    assert len(set(preset(name).transitions)) >= 10


def test_betar_speaks_as_dhaka_does() -> None:
    assert [preset(name).locale for name in ("neutral", "akashvani", "betar")] == ["bn-IN", "bn-IN", "bn-BD"]
    assert plan_of(date(2026, 11, 23), preset="betar").reading == "bn-BD"
    assert plan_of(date(2026, 11, 23), preset="betar", locale="bn-IN").reading == "bn-IN"


def test_an_unknown_preset_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="betaar") as caught:
        preset("betaar")
    assert "'betar'" in str(caught.value.hint)


def leads(day: date, count: int = 11) -> list[Segment]:
    stories = [Article(str(n), f"খবর এল {n} নম্বর। আরও আছে।", f"শিরোনাম {n}") for n in range(count)]
    segments = write(stories, plan_of(day)).segments
    return [one for one, two in pairwise(segments) if one.role is two.role is Role.INTRO]


def test_every_story_but_the_first_begins_in_its_own_way() -> None:
    texts = [one.text for one in leads(date(2026, 11, 23))]
    assert len(texts) == 10
    assert len(set(texts)) == 10
    assert [one.article for one in leads(date(2026, 11, 23))] == list(range(1, 11))


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
@settings(max_examples=10)
def test_the_day_decides_the_words(day: date) -> None:
    assert leads(day) == leads(day)
    assert leads(day) != leads(day + timedelta(1))


def test_a_single_story_has_no_transition_and_no_recap(news: list[Article]) -> None:
    roles = [one.role for one in write(news[:1], plan_of(date(2026, 11, 23))).segments]
    assert Role.RECAP not in roles
    assert roles.count(Role.INTRO) == 1


def test_a_headline_is_shown_as_written(news: list[Article]) -> None:
    odd = replace(news[0], headline="{salutation} <b>৫০%</b> {0}")
    intros = [one for one in write([odd], plan_of(date(2026, 11, 23))).segments if one.role is Role.INTRO]
    assert intros[0].text == "{salutation} <b>৫০%</b> {0}"


@pytest.mark.parametrize(("site", "said"), [("প্রথম ভোর", "প্রথম ভোরের"), ("দূরের আলো", "দূরের আলোর"), ("NDN", "NDN-এর")])
def test_a_papers_name_takes_its_ending(site: str, said: str) -> None:
    assert genitive(site) == said
