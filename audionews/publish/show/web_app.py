"""Make what turns the served show into an app: web manifest, icons, service worker, and the index that is searched.

They lie once beside the feed; pages work from disk without them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.publish.render.forms import COVER, PAGE
from audionews.publish.render.labels import Words, packed
from audionews.publish.render.web_document import DARK, ICONS, PAPER, WEB_MANIFEST
from audionews.publish.show.episode_list import NAME, by_month
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from audionews.publish.show.episode_index import EpisodeItem
    from audionews.settings import Show

WORKER = "worker.js"


@dataclass(frozen=True)
class SearchPage:
    """The index of a month's headlines."""

    name: str
    """Its file name: `search-2026-11.json`."""
    episodes: Sequence[EpisodeItem]
    """Its episodes, newest first."""
    links: Mapping[str, str]
    """None: the list leads to it."""


def search_pages(episodes: Sequence[EpisodeItem]) -> list[SearchPage]:
    """Divide the episodes, newest first, into months."""
    return [SearchPage(f"search-{month}.json", list(inner), {}) for month, inner in by_month(episodes)]


def search_index(show: Show, page: SearchPage) -> str:
    """Return a month's index: for each episode its folder, day, title, and headlines with the second they begin."""
    words = Words(show.language)
    rows = [
        [
            escape.quoted(item.name),
            words.day(item.date),
            escape.line(item.episode.title) or words["show"],
            [[escape.line(story.headline), int(story.start)] for story in item.episode.articles if story.headline],
        ]
        for item in page.episodes
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f"[{lines}]\n"


def web_manifest(show: Show) -> str:
    """Return the web manifest, by which phones and desktops install the show (W3C, Web Application Manifest)."""
    icons = [
        {"src": name, "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
        for side, name in ICONS.items()
        for purpose in ("any", "maskable")
    ]
    name = escape.line(show.title)
    fields = {
        "id": f"./{NAME}",
        "name": name,
        "short_name": name,
        "description": escape.line(show.description),
        "lang": Words(show.language).language,
        "dir": "ltr",
        "start_url": f"./{NAME}",
        "scope": "./",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": DARK,
        "categories": ["news"],
        "icons": icons,
    }
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def service_worker(show: Show, episodes: Sequence[EpisodeItem]) -> str:
    """Return the service worker, which keeps list and newest episode; with another episode it is another one."""
    kept, sound = [NAME, WEB_MANIFEST, "cover.jpg", ICONS[192]], ""
    for item in episodes[:1]:
        folder = escape.quoted(item.name)
        kept += [f"{folder}/{name}" for form, name in {PAGE: NAME, COVER: "cover.jpg"}.items() if form in item.forms]
        sound = f"{folder}/{escape.quoted(item.episode.audio.file)}"
    state = [(item.name, item.row) for item in episodes]
    code = packed(WORKER)
    version = hashlib.sha256(repr((vars(show), state, code)).encode()).hexdigest()[:16]
    values = {"version": version, "files": json.dumps(kept), "sound": sound}
    for name, value in values.items():
        code = code.replace(f"{{{name}}}", value, 1)
    return code
