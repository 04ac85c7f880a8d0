"""Pauses, parts and times follow from the roles."""

from datetime import date

from audionews import timeline
from audionews.model import Article, Clip, Role, Script, Segment, Word

SEGMENTS = (
    Segment(Role.TUNE, "", ""),
    Segment(Role.GREETING, "শুভ সকাল।", "শুভ সকাল।"),
    Segment(Role.HEADLINE, "প্রথমে শিরোনাম।", "প্রথমে শিরোনাম।"),
    Segment(Role.HEADLINE, "এক", "এক", 0),
    Segment(Role.HEADLINE, "দুই", "দুই", 1),
    Segment(Role.INTRO, "এক", "এক", 0),
    Segment(Role.BODY, "ক।", "ক।", 0, opens=True),
    Segment(Role.BODY, "খ।", "খ।", 0),
    Segment(Role.BODY, "গ।", "গ।", 0, opens=True),
    Segment(Role.SUBHEAD, "উপ", "উপ", 0, opens=True),
    Segment(Role.BODY, "ঘ।", "ঘ।", 0, opens=True),
    Segment(Role.INTRO, "দুই", "দুই", 1),
    Segment(Role.BODY, "ঙ।", "ঙ।", 1, opens=True),
    Segment(Role.SIGNOFF, "ধন্যবাদ।", "ধন্যবাদ।"),
    Segment(Role.TUNE, "", ""),
)


def test_every_pause_is_as_the_table_says() -> None:
    expected = [0.40, 0.60, 0.80, 0.80, 1.50, 0.75, 0.60, 0.95, 1.10, 0.80, 1.50, 0.75, 1.50, 0.60, 0.0]
    assert timeline.pauses(SEGMENTS) == expected
    assert timeline.pauses([]) == []


def test_each_chapter_is_a_part() -> None:
    assert timeline.part_starts(SEGMENTS) == [0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4]
    assert timeline.part_starts([]) == []
    assert timeline.part_starts([Segment(Role.TUNE, "", "")]) == [0]


def test_words_are_cut_at_the_end_of_what_is_heard_and_stories_span_their_lines() -> None:
    script = Script("t", date(2026, 11, 23), "bn-IN", (Article("a", "", "এক"), Article("b", "", "দুই")), SEGMENTS)
    words = (Word(0.0, 0.4, 0, 1), Word(0.4, 1.2, 2, 3), Word(1.2, 1.5, 4, 5))
    clip = Clip("k", 1.5, "tone", "low", words)
    clips = [None if segment.role is Role.TUNE else clip for segment in SEGMENTS]
    spans = [(2.0 * number, 2.0 * number + 1.0) for number in range(len(SEGMENTS))]
    lines = timeline.lines(script, clips, spans)
    assert lines[0].engine is None
    assert lines[1].words == (Word(2.0, 2.4, 0, 1), Word(2.4, 3.0, 2, 3))
    one, two = timeline.stories(script, lines)
    assert (one.start, one.end) == (10.0, 21.0)
    assert (two.start, two.end) == (22.0, 25.0)


def test_a_sections_head_belongs_to_the_story_that_it_opens() -> None:
    head = Segment(Role.SUBHEAD, "খেলার খবর।", "খেলার খবর।")
    segments = (*SEGMENTS[:11], head, *SEGMENTS[11:])
    assert timeline.part_starts(segments) == [0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4]
    before, after = timeline.pauses(segments)[10:12]
    assert (before, after) == (timeline.SECTION, timeline.AFTER[Role.SUBHEAD])


def test_what_leads_to_a_story_stands_close_to_its_headline() -> None:
    lead = Segment(Role.INTRO, "এদিকে,", "এদিকে,", 1)
    segments = (*SEGMENTS[:11], lead, *SEGMENTS[11:])
    assert timeline.pauses(segments)[10:12] == [1.50, timeline.LEADING]
    assert timeline.part_starts(segments)[11] == timeline.part_starts(segments)[12]


def test_what_was_cut_stands_with_its_story() -> None:
    articles = (Article("a", "", "এক"), Article("b", "", "দুই"))
    script = Script("t", date(2026, 11, 23), "bn-IN", articles, SEGMENTS, cut=((), ("চ।",)))
    clips = [None] * len(SEGMENTS)
    spans = [(2.0 * number, 2.0 * number + 1.0) for number in range(len(SEGMENTS))]
    assert [story.cut for story in timeline.stories(script, timeline.lines(script, clips, spans))] == [(), ("চ।",)]
