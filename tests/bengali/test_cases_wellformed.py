import re

import pytest
from scoring import (
    CASES,
    HELD,
    Line,
    LineScore,
    Page,
    Split,
    Spoken,
    accepted,
    fold,
    line_score,
    matches,
    read_pages,
    read_splits,
    read_spoken,
    split_right,
)

DEV_SPOKEN, HELD_SPOKEN = read_spoken(CASES), read_spoken(HELD)
DEV_SPLITS, HELD_SPLITS = read_splits(CASES), read_splits(HELD)
DEV_PAGES, HELD_PAGES = read_pages(CASES), read_pages(HELD)
SPOKEN, SPLITS, PAGES = DEV_SPOKEN + HELD_SPOKEN, DEV_SPLITS + HELD_SPLITS, DEV_PAGES + HELD_PAGES

REASONS = {
    "related-link",
    "embed",
    "plug",
    "credit",
    "tags",
    "advert",
    "comment",
    "copyright",
    "furniture",
    "live-stamp",
    "repeat",
    "disclaimer",
}
UNSPEAKABLE = re.compile(r"[\dA-Za-z#@&%+=₹৳$€£¥°/*_×½]")


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_no_cases_were_lost() -> None:
    """Floors, so that anyone may add a row anywhere; who adds many raises them."""
    assert len(DEV_SPOKEN) >= 669
    assert len(HELD_SPOKEN) >= 660
    assert len(DEV_SPLITS) >= 172
    assert len(HELD_SPLITS) >= 96
    assert len(DEV_PAGES) >= 50
    assert len(HELD_PAGES) >= 24


def test_both_countries_and_sentences_that_stay_as_they_are_have_their_cases() -> None:
    assert sum(case.written == case.pattern for case in SPOKEN) >= 198
    assert sum(case.locale == "bn-BD" for case in SPOKEN) >= 196


def test_no_text_stands_twice() -> None:
    # The kind of quote and of white space is what some splitting cases are about.
    for texts in (
        [fold(case.written) for case in SPOKEN],
        [case.text for case in SPLITS],
        [fold(case.text) for case in PAGES],
        [case.name for case in PAGES],
    ):
        assert sorted(set(texts)) == sorted(texts)


def is_speakable(case: Spoken) -> bool:
    """Tell whether a spoken form is a pattern of what can be said, and no other text than what is written."""
    written_is_said = UNSPEAKABLE.search(case.written) and matches(case, case.written)
    return bool(accepted(case.pattern)) and not UNSPEAKABLE.search(case.pattern) and not written_is_said


def test_spoken_forms_are_speakable_patterns() -> None:
    assert [f"{case.file}:{case.line}" for case in SPOKEN if not is_speakable(case)] == []


def holds_its_text(case: Split) -> bool:
    """Tell whether sentences are all of their text, each as it stands there."""
    whole = squeezed("".join(case.sentences)) == squeezed(case.text)
    return whole and all(one in case.text and one == one.strip() != "" for one in case.sentences)


def test_sentences_hold_all_of_their_text() -> None:
    assert [case.text for case in SPLITS if not holds_its_text(case)] == []


def is_labelled(line: Line) -> bool:
    """Tell whether a line is stripped, with a label that there is; of a part, a part is kept."""
    known = line.label == "keep" or line.reason in REASONS
    return (
        known and line.text == line.text.strip() != "" and (line.label != "part" or 0 < len(line.kept) < len(line.text))
    )


def test_pages_are_labelled() -> None:
    assert [page.name for page in PAGES if not 3 <= len(page.lines) <= 15] == []
    assert [page.name for page in PAGES if not any(line.kept for line in page.lines)] == []
    assert [line.text for page in PAGES for line in page.lines if not is_labelled(line)] == []


def test_the_scorer_forgives_little() -> None:
    case = Spoken("x", 1, "BJP ২০টি, ‘জয়’", "<বি-জে-পি> {কুড়ি|বি{শ|স}}টি, ‘জয়’ || না", "*")
    assert matches(case, "বিজেপি  কুড়িটি, 'জয়'")
    assert matches(case, "বি জে-পি বিশটি, “জয়”".replace("“", "’").replace("”", "’"))
    assert matches(case, "না")
    assert not matches(case, "বিজেপি কুড়ি টি, ‘জয়’")
    assert not matches(case, "বিজেপি কুড়িটি ‘জয়’")


def test_a_space_beside_an_empty_alternative_vanishes() -> None:
    case = Spoken("x", 1, "দেখুন # এখানে", "দেখুন {লিঙ্ক|} এখানে", "*")
    assert matches(case, "দেখুন এখানে")
    assert matches(case, "দেখুন লিঙ্ক এখানে")
    assert not matches(case, "দেখুনএখানে")


@pytest.mark.parametrize("pattern", ["{ক", "ক}", "<ক", "{ক>", "ক>"])
def test_unpaired_marks_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="partner"):
        accepted(pattern)


def test_sentences_have_to_be_exact() -> None:
    case = Split("x", "যাব। থাকো।", ("যাব।", "থাকো।"))
    assert split_right(case, ["যাব।", "থাকো।"])
    assert not split_right(case, ["যাব। থাকো।"])


def test_lines_are_scored_one_by_one() -> None:
    page = Page(
        "x",
        "x",
        (
            Line("keep", "খবর", "খবর", ""),
            Line("part", "খবর আরও পড়ুন", "খবর", "related-link"),
            Line("advert", "বিজ্ঞাপন", "", "advert"),
            Line("tags", "ট্যাগ", "", "tags"),
        ),
    )
    assert line_score(page, ["খবর", "ট্যাগ"], {"বিজ্ঞাপন": "advert"}) == LineScore(2, 1, 2, 1, 1)
    assert line_score(page, ["খবর", "খবর"], {"বিজ্ঞাপন": "plug"}) == LineScore(2, 2, 2, 2, 0)
