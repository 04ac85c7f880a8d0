"""Which sentence is heard when, and as what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from audionews.bengali import clean, dates, normalize, split_sentences
from audionews.model import Article, Dropped, Role, Script, Segment, Skipped
from audionews.rundown.headline import headline, is_subhead
from audionews.rundown.preset import preset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from audionews.rundown.preset import Preset


@dataclass(frozen=True)
class Plan:
    """What the rundown needs to know beside the articles."""

    date: date
    """Date of the episode."""
    hour: int = 8
    """Hour of the day of the greeting, 0-23."""
    title: str | None = None
    """Title; None takes the preset's."""
    preset: str = "neutral"
    """Whose words the programme uses."""
    locale: str = "bn-IN"
    """`bn-IN` or `bn-BD`."""


@dataclass(frozen=True)
class _Story:
    article: Article
    sentences: tuple[Segment, ...]
    dropped: tuple[tuple[str, str], ...]


def write(articles: Sequence[Article], plan: Plan, skipped: Sequence[Skipped] = ()) -> Script:
    """Return the rundown of `articles` in their order; one that leaves nothing to say is skipped.

    Raises:
        UsageError: there is no such preset or locale.
    """
    say = partial(normalize, locale=plan.locale)
    words = preset(plan.preset)
    told = [_story(article, say) for article in articles]
    stories = [story for story in told if story.sentences]
    empty = [Skipped(a.source, "Nothing that can be read aloud is in it.") for a in _without(told)]
    known = {
        "salutation": words.salutation(plan.hour),
        "weekday": dates.weekday(plan.date),
        "date": dates.written(plan.date),
    }

    def fill(line: str) -> str:
        return line.format(**known)

    return Script(
        title=plan.title or fill(words.title),
        date=plan.date,
        locale=plan.locale,
        articles=tuple(story.article for story in stories),
        segments=tuple(_segments(stories, words, fill, say)),
        dropped=tuple(Dropped(i, *line) for i, story in enumerate(stories) for line in story.dropped),
        skipped=(*skipped, *empty),
    )


def plain(text: str, plan: Plan) -> Script:
    """Return a script that says `text` and nothing else: no cleaning, no programme around it."""
    say = partial(normalize, locale=plan.locale)
    sentences = (segment for line in text.splitlines() if line.strip() for segment in _paragraph(line, say))
    return Script(plan.title or text[:60], plan.date, plan.locale, (), tuple(sentences))


def _without(told: Iterable[_Story]) -> list[Article]:
    return [story.article for story in told if not story.sentences]


def _story(article: Article, say: Callable[[str], str]) -> _Story:
    """Return `article` cleaned, its headline found, its sentences as segments without a story's number."""
    cleaned = clean(article.text)
    dropped = tuple((line.text, line.reason) for line in cleaned.dropped)
    if not cleaned.paragraphs:
        return _Story(article, (), dropped)
    title, paragraphs = headline(article.headline, cleaned.paragraphs)
    sentences = tuple(segment for paragraph in paragraphs for segment in _paragraph(paragraph, say))
    return _Story(replace(article, headline=title), sentences if say(title).strip() else (), dropped)


def _paragraph(paragraph: str, say: Callable[[str], str]) -> Iterator[Segment]:
    role = Role.SUBHEAD if is_subhead(paragraph) else Role.BODY
    opens = True
    for sentence in split_sentences(paragraph):
        if spoken := say(sentence).strip():
            yield Segment(role, sentence, spoken, opens=opens)
            opens = False


def _segments(
    stories: Sequence[_Story], words: Preset, fill: Callable[[str], str], say: Callable[[str], str]
) -> Iterator[Segment]:
    def own(role: Role, lines: Iterable[str]) -> Iterator[Segment]:
        for line in lines:
            text = fill(line)
            yield Segment(role, text, say(text))

    def headlines(role: Role) -> Iterator[Segment]:
        for number, story in enumerate(stories):
            title = story.article.headline or ""
            yield Segment(role, title, say(title).strip(), number)

    yield Segment(Role.TUNE, "", "")
    yield from own(Role.GREETING, words.greeting)
    yield from own(Role.HEADLINE, words.headlines)
    yield from headlines(Role.HEADLINE)
    yield from own(Role.HEADLINE, words.stories)
    for number, intro in enumerate(headlines(Role.INTRO)):
        yield intro
        yield from (replace(segment, article=number) for segment in stories[number].sentences)
    if words.recap:
        yield from own(Role.RECAP, words.recap)
        yield from headlines(Role.RECAP)
    yield from own(Role.SIGNOFF, words.signoff)
    yield Segment(Role.TUNE, "", "")
