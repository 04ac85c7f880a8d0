"""Make feed.xml: RSS 2.0 with the tags of Apple (itunes) and Podcasting 2.0 (podcast), and with content:encoded.

It is made from the manifests and `show.json`. The same folders give the same feed: dates and identifiers come from
them, never from the clock. Old episodes stand in archive pages (RFC 5005).
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from email.utils import format_datetime
from typing import TYPE_CHECKING

from audionews.publish.render import chapters
from audionews.publish.render.credits import called, corrections, disclosure
from audionews.publish.render.forms import COVER
from audionews.publish.render.labels import Words
from audionews.publish.render.markup import Markup, escaped, html, joined, xml
from audionews.publish.render.shownotes import shownotes
from audionews.publish.show import shows
from audionews.support.escape import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from audionews.model import Episode, Sound
    from audionews.publish.render.shownotes import Shownote
    from audionews.publish.show.episode_index import EpisodeItem
    from audionews.publish.show.identity import Identity, Published
    from audionews.settings import Show

NAME = shows.FEED
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "fh": "http://purl.org/syndication/history/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
_DESCRIPTION = 4000  # bytes of a <description> (Apple, "A podcaster's guide to RSS")
_SOUNDBITE = 120  # s, the longest that the podcast namespace recommends
_MADE_BY_MACHINE = xml("podcast:txt", {"purpose": "ai-content"}, "true")  # a purpose that hosts and apps agreed on
_TRANSCRIPTS = {  # players use the first one that they support
    "transcript.vtt": "text/vtt",
    "transcript.srt": "application/x-subrip",
    "transcript.txt": "text/plain",
}


@dataclass(frozen=True)
class FeedPage:
    """A file of the feed."""

    name: str
    """Its name: `feed.xml` itself, or an archive page."""
    episodes: Sequence[EpisodeItem]
    """Its episodes, newest first."""
    links: Mapping[str, str]
    """The files that it leads to, by relation (RFC 5005, section 4)."""
    trailer: EpisodeItem | None = None
    """The episode that is the show's trailer, in the feed itself."""


def pages(episodes: Sequence[EpisodeItem], recent: int, trailer: str | None = None) -> list[FeedPage]:
    """Divide a show's episodes, newest first: the feed with the `recent` ones, and archive pages of as many each.

    `trailer` names the folder of the episode that is the trailer.

    An archive page is counted from the oldest episode, so that it stays as it is when new ones come.
    """
    oldest = list(reversed(episodes))
    count = max(0, -(-(len(oldest) - recent) // recent))
    archive = [f"feed-{number}.xml" for number in range(1, count + 1)]
    links = {"prev-archive": archive[-1]} if archive else {}
    made = [FeedPage(NAME, episodes[:recent], links, next((item for item in episodes if item.name == trailer), None))]
    for number, name in enumerate(archive):
        around = {"current": NAME}
        around |= {"prev-archive": archive[number - 1]} if number else {}
        around |= {"next-archive": archive[number + 1]} if number + 1 < count else {}
        made.append(FeedPage(name, oldest[number * recent : (number + 1) * recent][::-1], around))
    return made


def feed(show: Show, known: Identity, page: FeedPage) -> str:
    """Return a file of the feed of `show`, whose identity is `known`."""
    spaces = {f"xmlns:{name}": address for name, address in NAMESPACES.items()}
    head, episodes = _channel(show, known, page), (_item(show, known, item) for item in page.episodes)
    channel = xml("channel", None, "\n", *_lines(head), *_lines(episodes))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml("rss", {"version": "2.0", **spaces}, channel)}\n'


def _lines(elements: Iterable[Markup]) -> Iterable[Markup]:
    return (Markup(f"{element}\n") for element in elements)


def _channel(show: Show, known: Identity, page: FeedPage) -> Iterable[Markup]:
    site, image = show.link("index.html"), show.link("cover.jpg")
    yield xml("title", None, line(show.title))
    yield xml("description", None, _about(show, page))
    yield xml("link", None, site)
    yield xml("language", None, show.language)
    if show.base_url:
        yield xml("atom:link", {"href": show.link(page.name), "rel": "self", "type": "application/rss+xml"})
        if show.hub and page.name == NAME:
            yield xml("atom:link", {"href": show.hub, "rel": "hub"})
    for relation, name in page.links.items():
        yield xml("atom:link", {"href": show.link(name), "rel": relation, "type": "application/rss+xml"})
    if page.name != NAME:
        yield xml("fh:archive")
    if known.moved_from and show.base_url:
        yield xml("itunes:new-feed-url", None, show.link(NAME))
    yield xml("generator", None, "audionews")
    if page.episodes:
        yield xml("lastBuildDate", None, format_datetime(max(item.published for item in page.episodes)))
    if show.copyright:
        yield xml("copyright", None, line(show.copyright))
    yield xml("image", None, xml("url", None, image), xml("title", None, line(show.title)), xml("link", None, site))
    yield from _itunes(show, image)
    yield from _podcast(show, known)
    yield from _told(show)
    if page.trailer:
        yield _trailer(show, known, page.trailer)


def _about(show: Show, page: FeedPage) -> str:
    """Return what the show says of itself, and who speaks in its newest episode, as HTML without elements."""
    said = disclosure(page.episodes[0].speakers, Words(show.language)) if page.episodes else ""
    return _as_html(" ".join(filter(None, [line(show.description), said])))


def _as_html(text: str) -> str:
    """Return text so that it says the same to apps that read a description as HTML, as RSS 2.0 has it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _itunes(show: Show, image: str) -> Iterable[Markup]:
    yield xml("itunes:image", {"href": image})
    inner = [xml("itunes:category", {"text": line(show.subcategory)})] if show.subcategory else []
    yield xml("itunes:category", {"text": line(show.category)}, *inner)
    yield xml("itunes:explicit", None, "true" if show.explicit else "false")
    yield xml("itunes:author", None, line(show.author))
    mail = [xml("itunes:email", None, line(show.email))] if show.email else []
    yield xml("itunes:owner", None, xml("itunes:name", None, line(show.author)), *mail)
    yield xml("itunes:type", None, "episodic")
    if show.private:
        yield xml("itunes:block", None, "Yes")  # no directory lists it


def _podcast(show: Show, known: Identity) -> Iterable[Markup]:
    yield xml("podcast:guid", None, known.guid)
    yield xml("podcast:medium", None, "podcast")
    owner = {"owner": line(show.email)} if show.email else None
    yield xml("podcast:locked", owner, "yes" if show.locked or show.private else "no")
    yield _MADE_BY_MACHINE


def _told(show: Show) -> Iterable[Markup]:
    """Yield what the settings tell of licence, support and place."""
    if show.license:
        yield xml("podcast:license", {"url": show.license_url}, line(show.license))
    if show.funding:
        yield xml("podcast:funding", {"url": show.funding}, line(show.funding_text or Words(show.language)["funding"]))
    if show.location:
        yield xml("podcast:location", {"geo": show.location_geo}, line(show.location))


def _trailer(show: Show, known: Identity, item: EpisodeItem) -> Markup:
    title, published = _title(item.episode), format_datetime(item.published)
    size = _size(item.episode.audio)
    return xml("podcast:trailer", {"pubdate": published, "url": _enclosure(show, known, item), **size}, title)


def _item(show: Show, known: Identity, item: EpisodeItem) -> Markup:
    return xml("item", None, "\n", *_lines(_fields(show, known, item)))


def _fields(show: Show, known: Identity, item: EpisodeItem) -> Iterable[Markup]:
    episode = item.episode
    title = _title(episode)
    yield xml("title", None, title)
    yield xml("guid", {"isPermaLink": "false"}, known.of(item).guid)
    yield xml("pubDate", None, format_datetime(item.published))
    yield xml("link", None, show.link(item.name, item.door))
    yield xml("description", None, summary(episode))
    yield xml("content:encoded", None, str(_shownotes(show, item)))
    yield xml("enclosure", {"url": _enclosure(show, known, item)} | _size(episode.audio))
    yield xml("itunes:title", None, title)
    yield xml("itunes:duration", None, str(round(episode.duration)))
    if COVER in item.forms:
        yield xml("itunes:image", {"href": show.link(item.name, "cover.jpg")})
    yield xml("itunes:episodeType", None, "trailer" if item.name == show.trailer else "full")
    yield from _numbers(known.of(item))
    yield xml("itunes:explicit", None, "true" if show.explicit else "false")
    yield from _disclosed(item)
    yield from _soundbite(item)
    yield from _beside(show, item)


def _numbers(made: Published) -> Iterable[Markup]:
    for name, number in (("season", made.season), ("episode", made.number)):
        if number:
            yield xml(f"itunes:{name}", None, number)
            yield xml(f"podcast:{name}", None, number)


def _disclosed(item: EpisodeItem) -> Iterable[Markup]:
    """Yield who speaks, as what it is: a synthetic voice."""
    words = Words(item.episode.language)
    for speaker in item.speakers:
        named = f"{called(speaker)} ({words['synthetic']})"
        yield xml("podcast:person", {"group": "cast", "role": "narrator"}, named)
    if item.speakers:
        yield _MADE_BY_MACHINE


def _soundbite(item: EpisodeItem) -> Iterable[Markup]:
    """Yield the headlines at the start, as many as a soundbite holds."""
    if not item.headlines:
        return
    start = item.headlines[0][0]
    end = max((end for _, end in item.headlines if end - start <= _SOUNDBITE), default=start)
    if end > start:
        times = {"startTime": f"{start:.3f}", "duration": f"{end - start:.3f}"}
        yield xml("podcast:soundbite", times, Words(item.episode.language)["opening"])


def _title(episode: Episode) -> str:
    return line(episode.title) or Words(episode.language).day(episode.date)


def _enclosure(show: Show, known: Identity, item: EpisodeItem) -> str:
    """Return the address of the sound: a new one for another sound, so that apps fetch it again."""
    address = show.link(item.name, item.episode.audio.file)
    return f"{address}?v={item.digest[:8]}" if known.is_updated(item) else address


def _size(sound: Sound) -> dict[str, object]:
    return {"length": sound.bytes, "type": "audio/opus" if sound.file.endswith(".opus") else "audio/mpeg"}


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
    """Return the episode in one paragraph of HTML: corrections, and as many headlines as Apple shows (4,000 bytes).

    What was corrected stands first, so that it is never among what does not fit.
    """
    headlines = list(filter(None, (line(story.headline) for story in episode.articles)))
    headlines = [*corrections(episode, Words(episode.language)), *headlines] or [_title(episode)]
    while len(_as_html(" · ".join(headlines)).encode()) > _DESCRIPTION:
        headlines = [*headlines[:-2], "…"] if headlines[-1] == "…" else [*headlines[:-1], "…"]
    return _as_html(" · ".join(headlines))


def _shownotes(show: Show, item: EpisodeItem) -> Markup:
    """Return the episode's notes as HTML: chapters with times, which apps turn into links, and whose news they are."""
    words = Words(item.episode.language)
    notes = [html("li", None, _note(note)) for note in shownotes(item.chapters, item.episode.articles)]
    page = html("a", {"href": show.link(item.name, item.door)}, words["listen"])
    above = [html("p", None, text) for text in corrections(item.episode, words)]
    below = [html("p", None, text) for text in (disclosure(item.speakers, words), page) if text]
    return joined([*above, html("ul", None, *notes), *below])


def _note(note: Shownote) -> Markup:
    title = html("a", {"href": note.link}, note.title) if note.link else escaped(note.title)
    return joined([f"({note.time}) ", title, f" — {note.credit}" if note.credit else ""])
