"""A bulletin fits its minutes: from the end of the longest story, never its lead."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from shared import plan_of

from audionews.model import Article, Role
from audionews.rundown.order import write
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
    assert [*told, *script.cut[0]] == [one.text for one in whole.segments if one.article == 0 and one.role is Role.BODY]


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
@settings(max_examples=30, deadline=None)
def test_what_stays_and_what_was_cut_is_all(shape: list[tuple[int, int]], limit: float) -> None:
    whole = write(stories(*shape), plan_of(DAY)).segments
    kept, cut = shortened(whole, limit)
    assert len(kept) + sum(map(len, cut.values())) == len(whole)
    assert [one for one in whole if one in set(kept)] == [one for one in whole if one in kept]
    leads_only, _ = shortened(whole, 0)
    assert seconds(kept) <= max(limit, seconds(leads_only)) + 0.01
