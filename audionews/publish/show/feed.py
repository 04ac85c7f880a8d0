"""Make feed.xml: RSS 2.0 with the tags of Apple (itunes) and Podcasting 2.0 (podcast), and with content:encoded.

It is made from the manifests alone. The same folders give the same feed: dates and identifiers come from the episodes,
never from the clock.
"""

from __future__ import annotations

import base64
import uuid
from email.utils import format_datetime
from typing import TYPE_CHECKING

from audionews.publish.render import chapters
from audionews.publish.render.labels import Words, clock
from audionews.publish.render.markup import Markup, html, joined, xml
from audionews.publish.show import shows
from audionews.support.escape import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from audionews.model import Episode, Sound
    from audionews.publish.show.shows import EpisodeItem, Show

NAME = shows.FEED
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
_PODCASTS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # namespace of podcast:guid
_EPISODES = uuid.uuid5(uuid.NAMESPACE_URL, "audionews:episode")
_TRANSCRIPTS = {  # players use the first one that they support
    "transcript.vtt": "text/vtt",
    "transcript.srt": "application/x-subrip",
    "transcript.txt": "text/plain",
}


def feed(show: Show, episodes: Sequence[EpisodeItem]) -> str:
    """Return the feed of `show` with `episodes`, which must be sorted newest first."""
    spaces = {f"xmlns:{name}": address for name, address in NAMESPACES.items()}
    channel = xml(
        "channel", None, "\n", *_lines(_channel(show, episodes)), *_lines(_item(show, each) for each in episodes)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml("rss", {"version": "2.0", **spaces}, channel)}\n'


def _lines(elements: Iterable[Markup]) -> Iterable[Markup]:
    return (Markup(f"{element}\n") for element in elements)


def guid(show: Show) -> str | None:
    """Return the show's podcast:guid: a UUIDv5 of the feed's address without scheme and slash; None without address."""
    if not show.base_url:
        return None
    return str(uuid.uuid5(_PODCASTS, show.link(NAME).partition("://")[2].rstrip("/")))


def item_guid(name: str) -> str:
    """Return an episode's identifier, made of its folder's `name`: it stays the same if show or host change."""
    return f"urn:uuid:{uuid.uuid5(_EPISODES, name)}"


def _channel(show: Show, episodes: Sequence[EpisodeItem]) -> Iterable[Markup]:
    site, image = show.link("index.html"), show.link("cover.jpg")
    yield xml("title", None, line(show.title))
    yield xml("description", None, line(show.description))
    yield xml("link", None, site)
    yield xml("language", None, show.language)
    if show.base_url:
        yield xml("atom:link", {"href": show.link(NAME), "rel": "self", "type": "application/rss+xml"})
    yield xml("generator", None, "audionews")
    if episodes:
        yield xml("lastBuildDate", None, format_datetime(episodes[0].published))
    if show.copyright:
        yield xml("copyright", None, line(show.copyright))
    yield xml("image", None, xml("url", None, image), xml("title", None, line(show.title)), xml("link", None, site))
    yield from _itunes(show, image)
    yield from _podcast(show)


def _itunes(show: Show, image: str) -> Iterable[Markup]:
    yield xml("itunes:image", {"href": image})
    inner = [xml("itunes:category", {"text": line(show.subcategory)})] if show.subcategory else []
    yield xml("itunes:category", {"text": line(show.category)}, *inner)
    yield xml("itunes:explicit", None, "true" if show.explicit else "false")
    yield xml("itunes:author", None, line(show.author))
    mail = [xml("itunes:email", None, line(show.email))] if show.email else []
    yield xml("itunes:owner", None, xml("itunes:name", None, line(show.author)), *mail)
    yield xml("itunes:type", None, "episodic")


def _podcast(show: Show) -> Iterable[Markup]:
    if identifier := guid(show):
        yield xml("podcast:guid", None, identifier)
    yield xml("podcast:medium", None, "podcast")
    owner = {"owner": line(show.email)} if show.email else None
    yield xml("podcast:locked", owner, "yes" if show.locked else "no")


def _item(show: Show, item: EpisodeItem) -> Markup:
    return xml("item", None, "\n", *_lines(_fields(show, item)))


def _fields(show: Show, item: EpisodeItem) -> Iterable[Markup]:
    episode = item.episode
    title = line(episode.title) or Words(episode.language).day(episode.date)
    yield xml("title", None, title)
    yield xml("guid", {"isPermaLink": "false"}, item_guid(item.name))
    yield xml("pubDate", None, format_datetime(item.published))
    yield xml("link", None, show.link(item.name, "index.html"))
    yield xml("description", None, summary(episode))
    yield xml("content:encoded", None, str(_shownotes(show, item)))
    yield xml("enclosure", {"url": show.link(item.name, episode.audio.file)} | _size(episode.audio))
    yield xml("itunes:title", None, title)
    yield xml("itunes:duration", None, str(round(episode.duration)))
    yield xml("itunes:image", {"href": show.link(item.name, "cover.jpg")})
    yield xml("itunes:episodeType", None, "full")
    yield xml("itunes:explicit", None, "true" if show.explicit else "false")
    yield from _beside(show, item)


def _size(sound: Sound) -> dict[str, object]:
    return {"length": sound.bytes, "type": "audio/mpeg"}


def _beside(show: Show, item: EpisodeItem) -> Iterable[Markup]:
    language = item.episode.language
    for name, kind in _TRANSCRIPTS.items():
        captions = {"rel": "captions"} if name != "transcript.txt" else {}
        yield xml(
            "podcast:transcript", {"url": show.link(item.name, name), "type": kind, "language": language} | captions
        )
    yield xml("podcast:chapters", {"url": show.link(item.name, "chapters.json"), "type": chapters.TYPE})
    for sound in item.episode.alternates:
        integrity = base64.b64encode(bytes.fromhex(sound.sha256)).decode()
        yield xml(
            "podcast:alternateEnclosure",
            {**_size(sound), "bitrate": sound.bitrate, "lang": language, "title": f"{sound.bitrate // 1000} kbit/s"},
            xml("podcast:source", {"uri": show.link(item.name, sound.file)}),
            xml("podcast:integrity", {"type": "sri", "value": f"sha256-{integrity}"}),
        )


def summary(episode: Episode) -> str:
    """Return the episode in one paragraph: its headlines."""
    headlines = [line(story.headline) for story in episode.articles]
    return " · ".join(filter(None, headlines)) or line(episode.title) or Words(episode.language).day(episode.date)


def _shownotes(show: Show, item: EpisodeItem) -> Markup:
    """Return the episode's notes as HTML: a list of chapters with their times, which apps turn into links."""
    marks = [f"({clock(mark.start)}) {mark.title}" for mark in item.chapters]
    page = html("a", {"href": show.link(item.name, "index.html")}, Words(item.episode.language)["listen"])
    return joined([html("ul", None, *(html("li", None, mark) for mark in marks)), html("p", None, page)])
