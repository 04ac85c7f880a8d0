"""The list of episodes, and what makes an app of the show: for one episode, for a month, for a thousand."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from audionews.model import Episode
from audionews.publish import manifest, update_show
from audionews.publish.delivery.media_types import media_type
from audionews.publish.show.contents import public_files

Publish = Callable[..., tuple[Path, Episode]]
BASE = "https://example.org/pod/"
LAST = date(2026, 11, 23)


def show(root: Path, made: Episode, days: int) -> Path:
    """Lay out a show with an episode on each of the last `days`, of which only the manifests are there."""
    for back in range(days):
        day = LAST - timedelta(days=back)
        folder = root / str(day)
        folder.mkdir(parents=True, exist_ok=True)
        digest = sha256(str(day).encode()).hexdigest()
        manifest.write(replace(made, date=day, audio=replace(made.audio, sha256=digest)), folder)
    return root


def text(root: Path, name: str = "index.html") -> str:
    return (root / name).read_text(encoding="utf-8")


def folders(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'href="(\d{4}-\d\d-\d\d)/index\.html"', page)))


@pytest.mark.parametrize(("days", "shown"), [(1, 1), (30, 30), (75, 30)])
def test_the_list_has_thirty_days_and_months_have_the_rest(
    make: Callable[..., Episode], tmp_path: Path, days: int, shown: int
) -> None:
    root = show(tmp_path, make(3), days)
    update_show(root)
    assert len(folders(text(root))) == shown
    months = [path.name for path in sorted(root.glob("episodes-*.html"))]
    every = [folder for name in months for folder in folders(text(root, name))]
    assert len(set(every)) == len(every) == (days if days > 30 else 0)
    assert all(f'href="{name}"' in text(root) for name in months)
    assert all('href="index.html"' in text(root, name) for name in months)


def test_two_episodes_of_a_day_are_one_day(make: Callable[..., Episode], tmp_path: Path) -> None:
    root = show(tmp_path, make(1), 29)
    manifest.write(make(1), _folder(root / "2026-11-23-2"))
    update_show(root)
    assert text(root).count("<h3>") == 31  # with the newest at the top
    assert not list(root.glob("episodes-*.html"))


def _folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


def test_the_newest_is_played_at_the_top(publish: Publish) -> None:
    folder, episode = publish(7)
    update_show(folder.parent, base_url=BASE)
    page = text(folder.parent)
    latest = page[page.index('class="latest"') : page.index('id="finder"')]
    assert f'src="{folder.name}/episode.mp3"' in latest
    assert f'data-key="{episode.audio.sha256[:16]}"' in latest, "it goes on where the page of the episode stopped"
    assert latest.count("<li>") == 5


def test_apps_subscribe_by_their_scheme(publish: Publish) -> None:
    root = publish(1)[0].parent
    update_show(root)
    assert "podcast://" not in text(root), "without an address there is nothing that an app could fetch"
    update_show(root, base_url=BASE)
    for address in ("podcast://", "pktc://subscribe/", "antennapod-subscribe://"):
        assert f'href="{address}example.org/pod/feed.xml"' in text(root)
    assert all(f'href="{name}"' in text(root) for name in ("feed.xml", "feed.opml"))


def test_headlines_are_searched_by_month(make: Callable[..., Episode], tmp_path: Path) -> None:
    root = show(tmp_path, make(12, hostile=True), 40)
    update_show(root)
    assert 'data-months="2026-11 2026-10"' in text(root)
    rows = [row for month in ("2026-11", "2026-10") for row in json.loads(text(root, f"search-{month}.json"))]
    assert [row[0] for row in rows] == [str(LAST - timedelta(days=back)) for back in range(40)]
    folder, day, title, headlines = rows[0]
    assert (folder, day, title[:10]) == ("2026-11-23", "সোমবার, ২৩ নভেম্বর ২০২৬", "“উদ্ধৃতি” ")
    assert [seconds for _, seconds in headlines] == [int(story.start) for story in make(12).articles]


def test_a_month_that_is_gone_is_not_searched(make: Callable[..., Episode], tmp_path: Path) -> None:
    import shutil

    root = show(tmp_path, make(1), 40)
    update_show(root)
    before = text(root, "search-2026-11.json")
    for folder in root.glob("2026-10-*"):
        shutil.rmtree(folder)
    update_show(root)
    assert [path.name for path in root.glob("search-*")] == ["search-2026-11.json"]
    assert text(root, "search-2026-11.json") == before


def test_what_begins_is_small(make: Callable[..., Episode], tmp_path: Path) -> None:
    root = show(tmp_path, make(12), 60)
    update_show(root)
    assert len(text(root).encode()) <= 50_000
    assert max(path.stat().st_size for path in root.glob("search-*.json")) <= 50_000


def test_it_can_be_installed(publish: Publish) -> None:
    from PIL import Image

    root = publish(1)[0].parent
    update_show(root, title="খবর & <b>")
    fields = json.loads(text(root, "manifest.webmanifest"))
    assert (fields["name"], fields["lang"], fields["display"]) == ("খবর & <b>", "bn", "standalone")
    for icon in fields["icons"]:
        with Image.open(root / icon["src"]) as image:
            assert (image.format, f"{image.width}x{image.height}") == ("PNG", icon["sizes"])
    assert {icon["purpose"] for icon in fields["icons"]} == {"any", "maskable"}
    names = [file.name for file in public_files(root)]
    for name in ("worker.js", "manifest.webmanifest", "icon-192.png", "icon-512.png", "search-2026-11.json"):
        assert names.index(name) > names.index("2026-11-23/index.html")
    assert media_type("manifest.webmanifest") == "application/manifest+json"
    assert media_type("worker.js").startswith("text/javascript")


def test_the_worker_keeps_the_newest_and_changes_with_it(publish: Publish) -> None:
    root = publish(1, name="2026-11-22")[0].parent
    update_show(root)
    before = text(root, "worker.js")
    assert '"2026-11-22/index.html"' in before
    assert 'SOUND = "2026-11-22/episode.mp3"' in before
    update_show(root)
    assert text(root, "worker.js") == before
    publish(1, name="2026-11-23")
    update_show(root)
    assert "2026-11-22" not in text(root, "worker.js")
    assert re.findall('VERSION = "(.*?)"', before) != re.findall('VERSION = "(.*?)"', text(root, "worker.js"))


def test_episodes_learn_the_address_of_their_show(publish: Publish) -> None:
    folder, _ = publish(2)
    update_show(folder.parent)
    assert 'property="og:image" content="card.jpg"' in text(folder)
    report = update_show(folder.parent, base_url=BASE)
    assert folder / "index.html" in report.written
    assert f'property="og:image" content="{BASE}{folder.name}/card.jpg"' in text(folder)
    assert folder / "index.html" not in update_show(folder.parent, email="editor@example.org").written


def test_a_page_keeps_the_language_of_its_labels(publish: Publish) -> None:
    from audionews.publish import episode_files

    folder, episode = publish(1)
    episode_files(episode, folder, language="en")
    update_show(folder.parent)
    update_show(folder.parent, base_url=BASE)
    assert '<html lang="en"' in text(folder)
