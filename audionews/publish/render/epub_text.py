"""Make the documents of the book: text with an identifier for each sentence, and overlays with their times.

Where the times of words are known, words have identifiers and times too.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from audionews.publish.render.credits import authors, corrections, disclosure, paper, speakers
from audionews.publish.render.markup import Markup, escaped, joined, xml
from audionews.publish.render.text_layout import is_subhead, text_parts
from audionews.publish.render.word_times import written_words
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audionews.model import Episode, TimedSegment
    from audionews.publish.render.labels import Words
    from audionews.publish.render.text_layout import Block, TextPart

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XHTML = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"}


@dataclass(frozen=True)
class OverlayClip:
    """A sentence of a document with its time in the sound."""

    line: TimedSegment
    """The sentence."""
    anchor: str
    """Its identifier in the document."""
    start: int
    """When it begins, in milliseconds."""
    end: int
    """When the next sentence of the document begins, in milliseconds; of the last sentence, when it ends."""
    words: tuple[WordClip, ...] = ()
    """Its words, where their times are known; together they take the sentence's time."""


class WordClip(NamedTuple):
    """A word of a sentence with its time in the sound, or several that are heard as one."""

    text: str
    """The word, as written."""
    anchor: str
    """Its identifier in the document."""
    start: int
    """When it begins, in milliseconds."""
    end: int
    """When the next one begins, in milliseconds; of the last word, when the sentence's clip ends."""


@dataclass(frozen=True)
class BookChapter:
    """A document of the book."""

    name: str
    """File name without ending."""
    title: str
    """One line."""
    part: TextPart
    """Its text."""
    clips: list[OverlayClip]
    """Its sentences, in order."""

    @property
    def duration(self) -> int:
        """Length of all clips together, in milliseconds."""
        return sum(clip.end - clip.start for clip in self.clips)


def chapters(episode: Episode) -> list[BookChapter]:
    """Return the documents of the book, one for each chapter of the episode."""
    found = []
    for number, part in enumerate(text_parts(episode)):
        lines = [line for block in (*part.lead, part.heading, *part.body) for line in block]
        found.append(BookChapter(f"part-{number:03}", part.chapter.title, part, _clips(lines, episode.duration)))
    return found


def _clips(lines: list[TimedSegment], duration: float) -> list[OverlayClip]:
    starts = [round(line.start * 1000) for line in lines]
    bounds = [*starts, min(round(lines[-1].end * 1000), int(duration * 1000))] if lines else []
    clips = []
    for number, (line, (start, end)) in enumerate(zip(lines, pairwise(bounds), strict=True), 1):
        anchor, last = f"s{number}", max(end, start + 1)
        clips.append(OverlayClip(line, anchor, start, last, tuple(_words(line, anchor, start, last))))
    return clips


def _words(line: TimedSegment, anchor: str, start: int, end: int) -> Iterable[WordClip]:
    """Yield the words of a sentence, the times of each inside the sentence's; none if there is only one."""
    words = written_words(line)
    begins = [
        start,
        *(
            min(max(round(word.start * 1000), start + at), end - len(words) + at)
            for at, word in enumerate(words[1:], 1)
        ),
        end,
    ]
    if len(words) < 2 or any(one >= other for one, other in pairwise(begins)):
        return
    shown = escape.line(line.text)
    for number, (word, (begin, last)) in enumerate(zip(words, pairwise(begins), strict=True), 1):
        yield WordClip(shown[word.begins : word.ends], f"{anchor}w{number}", begin, last)


def document(chapter: BookChapter, words: Words) -> str:
    """Return a chapter's XHTML; each sentence is a span with the identifier to which the overlay points."""
    clips = iter(chapter.clips)
    part = chapter.part

    def text(block: Block) -> Markup:
        return joined((_sentence(clip) for _, clip in zip(block, clips, strict=False)), " ")

    def element(block: Block) -> Markup:
        return xml("h2" if is_subhead(block) else "p", None, text(block))

    lead = [element(block) for block in part.lead]
    heading = xml("h1", {"id": "heading"}, text(part.heading) if part.heading else chapter.title)
    section = xml(
        "section",
        {"epub:type": "chapter", "role": "doc-chapter", "aria-labelledby": "heading"},
        *lead,
        heading,
        _source(part, words),
        *(element(block) for block in part.body),
    )
    return _page(chapter.title, section, words)


def _sentence(clip: OverlayClip) -> Markup:
    words = [xml("span", {"id": word.anchor}, word.text) for word in clip.words]
    return xml("span", {"id": clip.anchor}, joined(words, " ") if words else escape.line(clip.line.text))


def _source(part: TextPart, words: Words) -> Markup:
    if part.story is None:
        return Markup()
    link, name = escape.address(part.story.url), paper(part.story)
    shown = xml("a", {"href": link}, name or link) if link else escaped(name)
    credit = joined(filter(None, [shown, *authors(part.story)]), " · ")
    return xml("p", {"class": "source"}, f"{words['source']}: ", credit) if credit else Markup()


def _page(title: str, body: Markup, words: Words) -> str:
    head = xml(
        "head",
        None,
        xml("meta", {"charset": "utf-8"}),
        xml("title", None, title),
        xml("link", {"rel": "stylesheet", "type": "text/css", "href": "style.css"}),
    )
    language = {"lang": words.language, "xml:lang": words.language}
    return f"{HEAD}<!DOCTYPE html>\n{xml('html', _XHTML | language, head, xml('body', None, body))}\n"


def heading(episode: Episode, words: Words) -> str:
    """Return the book's title, never empty."""
    return escape.line(episode.title) or words["show"]


def title_page(episode: Episode, words: Words) -> str:
    """Return the title page: title, date, cover, and who speaks."""
    title = heading(episode, words)
    body = xml(
        "section",
        {"epub:type": "titlepage", "aria-labelledby": "title"},
        xml("h1", {"id": "title"}, title),
        xml("p", None, words.day(episode.date)),
        *(xml("p", None, told) for told in corrections(episode, words)),
        xml("p", None, xml("img", {"src": "cover.jpg", "alt": words["cover"], "class": "cover"})),
        xml("p", None, disclosure(speakers(episode.segments), words)),
    )
    return _page(title, body, words)


def navigation(chapters: list[BookChapter], words: Words) -> str:
    """Return the navigation document (EPUB 3.3, section 7): table of contents and landmarks."""
    entries = [xml("li", None, xml("a", {"href": f"{each.name}.xhtml"}, each.title)) for each in chapters]
    toc = xml(
        "nav",
        {"epub:type": "toc", "role": "doc-toc", "id": "toc", "aria-labelledby": "contents"},
        xml("h1", {"id": "contents"}, words["contents"]),
        xml("ol", None, *entries),
    )
    cover = xml("a", {"epub:type": "titlepage", "href": "title.xhtml"}, words["cover"])
    start = xml("a", {"epub:type": "bodymatter", "href": f"{chapters[0].name}.xhtml"}, words["text"])
    landmarks = xml(
        "nav",
        {"epub:type": "landmarks", "hidden": "hidden", "aria-label": words["landmarks"]},
        xml("ol", None, xml("li", None, cover), xml("li", None, start)),
    )
    return _page(words["contents"], joined([toc, landmarks]), words)


def overlay(episode: Episode, chapter: BookChapter) -> str:
    """Return a chapter's Media Overlay (EPUB 3.3, section 9), with the time of each sentence."""
    sound = escape.quoted(episode.audio.file)

    def par(clip: OverlayClip | WordClip) -> Markup:
        times = {"clipBegin": clock_value(clip.start), "clipEnd": clock_value(clip.end)}
        place = xml("text", {"src": f"{chapter.name}.xhtml#{clip.anchor}"})
        return xml("par", {"id": f"p{clip.anchor}"}, place, xml("audio", {"src": sound, **times}))

    def sentence(clip: OverlayClip) -> Markup:
        if not clip.words:
            return par(clip)
        inner = {"id": f"p{clip.anchor}", "epub:textref": f"{chapter.name}.xhtml#{clip.anchor}"}
        return xml("seq", inner, *map(par, clip.words))

    pars = map(sentence, chapter.clips)
    spaces = {"xmlns": "http://www.w3.org/ns/SMIL", "xmlns:epub": _XHTML["xmlns:epub"], "version": "3.0"}
    whole = {"id": "all", "epub:textref": f"{chapter.name}.xhtml", "epub:type": "chapter"}
    return f"{HEAD}{xml('smil', spaces, xml('body', None, xml('seq', whole, *pars)))}\n"


def clock_value(milliseconds: int) -> str:
    """Return `milliseconds` as a full clock value (SMIL 3.0, section 5.4.3): `0:02:51.500`."""
    seconds, thousandth = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}.{thousandth:03}"
