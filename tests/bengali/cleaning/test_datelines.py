"""Who writes from where is cut off a story's first sentence, and the sentence stays, however short it is."""

import pytest

from audionews.bengali import clean


@pytest.mark.parametrize(
    ("dateline", "lead"),
    [
        ("নিজস্ব প্রতিবেদন, কলকাতা:", "নদীর জল বিপদসীমা ছাড়িয়েছে।"),
        ("নিজস্ব প্রতিবেদক, চট্টগ্রাম:", "বন্দরে জাহাজের জট।"),
        ("নিজস্ব সংবাদদাতা, শিলিগুড়ি:", "পাহাড়ে ধস নেমে বন্ধ জাতীয় সড়ক।"),
        ("স্টাফ রিপোর্টার (খুলনা):", "জেটি সরানো হল।"),
        ("ঢাকা, ২৮ নভেম্বর (বাসস):", "সংসদে বিল পাস হয়েছে।"),
        ("প্রতিনিধি, ধর্মনগর, ২২ নভেম্বর।।", "জুরি নদীতে বাঁধ ভেঙেছে।"),
        ("আগরতলা, ২৩ নভেম্বর, ২০২৬ (হি.স.)।", "চা বাগানে কাজ শুরু হয়েছে।"),
        ("স্টাফ রিপোর্টার, আগরতলা।।", "সেতুর কাজ থমকে।"),
        ("সিলেট থেকেঃ", "হাওরে জল নামছে।"),
        ("চরগাঁও (যশোর) প্রতিনিধি", "ভৈরবে জল নামছে।"),
        ("চরগাঁও (যশোর) প্রতিনিধিঃ", "ভৈরবে জল নামছে।"),
    ],
)
def test_a_short_lead_behind_a_dateline_is_news(dateline: str, lead: str) -> None:
    cleaned = clean(f"নদীতে জল বাড়ছে\n\n{dateline} {lead}\n\nপ্রশাসন জানিয়েছে, ত্রাণ যাচ্ছে।")
    assert lead in cleaned.paragraphs
    assert [line.text for line in cleaned.dropped] == [dateline]


@pytest.mark.parametrize(
    "line",
    [
        "নিজস্ব প্রতিবেদক, ঢাকা",
        "স্টাফ রিপোর্টার (খুলনা)",
        "নিজস্ব প্রতিবেদক, বগুড়া: ২২ নভেম্বর ২০২৬",
        "নিজস্ব প্রতিনিধি, আগরতলা, ২৩ নভেম্বর।।",
    ],
)
def test_who_writes_from_where_alone_on_a_line_is_dropped(line: str) -> None:
    cleaned = clean(f"নদীতে জল বাড়ছে\n\n{line}\n\nপ্রশাসন জানিয়েছে, ত্রাণ যাচ্ছে।")
    assert line not in cleaned.paragraphs


@pytest.mark.parametrize(
    "line", ["মেলা বসবে মাঠে, ২৩ নভেম্বর।", "ঘটনাস্থলে ছিলেন আমাদের প্রতিনিধি।", "কলকাতা, ২৩ নভেম্বর কী হয়েছিল।", "সিলেট।"]
)
def test_a_sentence_with_a_day_or_a_desk_is_no_dateline(line: str) -> None:
    cleaned = clean(f"নদীতে জল বাড়ছে\n\n{line} প্রশাসন জানিয়েছে, ত্রাণ যাচ্ছে।")
    assert f"{line} প্রশাসন জানিয়েছে, ত্রাণ যাচ্ছে।" in cleaned.paragraphs


@pytest.mark.parametrize(
    ("front", "gone"),
    [
        ("পলিমাটি মনিটর:", True),
        ("মধুসূদন অনির্বাণ ::", True),
        ("ভাঙন রোধ:", False),  # of which the story speaks
        ("বাঁধের কথা:", False),  # inflected, as no name is
        ("প্রশাসন:", False),
    ],
)
def test_two_to_four_words_that_nobody_knows_before_a_colon_are_who_writes(front: str, gone: bool) -> None:
    lead, more = "নদীতে জল বেড়েছে, তীরে ভাঙন চলছে।", "ভাঙন ঠেকাতে বালির বস্তা ফেলছে সেচ দফতর।"
    cleaned = clean(f"{front} {lead}\n{more}")
    assert cleaned.paragraphs == [lead if gone else f"{front} {lead}", more]


def test_what_several_say_is_no_byline() -> None:
    said = ["কৃষি দফতর: বীজ মিলবে সোমবার থেকে।", "সেচ দফতর: খালে জল ছাড়া হবে মাসের শেষে।"]
    assert clean("\n".join(said)).paragraphs == said


def test_places_whose_news_was_announced_are_said() -> None:
    lines = ["জেলায় জেলায় বসেছে শীতের মেলা। বিভিন্ন জেলার খবর—", "খুলনা: মাঠে তিন দিনের মেলা শুরু হয়েছে সোমবার।"]
    assert clean("\n".join(lines)).paragraphs == lines


def test_a_visarga_may_glue_who_writes_from_where_to_the_lead() -> None:
    lead, more = "গত রাতে ভৈরবে জল নেমেছে।", "প্রশাসন জানিয়েছে, ত্রাণ যাচ্ছে।"
    assert clean(f"নদীতে জল কমছে\n\nচরগাঁও (যশোর) প্রতিনিধিঃ{lead}\n\n{more}").paragraphs[1:] == [lead, more]
