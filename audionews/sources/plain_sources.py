"""Texts and pages as kinds of sources: one article each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from audionews.model import Skipped
from audionews.sources.broken_letters import BROKEN
from audionews.sources.charsets import decode
from audionews.sources.pasted.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.model import Article
    from audionews.sources.source_protocol import Content


class TextSource:
    """Plain text and Markdown."""

    name, schemes = "text", ()
    endings, media = (".txt", ".text", ".md", ".markdown"), ("text/plain", "text/markdown")

    def read(self, content: Content) -> Iterator[Article]:
        """Yield the article that a text is.

        Raises:
            SourceError: nothing is there, or nothing in Bengali.
        """
        article = read_text(decode(content.data, declared=content.charset), content.source, zone=content.zone)
        yield replace(article, url=article.url or content.url)


class PageSource:
    """Pages of the web, fetched or saved."""

    name, schemes = "page", ()
    endings, media = (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml")

    def read(self, content: Content) -> Iterator[Article | Skipped]:
        """Yield the story of a page, and what of it is broken.

        Raises:
            SourceError: it has none; the sentence says what it is.
        """
        from audionews.sources.pages.story_pages import whole_story

        article, missing = whole_story(content)
        yield article
        if missing:
            yield Skipped(content.source, missing)
        if broken := sum(BROKEN in line.text and line.role == "navigation" for line in article.lines):
            yield Skipped(content.source, f"Sentences with a broken letter are left out: {broken}.")
