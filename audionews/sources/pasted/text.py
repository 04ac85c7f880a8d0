"""Plain text to an article: the front matter, where there is one, and the body below it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.model import Article, ArticleLine
from audionews.sources.html_tree import letters
from audionews.sources.pasted.data_lines import kind_of_data, without_stamps
from audionews.sources.pasted.front_matter import front_matter
from audionews.sources.pasted.pasted_dates import find_date, with_days_apart
from audionews.sources.pasted.pasted_headline import find_headline
from audionews.sources.pasted.pasted_lines import is_prose, without_teaser, without_tickers
from audionews.sources.pasted.pasted_lists import is_beginning, list_reasons
from audionews.sources.pasted.text_tables import with_tables
from audionews.sources.pasted.wrapped_lines import unwrapped
from audionews.sources.publication_dates import moment
from audionews.sources.running_text import is_bengali
from audionews.sources.web_addresses import web_address
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from datetime import tzinfo

_REFERENCE = LazyPattern(r"&(?:amp;)?(?:#\d{2,7}|#x[\da-fA-F]{2,6}|[a-zA-Z]{2,8}\d{0,2});")
_SECTION = 14  # letters of a section's name that is glued to a headline
_UNPRINTED = "\n\t\u00a0\u200c\u200d"  # to be kept, though not printable
_HEADING = LazyPattern(r"^ {0,3}#{1,6}[ \t](.*)$", re.MULTILINE)
_CUE = LazyPattern(
    r"^(?:\d{1,6}[ \t]*\n)?(?:\d{1,3}:)?\d\d:\d\d[,.]\d{3} --> (?:\d{1,3}:)?\d\d:\d\d[,.]\d{3}.*$", re.MULTILINE
)
_VTT = LazyPattern(r"\A\ufeff?WEBVTT.*(?:\n.+)*")
_SOUND = LazyPattern(r"[♪♫\s]*[\[(][^\])]{1,40}[\])][♪♫\s]*")
_AFTER_SENTENCE = LazyPattern(r"([।॥৷?!])\s+")
_TITLE = LazyPattern(r"\A\s*# ([^\n]+)\n")
_PICTURE = LazyPattern(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
_LINK = LazyPattern(r"\[([^\]\n]{1,300})\]\([^)\n]{0,2000}\)")
_EMPHASIS = LazyPattern(r"(\*\*|\*|`)(?=\S)([^*`\n]{1,500}?)(?<=\S)\1")
_ASIDE = LazyPattern(r"%%[^%]{1,5000}%%")  # a comment of Obsidian
_QUOTE = LazyPattern(r"^ {0,3}>[ \t]?", re.MULTILINE)


def read_text(text: str, source: str, *, zone: tzinfo) -> Article:
    """Return the article that `text` is.

    A block of `key: value` lines at the very start declares headline, date, address, site, section, picture and author.
    Without one the headline is the line that looks most like one; where none does the script stage makes one.

    Args:
        text: decoded, with plain line ends.
        source: what to call it; one that ends in .md is Markdown, whose first heading is the headline.
        zone: the time zone of dates that name none.

    Raises:
        SourceError: nothing is there, nothing in Bengali, data, a list of stories, or the beginning of one.
    """
    if not text.strip():
        raise SourceError("It is empty.")
    declared, body = front_matter(_unescaped(text))
    if source.lower().endswith((".md", ".markdown")):
        title, body = markdown_title(body)
        declared, body = {"headline": title} | declared if title else declared, without_markdown(body)
    body = with_tables(_PICTURE.sub("", with_days_apart(without_stamps(unwrapped(_without_cues(body))))))
    if not is_bengali(body):
        declared, body = _unicode(declared, body)
        if not is_bengali(body):
            raise SourceError("It has no Bengali text." if body.strip() else "It has no text below its front matter.")
    if kind := kind_of_data(body.split("\n")):
        raise SourceError(f"It is {kind}, not an article.", hint="Save its article as text.")
    body = body.strip()
    article = Article(
        source=source,
        text=body,
        headline=declared.get("headline"),
        published=moment(declared.get("published", ""), zone),
        url=web_address(declared.get("url", "")),
        site=declared.get("site"),
        section=declared.get("section"),
        image=web_address(declared.get("image", "")),
        byline=declared.get("author"),
    )
    return article if article.headline else _headed(article, zone)


def _headed(article: Article, zone: tzinfo) -> Article:
    """Return a text as it was copied with its headline and its day.

    Raises:
        SourceError: it is a list of stories, or the beginning of one.
    """
    copied = article.text.split("\n")
    lines = without_teaser(without_tickers(copied))
    if reasons := list_reasons(lines):
        raise SourceError(f"It is a list of stories, not a story: {', and '.join(reasons)}.")
    if is_beginning(lines):
        raise SourceError("It is only the beginning of a story, which goes on elsewhere.")
    found = find_headline(lines, zone)
    if found is None:
        opening = next(at for at, line in enumerate(lines) if line.strip())
        day = find_date(lines, opening, zone)
        published = article.published or (day.when if day else None)
        if lines == copied:
            return replace(article, published=published)
        whole = [
            ArticleLine(line.strip(), role="navigation" if line != kept else "")
            for line, kept in zip(copied, lines, strict=True)
        ]
        return replace(article, published=published, text="\n".join(lines).strip(), lines=tuple(whole))
    day = find_date(lines, found.at, zone)
    told = {day.written.strip()} if day and not is_prose(day.written) else set()  # no sentence of the story
    above = [ArticleLine(line.strip(), role="navigation") for line in copied[: found.at]]
    below = [ArticleLine(line.strip(), role="byline" if line.strip() in told else "") for line in lines[found.at + 1 :]]
    below = _without_the_headline(below, letters(found.text))
    return replace(
        article,
        headline=found.text,
        published=article.published or (day.when if day else None),
        text="\n".join(line.text for line in below).strip(),
        lines=(*above, *below),
    )


def _without_the_headline(below: list[ArticleLine], head: str) -> list[ArticleLine]:
    """Return the lines with the headline that stands once more over the story, perhaps behind its section's name."""
    story = next((at for at, line in enumerate(below) if is_prose(line.text)), 0)
    over = [letters(line.text) for line in below[:story]]
    again = {at for at, said in enumerate(over) if said.endswith(head) and len(said) - len(head) <= _SECTION}
    return [replace(line, role="navigation") if at in again else line for at, line in enumerate(below)]


def _without_cues(text: str) -> str:
    """Return subtitles (SRT, WebVTT) as running text: without times and numbers, a sentence a line."""
    if not _CUE.search(text):
        return text
    lines = (line.strip() for line in _CUE.sub("", _VTT.sub("", text)).split("\n"))
    return _AFTER_SENTENCE.sub(r"\1\n", " ".join(line for line in lines if line and not _SOUND.fullmatch(line)))


def _unescaped(text: str) -> str:
    """Return `text` with what a careless copy left of its markup's character references (&nbsp; &#8216;) resolved."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    from html import unescape

    char = unescape(unescape(found[0]))
    return char if char.isprintable() or char in _UNPRINTED else " "


def _unicode(declared: dict[str, str], body: str) -> tuple[dict[str, str], str]:
    """Return front matter and body in Unicode where they were typed for Bijoy fonts, else as they are."""
    from audionews.bengali.script.bijoy import looks_like_bijoy, to_unicode

    if not looks_like_bijoy(body):
        return declared, body
    named = {key: to_unicode(declared[key]) for key in ("headline", "section") if key in declared}
    return declared | named, to_unicode(body)


def markdown_title(text: str) -> tuple[str | None, str]:
    """Return the heading of the first rank that `text` opens with, if there is one, and what follows it."""
    title = _TITLE.match(text)
    heading = title[1].strip(" ").rstrip(" #") if title else ""
    return (without_markdown(heading), text[title.end() :]) if title and heading else (None, text)


def without_markdown(text: str) -> str:
    """Return `text` without the signs of Markdown; headings stay as lines of their own, pictures go."""
    text = _PICTURE.sub("", _QUOTE.sub("", _ASIDE.sub("", text)))
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _HEADING.sub(_heading, text)))


def _heading(found: re.Match[str]) -> str:
    return found[1].strip(" \t").rstrip(" \t#")
