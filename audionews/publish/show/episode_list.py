"""Make the list of episodes: the newest to play, a search, the last thirty days, and a page for each month."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from audionews.publish.render.credits import corrections, disclosure
from audionews.publish.render.labels import Words, packed
from audionews.publish.render.markup import Markup, html, joined
from audionews.publish.render.player_bar import player_bar, toggle
from audionews.publish.render.web_document import PageHead, colours, masthead, web_document
from audionews.publish.show import shows
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from audionews.publish.show.episode_index import EpisodeItem
    from audionews.settings import Show

NAME = "index.html"
OPML = "feed.opml"
DAYS = 30
"""Days of the list itself, counted by those that have episodes; where there are more, every month has its page too."""
HEADLINES = 5
"""Most headlines shown of the newest episode."""
_ROW = 3
_APPS = {  # how each app is asked to subscribe: the address of the feed follows without its scheme
    "Apple Podcasts": "podcast://",
    "Pocket Casts": "pktc://subscribe/",
    "AntennaPod": "antennapod-subscribe://",
}


@dataclass(frozen=True)
class ListPage:
    """A page of the list of episodes."""

    name: str
    """`index.html`, or the page of a month."""
    episodes: Sequence[EpisodeItem]
    """Its episodes, newest first."""
    links: Mapping[str, date]
    """Other pages of the list, each with a day of the month that it shows."""
    months: Sequence[str] = ()
    """The months that can be searched, newest first."""


def list_pages(episodes: Sequence[EpisodeItem]) -> list[ListPage]:
    """Divide the episodes, newest first: the list with the newest, and a page for each month where there are more."""
    days = sorted({item.date for item in episodes}, reverse=True)
    newest = [item for item in episodes if len(days) <= DAYS or item.date >= days[DAYS - 1]]
    months = {f"{month}": list(inner) for month, inner in by_month(episodes)}
    if len(newest) == len(episodes):
        return [ListPage(NAME, newest, {}, tuple(months))]
    pages = {f"episodes-{month}.html": inner for month, inner in months.items()}
    links = {name: inner[0].date for name, inner in pages.items()}
    return [
        ListPage(NAME, newest, links, tuple(months)),
        *(ListPage(name, inner, {}) for name, inner in pages.items()),
    ]


def by_month(episodes: Sequence[EpisodeItem]) -> Iterable[tuple[str, Iterable[EpisodeItem]]]:
    """Yield each month (`2026-11`) with its episodes, in the order of these."""
    return groupby(episodes, lambda item: f"{item.date:%Y-%m}")


def listing(show: Show, page: ListPage) -> str:
    """Return a page of the list."""
    words, first = Words(show.language), page.name == NAME
    newest = page.episodes[0] if page.episodes and first else None
    below = html("p", None, escape.line(show.description))
    body = joined(
        [
            masthead(escape.line(show.title), below),
            html(
                "main",
                None,
                _latest(newest, show, words) if newest else Markup(),
                _finder(page, words) if newest else Markup(),
                *_entries(page, words),
                _months(page, words),
            ),
            _subscribe(show, words),
            _voices(page, words),
        ]
    )
    script = packed("player.js", "list.js") if newest else ""
    head = PageHead(show.title, show.description, script, fetches=bool(newest))
    return web_document(words, head, body)


def _title(item: EpisodeItem, words: Words) -> str:
    return escape.line(item.episode.title) or words["show"]


def _link(item: EpisodeItem, words: Words) -> Markup:
    return html("a", {"href": f"{escape.quoted(item.name)}/{escape.quoted(item.door)}"}, _title(item, words))


def _when(item: EpisodeItem, words: Words) -> Markup:
    day = html("time", {"datetime": item.date.isoformat()}, words.day(item.date))
    when = html("p", {"class": "quiet"}, day, f" · {words.minutes(item.episode.duration)}")
    return joined([when, *(html("p", {"class": "correction"}, told) for told in corrections(item.episode, words))])


def _headlines(item: EpisodeItem, most: int) -> list[str]:
    return [escape.line(story.headline) for story in item.episode.articles[:most] if story.headline]


def _latest(item: EpisodeItem, show: Show, words: Words) -> Markup:
    """Return the newest episode with the bar that plays it."""
    button = {"type": "button", "class": "main toggle", "data-scripted": True, "hidden": True}
    told = [html("li", None, headline) for headline in _headlines(item, HEADLINES)]
    return html(
        "section",
        {"class": "latest", "aria-labelledby": "latest"},
        html("h2", {"id": "latest"}, words["latest"]),
        html("h3", None, _link(item, words)),
        _when(item, words),
        html("button", button, *toggle(words, words["play_latest"])),
        player_bar(item.episode, words, show=show.title, folder=f"{escape.quoted(item.name)}/", stories=False),
        html("ul", None, *told) if told else Markup(),
    )


def _finder(page: ListPage, words: Words) -> Markup:
    box = html("input", {"type": "search", "id": "find", "autocomplete": "off"})
    return html(
        "form",
        {"id": "finder", "role": "search", "data-months": " ".join(page.months), "data-scripted": True, "hidden": True},
        html("label", {"for": "find"}, words["find_headlines"]),
        html("div", {"class": "row"}, box, colours(words)),
        html("p", {"id": "found", "class": "status quiet", "role": "status"}),
        html("ol", {"id": "results"}),
        html("button", {"type": "button", "id": "more", "hidden": True}, words["more_results"]),
    )


def _entries(page: ListPage, words: Words) -> Iterable[Markup]:
    """Yield the episodes under the heads of their months."""
    if not page.episodes:
        yield html("p", None, words["empty"])
    for _, inner in by_month(page.episodes):
        items = list(inner)
        day = items[0].date
        yield html("h2", None, f"{words.month(day)} {words.number(day.year)}")
        yield html("ul", {"class": "episodes"}, *(_entry(item, words) for item in items))


def _entry(item: EpisodeItem, words: Words) -> Markup:
    told = " · ".join(_headlines(item, _ROW))
    shown = html("p", {"class": "told"}, told) if told else Markup()
    return html("li", None, html("h3", None, _link(item, words)), _when(item, words), shown)


def _months(page: ListPage, words: Words) -> Markup:
    """Return the way from the newest episodes to the pages of the months, or back."""
    if not page.links:
        back = html("a", {"href": NAME, "class": "big"}, words["newest"])
        return html("nav", {"aria-label": words["newest"]}, html("p", None, back)) if page.name != NAME else Markup()
    rows = [
        html("li", None, html("a", {"href": name, "class": "big"}, f"{words.month(day)} {words.number(day.year)}"))
        for name, day in page.links.items()
    ]
    head = html("h2", {"id": "months"}, words["older"])
    return html("nav", {"aria-labelledby": "months"}, head, html("ul", {"class": "months"}, *rows))


def _subscribe(show: Show, words: Words) -> Markup:
    """Return links that subscribe; those of apps need the feed's address."""
    feed = show.link(shows.FEED)
    apps = {name: start + feed.partition("://")[2] for name, start in _APPS.items()} if show.base_url else {}
    rows = [
        html("li", None, html("a", {"href": href, "class": "big"}, name))
        for name, href in {**apps, words["feed"]: shows.FEED, "OPML": OPML}.items()
    ]
    head = html("h2", {"id": "subscribe"}, words["subscribe"])
    return html("nav", {"aria-labelledby": "subscribe"}, head, html("ul", {"class": "subscribe"}, *rows))


def _voices(page: ListPage, words: Words) -> Markup:
    """Return the line that says who speaks in the newest episode."""
    said = disclosure(page.episodes[0].speakers, words) if page.episodes else ""
    return html("footer", None, html("p", {"class": "quiet"}, said)) if said else Markup()
