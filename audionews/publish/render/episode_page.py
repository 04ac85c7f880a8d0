"""Make an episode's index.html: one file with player, chapters and the whole transcript, which also works from disk.

Without scripts it still has the browser's own player, the whole text, and chapters and sentences that are links into
the MP3 (media fragments). A Content Security Policy allows its one script and its one style block by hash; there are no
event or style attributes, and nothing is loaded from elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from audionews.publish.render.chapters import chapters
from audionews.publish.render.credits import authors, disclosure, paper, speakers
from audionews.publish.render.labels import Words, template
from audionews.publish.render.markup import Markup, html, joined
from audionews.publish.render.text_layout import is_subhead, text_parts
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audionews.model import Episode, Story, TimedSegment
    from audionews.publish.render.chapters import Chapter
    from audionews.publish.render.text_layout import Block, TextPart

SPEEDS = (0.75, 1.0, 1.25, 1.5, 1.75, 2.0)


def page(episode: Episode, language: str = "bn") -> str:
    """Return the page of `episode`, with labels and buttons in `language`; the news stays in its own language."""
    words = Words(language)
    body = joined(
        [
            html("a", {"class": "vh skip", "href": "#text"}, words["skip"]),
            _header(episode, words),
            html("main", None, _player(episode, words), _chapters(episode, words), _text(episode, words)),
            _footer(episode, words),
        ]
    )
    return document(words, episode.title, body, script=template("page.js"), description=_description(episode, words))


def document(words: Words, title: str, body: Markup, *, script: str = "", description: str = "", feed: str = "") -> str:
    """Return a whole HTML document with our style, `script`, and a policy that allows nothing but these two."""
    style = template("page.css")
    head = [
        html("meta", {"charset": "utf-8"}),
        html("meta", {"http-equiv": "Content-Security-Policy", "content": policy(style, script)}),
        html("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        html("meta", {"name": "color-scheme", "content": "light dark"}),
        html("meta", {"name": "description", "content": escape.line(description)}) if description else Markup(),
        html("link", {"rel": "alternate", "type": "application/rss+xml", "href": feed or "../feed.xml"}),
        html("title", None, escape.line(title) or words["show"]),
        html("style", None, Markup(style)),
    ]
    ending = [html("script", None, Markup(script))] if script else []
    tree = html("html", {"lang": words.language}, html("head", None, *head), html("body", None, body, *ending))
    return f"<!DOCTYPE html>\n{tree}\n"


def policy(style: str, script: str) -> str:
    """Return the Content Security Policy that allows `style` and `script` by hash (CSP 3, section 6.7.3.3).

    It allows `file:` as well, so that a page opened from disk finds its sound and its cover; `'self'` has no meaning
    there.
    """
    own = "'self' file:"
    scripts = f"script-src {_hash(script)}; " if script else ""
    return (
        f"default-src 'none'; {scripts}style-src {_hash(style)}; img-src {own}; media-src {own}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _description(episode: Episode, words: Words) -> str:
    return " · ".join([words.day(episode.date), *(escape.line(story.headline) for story in episode.articles)])[:300]


def _header(episode: Episode, words: Words) -> Markup:
    day = html("time", {"datetime": episode.date.isoformat()}, words.day(episode.date))
    below = html("p", {"class": "quiet"}, day, f" · {words.minutes(episode.duration)}")
    return masthead(escape.line(episode.title) or words["show"], below, language=_foreign(episode, words))


def masthead(title: str, below: Markup, *, language: str | None = None) -> Markup:
    """Return the head of a page: the cover, and beside it the title with `below` under it."""
    cover = html("img", {"src": "cover.jpg", "alt": "", "width": 112, "height": 112})
    return html("header", None, cover, html("div", None, html("h1", {"lang": language}, title), below))


def _foreign(episode: Episode, words: Words) -> str | None:
    return episode.language if episode.language != words.language else None


def _player(episode: Episode, words: Words) -> Markup:
    messages = {f"data-{name}": words[name] for name in ("copied", "linked", "resumed", "found", "none", "digits")}
    facts = {"data-duration": f"{episode.duration:.3f}", "data-key": episode.audio.sha256[:16]}
    return html(
        "section",
        {"id": "player", "class": "player", "aria-label": words["player"], **facts, **messages},
        html("audio", {"id": "audio", "controls": True, "preload": "metadata", "src": _file(episode)}),
        html("div", {"class": "row keys", "data-scripted": True, "hidden": True}, *_buttons(words)),
        html("div", {"class": "row", "data-scripted": True, "hidden": True}, *_position(episode, words)),
        html("div", {"class": "row", "data-scripted": True, "hidden": True}, *_choices(words)),
        html("p", {"id": "status", "class": "status quiet", "role": "status"}),
    )


def _file(episode: Episode) -> str:
    return escape.quoted(episode.audio.file)


def _buttons(words: Words) -> Iterable[Markup]:
    def button(name: str, *children: str, kind: str | None = None) -> Markup:
        return html("button", {"type": "button", "id": name, "class": kind}, *children)

    paused = html("span", {"id": "paused"}, _sign("▶\ufe0e "), words["play"])
    playing = html("span", {"id": "playing", "hidden": True}, words["pause"])
    yield button("play", paused, playing, kind="main")
    yield button("back", words["back"], _hidden(" " + words["back_long"]))
    yield button("forward", words["forward"], _hidden(" " + words["forward_long"]))
    yield button("before", _sign("‹ "), _hidden(words["before"] + " "), words["sentence"])
    yield button("after", _hidden(words["after"] + " "), words["sentence"], _sign(" ›"))


def _sign(sign: str) -> Markup:
    return html("span", {"aria-hidden": "true"}, sign)


def _hidden(text: str) -> Markup:
    """Return text for screen readers, which is not visible."""
    return html("span", {"class": "vh"}, text)


def _position(episode: Episode, words: Words) -> Iterable[Markup]:
    bounds = {"min": 0, "max": max(1, int(episode.duration)), "step": 1, "value": 0}
    yield html("input", {"type": "range", "id": "seek", "aria-label": words["position"], **bounds})
    yield html("span", {"id": "clock", "class": "clock"}, f"{words.clock(0)} / {words.clock(episode.duration)}")


def _choices(words: Words) -> Iterable[Markup]:
    options = [
        html("option", {"value": speed, "selected": speed == 1}, words.number(f"{speed:g}×")) for speed in SPEEDS
    ]
    yield html("label", None, words["speed"], html("select", {"id": "speed"}, *options))
    yield html("button", {"type": "button", "id": "share"}, words["share"])
    yield html("label", None, html("input", {"type": "checkbox", "id": "follow", "checked": True}), words["follow"])


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
            {"href": _moment(episode, mark.start)},
            html("span", title, mark.title),
            html("span", {"class": "clock quiet"}, words.clock(mark.start)),
        ),
    )


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
    heading = joined((_said(line, episode) for line in part.heading), " ") or part.chapter.title
    return html(
        "article",
        None,
        *(_block(block, episode) for block in part.lead),
        html("h3", {"lang": own}, heading),
        _source(part.story, words) if part.story else Markup(),
        *(_block(block, episode) for block in part.body),
        _more(part.story, words) if part.story and part.story.cut else Markup(),
    )


def _more(story: Story, words: Words) -> Markup:
    """Return the sentences that were cut to keep the episode short, folded away for those who want to read on."""
    rest = html("p", None, " ".join(escape.line(sentence) for sentence in story.cut))
    return html("details", {"class": "quiet"}, html("summary", None, words["more"]), rest)


def _block(block: Block, episode: Episode) -> Markup:
    return html("h4" if is_subhead(block) else "p", None, joined((_said(line, episode) for line in block), " "))


def _said(line: TimedSegment, episode: Episode) -> Markup:
    return html("a", {"href": _moment(episode, line.start)}, escape.line(line.text))


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
