"""A feed for those alone who were given its address: a listener's own where we serve, a secret path at a host."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from serving import ask, served
from shared import Run

from audionews.model import Episode
from audionews.publish import deliver, update_show
from audionews.publish.delivery import serve
from audionews.publish.show import listeners, shows
from audionews.publish.show.feed import NAMESPACES
from audionews.support.errors import UsageError

pytest.importorskip("starlette", reason="the extra `serve` is not installed")
pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")

Publish = Callable[..., tuple[Path, Episode]]


@pytest.fixture
def root(publish: Publish) -> Path:
    folder, _ = publish(2)
    update_show(folder.parent, base_url="https://example.org/pod/")
    return folder.parent


@pytest.fixture
def host(root: Path) -> Iterator[str]:
    with contextmanager(served)(serve.application(root, ["localhost"]), root) as (address, _):
        yield address


def test_each_listener_has_a_feed_and_can_lose_it(root: Path, host: str) -> None:
    assert ask(host, "/feed.xml")[0] == 200
    secrets = {name: listeners.add(root, name) for name in ("মা", "office")}
    assert len(set(secrets.values())) == 2
    assert min(map(len, secrets.values())) >= 24
    for path in ("/feed.xml", "/", "/2026-11-23/episode.mp3", "/listeners.json", f"/{'x' * 24}/feed.xml"):
        assert ask(host, path)[0] == 404, path
    mine = f"/{secrets['মা']}"
    status, headers, body = ask(host, f"{mine}/feed.xml")
    assert (status, headers["content-type"]) == (200, "application/rss+xml; charset=utf-8")
    channel = ET.fromstring(body).find("channel")  # noqa: S314 - our own
    assert channel is not None
    assert channel.findtext("itunes:block", "", NAMESPACES) == "Yes"
    sound = channel.find("item/enclosure")
    assert sound is not None
    assert (sound.get("url") or "").startswith(f"http://{host}{mine}/2026-11-23/episode.mp3")
    assert "example.org/pod" not in body.decode()
    assert channel.findtext("podcast:guid", "", NAMESPACES) == shows.identity(root).guid
    assert ask(host, f"{mine}/2026-11-23/episode.mp3", Range="bytes=0-3")[0] == 206
    assert ask(host, f"{mine}/listeners.json")[0] == 404
    assert ask(host, mine)[1]["location"] == f"{mine}/"
    assert ask(host, f"{mine}/2026-11-23")[1]["location"].endswith(f"{mine}/2026-11-23/")
    assert b"example.org/pod" not in ask(host, f"{mine}/")[2]
    assert mine.encode() in ask(host, f"{mine}/feed.opml")[2]
    listeners.remove(root, "মা")
    assert ask(host, f"{mine}/feed.xml")[0] == 404
    assert ask(host, f"/{secrets['office']}/feed.xml")[0] == 200
    listeners.remove(root, "office")
    assert ask(host, "/feed.xml")[0] == 404


def test_listeners_by_the_command_line(run: Run, root: Path) -> None:
    given = run("listeners", "add", "দাদু").stdout.strip()
    assert re.fullmatch(r"/[\w-]{24}/feed\.xml", given)
    assert run("listeners", "list").stdout.strip() == f"দাদু: {given}"
    assert run("listeners", "add", "দাদু").returncode == 2
    assert run("listeners", "remove", "দাদ").returncode == 2
    assert run("listeners", "remove", "দাদু").returncode == 0
    assert run("listeners", "list").stdout == ""


def test_a_private_show_lies_under_a_secret_path_that_can_be_changed(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "host"
    deliver(root, str(place))
    update_show(root, private=True, target=str(place))
    first = deliver(root)
    secret = shows.identity(root).secret
    assert first.feed == f"https://example.org/pod/{secret}/feed.xml"
    feed = (place / secret / "feed.xml").read_text(encoding="utf-8")
    assert f"https://example.org/pod/{secret}/2026-11-23/episode.mp3" in feed
    assert "<itunes:block>Yes</itunes:block>" in feed
    assert "new-feed-url" not in feed
    again = deliver(root)
    assert (again.files, shows.identity(root).secret) == ([], secret)
    changed = deliver(root, new_address=True)
    other = shows.identity(root).secret
    assert other != secret
    assert changed.feed == f"https://example.org/pod/{other}/feed.xml"
    assert not (place / secret).exists() or not list((place / secret).rglob("*.*"))
    assert (place / other / "2026-11-23" / "episode.mp3").is_file()
    assert secret not in (place / other / "feed.xml").read_text(encoding="utf-8")
    assert shows.identity(root).retired == ()
    update_show(root, private=False)
    deliver(root)
    assert not (place / other / "feed.xml").exists()
    assert f"/{other}/" not in (place / "feed.xml").read_text(encoding="utf-8")


def test_a_private_show_needs_a_target_too(root: Path) -> None:
    update_show(root, private=True)
    for target in ("", " "):
        with pytest.raises(UsageError, match="no place"):
            deliver(root, target)
