"""A bulletin fits its minutes: the end of the longest story goes, never its lead, what fits stays, nothing is torn."""

from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from shared import plan_of

from audionews.model import Article, Role
from audionews.rundown.order import write
from audionews.rundown.sentence_bonds import Sentence, groups
from audionews.rundown.shorten import seconds, shortened

DAY = date(2026, 11, 23)


def long(paragraphs: int, sentences: int) -> str:
    return "\n\n".join(
        " ".join(f"এটি {p} নম্বর অনুচ্ছেদের {s} নম্বর বাক্য।" for s in range(sentences)) for p in range(paragraphs)
    )


def stories(*shape: tuple[int, int]) -> list[Article]:
    return [Article(str(n), long(*one), f"শিরোনাম {n}") for n, one in enumerate(shape)]


def test_nothing_is_cut_where_there_is_time() -> None:
    news = stories((3, 2), (2, 2))
    assert write(news, plan_of(DAY, max_minutes=30)) == write(news, plan_of(DAY))


def test_the_longest_gives_first_and_what_was_cut_is_told() -> None:
    news = stories((8, 3), (2, 2))
    whole = write(news, plan_of(DAY))
    limit = seconds(whole.segments) / 60 - 0.2
    script = write(news, plan_of(DAY, max_minutes=limit))
    assert seconds(script.segments) <= limit * 60
    assert script.cut[0]
    assert not script.cut[1]
    told = [one.text for one in script.segments if one.article == 0 and one.role is Role.BODY]
    before = [one.text for one in whole.segments if one.article == 0 and one.role is Role.BODY]
    for place, text in zip(script.cut_places[0], script.cut[0], strict=True):
        told.insert(place, text)
    assert told == before


def test_the_lead_always_stays() -> None:
    script = write(stories((4, 3), (1, 5)), plan_of(DAY, max_minutes=0.1))
    counts = [sum(one.article == n and one.role is Role.BODY for one in script.segments) for n in (0, 1)]
    assert counts == [3, 5]


def test_a_subhead_without_text_goes_too(news: list[Article]) -> None:
    script = write([news[1]], plan_of(DAY, max_minutes=0.1))
    assert Role.SUBHEAD not in {one.role for one in script.segments}
    assert "কোন কোন জেলায় কাজ" in script.cut[0]


def test_a_slower_voice_says_less() -> None:
    news = stories((8, 3))
    slow, fast = (write(news, plan_of(DAY, max_minutes=1, rate=rate)) for rate in (60, 180))
    assert len(slow.segments) < len(fast.segments)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 4)), min_size=1, max_size=4), st.floats(1, 300))
@settings(max_examples=30)
def test_what_stays_and_what_was_cut_is_all(shape: list[tuple[int, int]], limit: float) -> None:
    whole = write(stories(*shape), plan_of(DAY)).segments
    kept, cut = shortened(whole, limit)
    assert len(kept) + sum(map(len, cut.values())) == len(whole)
    order = iter(one.text for one in whole)
    assert all(one.text in order for one in kept), "in their order"
    leads_only, _ = shortened(whole, 0)
    assert seconds(kept) <= max(limit, seconds(leads_only)) + 0.01


LEAD = "শহরে নতুন সেতু খুলেছে।"


def left(*paragraphs: str, share: float, headline: str = "শহরে নতুন সেতু", beside: Sequence[Article] = ()) -> list[str]:
    """Return what is told of a story of these paragraphs, below its lead, where it keeps so much of its time."""
    news = [Article("a", "\n\n".join([LEAD, *paragraphs]), headline), *beside]
    whole = write(news, plan_of(DAY)).segments
    body = [one for one in whole if one.article == 0 and one.role is Role.BODY]
    kept, _ = shortened(whole, seconds(whole) - (1 - share) * seconds(body))
    return [one.text for one in kept if one.article == 0 and one.role is Role.BODY][1:]


def test_a_quotation_stays_whole_or_goes() -> None:
    first, second = "পুরসভা জানায়, “খরচ কম হয়েছে।", "কাজ আগেই শেষ হয়েছে।”"
    for share in (0.9, 0.7, 0.6, 0.4, 0.3):
        kept = left(f"{first} {second}", "পথটি চওড়া হয়েছে। আলো বসেছে দুই দিকে।", share=share)
        assert (first in kept) is (second in kept)


def test_a_sentence_that_leans_does_not_stay_alone() -> None:
    base, leaning = "মেয়র সেতুটি ঘুরে দেখেন।", "তিনি বলেন, কাজ ভালো হয়েছে ৪৫০ মিটারে।"
    for share in (0.9, 0.8, 0.7, 0.6, 0.5):
        kept = left(f"{base} {leaning}", "পথটি চওড়া হয়েছে। আলো বসেছে দুই দিকে।", share=share)
        assert base in kept or leaning not in kept


def test_a_quotation_that_leans_goes_whole() -> None:
    base, opened, closed = "মেয়র সেতুটি ঘুরে দেখেন।", "তিনি বলেন, “কাজ ভালো হয়েছে।", "শহরে নতুন সেতু ৪৫০ মিটার।”"
    for share in (0.9, 0.7, 0.5, 0.3):
        kept = left(f"{base} {opened} {closed}", "পথটি চওড়া হয়েছে। আলো বসেছে দুই দিকে।", share=share)
        assert (opened in kept) == (closed in kept), share


def test_what_another_story_tells_goes_first() -> None:
    told, own = "বিকেলে জোর বৃষ্টি হয়েছে শহরে।", "কাল ছুটি থাকবে সব স্কুলে।"
    beside = [Article("b", f"{told}\n\nজল জমেছে।", "বৃষ্টি")]
    assert left(f"{told} {own}", share=0.75, beside=beside) == [own]
    assert left(f"{told} {own}", share=0.75) == [told], "the first, where nobody else tells it"


SHORT, LENGTHY = "আলো বসেছে।", "সেতুর কাজ চলেছে তিন বছর ধরে, আর তাতে শহরের সব পথের চেহারা বদলে গিয়েছে।"


def test_what_still_fits_comes_back() -> None:
    assert left("পথটি চওড়া হয়েছে।", LENGTHY, SHORT, share=0.8) == ["পথটি চওড়া হয়েছে।", SHORT]


def test_what_leans_does_not_come_back_without_what_it_leans_on() -> None:
    leaning = f"তাতে {SHORT}"
    assert left("পথটি চওড়া হয়েছে।", LENGTHY, leaning, share=0.8) == ["পথটি চওড়া হয়েছে।"]


def test_a_subhead_comes_back_with_its_sentence() -> None:
    text = f"{LEAD}\n\n{LENGTHY}\n\nআলোর কথা\n\n{SHORT}"
    whole = write([Article("a", text, "সেতু")], plan_of(DAY)).segments
    assert Role.SUBHEAD in {one.role for one in whole}
    kept, cut = shortened(whole, seconds(whole) - 5)
    assert list(cut[0].values()) == [LENGTHY]
    assert Role.SUBHEAD in {one.role for one in kept}


def test_what_is_said_twice_stays_once() -> None:
    told, own = "বিকেলে জোর বৃষ্টি হয়েছে শহরে।", "কাল ছুটি থাকবে সব স্কুলে।"
    news = [Article(name, f"{LEAD[:-1]} {name}।\n\n{told} {own}", name) for name in ("ক", "খ")]
    whole = write(news, plan_of(DAY)).segments
    kept, _ = shortened(whole, seconds(whole) - 4)
    assert [one.text for one in kept].count(told) == 1


def test_the_rest_of_a_paragraph_still_opens_it() -> None:
    told, own = "বিকেলে জোর বৃষ্টি হয়েছে শহরে।", "কাল ছুটি থাকবে সব স্কুলে।"
    news = [Article("a", f"{LEAD}\n\n{told} {own}", "সেতু"), Article("b", f"{told}\n\nজল জমেছে।", "বৃষ্টি")]
    whole = write(news, plan_of(DAY)).segments
    kept, _ = shortened(whole, seconds(whole) - 1)
    assert [one.opens for one in kept if one.text == own] == [True]


def test_an_apostrophe_closes_no_quotation() -> None:
    spoken = [Sentence(text, opens=False) for text in ("তিনি বলেন, ‘ছ’ঘণ্টা চলেছে।", "তার পরে থেমেছে।’", "বৃষ্টি হয়নি।")]
    assert groups(spoken) == [range(2), range(2, 3)]
