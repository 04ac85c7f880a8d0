"""What was heard against what was to be said: spelling, digits and parted words do not count; meaning does."""

import pytest

from audionews.bengali.comparison import differences
from audionews.bengali.script import tables

SAID = "সেতুটির দৈর্ঘ্য চারশো পঞ্চাশ মিটার।"


@pytest.mark.parametrize(
    "heard",
    [
        SAID,
        "সেতুটির দৈর্ঘ্য ৪৫০ মিটার",
        "সেতু টির দৈর্ঘ 450 মিটার",
        "শেতুটীর দৈর্ঘো ৪৫০ মীটার।",
        "সেতুটির, দৈর্ঘ্য: চারশ পঞ্চাশ মিটার",
        "সেতুটির দৈর্ঘ্য ৪৫০ মিতা",  # a slip at the end of one word
    ],
)
def test_another_spelling_is_the_same_sentence(heard: str) -> None:
    assert differences(SAID, heard, "bn-IN") == []


@pytest.mark.parametrize(
    ("said", "heard", "kind"),
    [
        (SAID, "সেতুটির দৈর্ঘ্য ৪৬০ মিটার", "number"),
        (SAID, "সেতুটির দৈর্ঘ্য মিটার", "number"),
        (SAID, "দৈর্ঘ্য ৪৫০ মিটার", "word"),
        (SAID, "সেতুটির দৈর্ঘ্য ৪৫০ মিটার ধন্যবাদ সবাইকে", "word"),
        (SAID, "সেতুটির দৈর্ঘ্য নয় ৪৫০ মিটার", "number"),  # নয়: nine, or not
        (SAID, "Thank you for watching.", "number"),
        (SAID, "", "number"),
        ("স্কুলে সাতাশজন ছাত্র।", "স্কুলে ২৮ জন ছাত্র।", "number"),
        ("কাজ শুরু করেনি।", "কাজ শুরু করেছে।", "negation"),
        ("কাজ শুরু করেছে।", "কাজ শুরু করেনি।", "negation"),
        ("বাস চলবে না।", "বাস চলবে।", "negation"),
        ("অভাব নেই।", "অভাব আছে।", "negation"),
    ],
)
def test_another_meaning_is_another_sentence(said: str, heard: str, kind: str) -> None:
    assert differences(said, heard, "bn-IN")[0].kind == kind


def test_a_name_matters_where_it_is_known_for_one() -> None:
    said, heard = "নদিয়া জেলায় কাজ শুরু হয়েছে।", "হুগলি জেলায় কাজ শুরু হয়েছে।"
    [found] = differences(said, heard, "bn-IN", {"নদিয়া"})
    assert (found.kind, str(found)) == ("name", "'হুগলি' was heard for 'নদিয়া'")
    assert differences(said, "নোদিয়া জেলায় কাজ শুরু হয়েছে।", "bn-IN", {"নদিয়া"}) == []


@pytest.mark.parametrize(("right", "other"), tables.rows("verify_sentences"))
def test_the_known_sentences_differ_from_their_twins_alone(right: str, other: str) -> None:
    for locale in ("bn-IN", "bn-BD"):
        assert differences(right, right, locale) == []
        assert differences(right, other, locale)
        assert differences(other, right, locale)
