"""The feed and the list as a single listener has them: each address in them is that listener's own."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from audionews.publish.show import episode_index, episode_list, feed, shows, site

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = 64


class ListenersFeeds:
    """Makes them when they are asked for, and keeps the last ones while the show stays as it is."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made = lru_cache(_KEPT)(self._make)

    def text(self, path: str, base: str) -> str | None:
        """Return the file that `path` names, with `base` before every address; None if it holds no address.

        Raises:
            StorageError: `show.json` or a manifest cannot be read.
        """
        name = path.strip("/") or episode_list.NAME
        if "/" in name or not name.endswith((".xml", ".opml", ".html")):
            return None
        try:
            changed = (self._root / feed.NAME).stat().st_mtime_ns
        except OSError:
            return None
        return self._made(name, base, changed)

    def _make(self, name: str, base: str, _changed: int) -> str | None:
        show = shows.changed(shows.read(self._root), {"base_url": base, "private": True})
        episodes = episode_index.items(self._root)[0]
        if name == episode_list.OPML:
            return site.opml(show, episodes)
        for page in feed.pages(episodes, show.recent, show.trailer):
            if page.name == name:
                return feed.feed(show, shows.identity(self._root), page)
        for each in episode_list.list_pages(episodes):
            if each.name == name:
                return episode_list.listing(show, each)
        return None
