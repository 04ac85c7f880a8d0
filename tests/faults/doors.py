"""The ways in: a file of some name with good content, and the command that reads it."""

import io
import json
import zipfile
from pathlib import Path
from typing import NamedTuple

import paper_files
from fault_runs import HERE, Server, Stage, making, prepared
from shared import ARTICLE

CORPUS = HERE / "corpus"
"""Inputs that broke something once, by the name of their door; it only grows."""
LINES = [line for line in ARTICLE.splitlines() if line]
PAGE = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>খবর</title></head><body><article><h1>শহরে নতুন সেতু</h1>{''.join(f'<p>{line}</p>' for line in LINES)}</article></body></html>"
FEED = f"<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>খবর</title><item><title>শহরে নতুন সেতু</title><link>https://example.org/1</link><pubDate>Mon, 23 Nov 2026 06:00:00 GMT</pubDate><description>{ARTICLE}</description></item></channel></rss>"
ATOM = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>খবর</title><entry><title>শহরে নতুন সেতু</title><link href='https://example.org/1'/><updated>2026-11-23T06:00:00Z</updated><content type='html'>{ARTICLE}</content></entry></feed>"
OPML = "<opml version='2.0'><head><title>খবর</title></head><body><outline text='ক'><outline type='rss' text='খ' xmlUrl='http://127.0.0.1:9/feed.xml'/></outline></body></opml>"
STORY = f"<nitf><body><body.head><hedline><hl1>শহরে নতুন সেতু</hl1></hedline></body.head><body.content>{''.join(f'<p>{line}</p>' for line in LINES)}</body.content></body></nitf>"
MAIL = f"From: desk@example.org\r\nSubject: =?utf-8?B?4KaW4Kas4Kaw?=\r\nDate: Mon, 23 Nov 2026 06:00:00 +0600\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{ARTICLE}"
ARCHIVE = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/1\r\nWARC-Date: 2026-11-23T06:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n"
ANSWER = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}"
SETTINGS = 'engine = "tone"\nsince = "24h"\npreset = "betar"\n[sound]\nrate = 110\n[engines.openai]\nkey = "OPENAI_API_KEY"\nconnect = 5\n[lexicon]\nBJP = "বিজেপি"\n'
WORDS = "# words\nBJP\tবিজেপি\nISRO\tইসরো\nবিজ্ঞান\t/b i g g a n/\n"
MATTER = f"---\nheadline: শহরে নতুন সেতু\npublished: 2026-11-23T06:00:00+06:00\nurl: https://example.org/1\nsection: রাজ্য\n---\n{ARTICLE}"
JSON = json.dumps(
    {"headline": "শহরে নতুন সেতু", "articleBody": ARTICLE, "datePublished": "2026-11-23"}, ensure_ascii=False
)
DAILY = 'engine = "tone"\nsources = ["a.txt"]\noutput = "output"\n'
SEEN = b'{"schema": 1, "read": {"a": {"size": 1, "read": "2026-11-23T06:00:00+06:00"}}}'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(members: dict[str, str]) -> bytes:
    """Return an archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        for name, text in members.items():
            book.writestr(name, text)
    return data.getvalue()


DOCX = zipped(
    {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "word/document.xml": f"<w:document xmlns:w='{W}'><w:body>{''.join(f'<w:p><w:r><w:t>{line}</w:t></w:r></w:p>' for line in LINES)}</w:body></w:document>",
    }
)
ODT = paper_files.odt("".join(f"<text:p>{line}</text:p>" for line in LINES))
EPUB = paper_files.epub({"one.xhtml": "".join(f"<p>{line}</p>" for line in LINES)}, title="খবর")
PDF = paper_files.pdf([[paper_files.Printed(line) for line in LINES]], title="খবর")


class Door(NamedTuple):
    """A way in: a file of that name with such content, and the command that reads it."""

    kind: str
    name: str
    content: bytes
    command: list[str]
    place: str = ""
    """Where it lies, if the base has it already or it is a state of ours."""
    inside: str = ""
    """The member of a document that is changed."""


def source(kind: str, name: str, content: str | bytes, inside: str = "") -> Door:
    """Return the door of a source."""
    data = content.encode() if isinstance(content, str) else content
    return Door(kind, name, data, ["script", name, "--since", "9000d"], inside=inside)


WARC = ARCHIVE.format(len(ANSWER.encode()), ANSWER)
EPISODE, SECOND = "output/2026-11-24/episode.json", "output/2026-11-26/episode.mp3"
DOORS = [
    source("file", "news.txt", ARTICLE),
    source("file", "news.md", f"# শহরে নতুন সেতু\n\n## উপ\n\n{ARTICLE}"),
    source("front matter", "matter.txt", MATTER),
    Door("stdin", "stdin", ARTICLE.encode(), ["script", "-"]),
    source("page", "page.html", PAGE),
    source("feed", "feed.xml", FEED),
    source("feed", "atom.xml", ATOM),
    source("feed", "list.opml", OPML),
    source("document", "news.docx", DOCX, "word/document.xml"),
    source("document", "news.odt", ODT, "content.xml"),
    source("document", "news.epub", EPUB, "OPS/one.xhtml"),
    source("document", "book.epub", EPUB, "OPS/book.opf"),
    source("document", "news.pdf", PDF),
    source("document", "news.eml", MAIL),
    source("document", "news.warc", WARC),
    source("document", "news.json", JSON),
    source("document", "nitf.xml", STORY),
    Door("config", "set.toml", SETTINGS.encode(), ["script", "a.txt", "--config", "set.toml"]),
    Door("lexicon", "words.tsv", WORDS.encode(), ["script", "a.txt", "--lexicon", "words.tsv"]),
    Door("lexicon", "words.toml", SETTINGS.encode(), ["script", "a.txt", "--lexicon", "words.toml"]),
    Door("script file", "bulletin.md", b"", ["make", "--script", "bulletin.md", "--dry-run"], "bulletin.md"),
    Door("manifest", "episode.json", b"", ["feed", "output"], EPISODE),
    Door("manifest", "episode.json", b"", ["check", "output"], EPISODE),
    Door("manifest", "episode.json", b"", ["remake", "2026-11-24", "-o", "output", "-q"], EPISODE),
    Door("state", "show.json", b"", ["feed", "output"], "output/show.json"),
    Door("state", ".episodes.json", b"", ["feed", "output", "--title", "খবর"], "output/.episodes.json"),
    Door("state", "feed.xml", b"", ["check", "output"], "output/feed.xml"),
    Door("state", "last-run.json", b'{"hits": 1, "misses": 2}', ["cache"], "cache/last-run.json"),
    Door("state", "seen.json", SEEN, ["daily", "--date", "2026-11-25", "-q"], "output/.daily/seen.json"),
    Door("state", "queue.json", b"", ["script", "queue", "-o", "-"], "output/.queue/queue.json"),
    Door("state", "listeners.json", b"", ["listeners", "list", "-o", "output"], "output/listeners.json"),
    Door("state", "published.json", b"", ["publish", "target", "output", "-q"], "target/published.json"),
    Door("state", "kept.zip", b"", ["restore", "kept.zip", "-o", "output", "--force"], "kept.zip"),
    Door("state", "approved", b"", ["approve", "2026-11-27", "-q"], "output/.daily/review-2026-11-27.md"),
    Door("cache", "clips", b"", making("a", "2026-11-26"), "cache/clips"),
]


def based(server: Server, folder: Path) -> Stage:
    """Return a stage on which every door has something to read."""
    stage = prepared(server, folder)
    (stage.folder / "audionews.toml").write_text(DAILY, encoding="utf-8")
    for command in (
        making("a", "2026-11-26"),
        ["script", "a.txt", "-o", "bulletin.md"],
        ["add", "b.txt", "-o", "output"],
        ["listeners", "add", "ward", "-o", "output"],
        ["publish", "target", "output", "-q"],
        ["backup", "kept.zip", "-o", "output"],
        ["daily", "--review", "--date", "2026-11-27", "-q"],
    ):
        assert server.ask(stage.job(*command))["codes"] == [0], f"{command}: {stage.said()}"
    return stage
