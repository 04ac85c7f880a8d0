"""What cannot be made again survives the loss of the machine: one file, which another machine takes."""

import json
import zipfile
from pathlib import Path

import pytest
from shared import Run

from audionews.support.errors import UsageError
from audionews.upkeep import backup


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with settings, words, a show, listeners and a history."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    here = tmp_path / "old"
    for hidden in (".daily", ".queue"):
        (here / "output" / hidden).mkdir(parents=True)
    (tmp_path / "config" / "audionews").mkdir(parents=True)
    for name in (
        "audionews.toml", "lexicon.tsv", "output/show.json", "output/listeners.json", "output/.daily/seen.json",
        "output/.daily/.lock", "output/feed.xml", "output/.queue/queue.json",
    ):  # fmt: skip
        (here / name).write_text(f"content of {name}", encoding="utf-8")
    (tmp_path / "config" / "audionews" / "lexicon.tsv").write_text("BJP\tবিজেপি\n", encoding="utf-8")
    return here


KEPT = [
    "daily/seen.json", "queue/queue.json", "settings/audionews.toml", "settings/lexicon.tsv", "show/listeners.json",
    "show/show.json", "user/lexicon.tsv",
]  # fmt: skip


def test_another_machine_has_all_of_it(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, new = tmp_path / "kept.zip", tmp_path / "new"
    assert backup.backup(kept, old / "output", ".daily", old) == KEPT
    before = kept.read_bytes()
    backup.backup(kept, old / "output", ".daily", old)
    assert kept.read_bytes() == before, "the same files give the same archive"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))
    assert backup.restore(kept, new / "output", ".daily", new) == KEPT
    assert (new / "output" / ".daily" / "seen.json").read_text() == "content of output/.daily/seen.json"
    assert (tmp_path / "elsewhere" / "audionews" / "lexicon.tsv").read_text("utf-8") == "BJP\tবিজেপি\n"
    assert backup.restore(kept, new / "output", ".daily", new) == []


def test_nothing_that_says_something_else_is_replaced_unasked(old: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.zip"
    backup.backup(kept, old / "output", ".daily", old)
    (old / "lexicon.tsv").write_text("newer")
    (old / "audionews.toml").unlink()
    with pytest.raises(UsageError, match=r"lexicon\.tsv"):
        backup.restore(kept, old / "output", ".daily", old)
    assert (old / "lexicon.tsv").read_text() == "newer"
    assert not (old / "audionews.toml").exists(), "all or nothing"
    names = backup.restore(kept, old / "output", ".daily", old, force=True)
    assert names == ["settings/audionews.toml", "settings/lexicon.tsv"]


@pytest.mark.parametrize("name", ["../evil", "/tmp/evil", "daily/../../evil.json", "daily/.lock", "show/feed.xml"])  # noqa: S108
def test_an_archive_puts_nothing_elsewhere(tmp_path: Path, name: str) -> None:
    place = tmp_path / "in" / "side"
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("audionews-backup.json", json.dumps({"schema": 1}))
        archive.writestr(name, "evil")
    found = backup.restore(tmp_path / "evil.zip", place / "output", ".daily", place)
    assert found in ([], ["daily/../../evil.json"])
    written = [path.relative_to(place) for path in tmp_path.rglob("*") if path.is_file() and path.name != "evil.zip"]
    assert written in ([], [Path("output/.daily/evil.json")])


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(UsageError, match=r"a\.zip is no backup"):
        backup.restore(tmp_path / "a.zip", tmp_path / "output", ".daily", tmp_path)


def test_the_commands(run: Run, article: Path, tmp_path: Path) -> None:
    own = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    assert run("make", article, "--engine", "tone", "-q", **own).returncode == 0
    done = run("backup", "kept.zip", **own)
    assert done.stdout.split() == ["show/show.json"]
    shown = (tmp_path / "output" / "show.json").read_bytes()
    done = run("restore", "kept.zip", "-o", "another", **own)
    assert (done.returncode, done.stdout.split()) == (0, ["show/show.json"])
    assert (tmp_path / "another" / "show.json").read_bytes() == shown
    done = run("backup", "kept.zip", "-o", "nowhere", **own)
    assert done.returncode == 2
    assert "nothing to keep" in done.stderr
