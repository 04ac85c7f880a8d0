"""Make the show's own files: feed, list of episodes, what makes an app of them, OPML for podcast apps, cover."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from email.utils import format_datetime
from typing import TYPE_CHECKING

from audionews.publish import manifest
from audionews.publish.render.chapters import chapters_json
from audionews.publish.render.episode_page import page
from audionews.publish.render.forms import PAGE, forms_of
from audionews.publish.render.labels import Words
from audionews.publish.render.link_preview import web_folder
from audionews.publish.render.markup import html, joined, xml
from audionews.publish.render.web_document import ICONS, WEB_MANIFEST
from audionews.publish.show import episode_index, feed, foreign_files, shows
from audionews.publish.show.episode_list import OPML, ListPage, list_pages, listing
from audionews.publish.show.identity import hidden, numbered, settled
from audionews.publish.show.web_app import (
    WORKER,
    SearchPage,
    search_index,
    search_pages,
    service_worker,
    web_manifest,
)
from audionews.support import escape, files, own_files
from audionews.support.errors import AbsentError
from audionews.support.package import package_digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from audionews.publish.show.episode_index import EpisodeItem
    from audionews.publish.show.identity import Identity
    from audionews.settings import Show

MOVED = "moved.html"
"""Written once the base URL has changed: to be put in the place of index.html at the old one."""
_OURS = re.compile(r"feed-\d+\.xml|episodes-\d{4}-\d\d\.html|search-\d{4}-\d\d\.json")
_EPISODES = "*/index.html"
"""Stands in the index for the pages of all episodes."""
_LANGUAGE = re.compile(rb'<html lang="([a-z]+)"')
_Page = feed.FeedPage | ListPage | SearchPage


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
    foreign_files.claim(root)
    written = [*_cover(root, show, cover=cover, typeface=typeface), *_icons(root)]  # first: they need the most memory
    episodes, damaged = episode_index.items(root)
    kept, known = show, _known(root, show, episodes)
    show = shows.told(kept, known)
    before, made = episode_index.pages(root), dict[str, str]()
    made[_EPISODES] = _told_of_show(show)
    if before.get(_EPISODES) not in {None, made[_EPISODES]}:
        written += _episode_pages(show, episodes)
    app: list[_Page] = [*list_pages(episodes), *search_pages(episodes)]
    for each in [*app, *reversed(feed.pages(episodes, show.recent, show.trailer))]:
        made[each.name] = digest = _digest(show, known, each)
        if before.get(each.name) != digest or not (root / each.name).is_file():
            written += [root / each.name] if _put(root / each.name, _text(show, known, each)) else []
    texts = {OPML: opml(show, episodes), shows.NAME: shows.dump(kept, known), WEB_MANIFEST: web_manifest(show)}
    texts[WORKER] = service_worker(show, episodes)
    if known.moved_from and show.base_url:
        texts[MOVED] = moved(show)
    written += [root / name for name, text in texts.items() if _put(root / name, text)]
    for name in before.keys() - made.keys():
        if _OURS.fullmatch(name) and not foreign_files.is_foreign(root / name):
            files.remove(root / name)
    episode_index.save(root, episodes, made, len(damaged))
    return ShowReport(kept, len(episodes), written, missing(show), damaged)


def _text(show: Show, known: Identity, page: _Page) -> str:
    if isinstance(page, feed.FeedPage):
        return feed.feed(show, known, page)
    return listing(show, page) if isinstance(page, ListPage) else search_index(show, page)


def _told_of_show(show: Show) -> str:
    """Return a digest of what the pages of episodes say of their show."""
    return hashlib.sha256(repr((show.base_url, show.title, show.author)).encode()).hexdigest()


def _episode_pages(show: Show, episodes: Sequence[EpisodeItem]) -> list[Path]:
    """Make the pages of episodes again, for a show that has another name or address; return those that changed."""
    changed = []
    for item in episodes:
        path, episode = item.folder / "index.html", manifest.load(item.folder)
        if PAGE not in forms_of(episode.recipe):
            continue
        language = _LANGUAGE.search(own_files.head(path, 200)) if path.is_file() else None
        text = page(episode, language[1].decode() if language else "bn", show=show, folder=item.name)
        changed += [path] if _put(path, text) else []
        marks = item.folder / "chapters.json"
        changed += [marks] if _put(marks, chapters_json(episode, base=web_folder(show, item.name))) else []
    return changed


def moved(show: Show) -> str:
    """Return the page that belongs at the show's old address, where nothing else can send its visitors on."""
    words, home = Words(show.language), show.link()
    refresh = html("meta", {"http-equiv": "refresh", "content": f"0; url={home}"})
    link = html("link", {"rel": "canonical", "href": home})
    head = joined([html("meta", {"charset": "utf-8"}), refresh, link, html("title", None, escape.line(show.title))])
    body = html("p", None, html("a", {"href": home}, words["moved"]))
    tree = html("html", {"lang": words.language}, html("head", None, head), html("body", None, body))
    return f"<!DOCTYPE html>\n{tree}\n"


def _digest(show: Show, known: Identity, page: _Page) -> str:
    """Return a digest of all that a page says, so that one that would say the same is not made again."""
    trailer = [page.trailer] if isinstance(page, feed.FeedPage) and page.trailer else []
    shown = [(item.name, item.row, item.published, known.of(item)) for item in (*page.episodes, *trailer)]
    months = page.months if isinstance(page, ListPage) else ()
    said = (page.name, page.links, months, vars(show), known.guid, known.moved_from, shown, package_digest())
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _known(root: Path, show: Show, episodes: Sequence[EpisodeItem]) -> Identity:
    """Return what the show is known by, once its feed is written with these episodes."""
    before = shows.read(root)
    known = shows.identity(root)
    if before.base_url and show.base_url and before.base_url != show.base_url:
        known = replace(known, moved_from=before.base_url)
    address = show.link(feed.NAME) if show.base_url else None
    known = hidden(settled(known, episodes, address, root / feed.NAME), private=show.private)
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
    """Write `text` unless the file has it already, for the sake of caches. Return whether it was written.

    A page that the user put there stays, as their cover does.
    """
    data = text.encode("utf-8", "ignore")
    if path.is_symlink():
        files.write(path, data)
        return True
    try:
        if own_files.content(path) == data or foreign_files.is_foreign(path):
            return False
    except AbsentError:
        pass
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


def _icons(root: Path) -> list[Path]:
    from audionews.publish.render import artwork

    missing = [(side, root / name) for side, name in ICONS.items() if not (root / name).is_file()]
    for side, place in missing:
        files.write(place, artwork.icon(side))
    return [place for _, place in missing]


def opml(show: Show, episodes: Sequence[EpisodeItem]) -> str:
    """Return the subscription as OPML 2.0 (opml.org/spec2), which podcast apps import."""
    title = escape.line(show.title)
    outline = {"type": "rss", "text": title, "title": title, "xmlUrl": show.link(feed.NAME)}
    dated = [xml("dateModified", None, format_datetime(episodes[0].published))] if episodes else []
    body = xml("body", None, xml("outline", outline | {"htmlUrl": show.link("index.html")}))
    tree = xml("opml", {"version": "2.0"}, xml("head", None, xml("title", None, title), *dated), body)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tree}\n'
