"""Make the show's own files: feed, list of episodes, OPML for podcast apps, cover."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from email.utils import format_datetime
from typing import TYPE_CHECKING

from audionews.publish.render.credits import disclosure
from audionews.publish.render.episode_page import document, masthead
from audionews.publish.render.labels import Words
from audionews.publish.render.markup import Markup, html, joined, xml
from audionews.publish.show import episode_index, feed, shows
from audionews.publish.show.identity import numbered, settled
from audionews.support import escape, files
from audionews.support.package import package_digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from audionews.publish.show.episode_index import EpisodeItem
    from audionews.publish.show.identity import Identity
    from audionews.settings import Show

OPML = "feed.opml"
MOVED = "moved.html"
"""Written once the base URL has changed: to be put in the place of index.html at the old one."""
_OURS = re.compile(r"feed-\d+\.xml|episodes-\d{4}-\d\d\.html")
NEWEST = 30
"""Episodes in the list itself, where there are more than that; all stand in the pages of their months."""
HEADLINES = 5
"""Most headlines shown for an episode in the list."""


@dataclass(frozen=True)
class ShowReport:
    """The result of rebuilding a show."""

    show: Show
    """The show's metadata now."""
    episodes: int
    """Number of episodes in feed and list."""
    written: list[Path]
    """Files that were created or changed."""
    missing: list[str]
    """A sentence for each setting that podcast directories require and the show lacks."""
    damaged: list[str]
    """A sentence for each episode that was left out because its manifest cannot be read."""


def build(root: Path, show: Show, *, cover: Path | None = None, typeface: str | None = None) -> ShowReport:
    """Bring feed, list, OPML and cover in `root` up to date with `show` and the episodes there, the feed last.

    Raises:
        StorageError: a file could not be written.
        UsageError: `cover`, the user's own, is no picture.
    """
    written = _cover(root, show, cover=cover, typeface=typeface)  # first: it needs the most memory
    episodes, damaged = episode_index.items(root)
    known = _known(root, show, episodes)
    before, made = episode_index.pages(root), dict[str, str]()
    pages: list[feed.FeedPage | ListPage] = [
        *_lists(episodes),
        *reversed(feed.pages(episodes, show.recent, show.trailer)),
    ]
    for page in pages:
        made[page.name] = digest = _digest(show, known, page)
        if before.get(page.name) != digest or not (root / page.name).is_file():
            text = feed.feed(show, known, page) if isinstance(page, feed.FeedPage) else listing(show, page)
            written += [root / page.name] if _put(root / page.name, text) else []
    texts = {OPML: opml(show, episodes), shows.NAME: shows.dump(show, known)}
    if known.moved_from and show.base_url:
        texts[MOVED] = moved(show)
    written += [root / name for name, text in texts.items() if _put(root / name, text)]
    for name in before.keys() - made.keys():
        if _OURS.fullmatch(name):
            files.remove(root / name)
    episode_index.save(root, episodes, made)
    return ShowReport(show, len(episodes), written, missing(show), damaged)


def moved(show: Show) -> str:
    """Return the page that belongs at the show's old address, where nothing else can send its visitors on."""
    words, home = Words(show.language), show.link()
    refresh = html("meta", {"http-equiv": "refresh", "content": f"0; url={home}"})
    link = html("link", {"rel": "canonical", "href": home})
    head = joined([html("meta", {"charset": "utf-8"}), refresh, link, html("title", None, escape.line(show.title))])
    body = html("p", None, html("a", {"href": home}, words["moved"]))
    tree = html("html", {"lang": words.language}, html("head", None, head), html("body", None, body))
    return f"<!DOCTYPE html>\n{tree}\n"


def _digest(show: Show, known: Identity, page: feed.FeedPage | ListPage) -> str:
    """Return a digest of all that a page says, so that one that would say the same is not made again."""
    trailer = [page.trailer] if isinstance(page, feed.FeedPage) and page.trailer else []
    shown = [(item.name, item.row, item.published, known.of(item)) for item in (*page.episodes, *trailer)]
    said = (page.name, page.links, vars(show), known.guid, known.moved_from, shown, package_digest())
    return hashlib.sha256(repr(said).encode()).hexdigest()


@dataclass(frozen=True)
class ListPage:
    """A page of the list of episodes."""

    name: str
    """`index.html`, or the page of a month."""
    episodes: Sequence[EpisodeItem]
    """Its episodes, newest first."""
    links: Mapping[str, date]
    """Other pages of the list, each with a day of the month that it shows."""


def _lists(episodes: Sequence[EpisodeItem]) -> list[ListPage]:
    """Divide the episodes, newest first: the list with the newest, and a page for each month where there are more."""
    newest = episodes[:NEWEST]
    if len(newest) == len(episodes):
        return [ListPage("index.html", newest, {})]
    months: dict[str, list[EpisodeItem]] = {}
    for item in episodes:
        months.setdefault(f"episodes-{item.date:%Y-%m}.html", []).append(item)
    links = {name: inner[0].date for name, inner in months.items()}
    return [ListPage("index.html", newest, links), *(ListPage(name, inner, {}) for name, inner in months.items())]


def _known(root: Path, show: Show, episodes: Sequence[EpisodeItem]) -> Identity:
    """Return what the show is known by, once its feed is written with these episodes."""
    before = shows.read(root)
    known = shows.identity(root)
    if before.base_url and show.base_url and before.base_url != show.base_url:
        known = replace(known, moved_from=before.base_url)
    address = show.link(feed.NAME) if show.base_url else None
    known = settled(known, episodes, address, root / feed.NAME)
    told = [item for item in reversed(episodes) if item.name != show.trailer]
    return numbered(known, told, show.numbering)


def missing(show: Show) -> list[str]:
    """Return a sentence for each setting that podcast directories require and `show` lacks."""
    lacks = []
    if not show.base_url:
        lacks.append("No base URL: links are relative, which only a player on this machine can use (--base-url URL).")
    if not show.email:
        lacks.append("No e-mail address of the owner: directories write to it before they list a show (--email).")
    return lacks


def _put(path: Path, text: str) -> bool:
    """Write `text` unless the file has it already, for the sake of caches. Return whether it was written."""
    data = text.encode("utf-8", "ignore")
    if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
        return False
    files.write(path, data)
    return True


def _cover(root: Path, show: Show, *, cover: Path | None, typeface: str | None) -> list[Path]:
    from audionews.publish.render import cover as covers

    place, words = root / "cover.jpg", covers.Lettering(show.title, None, Words(show.language).language)
    if cover:
        files.write(place, covers.adopted(cover))
    elif covers.is_foreign(place) or covers.is_current(place, words, typeface=typeface):
        return []
    else:
        files.write(place, covers.cover(words, typeface=typeface))
    return [place]


def listing(show: Show, page: ListPage) -> str:
    """Return index.html of the show: its episodes, newest first."""
    words = Words(show.language)
    entries = [_entry(item, words) for item in page.episodes]
    body = joined(
        [
            masthead(escape.line(show.title), html("p", None, escape.line(show.description))),
            html(
                "main",
                None,
                html("ul", {"class": "episodes"}, *entries) if entries else html("p", None, words["empty"]),
            ),
            _months(page, words),
            html("footer", None, html("p", {"class": "quiet"}, _links(words)), _voices(page, words)),
        ]
    )
    return document(words, show.title, body, description=show.description, feed=feed.NAME)


def _voices(page: ListPage, words: Words) -> Markup:
    """Return the line that says who speaks in the newest episode."""
    said = disclosure(page.episodes[0].speakers, words) if page.episodes else ""
    return html("p", {"class": "quiet"}, said) if said else Markup()


def _months(page: ListPage, words: Words) -> Markup:
    """Return the way from the newest episodes to the pages of the months, or back."""
    if not page.links:
        back = html("a", {"href": "index.html", "class": "big"}, words["newest"])
        return html("nav", None, html("p", None, back)) if page.name != "index.html" else Markup()
    rows = [
        html("li", None, html("a", {"href": name, "class": "big"}, f"{words.month(day)} {words.number(day.year)}"))
        for name, day in page.links.items()
    ]
    head = html("h2", {"id": "months"}, words["older"])
    return html("nav", {"aria-labelledby": "months"}, head, html("ul", {"class": "episodes"}, *rows))


def _links(words: Words) -> Markup:
    feeds = [(feed.NAME, words["feed"]), (OPML, "OPML")]
    return joined((html("a", {"href": href, "class": "big"}, text) for href, text in feeds), " · ")


def _entry(item: EpisodeItem, words: Words) -> Markup:
    episode = item.episode
    link = html("a", {"href": f"{escape.quoted(item.name)}/index.html"}, escape.line(episode.title) or words["show"])
    headlines = [
        html("li", None, escape.line(story.headline)) for story in episode.articles[:HEADLINES] if story.headline
    ]
    day = html("time", {"datetime": episode.date.isoformat()}, words.day(episode.date))
    return html(
        "li",
        None,
        html("h2", None, link),
        html("p", {"class": "quiet"}, day, f" · {words.minutes(episode.duration)}"),
        html("ul", None, *headlines) if headlines else Markup(),
    )


def opml(show: Show, episodes: Sequence[EpisodeItem]) -> str:
    """Return the subscription as OPML 2.0 (opml.org/spec2), which podcast apps import."""
    title = escape.line(show.title)
    outline = {"type": "rss", "text": title, "title": title, "xmlUrl": show.link(feed.NAME)}
    dated = [xml("dateModified", None, format_datetime(episodes[0].published))] if episodes else []
    body = xml("body", None, xml("outline", outline | {"htmlUrl": show.link("index.html")}))
    tree = xml("opml", {"version": "2.0"}, xml("head", None, xml("title", None, title), *dated), body)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tree}\n'
