"""Write the whole rundown: the stories in order, with the programme around them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from audionews.bengali import clean, normalize
from audionews.bengali.normalization import day_words
from audionews.manner import with_manner
from audionews.model import Article, Dropped, Script, Skipped
from audionews.rundown import sections
from audionews.rundown.headings import split_at_headings
from audionews.rundown.preset import preset
from audionews.rundown.programme import Programme
from audionews.rundown.shorten import shortened
from audionews.rundown.speakers import voiced
from audionews.rundown.story import StoryText, lined, split_at_subheads, story_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from audionews.model import Segment
    from audionews.rundown.plan import Plan
    from audionews.rundown.preset import Preset
    from audionews.rundown.story import Clean, Say


def write(articles: Sequence[Article], plan: Plan, skipped: Sequence[Skipped] = ()) -> Script:
    """Return the rundown of `articles`; an article of which cleaning leaves nothing is skipped.

    Raises:
        UsageError: there is no such preset or locale.
    """
    say = saying(plan)
    tidy: Clean = partial(clean, keep=plan.text.keep, drop=plan.text.drop)
    named = articles[0].headline if articles else None
    if plan.programme.long_form:
        articles = [chapter for article in articles for chapter in _titled(split_at_headings(article), article)]
    found = [story_text(article, tidy, say) for article in articles]
    found = [replace(story, sentences=voiced(story.sentences, say, plan.speakers)) for story in found]
    empty = [Skipped(story.article.source, _why_empty(story)) for story in found if not story.sentences]
    stories = _ordered([story for story in found if story.sentences], plan)
    segments, cut = _timed(_segments(stories, plan), plan)
    return Script(
        title=plan.programme.title or _title(stories, plan, named),
        date=plan.date,
        locale=plan.reading,
        articles=tuple(story.article for story in stories),
        segments=tuple(with_manner(segments, say)),
        dropped=tuple(Dropped(i, *line) for i, story in enumerate(stories) for line in story.dropped),
        skipped=(*skipped, *empty),
        cut=tuple(tuple(cut.get(number, {}).values()) for number in range(len(stories))) if cut else (),
        cut_places=tuple(tuple(cut.get(number, {})) for number in range(len(stories))) if cut else (),
    )


def _titled(chapters: Sequence[Article], whole: Article) -> list[Article]:
    """Return the chapters of a document, the first one with its title where no lead stands under that."""
    first = chapters[0]
    if whole.headline and first.headline and first.headline != whole.headline:
        first = replace(first, headline=f"{whole.headline}: {first.headline}")
    return [first, *chapters[1:]]


def _why_empty(story: StoryText) -> str:
    if story.dropped and all(reason == "user" for _, reason, *_ in story.dropped):
        return "Its headline is one that --drop leaves out."
    return "Nothing that can be read aloud is in it."


def plain(text: str, plan: Plan) -> Script:
    """Return a script that says `text` alone, without cleaning and without a programme around it."""
    say = saying(plan)
    told = tuple(with_manner(lined(text, say), say))
    return Script(plan.programme.title or text[:60], plan.date, plan.reading, (), told)


def saying(plan: Plan) -> Say:
    """Return what turns written text into spoken text in an episode."""
    return partial(normalize, locale=plan.reading, lexicon=plan.lexicon if plan.lexicon.entries else None)


def _ordered(stories: list[StoryText], plan: Plan) -> list[StoryText]:
    """Return the stories with their sections, in the order in which they are read."""
    placed = in_sections(stories, plan)
    if plan.programme.long_form:
        return [part for story in placed for part in split_at_subheads(story)]
    if plan.sections.order is None:
        return placed
    layout = _layout(plan)
    order = sections.ranked([story.article for story in placed], lambda number: layout.place(placed[number].section))
    return [placed[number] for number in order]


def in_sections(stories: Sequence[StoryText], plan: Plan) -> list[StoryText]:
    """Return the stories with their sections, in the order in which they are."""
    layout = _layout(plan)
    rest = layout.of(sections.REST) if plan.sections.order is not None and not plan.programme.long_form else None
    return [replace(story, section=layout.of(story.article.section) or rest) for story in stories]


def _layout(plan: Plan) -> sections.Layout:
    return sections.layout(plan.sections.order or (), plan.sections.aliases, plan.sections.heads)


def programme_of(plan: Plan) -> Programme:
    """Return what says the programme's own lines in an episode."""
    words = preset(plan.programme.preset)
    return Programme(words, plan.date, known(words, plan), saying(plan), plan.programme)


def is_sectioned(stories: Sequence[StoryText], plan: Plan) -> bool:
    """Tell whether sections are announced. One alone needs no head: the title of such a bulletin names its subject."""
    return plan.sections.order is not None and len({story.section for story in stories}) > 1


def _segments(stories: Sequence[StoryText], plan: Plan) -> tuple[Segment, ...]:
    programme = programme_of(plan)
    if plan.programme.long_form:
        return tuple(programme.alone(stories))
    return tuple(programme.bulletin(stories, sectioned=is_sectioned(stories, plan)))


def _timed(segments: tuple[Segment, ...], plan: Plan) -> tuple[tuple[Segment, ...], dict[int, dict[int, str]]]:
    most = plan.programme.max_minutes
    return shortened(segments, most * 60, plan.rate) if most else (segments, {})


def _title(stories: Sequence[StoryText], plan: Plan, named: str | None) -> str:
    """Return the title of an episode; one in long form has that of its article, whose headline may be `named`."""
    if plan.programme.long_form and stories:
        return named or stories[0].article.headline or ""
    return title(plan)


def title(plan: Plan) -> str:
    """Return the title of a bulletin that nobody has given one."""
    words = preset(plan.programme.preset)
    form = words.title if plan.edition == 1 else words.edition
    return form.format(**known(words, plan), edition=day_words.digits(plan.edition))


def known(words: Preset, plan: Plan) -> Mapping[str, str]:
    """Return the texts that replace the `{…}` of the preset's lines, by name."""
    return {
        "salutation": words.salutation(plan.hour),
        "bulletin": words.bulletin(plan.hour),
        "weekday": day_words.weekday(plan.date),
        "date": day_words.written(plan.date),
        "bangla": day_words.bangla(plan.date, plan.reading),
    }
