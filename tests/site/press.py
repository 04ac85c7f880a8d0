"""Five papers on loopback, each in its own house style, with their feeds and their mishaps.

`Press(root, day)` gives the routes of a day: on day 1 every first report and its neighbours, on day 2 the same, on
day 3 two new stories more.
"""

from __future__ import annotations

import html
import json
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from string import Template

from loopback import Loopback, Reply

HERE = Path(__file__).parent
STORIES = tomllib.loads((HERE / "stories.toml").read_text(encoding="utf-8"))
NAMES = {
    "sagarika": "দৈনিক সাগরিকা",
    "gangapar": "গঙ্গাপার পত্রিকা",
    "padmabarta": "পদ্মাবার্তা",
    "uttar": "উত্তরের কাগজ",
    "nagar": "নগর সংবাদ",
}
NEW_ON_DAY_3 = ("satellite-next", "train-next")
MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NOISE = (
    "শেয়ার করুন", "সবচেয়ে বেশি পড়া", "মন্তব্য করতে", "গোপনীয়তা নীতি", "ই-পেপার", "সর্বস্বত্ব", "নতুন উড়ালপুলের",
    "চট্টগ্রামে বন্দরের", "কুয়াশায় ফেরি", "আপনার বিজ্ঞাপন", "চিঠিপত্র", "বাসভাড়া নিয়ে", "ব্রেকিং", "dataLayer", "পাহাড়ে পর্যটকের ঢল",
)  # fmt: skip
"""What stands on the pages around the articles and belongs to none."""


@dataclass(frozen=True)
class Story:
    """A story as one paper prints it."""

    slug: str
    paper: str
    event: str
    section: str
    headline: str
    body: str
    published: datetime

    @property
    def path(self) -> str:
        return f"/{self.paper}/{self.slug}"

    @property
    def lines(self) -> list[str]:
        return [line.removeprefix("## ") for line in self.body.strip().splitlines()]


def _paper(slug: str, section: str) -> str:
    if section in {"বাংলাদেশ", "স্বাস্থ্য"}:
        return "padmabarta" if not slug.endswith("-b") else "nagar"
    if slug.endswith("-a"):
        return "sagarika"
    if slug.endswith("-b"):
        return "gangapar"
    return "uttar" if slug.endswith(("-next", "-c", "-copy")) else ("nagar" if len(slug) % 2 else "sagarika")


def stories(day: int) -> list[Story]:
    """Return what all papers together carry on a day, the newest last."""
    slugs = [slug for slug in STORIES if slug not in NEW_ON_DAY_3] + (list(NEW_ON_DAY_3) if day >= 3 else [])
    return [
        Story(
            slug,
            _paper(slug, STORIES[slug]["section"]),
            *(STORIES[slug][key] for key in ("event", "section", "headline", "body")),
            published=MORNING + (timedelta(days=2) if slug in NEW_ON_DAY_3 else timedelta(minutes=number)),
        )
        for number, slug in enumerate(slugs)
    ]


def page(story: Story, root: str) -> bytes:
    """Return the page of a story in its paper's style."""
    lines = story.body.strip().splitlines()
    template = Template((HERE / "houses" / f"{story.paper}.html").read_text(encoding="utf-8"))
    return template.substitute(
        headline=html.escape(story.headline),
        headline_json=json.dumps(html.escape(story.headline), ensure_ascii=False),
        body_json=json.dumps("\n\n".join(story.lines), ensure_ascii=True).replace("</", "<\\/"),
        flat_json=json.dumps(html.escape(" ".join(story.lines)), ensure_ascii=False),
        lead=html.escape(story.lines[0][:120]),
        slug=story.slug,
        section=story.section,
        iso=story.published.isoformat(),
        shown=f"{story.published:%d/%m/%Y %H:%M}",
        root=f"{root}/{story.paper}",
        paragraphs=_paragraphs(lines, story.paper),
    ).encode()


def _paragraphs(lines: list[str], paper: str) -> str:
    if paper == "uttar":
        return "<BR><BR>\n".join(html.escape(line.removeprefix("## ")) for line in lines)
    tag = "div" if paper == "nagar" else "p"
    return "\n".join(
        f"<h2>{html.escape(line[3:])}</h2>" if line.startswith("## ") else f"<{tag}>{html.escape(line)}</{tag}>"
        for line in lines
    )


def _html(story: Story) -> str:
    return _paragraphs(story.body.strip().splitlines(), story.paper)


def rss(paper: str, told: list[Story], root: str, *, full: bool) -> bytes:
    """Return an RSS 2.0 feed, the newest first, with full text or the lead only."""
    items = "".join(
        f"<item><title>{html.escape(one.headline)}</title><link>{root}{one.path}?utm_source=rss</link>"
        f"<guid isPermaLink='false'>{one.slug}</guid><category>{one.section}</category>"
        f"<pubDate>{format_datetime(one.published)}</pubDate><description>{html.escape(one.lines[0][:90])}…</description>"
        + (
            f"<content:encoded><![CDATA[{_paragraphs(one.body.strip().splitlines(), paper)}]]></content:encoded>"
            if full
            else ""
        )
        + "</item>"
        for one in reversed(told)
    )
    return (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        f"<channel><title>{NAMES[paper]}</title><link>{root}/{paper}/</link><description>খবর</description>{items}</channel></rss>"
    ).encode()


def atom(paper: str, told: list[Story], root: str) -> bytes:
    """Return an Atom feed with summaries."""
    entries = "".join(
        f"<entry><id>tag:{one.slug}</id><title type='html'>{html.escape(html.escape(one.headline))}</title>"
        f"<link rel='alternate' href='{one.path}'/><published>{one.published.isoformat()}</published>"
        f"<category term='{one.section}'/><summary>{html.escape(one.lines[0][:80])}</summary></entry>"
        for one in reversed(told)
    )
    return (
        f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xml:base='{root}/' xml:lang='bn'><id>x</id>"
        f"<title>{NAMES[paper]}</title>{entries}</feed>"
    ).encode()


def json_feed(paper: str, told: list[Story], root: str) -> bytes:
    """Return a JSON Feed 1.1 with the whole text as HTML."""
    items = [
        {
            "id": one.slug,
            "url": f"{root}{one.path}",
            "title": one.headline,
            "content_html": _html(one),
            "date_published": one.published.isoformat(),
            "tags": [one.section],
        }
        for one in reversed(told)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": NAMES[paper], "items": items}
    return json.dumps(feed, ensure_ascii=False).encode()


def opml(root: str) -> bytes:
    """Return a list of all feeds, one in a folder, one that is a file, and one that is not there."""
    feeds = {paper: f"{root}/{paper}/feed" for paper in ("sagarika", "gangapar", "padmabarta", "uttar")}
    outlines = "".join(f'<outline type="rss" text="{NAMES[one]}" xmlUrl="{url}"/>' for one, url in feeds.items())
    return (
        f'<?xml version="1.0"?><opml version="2.0"><body><outline text="খবর">{outlines}</outline>'
        f'<outline text="x" xmlUrl="file:///etc/passwd"/><outline text="y" xmlUrl="{root}/gone/feed"/></body></opml>'
    ).encode()


def fill(site: Loopback, day: int) -> list[Story]:
    """Give `site` the routes of a day; return the stories on it."""
    root, told = site.url, stories(day)
    by_paper = {paper: [one for one in told if one.paper == paper] for paper in NAMES}
    site.routes = {one.path: Reply(page(one, root), etag=True, zipped=True) for one in told}
    site.routes |= {f"{one.path}?utm_source=rss": site.routes[one.path] for one in told}
    feeds = {
        "sagarika": (rss("sagarika", by_paper["sagarika"], root, full=True), "application/rss+xml"),
        "gangapar": (atom("gangapar", by_paper["gangapar"], root), "application/atom+xml"),
        "padmabarta": (rss("padmabarta", by_paper["padmabarta"], root, full=False), "text/xml"),
        "uttar": (json_feed("uttar", by_paper["uttar"] + by_paper["nagar"], root), "application/feed+json"),
    }
    for paper, (body, media) in feeds.items():
        site.routes[f"/{paper}/feed"] = Reply(body, media=media, etag=True, zipped=True)
    site.routes |= _mishaps(site, by_paper)
    site.routes["/feeds.opml"] = Reply(opml(root), media="text/x-opml")
    site.routes["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private/\n", media="text/plain")
    return told


def _mishaps(site: Loopback, by_paper: dict[str, list[Story]]) -> dict[str, Reply]:
    """Return what goes wrong on real sites."""
    root, story = site.url, by_paper["gangapar"][0]
    whole, lead = page(story, root), story.lines[0]
    windows = "text/html; charset=windows-1252"
    figure = "<figure><img src=/{0}.jpg><figcaption>ছবি {0}: মেলার মুহূর্ত</figcaption></figure>"
    pictures = "".join(map(figure.format, range(9)))
    stub = '{"@type": "NewsArticle", "headline": "গ্রাহকদের জন্য", "isAccessibleForFree": "False"}'
    rows = "".join(f"<div><h3><a href='{one.path}'>{one.headline}</a></h3></div>" for one in by_paper["sagarika"])
    return {
        "/moved": Reply(b"", 301, {"Location": "/moved/on"}),
        "/moved/on": Reply(b"", 302, {"Location": story.path}),
        "/circle": Reply(b"", 302, {"Location": "/circle"}),
        "/outside": Reply(b"", 302, {"Location": "file:///etc/passwd"}),
        "/broken": Reply(b"<h1>500</h1>", 500),
        "/slow": site.slow,
        "/private/page": Reply(whole),
        "/mistake/windows-1252": Reply(whole.replace(b"charset=UTF-8", b"charset=windows-1252"), media=windows),
        "/mistake/twice": Reply("".join(map(_as_windows, whole.decode())).encode()),
        "/mistake/latin": Reply("<title>Caf\xe9</title><p>D\xe9j\xe0 vu</p>".encode("windows-1252"), media="text/html"),
        "/photo/mela": _plain("মেলার ছবি", "", f"<h1>মেলার ছবি</h1>{pictures}"),
        "/video/mela": _plain("ভিডিয়ো", '<meta property="og:type" content="video.other">', f"<p>{lead[:90]}</p>"),
        "/premium/stub": _plain(
            "গ্রাহকদের জন্য",
            f'<script type="application/ld+json">{stub}</script>',
            f"<article><h1>গ্রাহকদের জন্য</h1><p>{lead}</p><p>পুরো খবরটি পড়তে সাবস্ক্রাইব করুন</p></article>",
        ),
        "/sagarika/": _plain(
            NAMES["sagarika"],
            '<meta property="og:type" content="website">'
            '<link rel="alternate" type="application/rss+xml" href="/sagarika/feed">',
            rows,
        ),
        "/english": _plain("News", "", f"<article><h1>News</h1><p>{'Only English. ' * 20}</p></article>"),
        "/empty": Reply(b""),
    }


def _plain(title: str, head: str, body: str) -> Reply:
    head = f"<meta charset=utf-8><title>{title}</title>{head}"
    return Reply(f"<!DOCTYPE html><html lang=bn><head>{head}</head><body>{body}</body></html>".encode())


def _as_windows(char: str) -> str:
    """Return what a character's UTF-8 bytes look like when read as windows-1252, as the web does it."""
    return "".join(
        bytes([code]).decode("windows-1252") if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else chr(code)
        for code in char.encode()
    )
