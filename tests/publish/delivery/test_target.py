import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from audionews.model import Episode
from audionews.publish import update_show
from audionews.publish.delivery.target import plan, publish
from audionews.support.errors import UsageError


@pytest.fixture
def root(publish_in: Callable[..., tuple[Path, Episode]], tmp_path: Path) -> Path:
    place = tmp_path / "output"
    publish_in(place, 1)
    update_show(place, base_url="https://example.org/")
    (place / ".lock").touch()
    (place / "2026-11-23" / ".x.part").touch()
    (place / "link.txt").symlink_to("/etc/passwd")
    return place


def test_the_sound_goes_first_and_the_feed_last(root: Path) -> None:
    order = [name for phase in plan(root) for name in phase]
    at = order.index
    assert at("2026-11-23/episode.mp3") < at("2026-11-23/episode.json") < at("index.html") < at("feed.xml")
    assert order[-1] == "feed.xml"
    assert not [name for name in order if "/." in f"/{name}" or "link" in name]


@pytest.fixture(params=["folder", "memory", "file"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    place = tmp_path / "host"
    if request.param in {"memory", "file"}:
        pytest.importorskip("fsspec", reason="the extra `publish` is not installed")
    return {"memory": f"memory://{tmp_path.name}/host", "file": f"file://{place}"}.get(request.param, str(place))


def test_only_what_changed_is_sent(root: Path, target: str) -> None:
    names = [name for phase in plan(root) for name in phase]
    said: list[str] = []
    assert publish(root, target, dry_run=True).files == names
    first = publish(root, target, sending=said.append)
    assert first.files == said == names
    assert first.bytes == sum((root / name).stat().st_size for name in names)
    assert publish(root, target).files == []
    update_show(root, title="নতুন")
    again = publish(root, target)
    assert "feed.xml" in again.files
    assert again.files[-1] == "feed.xml"
    assert "2026-11-23/episode.mp3" not in again.files
    assert again.same == len(names) - len(again.files)


def test_a_copy_is_whole(root: Path, tmp_path: Path) -> None:
    publish(root, str(tmp_path / "host"))
    for name in (name for phase in plan(root) for name in phase):
        assert (tmp_path / "host" / name).read_bytes() == (root / name).read_bytes()
    assert not (tmp_path / "host" / ".lock").exists()
    (tmp_path / "host" / "feed.xml").write_text("damaged")
    assert publish(root, str(tmp_path / "host")).files == ["feed.xml"]


def test_what_vanished_from_a_store_is_sent_again(root: Path, tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="the extra `publish` is not installed")
    target = f"memory://{tmp_path.name}/vanish"
    publish(root, target)
    fsspec.filesystem("memory").rm_file(f"/{tmp_path.name}/vanish/2026-11-23/episode.mp3")
    assert publish(root, target).files == ["2026-11-23/episode.mp3"]


@pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed")
def test_rsync(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = tmp_path / "shell"
    shell.write_text('#!/bin/sh\nshift\nexec sh -c "$*"\n')
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    target = f"host:{tmp_path / 'host'}"
    (tmp_path / "host").mkdir()
    assert len(publish(root, target, dry_run=True).files) == len(publish(root, target).files) > 5
    assert publish(root, target).files == []
    assert (tmp_path / "host" / "feed.xml").read_bytes() == (root / "feed.xml").read_bytes()


def test_what_cannot_be_is_said(root: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="in the show itself"):
        publish(root, str(root / "host"))
    with pytest.raises(UsageError, match="no feed"):
        publish(tmp_path, str(tmp_path / "host"))
    pytest.importorskip("fsspec", reason="the extra `publish` is not installed")
    with pytest.raises(UsageError, match="nosuch"):
        publish(root, "nosuch://x/y")
