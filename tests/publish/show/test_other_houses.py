"""Before whole stories of other houses go public, one line says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from loopback import Loopback, Reply
from odd_feeds import item, rss, story

from audionews import episode
from audionews.publish import update_show
from audionews.publish.show.other_houses import warning
from audionews.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shared import Run


@pytest.fixture
def feed() -> Iterator[str]:
    with Loopback({"/robots.txt": Reply(b"", 404)}) as site:
        links = (("a", "https://www.one.example/1"), ("b", "https://two.example/1"), ("c", "https://two.example/2"))
        site.routes["/feed"] = Reply(rss(item(story(name, 0), link) for name, link in links))
        yield f"{site.url}/feed"


@pytest.mark.slow
def test_publish_warns_once_in_one_line(feed: str, article: Path, tmp_path: Path, run: Run) -> None:
    root = tmp_path / "output"
    settings = Settings().having(output=root, engine="tone", rate=200, allow_private=True)
    episode.make([str(article)], settings)
    update_show(root, base_url="https://one.example/")
    assert warning(root) is None
    episode.make([feed], settings)
    said = warning(root) or ""
    assert said.startswith("2 stories of other houses go public whole (two.example)")
    assert "--max-minutes" in said
    assert "--keep credit" in said
    update_show(root, base_url="https://radio.example/")
    assert (warning(root) or "").startswith("3 stories of other houses go public whole (one.example, two.example)")
    done = run("publish", tmp_path / "web", root)
    assert done.stderr.count("Warning:") == 1
    assert done.returncode == 0
    assert "Warning:" not in run("publish", tmp_path / "web", root, "-q").stderr
