"""What a story mentions for the first time is said slower; the voice comes down through each paragraph."""

from audionews.manner import with_manner
from audionews.model import Role, Segment, Slower


def told(*rows: tuple[Role, str, int | None, bool]) -> list[Segment]:
    return list(with_manner(Segment(role, text, text, article, opens) for role, text, article, opens in rows))


def slower(segment: Segment) -> list[str]:
    return [segment.spoken[part.begins : part.ends] for part in segment.manner.slower]


def test_only_the_first_mention_in_a_story_is_slower() -> None:
    text = "দিঘায় সাতাশ মিলিমিটার বৃষ্টি।"
    rows = told(
        (Role.HEADLINE, text, 0, False),
        (Role.INTRO, text, 0, False),
        (Role.BODY, "দিঘার হোটেলে ভিড়, বৃষ্টি সাতাশ মিলিমিটার, বাতাস চল্লিশ কিলোমিটার।", 0, True),
        (Role.BODY, text, 1, True),
        (Role.RECAP, text, 0, False),
    )
    assert [slower(row) for row in rows] == [
        [],
        ["দিঘায়", "সাতাশ মিলিমিটার"],
        ["চল্লিশ কিলোমিটার"],
        ["দিঘায়", "সাতাশ মিলিমিটার"],
        [],
    ]
    assert rows[1].manner.slower[0] == Slower(0, 6, 92)
    assert rows[1].manner.slower[1].pace == 88


def test_the_voice_comes_down_through_a_paragraph_and_begins_anew() -> None:
    line = "আকাশ মেঘলা থাকবে।"
    body = [(Role.BODY, line, 0, opens) for opens in (True, False, False, False, False, True, False)]
    depths = [row.manner.depth for row in told(*body, (Role.SUBHEAD, line, 0, False), (Role.BODY, line, 1, False))]
    assert depths == [0, 1, 2, 3, 3, 0, 1, 0, 0]


def test_a_name_in_latin_letters_is_slower_as_it_is_said() -> None:
    rows = with_manner(
        [Segment(Role.BODY, "UNESCO-র বৈঠক আজ।", "ইউনেস্কোর বৈঠক আজ।")], lambda name: {"UNESCO": "ইউনেস্কো"}.get(name, "")
    )
    assert [slower(row) for row in rows] == [["ইউনেস্কোর"]]
