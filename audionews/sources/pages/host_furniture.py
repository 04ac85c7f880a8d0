"""Lines that several stories of one site have in common are its furniture: learnt within a run, kept for some weeks.

So are the blocks in which such lines stand, and little else: what else is said there is of the site too. A mark is a
hint for the cleaner, which wants a second one: a sentence that two stories quote stays in both.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audionews.sources.html_tree import letters
from audionews.support import store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audionews.model import Article, ArticleLine
    from audionews.support.store import Store

ROLE = "furniture?"
_LONGEST = 200  # characters; longer lines are prose
_SHORTEST = 6  # letters; shorter ones are anybody's
_MOST = 600  # lines that are kept of a site: some 20 kB
_DAYS = 30
_MOSTLY, _TIMES = 0.7, 3  # share of a block's lines that other stories have, and how often, to make it the site's

_BLOCK = "block"  # stands for a story's digest where a block is remembered
_Seen = dict[str, tuple[str, str]]  # a line's digest → the day it was seen, and the digest of the story


def marked(articles: Sequence[Article], kept: Store | None, today: date) -> list[Article]:
    """Return the articles with the lines marked that other stories of the same site have, now or in the last weeks."""
    found = list(articles)
    by_host: dict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        if article.lines and article.url and (host := urlsplit(article.url).hostname):
            by_host[host].append(number)
    for host, numbers in by_host.items():
        before = _remembered(host, kept, today)
        now = [
            (digest, _story(articles[number]))
            for number in numbers
            for digest in dict.fromkeys(_digests(articles[number]))
        ]
        stories: dict[str, set[str]] = defaultdict(set)
        for digest, story in now:
            stories[digest] |= {story, *({before[digest][1]} if digest in before else ())}
        shared = {digest for digest, names in stories.items() if len(names) > 1}
        blocks = _blocks([articles[number] for number in numbers], shared)
        shared |= blocks | {digest for digest, (_, story) in before.items() if story == _BLOCK}
        for number in numbers:
            found[number] = _with_marks(articles[number], shared)
        learnt = {digest: (today.isoformat(), story) for digest, story in now}
        _remember(host, kept, before | learnt | {digest: (today.isoformat(), _BLOCK) for digest in blocks})
    return found


def _blocks(articles: Sequence[Article], shared: set[str]) -> set[str]:
    """Return the digests of the blocks most of whose lines several stories have."""
    lines = [line for article in articles for line in article.lines if not line.role and line.path and line.text]
    known, all_of = Counter[str](), Counter[str]()
    for line in lines:
        all_of[line.path] += 1
        known[line.path] += _digest(line.text) in shared
    return {_digest_of(path) for path, count in known.items() if count >= max(_TIMES, _MOSTLY * all_of[path])}


def _with_marks(article: Article, shared: set[str]) -> Article:
    lines = tuple(
        replace(line, role=ROLE) if not line.role and _is_shared(line, shared) else line for line in article.lines
    )
    return article if lines == article.lines else replace(article, lines=lines)


def _is_shared(line: ArticleLine, shared: set[str]) -> bool:
    """Tell a line that other stories have, or that is short and stands in a block of the site's."""
    if _digest(line.text) in shared:
        return True
    return 0 < len(line.text) <= _LONGEST and bool(line.path) and _digest_of(line.path) in shared


def _digests(article: Article) -> Iterator[str]:
    return (digest for line in article.lines if not line.role and (digest := _digest(line.text)))


def _digest(text: str) -> str:
    own = letters(text) if len(text) <= _LONGEST else ""
    return _digest_of(own) if len(own) >= _SHORTEST else ""


def _digest_of(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def _story(article: Article) -> str:
    return _digest_of(letters(article.headline or article.text[:80]))


def _remembered(host: str, kept: Store | None, today: date) -> _Seen:
    """Return what is known of a site; what is older than some weeks, or damaged, is forgotten."""
    data = store.of_sites(kept).get(store.key("furniture", host)) if kept is not None else None
    try:
        seen = json.loads(data) if data else {}
        oldest = (today - timedelta(days=_DAYS)).isoformat()
        return {digest: (day, story) for digest, (day, story) in seen.items() if day >= oldest}
    except (ValueError, TypeError, AttributeError):
        return {}


def _remember(host: str, kept: Store | None, seen: _Seen) -> None:
    if kept is None or not seen:
        return
    latest = sorted(seen.items(), key=lambda item: item[1][0])[-_MOST:]
    store.of_sites(kept).put(store.key("furniture", host), json.dumps(dict(latest)).encode())
