"""Turn an article into a story: clean it, find its headline, cut it into sentences, split a long one at subheads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Protocol

from audionews.bengali import split_sentences
from audionews.model import Article, Role, Segment
from audionews.rundown.headline import headline, is_made_of, subheads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from audionews.bengali import Cleaned
    from audionews.model import ArticleLine
    from audionews.rundown.sections import Section

    Say = Callable[[str], str]
    """Written → spoken."""

    class Clean(Protocol):
        """Page → paragraphs, and what is not news."""

        def __call__(self, text: str, *, headline: str | None, lines: Sequence[ArticleLine]) -> Cleaned:
            """Return what of a text, or of its lines with their places, is news."""


_FLAT = {"verse", "list", "table", "cite", "quote", "speaker"}  # lines that a page shows to be no headings


@dataclass(frozen=True)
class StoryText:
    """The text of an article as it is read aloud."""

    article: Article
    """The article, with its headline."""
    sentences: tuple[Segment, ...]
    """Body and subheads in order, with no story's number yet; empty if cleaning left nothing to say."""
    dropped: tuple[tuple[str, str, str, int], ...] = ()
    """Lines that are not read, each with its reason, the rule that dropped it, and how many sentences stand before."""
    section: Section | None = None
    """Its section, if the programme has any."""
    said: str | None = None
    """How its headline is said, where a person said so."""
    pinned: bool = False
    """Whether its headline is read at the start and the end before those of others."""

    @property
    def opens_with_headline(self) -> bool:
        """Whether the headline is its first sentence, perhaps cut short: it is then not said before it."""
        title = (self.article.headline or "").strip()
        first = self.sentences[0] if self.sentences else None
        return bool(title and first and first.role is Role.BODY and is_made_of(title, first.text))


def story_text(article: Article, clean: Clean, say: Say) -> StoryText:
    """Turn `article` into a story; `clean` removes what is not news, `say` turns written text into spoken text."""
    cleaned = clean(article.text, headline=article.headline, lines=article.lines)
    article = _credited(article, cleaned)
    rules = (found.rule for found in cleaned.evidence)
    dropped = [(line.text, line.reason, rule) for line, rule in zip(cleaned.dropped, rules, strict=True)]
    if not cleaned.paragraphs:
        return StoryText(article, (), tuple((*line, 0) for line in dropped))
    title, paragraphs = headline(article.headline, cleaned.paragraphs)
    spoken = [tuple(one) for one in _said(article, cleaned, paragraphs, say)]
    before = [*accumulate(map(len, spoken), initial=0)]
    ahead = len(cleaned.paragraphs) - len(paragraphs)  # the headline, where it is the first of them
    return StoryText(
        replace(article, headline=title),
        tuple(chain.from_iterable(spoken)) if say(title).strip() else (),
        tuple((*line, before[max(0, place - ahead)]) for line, place in zip(dropped, cleaned.places, strict=True)),
    )


def told(article: Article, clean: Clean, say: Say) -> tuple[StoryText, Iterator[Segment]]:
    """Return a story without its text, and its sentences, each of which is said when it is asked for."""
    cleaned = clean(article.text, headline=article.headline, lines=article.lines)
    if not cleaned.paragraphs:
        return StoryText(article, ()), iter(())
    title, paragraphs = headline(article.headline, cleaned.paragraphs)
    sentences = chain.from_iterable(_said(article, cleaned, paragraphs, say))
    return StoryText(replace(_credited(article, cleaned), headline=title), ()), sentences


def _said(article: Article, cleaned: Cleaned, paragraphs: Sequence[str], say: Say) -> Iterator[Iterator[Segment]]:
    """Yield the sentences of each paragraph below the headline, with the hour where it opens an entry of a live blog.

    The hour leads in the entry's first sentence (`১৮:৪০ – …`): it belongs to what happened then, and a line of its own
    would be said as a heading.
    """
    heads = subheads(paragraphs, {line.text for line in article.lines if line.role in _FLAT})
    above = len(cleaned.paragraphs) - len(paragraphs)
    for at, paragraph in enumerate(paragraphs):
        hour = cleaned.hours.get(at + above)
        yield paragraphed(f"{hour} – {paragraph}" if hour else paragraph, say, head=at in heads)


def _credited(article: Article, cleaned: Cleaned) -> Article:
    """Return an article with the author and the agency that cleaning found, where its source names none."""
    byline, agency = article.byline or cleaned.byline or None, article.agency or cleaned.agency or None
    return replace(article, byline=byline, agency=agency)


def lined(text: str, say: Say) -> Iterator[Segment]:
    """Yield the sentences of a text's lines as they stand, and its subheads."""
    lines = [line for line in text.splitlines() if line.strip()]
    heads = subheads(lines)
    for at, line in enumerate(lines):
        yield from paragraphed(line, say, head=at in heads)


def paragraphed(paragraph: str, say: Say, *, head: bool = False) -> Iterator[Segment]:
    """Yield the sentences of a paragraph, or of a subhead (`head`), which is one."""
    role = Role.SUBHEAD if head else Role.BODY
    opens = True
    for sentence in split_sentences(paragraph):
        if spoken := say(sentence).strip():
            yield Segment(role, sentence, spoken, opens=opens)
            opens = False


def split_at_subheads(story: StoryText) -> Iterator[StoryText]:
    """Split a long story at its subheads: yield the lead under the headline, then a story for each subhead.

    A subhead without text below it stays in the part before.
    """
    cuts = [
        number
        for number, segment in enumerate(story.sentences[:-1])
        if number and segment.role is Role.SUBHEAD and story.sentences[number + 1].role is Role.BODY
    ]
    yield replace(story, sentences=story.sentences[: cuts[0] if cuts else None])
    for start, end in zip(cuts, [*cuts, None][1:], strict=True):
        article = replace(story.article, headline=story.sentences[start].text)
        yield StoryText(article, story.sentences[start + 1 : end], section=story.section)
