"""The same event rewritten is one news; follow-ups, namesakes and template news are their own. Measured on pairs."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from press import STORIES

from audionews.sources.deduplicate import groups, overlap, same_news, sketch

TEXTS = {slug: f"{story['headline']}\n{story['body']}" for slug, story in STORIES.items()}
EVENTS = tomllib.loads((Path(__file__).with_name("data") / "events.toml").read_text(encoding="utf-8"))
Pair = tuple[str, str, bool]


def measured(pairs: list[Pair]) -> tuple[float, float]:
    """Return precision and recall over pairs of texts and whether they tell the same news."""
    said = [(same_news(sketch(one), sketch(other)), same) for one, other, same in pairs]
    right = sum(found and same for found, same in said)
    return right / max(1, sum(found for found, _ in said)), right / max(1, sum(same for _, same in said))


def test_all_pairs_of_the_papers() -> None:
    """The 1,378 pairs of 53 stories, 20 of them the same news: those the thresholds were chosen on."""
    pairs = [
        (TEXTS[one], TEXTS[other], STORIES[one]["event"] == STORIES[other]["event"])
        for one, other in combinations(TEXTS, 2)
    ]
    assert measured(pairs) == (1.0, 1.0)


def later_pairs() -> list[Pair]:
    """Return 72 pairs: 24 of the same news, 24 with the next day's, 24 with other news about the same names."""
    pairs: list[Pair] = []
    for event in EVENTS.values():
        pairs += [(one, other, True) for one, other in combinations(event["told"], 2)]
        pairs += [(one, event[other], False) for one in event["told"] for other in ("later", "near")]
    return pairs


def test_pairs_written_after_the_thresholds_were_chosen() -> None:
    pairs = later_pairs()
    precision, recall = measured(pairs)
    assert len(pairs) == 72
    assert precision >= 0.95
    assert recall >= 0.8


def test_groups_keep_the_order_of_their_first() -> None:
    told = ["metro-new-b", "derby-a", "court-jobs-c", "metro-new-a", "court-jobs-a", "derby-return", "court-jobs-b"]
    assert groups([TEXTS[slug] for slug in told]) == [[0, 3], [1], [2, 4, 6], [5]]


def test_a_round_up_is_not_the_story_it_contains() -> None:
    whole = "\n".join(list(TEXTS.values())[:10])
    assert not same_news(sketch(whole), sketch(TEXTS["rain-north-a"]))


def test_script_and_spelling_of_digits_and_letters_do_not_matter() -> None:
    text = TEXTS["hs-result-a"]
    spelt = text.translate(str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")).replace("য়", "য়").replace("।", "৷")
    assert overlap(sketch(text), sketch(spelt)) == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["", "খবর", "বিস্তারিত আসছে", "Latin only, and long enough to be a story of some kind."])
def test_lines_are_alike_only_if_they_are_the_same(text: str) -> None:
    assert not same_news(sketch(text), sketch(text + " আজ"))
    assert same_news(sketch(text), sketch(text)) == bool(text)
