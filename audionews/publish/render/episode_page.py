"""Make an episode's index.html: one file with player, chapters and the whole transcript, which also works from disk.

Without scripts it still has the browser's own player, the whole text, and chapters and paragraphs with links into the
MP3 (media fragments). There are no event or style attributes, and nothing is loaded from elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.publish.render.chapters import PICTURED, chapter_name, chapters
from audionews.publish.render.credits import authors, corrections, disclosure, paper, speakers
from audionews.publish.render.labels import Words, packed
from audionews.publish.render.link_preview import link_preview
from audionews.publish.render.markup import Markup, html, joined
from audionews.publish.render.player_bar import key_help, player_bar
from audionews.publish.render.text_layout import is_subhead, text_parts
from audionews.publish.render.web_document import PageHead, colours, masthead, web_document
from audionews.publish.render.word_times import word_starts
from audionews.settings import Show
from audionews.support import escape

if TYPE_CHECKING:
    from audionews.model import Episode, Story, TimedSegment
    from audionews.publish.render.chapters import Chapter
    from audionews.publish.render.text_layout import Block, TextPart

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def page(episode: Episode, language: str = "bn", *, show: Show | None = None, folder: str = "") -> str:
    """Return the page of `episode`, with labels and buttons in `language`; the news stays in its own language.

    `show` is the show that it belongs to, and `folder` the name of its folder there, by which apps find its picture.
    """
    words, show = Words(language), show or Show()
    title, description = escape.line(episode.title) or words["show"], _description(episode, words)
    body = joined(
        [
            html("a", {"class": "vh skip", "href": "#text"}, words["skip"]),
            _header(episode, words),
            html(
                "main",
                None,
                player_bar(episode, words, show=show.title),
                _tools(episode, words),
                _chapters(episode, words),
                _text(episode, words),
            ),
            _footer(episode, words),
            key_help(words),
        ]
    )
    preview = tuple(link_preview(episode, title, description, show=show, folder=folder))
    script = packed("player.js", "page.js")
    return web_document(words, PageHead(title, description, script, "../", preview), body)


def _description(episode: Episode, words: Words) -> str:
    return " · ".join([words.day(episode.date), *(escape.line(story.headline) for story in episode.articles)])[:300]


def _header(episode: Episode, words: Words) -> Markup:
    day = html("time", {"datetime": episode.date.isoformat()}, words.day(episode.date))
    when = html("p", {"class": "quiet"}, day, f" · {words.minutes(episode.duration)}")
    below = joined([when, *(html("p", {"class": "correction"}, told) for told in corrections(episode, words))])
    return masthead(escape.line(episode.title) or words["show"], below, language=_foreign(episode, words))


def _foreign(episode: Episode, words: Words) -> str | None:
    return episode.language if episode.language != words.language else None


def _file(episode: Episode) -> str:
    return escape.quoted(episode.audio.file)


def _tools(episode: Episode, words: Words) -> Markup:
    name = f"{escape.line(episode.title) or words['show']} {episode.date}.mp3"
    hidden = {"data-scripted": True, "hidden": True}
    follow = html("input", {"type": "checkbox", "id": "follow"})
    return html(
        "div",
        {"class": "tools"},
        html(
            "p",
            {"class": "row"},
            html("button", {"type": "button", "id": "share", **hidden}, words["share"]),
            html("a", {"class": "big", "href": _file(episode), "download": name}, words["download"]),
            html("button", {"type": "button", "id": "ask", **hidden}, words["keyboard"]),
        ),
        html("p", {"class": "row", **hidden}, html("label", None, follow, words["follow"]), colours(words)),
        html("p", {"id": "told", "class": "status quiet", "role": "status"}),
    )


def _chapters(episode: Episode, words: Words) -> Markup:
    marks = chapters(episode, words.language)
    return html(
        "nav",
        {"class": "chapters-box", "aria-labelledby": "chapters"},
        html("h2", {"id": "chapters"}, words["chapters"]),
        html("ol", {"class": "chapters"}, *(_chapter(mark, episode, words) for mark in marks)),
    )


def _chapter(mark: Chapter, episode: Episode, words: Words) -> Markup:
    title = {"class": "title", "lang": _foreign(episode, words) if mark.story is not None else None}
    return html(
        "li",
        None,
        html(
            "a",
            {"href": _moment(episode, mark.start), "data-art": _art(mark, episode)},
            html("span", title, mark.title),
            html("span", {"class": "clock quiet"}, words.clock(mark.start)),
        ),
    )


def _art(mark: Chapter, episode: Episode) -> str | None:
    return chapter_name(mark.story) if mark.story is not None and len(episode.articles) in PICTURED else None


def _moment(episode: Episode, seconds: float) -> str:
    """Return the address of a moment in the sound (Media Fragments URI 1.0, section 4.2.1)."""
    return f"{_file(episode)}#t={seconds:.3f}".rstrip("0").rstrip(".")


def _text(episode: Episode, words: Words) -> Markup:
    articles = [_part(part, episode, words) for part in text_parts(episode, words.language)]
    return html(
        "section",
        {"class": "text", "aria-labelledby": "text"},
        html("h2", {"id": "text", "tabindex": "-1"}, words["text"]),
        _finder(words),
        html("p", {"class": "hint quiet", "data-scripted": True, "hidden": True}, words["hint"]),
        html("div", {"lang": _foreign(episode, words)}, *articles),
    )


def _finder(words: Words) -> Markup:
    return html(
        "form",
        {"id": "finder", "class": "find", "role": "search", "data-scripted": True, "hidden": True},
        html("label", {"for": "find"}, words["find"]),
        html(
            "div",
            {"class": "row"},
            html("input", {"type": "search", "id": "find", "autocomplete": "off"}),
            html("button", {"type": "button", "id": "up"}, words["up"]),
            html("button", {"type": "button", "id": "down"}, words["down"]),
        ),
        html("p", {"id": "found", "class": "status quiet", "role": "status"}),
    )


def _part(part: TextPart, episode: Episode, words: Words) -> Markup:
    """Return a chapter's text; the sentence with a story's headline is the heading, so that it is not shown twice."""
    own = words.language if part.story is None and _foreign(episode, words) else None
    heading = joined((_said(line) for line in part.heading), " ") or part.chapter.title
    return html(
        "article",
        None,
        *(_block(block, episode, words) for block in part.lead),
        html("h3", {"lang": own}, heading),
        _source(part.story, words) if part.story else Markup(),
        *(_block(block, episode, words) for block in part.body),
        _more(part.story, words) if part.story and part.story.cut else Markup(),
    )


def _more(story: Story, words: Words) -> Markup:
    """Return the sentences that were cut to keep the episode short, folded away for those who want to read on."""
    rest = html("p", None, " ".join(escape.line(sentence) for sentence in story.cut))
    return html("details", {"class": "quiet"}, html("summary", None, words["more"]), rest)


def _block(block: Block, episode: Episode, words: Words) -> Markup:
    """Return a paragraph with its button, or a heading inside a story."""
    said = joined((_said(line) for line in block), " ")
    if is_subhead(block):
        return html("h4", None, said)
    label = {"aria-label": words["from_here"], "lang": words.language if _foreign(episode, words) else None}
    return html(
        "p", None, html("a", {"class": "say", "href": _moment(episode, block[0].start), **label}, "▶\ufe0e"), said
    )


def _said(line: TimedSegment) -> Markup:
    """Return a sentence with its time and, where they are known, those of its words."""
    times = {"data-t": f"{line.start:.3f}".rstrip("0").rstrip("."), "data-w": _steps(line) if line.words else None}
    return html("span", times, escape.line(line.text))


def _steps(line: TimedSegment) -> str:
    """Return when each word begins, in hundredths of a second after the one before: two digits to the base 36."""
    marks = [round(start * 100) for start in word_starts(line)]
    steps = [min(later - earlier, 36 * 36 - 1) for earlier, later in zip([*marks[:1], *marks], marks, strict=False)]
    return "".join(_DIGITS[step // 36] + _DIGITS[step % 36] for step in steps)


def _source(story: Story, words: Words) -> Markup:
    link, name, wrote = escape.address(story.url), paper(story), authors(story)
    shown = html("a", {"href": link, "rel": "noopener noreferrer"}, name or link) if link else html("span", None, name)
    also = [escape.line(other) for other in story.also if escape.address(other)]
    more = "".join(f" · {text}" for text in [*wrote, *([f"{words['also']}: {', '.join(also)}"] if also else [])])
    known = name or link or wrote
    return html("p", {"class": "source quiet"}, f"{words['source']}: ", shown, more) if known else Markup()


def _footer(episode: Episode, words: Words) -> Markup:
    links = [
        (_file(episode), f"{words['download']} (MP3)"),
        ("episode.epub", words["book"]),
        ("transcript.vtt", f"{words['subtitles']} (VTT)"),
        ("transcript.srt", f"{words['subtitles']} (SRT)"),
        ("transcript.txt", words["plain"]),
        ("../index.html", words["all"]),
        ("../feed.xml", words["feed"]),
    ]
    shown = [html("a", {"href": href, "class": "big"}, text) for href, text in links]
    voices = html("p", {"class": "quiet"}, disclosure(speakers(episode.segments), words))
    return html("footer", None, html("p", {"class": "quiet"}, joined(shown, " · ")), voices)
