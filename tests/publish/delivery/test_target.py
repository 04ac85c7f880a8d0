"""A copy of a show is whole at every moment, holds what its manifests list, and goes on where it stopped."""

import getpass
import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shared import Run

from audionews.model import Episode
from audionews.publish import deliver as publish
from audionews.publish import update_show
from audionews.publish.delivery import folder_host, hosts, masked
from audionews.publish.delivery import target as targets
from audionews.publish.show.contents import public_files
from audionews.support.errors import StorageError, UsageError

Publish = Callable[..., tuple[Path, Episode]]
KINDS = ["folder", "memory", "file", "ftp-like", "rsync"]


@pytest.fixture
def root(publish_in: Publish, tmp_path: Path) -> Path:
    place = tmp_path / "output"
    for name in ("2026-11-22", "2026-11-23"):
        publish_in(place, 1, name=name)
    update_show(place, base_url="https://example.org/", email="owner@example.org")
    (place / ".lock").touch()
    (place / "2026-11-23" / ".x.part").touch()
    (place / "2026-11-23" / "draft.txt").write_text("private")
    (place / "notes.txt").write_text("private")
    (place / "link.txt").symlink_to("/etc/passwd")
    (place / "2026-11-21").symlink_to(place / "2026-11-22")
    return place


def names(root: Path) -> list[str]:
    return [file.name for file in public_files(root)]


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    place = tmp_path / "host"
    if request.param in {"memory", "ftp-like"}:
        pytest.importorskip("fsspec", reason="the extra `publish` is not installed")
    if request.param == "ftp-like":  # a store that writes in place
        from audionews.publish.delivery import store_host

        monkeypatch.setattr(store_host, "_WHOLE", set())
    if request.param == "rsync":
        if not shutil.which("rsync"):
            pytest.skip("rsync is not installed")
        shell = tmp_path / "shell"
        shell.write_text('#!/bin/sh\nshift\nexec sh -c "$*"\n')
        shell.chmod(0o755)
        monkeypatch.setenv("RSYNC_RSH", str(shell))
    memory = f"memory://{tmp_path.name}/host"
    return {"memory": memory, "ftp-like": memory, "file": f"file://{place}", "rsync": f"host:{place}"}.get(
        request.param, str(place)
    )


def there(target: str, root: Path) -> dict[str, int]:
    return hosts.host(target, root).listing()


def test_what_is_given_out_is_what_manifests_list(root: Path) -> None:
    order = names(root)
    at = order.index
    assert at("2026-11-23/episode.mp3") < at("2026-11-23/episode.json") < at("index.html") < at("feed.xml")
    assert order[-1] == "feed.xml"
    assert not [name for name in order if "/." in f"/{name}" or "link" in name]
    assert not {"notes.txt", "show.json", "2026-11-23/draft.txt"} & set(order)
    assert not [name for name in order if name.startswith("2026-11-21")]


def test_all_that_a_run_makes_is_given_out(run: Run, tmp_path: Path, article: Path) -> None:
    assert run("make", article, "--engine", "tone", "--profile", "podcast", "--profile", "small").returncode == 0
    root = tmp_path / "output"
    made = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert {name for name in made if not hosts.is_hidden(name)} - set(names(root)) == {"show.json"}


def test_only_what_changed_is_sent(root: Path, target: str) -> None:
    expected = names(root)
    said: list[str] = []
    assert publish(root, target, dry_run=True).files == expected
    assert there(target, root) == {}
    first = publish(root, target, sending=said.append)
    assert first.files == said == expected
    assert first.bytes == sum((root / name).stat().st_size for name in expected)
    assert set(there(target, root)) == {*expected, "published.json"}
    again = publish(root, target)
    assert (again.files, again.removed, again.strange) == ([], [], [])
    update_show(root, title="নতুন")
    again = publish(root, target)
    assert again.files[-1] == "feed.xml"
    assert "2026-11-23/episode.mp3" not in again.files
    assert again.same == len(expected) - len(again.files)


def test_what_left_the_show_leaves_the_host_and_nothing_else_does(root: Path, target: str) -> None:
    place = hosts.host(target, root)
    publish(root, target)
    place.write("imprint.html", b"the owner's")
    place.write(".htaccess", b"the owner's")
    shutil.rmtree(root / "2026-11-22")
    update_show(root)
    foretold = publish(root, target, dry_run=True)
    done = publish(root, target)
    assert foretold.removed == done.removed
    assert done.removed == [name for name in done.removed if name.startswith("2026-11-22/")] != []
    assert done.strange == ["imprint.html"]
    assert set(there(target, root)) == {*names(root), "published.json", "imprint.html", ".htaccess"}
    assert "left alone: imprint.html" in done.described()[-1]
    assert publish(root, target, delete=True).removed == ["imprint.html"]
    assert set(there(target, root)) == {*names(root), "published.json", ".htaccess"}


def test_an_episode_that_cannot_be_read_is_not_one_that_left(root: Path, target: str) -> None:
    publish(root, target)
    (root / "2026-11-22" / "episode.json").write_text("{")
    update_show(root)
    for wish in ({}, {"delete": True}):
        assert publish(root, target, **wish).removed == []
    assert "2026-11-22/episode.mp3" in there(target, root)


def test_it_goes_on_where_it_stopped(root: Path, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class CutError(Exception):
        pass

    expected, arrived = names(root), list[str]()

    def cut(name: str) -> None:
        arrived.append(name)
        if len(arrived) in {3, 6}:
            raise CutError

    for _ in range(2):
        with pytest.raises(StorageError, match=r".") as stopped:
            publish(root, target, sending=cut)
        assert "goes on" in (stopped.value.hint or "")
        assert "feed.xml" not in there(target, root)
    publish(root, target, sending=cut)
    assert sorted(arrived) == sorted(expected)
    assert set(there(target, root)) == {*expected, "published.json"}


@pytest.mark.parametrize("target", ["folder", "ftp-like", "rsync"], indirect=True)
def test_what_a_killed_run_left_goes(root: Path, target: str) -> None:
    publish(root, target)
    place = hosts.host(target, root)
    ours = ["2026-11-23/.episode.mp3.0a1b2c3d.part", ".feed.xml.00ff00ff.part", ".published.json.00ff00ff.part"]
    others = [".well-known.txt", ".stranger.mp3.0a1b2c3d.part"]
    if not isinstance(place, folder_host.FolderHost):
        ours.append("2026-11-23/.cover.jpg.Xy12Zw")
    for name in (*ours, *others):
        (place.write if "rsync" not in type(place).__name__.lower() else _planted(target))(name, b"half")
    publish(root, target)
    left = set(there(target, root)) - {*names(root), "published.json"}
    assert left - {"2026-11-23/.cover.jpg.Xy12Zw"} == set(others)


def _planted(target: str) -> Callable[[str, bytes], object]:
    return lambda name, data: Path(target.partition(":")[2], name).write_bytes(data)


def test_a_copy_is_whole_and_mended_where_it_is_not(root: Path, tmp_path: Path) -> None:
    publish(root, str(tmp_path / "host"))
    for name in names(root):
        assert (tmp_path / "host" / name).read_bytes() == (root / name).read_bytes()
    (tmp_path / "host" / "feed.xml").write_text("damaged")
    assert publish(root, str(tmp_path / "host")).files == ["feed.xml"]
    (tmp_path / "host" / "published.json").write_text("[")
    assert publish(root, str(tmp_path / "host")).files == []


def test_a_relative_target_is_a_folder_too(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    publish(Path("output"), "host")
    again = publish(Path("output"), "./host/")
    assert (again.files, again.removed, again.strange) == ([], [], [])
    assert not (tmp_path / "host" / "host").exists()


def test_a_record_of_an_older_version_is_understood(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "host"
    publish(root, str(place))
    rows = json.loads((place / "published.json").read_text())["files"]
    flat = {name: row[0] for name, row in rows.items()} | {"2025-01-01/episode.mp3": "0" * 64, "notes.txt": "0" * 64}
    (place / "published.json").write_text(json.dumps(flat))
    for name in ("2025-01-01/episode.mp3", "notes.txt", "show.json"):
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text("old")
    done = publish(root, str(place))
    assert done.files == []
    assert done.removed == ["2025-01-01/episode.mp3", "notes.txt", "show.json"]
    assert not (place / "2025-01-01").exists()


def test_no_planted_link_is_followed(root: Path, tmp_path: Path) -> None:
    outside, place = tmp_path / "outside", tmp_path / "host"
    outside.mkdir()
    (outside / "victim.txt").write_text("kept")
    place.mkdir()
    (place / "2026-11-23").symlink_to(outside)
    with pytest.raises(StorageError, match="is a link"):
        publish(root, str(place))
    assert [path.name for path in outside.iterdir()] == ["victim.txt"]
    (place / "2026-11-23").unlink()
    (place / "feed.xml").symlink_to(outside / "victim.txt")
    publish(root, str(place))
    assert (outside / "victim.txt").read_text() == "kept"
    assert not (place / "feed.xml").is_symlink()


def test_what_a_dead_run_left_half_is_finished_before_it_is_sent(root: Path, tmp_path: Path) -> None:
    shutil.rmtree(root / "2026-11-22")  # as if a run had died before it told the feed
    (root / ".unfinished").touch()
    publish(root, str(tmp_path / "host"))
    assert "2026-11-22" not in (tmp_path / "host" / "feed.xml").read_text(encoding="utf-8")


def test_a_show_that_changes_meanwhile_is_sent_as_one(root: Path, tmp_path: Path, publish_in: Publish) -> None:
    changed = []

    def change(name: str) -> None:
        if name.endswith("episode.mp3") and not changed:
            changed.append(name)
            publish_in(root, 3, name="2026-11-22")
            update_show(root)

    done = publish(root, str(tmp_path / "host"), sending=change)
    assert done.files.count("2026-11-22/episode.mp3") == 1
    for name in names(root):
        assert (tmp_path / "host" / name).read_bytes() == (root / name).read_bytes(), name


def test_a_show_that_never_rests_is_not_sent_half(root: Path, tmp_path: Path) -> None:
    def change(name: str) -> None:
        os.utime(root / "2026-11-22" / "episode.json")

    (root / "2026-11-22" / "episode.json").touch()
    with pytest.MonkeyPatch.context() as patched:
        seen = targets.public_files
        patched.setattr(targets, "public_files", lambda place: (change(""), seen(place))[1])
        with pytest.raises(StorageError, match="again and again"):
            publish(root, str(tmp_path / "host"))
    assert not (tmp_path / "host" / "feed.xml").exists()


@pytest.mark.parametrize(
    "target",
    [
        *("", "  ", "-x", "--rsh=sh", "host:", "rsync://host", "rsync://host/", "file://", "file://relative", "s3://"),
        *("http://example.org/x", "https://example.org/x", "nosuch://x/y", "sftp://"),
    ],
)
def test_a_target_that_means_nothing_is_refused(root: Path, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root.parent)
    before = sorted(path.name for path in root.parent.iterdir())
    with pytest.raises(UsageError):
        publish(root, target)
    assert sorted(path.name for path in root.parent.iterdir()) == before


def test_the_show_itself_is_no_target(root: Path, tmp_path: Path) -> None:
    for place in (root, root / "host", tmp_path, f"file://{root}"):
        with pytest.raises(UsageError, match="lies in"):
            publish(root, str(place))
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file"):
        publish(root, str(tmp_path / "file"))
    with pytest.raises(UsageError, match="no feed"):
        publish(tmp_path, str(tmp_path / "host"))


@pytest.mark.parametrize("password", ["hunter2", "p@ss:w/rd", "খবর"])
def test_no_password_is_told(root: Path, password: str) -> None:
    pytest.importorskip("fsspec", reason="the extra `publish` is not installed")
    for target in (f"nosuch://user:{password}@host/x", f"http://user:{password}@host/x?key={password}"):
        with pytest.raises(UsageError) as refused:
            publish(root, target)
        assert password not in f"{refused.value} {refused.value.hint}"
    assert password not in masked.shown(f"s3://u:{password}@b/x", f"cannot reach s3://u:{password}@b: {password}")


@pytest.fixture
def sftp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A real SFTP server on loopback, with a key of its own."""
    fsspec = pytest.importorskip("fsspec", reason="the extra `publish` is not installed")
    pytest.importorskip("paramiko", reason="it speaks SFTP")
    sshd = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")
    if not sshd:
        pytest.skip("no SFTP server is installed")
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
    (tmp_path / "remote").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {tmp_path / 'host'}\nPidFile none\nStrictModes no\n"
        f"AuthorizedKeysFile {tmp_path / 'user.pub'}\nPermitRootLogin yes\nSubsystem sftp internal-sftp\n"
    )
    server = subprocess.Popen([sshd, "-D", "-e", "-f", tmp_path / "config"], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr
        with server.stderr:
            first = server.stderr.readline()
        if "listening" not in first:
            pytest.skip(f"sshd does not run here: {first}")
        monkeypatch.setitem(fsspec.config.conf, "sftp", {"key_filename": str(tmp_path / "user")})
        yield f"sftp://{getpass.getuser()}@127.0.0.1:{port}{tmp_path}/remote/news"
    finally:
        from fsspec.implementations.sftp import SFTPFileSystem

        for store in SFTPFileSystem._cache.values():
            store.client.close()  # else its session outlives the server
        SFTPFileSystem.clear_instance_cache()
        server.terminate()
        server.wait(10)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::Warning")  # of paramiko, on its own algorithms
def test_sftp(root: Path, sftp: str, tmp_path: Path) -> None:
    assert publish(root, sftp).files == names(root)
    assert publish(root, sftp).files == []
    place = tmp_path / "remote" / "news"
    for name in names(root):
        assert (place / name).read_bytes() == (root / name).read_bytes()
    assert not list(place.rglob(".*"))
    shutil.rmtree(root / "2026-11-22")
    update_show(root, title="নতুন")
    again = publish(root, sftp)
    assert again.files[-1] == "feed.xml"
    assert not (place / "2026-11-22").exists()


def test_the_hub_is_told_once_the_feed_is_there(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from audionews.support.net import web_sub

    told: list[tuple[str, str, bool]] = []

    def hear(hub: str, feed: str, *, allow_private: bool) -> str:
        told.append((hub, feed, (tmp_path / "host" / "feed.xml").is_file() and not allow_private))
        return "It answered 500."

    monkeypatch.setattr(web_sub, "announce", hear)
    update_show(root, hub="https://hub.example/", target=str(tmp_path / "host"))
    assert '<atom:link href="https://hub.example/" rel="hub"/>' in (root / "feed.xml").read_text(encoding="utf-8")
    done = publish(root)
    assert told == [("https://hub.example/", "https://example.org/feed.xml", True)]
    assert "hub was not told of the feed: It answered 500." in done.warnings()[-1]
    publish(root)
    assert len(told) == 1
    (tmp_path / "other").mkdir()
    with pytest.raises(UsageError, match="There is no target"):
        publish(tmp_path / "other")


@pytest.mark.parametrize("target", ["sftp://me:secret@host/x", "", " "])
def test_no_password_is_kept(root: Path, target: str) -> None:
    with pytest.raises(UsageError, match="password"):
        update_show(root, target=target)
