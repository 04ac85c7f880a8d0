"""Tell apps and search engines what a page is, for those that show a link to it: Open Graph, Twitter, schema.org."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from audionews.publish.render.artwork import CARD, CARD_SIZE
from audionews.publish.render.markup import Markup, html
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audionews.model import Episode
    from audionews.settings import Show


def web_folder(show: Show | None, folder: str) -> str:
    """Return the address of an episode's `folder`, ending in a slash; empty where the show has none."""
    return f"{show.link(folder)}/" if show and show.base_url else ""


def link_preview(episode: Episode, title: str, description: str, *, show: Show, folder: str) -> Iterable[Markup]:
    """Yield the elements for the head of the page of `episode`, which lies in `folder` of `show`.

    Without the show's base URL the addresses are relative, which apps do not follow.
    """
    base = web_folder(show, folder)
    width, height = CARD_SIZE
    properties = {
        "og:type": "article",
        "og:title": title,
        "og:description": description,
        "og:site_name": escape.line(show.title),
        "og:locale": {"bn": "bn_IN"}.get(episode.language, episode.language),
        **({"og:url": base} if base else {}),
        "og:image": f"{base}{CARD}",
        "og:image:width": width,
        "og:image:height": height,
        "og:image:alt": title,
        "og:audio": f"{base}{escape.quoted(episode.audio.file)}",
        "og:audio:type": "audio/mpeg",
        "article:published_time": _published(episode),
    }
    for name, value in properties.items():
        yield html("meta", {"property": name, "content": value})
    yield html("meta", {"name": "twitter:card", "content": "summary_large_image"})
    text = json.dumps(_podcast_episode(episode, title, description, show, base), ensure_ascii=False)
    safe = text.encode("utf-8", "ignore").decode().replace("<", "\\u003c")  # nothing in it may end the element
    yield html("script", {"type": "application/ld+json"}, Markup(safe))


def _published(episode: Episode) -> str:
    return episode.made.isoformat(timespec="seconds") if episode.made else episode.date.isoformat()


def _podcast_episode(episode: Episode, title: str, description: str, show: Show, base: str) -> dict[str, Any]:
    """Return the episode as schema.org has it (schema.org/PodcastEpisode)."""
    series = {"@type": "PodcastSeries", "name": escape.line(show.title), "webFeed": show.link("feed.xml")}
    sound = {
        "@type": "AudioObject",
        "contentUrl": f"{base}{escape.quoted(episode.audio.file)}",
        "encodingFormat": "audio/mpeg",
        "contentSize": str(episode.audio.bytes),
        "duration": f"PT{round(episode.duration)}S",
        "bitrate": f"{episode.audio.bitrate // 1000} kbit/s",
    }
    return {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": title,
        "description": description,
        "datePublished": _published(episode),
        "inLanguage": episode.language,
        "timeRequired": f"PT{round(episode.duration)}S",
        **({"url": base} if base else {}),
        "image": f"{base}{CARD}",
        "author": {"@type": "Organization", "name": escape.line(show.author)},
        "associatedMedia": sound,
        "partOfSeries": series | ({"url": show.link()} if show.base_url else {}),
    }
