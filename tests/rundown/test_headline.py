"""Which line is a story's headline, and what is then left to be read."""

import pytest

from audionews.rundown.headline import LONGEST, headline, subheads

SENTENCE = "শহরে নতুন সেতু খুলেছে শুক্রবার।"
WORD = "সেতু"


def words(length: int) -> str:
    """A line of that many characters, made of whole words."""
    return (f"{WORD} " * length)[:length].rstrip().ljust(length, "র")


def test_a_first_line_is_taken_from_the_body() -> None:
    assert headline(None, ["শহরে নতুন সেতু", SENTENCE]) == ("শহরে নতুন সেতু", [SENTENCE])


@pytest.mark.parametrize("end", ["?", "!", "…"])
def test_a_headline_may_ask_or_exclaim(end: str) -> None:
    assert headline(None, [f"কবে খুলবে সেতু{end}", SENTENCE]) == (f"কবে খুলবে সেতু{end}", [SENTENCE])


@pytest.mark.parametrize("dari", ["।", "৷", "|", ".", "।’", "।”"])
def test_a_first_sentence_lends_its_words_and_stays_in_the_body(dari: str) -> None:
    paragraphs = [f"সেতু খুলেছে{dari}", "গাড়ি চলছে।"]
    assert headline(None, paragraphs)[1] == paragraphs


def test_of_a_first_paragraph_only_its_first_sentence_is_the_headline() -> None:
    paragraphs = [f"{SENTENCE} গাড়ি চলছে।"]
    assert headline(None, paragraphs) == (SENTENCE.rstrip("।"), paragraphs)


def test_a_line_alone_is_headline_and_body() -> None:
    assert headline(None, ["শহরে নতুন সেতু"]) == ("শহরে নতুন সেতু", ["শহরে নতুন সেতু"])


def test_a_line_of_120_characters_is_a_headline_and_a_longer_one_is_cut_and_stays() -> None:
    just, more = words(LONGEST), words(LONGEST + 1)
    assert LONGEST == 120
    assert headline(None, [just, SENTENCE]) == (just, [SENTENCE])
    cut, body = headline(None, [more, SENTENCE])
    assert body == [more, SENTENCE]
    assert len(cut) <= 120
    assert set(cut.split()) == {WORD}, "cut at a word's end"
    assert more.startswith(cut)
    assert len(cut) > 110


def test_a_first_sentence_of_120_characters_is_not_cut() -> None:
    sentence = words(LONGEST)
    assert headline(None, [f"{sentence}। গাড়ি চলছে।"])[0] == sentence


def test_a_word_without_end_is_cut_too() -> None:
    assert len(headline(None, ["ক" * 500])[0]) == 120


def test_a_declared_headline_is_not_read_twice() -> None:
    assert headline("নতুন সেতু, শহরে", ["‘নতুন সেতু’ শহরে", SENTENCE]) == ("নতুন সেতু, শহরে", [SENTENCE])
    assert headline("নতুন সেতু", ["শহরে", SENTENCE]) == ("নতুন সেতু", ["শহরে", SENTENCE])
    assert headline("নতুন সেতু", ["নতুন সেতু"]) == ("নতুন সেতু", ["নতুন সেতু"])


def test_a_subhead_is_one_short_line_without_a_sentences_end() -> None:
    assert subheads(["কোন কোন জেলায় কাজ", SENTENCE]) == {0}
    assert subheads([SENTENCE, SENTENCE]) == set()
    assert subheads(["কবে খুলবে?", SENTENCE]) == set()
    assert subheads([words(120), SENTENCE]) == {0}
    assert subheads([words(121), SENTENCE]) == set()
    assert subheads(["কোন কোন জেলায় কাজ", SENTENCE], flat=["কোন কোন জেলায় কাজ"]) == set()
    assert subheads([SENTENCE, "সোমবার এ কথা জানানো হয়"]) == set(), "a last line heads nothing"


def test_a_lists_items_are_no_subheads() -> None:
    listed = ["উপকরণ", "চালের গুঁড়ো দুই কাপ", "গুড় এক কাপ", "নারকেল আধ কাপ", "প্রণালী", SENTENCE]
    assert subheads(listed) == {0, 4}
    assert subheads(["উপকরণ:", "চালের গুঁড়ো দুই কাপ", "গুড় এক কাপ", SENTENCE]) == {0}
    assert subheads(["যে সব পথে চলবে বাস:", "শিয়ালদহ থেকে গড়িয়া", "হাওড়া থেকে বেহালা"]) == {0}
    assert subheads([f"{words(121)}:", "শিয়ালদহ থেকে গড়িয়া", SENTENCE]) == set()
    assert subheads([SENTENCE, "পদ: সহকারী", "বয়স: ৩৫", SENTENCE]) == set()
    assert subheads([SENTENCE, "দামের কথা: এখন কত", SENTENCE]) == {1}, "one alone may head the text below it"
