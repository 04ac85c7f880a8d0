"""Texts and pages as kinds of sources: one article each."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from audionews.model import Skipped
from audionews.sources.broken_letters import BROKEN
from audionews.sources.charsets import decode
from audionews.sources.pasted.text import read_text
from audionews.sources.source_protocol import Lead
from audionews.support.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audionews.model import Article
    from audionews.sources.source_protocol import Content

_RTF = b"{\\rtf"
_ADDRESS = re.compile(r"^[ \t]*URL(?:\[[^\]\n]{0,20}\])?[ \t]*=[ \t]*(\S.*)$", re.IGNORECASE | re.MULTILINE)


class TextSource:
    """Plain text and Markdown."""

    name, schemes = "text", ()
    endings, media = (".txt", ".text", ".md", ".markdown"), ("text/plain", "text/markdown")

    def read(self, content: Content) -> Iterator[Article]:
        """Yield the article that a text is.

        Raises:
            SourceError: nothing is there, or nothing in Bengali.
        """
        if content.data.startswith(_RTF):
            raise SourceError("It is an RTF document.", hint="Save it as DOCX, or as UTF-8 text.")
        article = read_text(decode(content.data, declared=content.charset), content.source, zone=content.zone)
        yield replace(article, url=article.url or content.url)


class LinkSource:
    """Links saved as files: Internet shortcuts of Windows (.url), entries of Linux desktops (.desktop)."""

    name, schemes, endings, media = "link", (), (".url", ".desktop"), ("application/x-mswinurl",)

    def read(self, content: Content) -> Iterator[Lead]:
        """Yield the address that a link leads to.

        Raises:
            SourceError: it leads nowhere.
        """
        found = _ADDRESS.search(decode(content.data, declared=content.charset))
        if found is None:
            raise SourceError("It is a link that leads nowhere.")
        yield Lead(found[1].strip())


class PageSource:
    """Pages of the web, fetched or saved."""

    name, schemes = "page", ()
    endings, media = (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml")

    def read(self, content: Content) -> Iterator[Article | Lead | Skipped]:
        """Yield the story of a page, and what of it is broken; of a page that only sends on, where to.

        Raises:
            SourceError: it has none; the sentence says what it is.
        """
        from audionews.sources.pages.story_pages import onward, whole_story

        try:
            article, missing = whole_story(content)
        except SourceError:
            if (there := onward(content)) is None:
                raise
            yield Lead(there)
            return
        yield article
        if missing:
            yield Skipped(content.source, missing)
        if broken := sum(BROKEN in line.text and line.role == "navigation" for line in article.lines):
            yield Skipped(content.source, f"Sentences with a broken letter are left out: {broken}.")
