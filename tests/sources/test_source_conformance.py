"""Every reader of ours keeps what is asked of a third party's."""

from __future__ import annotations

import json

import pytest
from odd_feeds import item, rss, story
from paper_files import Printed, docx, epub, odt, paragraph, pdf

from audionews.sources import source_registry
from audionews.sources.sniff import SourceFormat, sniff
from audionews.sources.source_protocol import Content, Source
from audionews.testing import SourceConformance

TOLD = story("a", 0)
MAIL = (
    f"From: news@x.example\nDate: Mon, 23 Nov 2026 07:30:00 +0600\nMessage-ID: <1@x>\nSubject: x\n"
    f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{TOLD.text}\n"
)
ARCHIVE = (
    "From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n"
    f"Content-Transfer-Encoding: 8bit\n\n<!doctype html><meta charset=utf-8><h1>{TOLD.headline}</h1>"
    f"{TOLD.markup}\n--b--\n"
)
PAGE = f"<!doctype html><meta charset=utf-8><h1>{TOLD.headline}</h1><article>{TOLD.markup}</article>"
SAMPLES = {
    SourceFormat.TEXT: TOLD.text.encode(),
    SourceFormat.PAGE: PAGE.encode(),
    SourceFormat.FEED: rss([item(TOLD, "https://x.example/1")]),
    SourceFormat.LIST: b"<opml><outline xmlUrl='https://x.example/feed'/></opml>",
    SourceFormat.LINK: b"[InternetShortcut]\r\nURL=https://x.example/1\r\n",
    SourceFormat.PDF: pdf([[Printed(line) for line in TOLD.sentences]]),
    SourceFormat.DOCX: docx(paragraph(TOLD.text)),
    SourceFormat.ODT: odt(f"<text:p>{TOLD.text}</text:p>"),
    SourceFormat.EPUB: epub({"one.xhtml": TOLD.markup}),
    SourceFormat.MAIL: MAIL.encode(),
    SourceFormat.ARCHIVE: ARCHIVE.encode(),
    SourceFormat.JSON: json.dumps({"title": "খবর", "body": TOLD.text}).encode(),
    SourceFormat.XML: "<nitf><body><body.head><hedline><hl1>খবর</hl1></hedline></body.head><body.content>"
    f"<p>{TOLD.text}</p></body.content></body></nitf>".encode(),
}


@pytest.fixture(params=SAMPLES, ids=lambda kind: kind.name.lower())
def kind(request: pytest.FixtureRequest) -> SourceFormat:
    if request.param is SourceFormat.PDF:
        pytest.importorskip("pypdf")
    return request.param


class TestOurs(SourceConformance):
    @pytest.fixture(autouse=True)
    def _of_a_kind(self, kind: SourceFormat) -> None:
        self._kind = kind

    def make(self) -> Source:
        return source_registry.ours(self._kind)

    def sample(self) -> Content:
        return Content("sample", SAMPLES[self._kind])

    def test_it_is_known_by_its_bytes(self) -> None:
        assert sniff(SAMPLES[self._kind]) is self._kind


def test_every_kind_has_a_sample() -> None:
    assert set(SAMPLES) == set(source_registry.OURS) == set(SourceFormat)
