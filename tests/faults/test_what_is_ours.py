"""What cannot be read is not what is not there; and only what is ours is touched."""

import errno
import os
import re
import sys
import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from shared import Run

from audionews import daily, editing, episode, mastering
from audionews.audio import clip, tune
from audionews.desk import draft_writer
from audionews.publish.check import check
from audionews.publish.show import episode_index, listeners
from audionews.settings import Settings
from audionews.sources import reading_queue
from audionews.support import events, files, own_files, scratch
from audionews.support.errors import AbsentError, DamagedError, StorageError, UsageError
from audionews.support.store import Store, key

DAY = date(2026, 11, 24)


@pytest.fixture
def articles(tmp_path: Path, article: Path) -> tuple[str, str]:
    other = tmp_path / "other.txt"
    other.write_text(article.read_text("utf-8").replace("সেতু", "রাস্তা"), encoding="utf-8")
    return str(article), str(other)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings().having(output=tmp_path / "output", engine="tone", date=DAY)


def failing(number: int, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file called `name` fail to open."""
    opened = os.open

    def refuse(path: object, *rest: int, **more: int) -> int:
        if Path(os.fsdecode(path)).name == name:  # type: ignore[arg-type]
            raise OSError(number, os.strerror(number))
        return opened(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refuse)


@pytest.mark.parametrize("number", [errno.EIO, errno.EMFILE, errno.EACCES])
def test_a_manifest_that_cannot_be_read_for_now_stops_the_run_and_loses_nothing(
    settings: Settings, articles: tuple[str, str], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    folder, _ = episode.make([articles[0]], settings)
    before = (folder / "episode.mp3").read_bytes()
    feed = (settings.run.output / "feed.xml").read_bytes()
    with monkeypatch.context() as patched:
        failing(number, "episode.json", patched)
        with pytest.raises(StorageError, match=r"episode\.json"):
            episode.make([articles[1]], settings)
    assert (folder / "episode.mp3").read_bytes() == before
    assert (settings.run.output / "feed.xml").read_bytes() == feed
    assert episode.make([articles[1]], settings)[0] == folder.with_name(f"{DAY}-2")


def test_an_episode_in_a_folder_that_is_shut_for_now_stays_in_the_feed(
    settings: Settings, articles: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = settings.run.output
    folder, _ = episode.make([articles[0]], settings)
    files.folder(root / "somebody's" / "episode.json")
    feed, look = (root / "feed.xml").read_bytes(), Path.stat

    def shut(path: Path, **more: bool) -> os.stat_result:
        if path.parent.name in {folder.name, "somebody's"} and path.name == "episode.json":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return look(path, **more)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", shut)
        with pytest.raises(StorageError, match=r"episode\.json"):
            episode.make([articles[1]], settings.having(date=DAY + timedelta(1)))
    assert (root / "feed.xml").read_bytes() == feed
    episode.make([articles[1]], settings.having(date=DAY + timedelta(1)))
    assert f"{DAY}/episode.mp3" in (root / "feed.xml").read_text("utf-8")


@pytest.mark.parametrize("damage", ["{", '{"schema": 99}', "[]"])
def test_a_damaged_manifest_keeps_its_folder_is_told_and_comes_back(
    settings: Settings, articles: tuple[str, str], damage: str
) -> None:
    folder, _ = episode.make([articles[0]], settings)
    place = folder / "episode.json"
    good, told = place.read_text("utf-8"), list[events.Event]()
    place.write_text(damage, encoding="utf-8")
    assert episode.make([articles[1]], settings)[0] == folder.with_name(f"{DAY}-2")
    episode.make([articles[1]], settings, on_event=told.append)
    assert any(isinstance(one, events.Warned) and str(place) in one.text for one in told), "an unchanged run tells too"
    place.write_text(good, encoding="utf-8")
    episode.make([articles[1]], settings)
    assert f"{DAY}/episode.mp3" in (settings.run.output / "feed.xml").read_text("utf-8")


def test_the_users_own_files_are_left_alone(settings: Settings, articles: tuple[str, str]) -> None:
    root = files.folder(settings.run.output)
    mine = [
        ".bashrc.old",
        ".env.new",
        ".x.part",
        ".video.12345678.mp4.part",
        ".film.12345678.part",
        "index.html",
        f"{DAY}/notes.txt",
    ]
    mine += [f"search-{DAY:%Y-%m}.json", "worker.js"]
    files.folder(root / str(DAY))
    for name in mine:
        (root / name).write_text("mine")
    (root / ".ssh.old").mkdir()
    hidden = [f".{DAY}.old", f".{DAY}-2.new", ".2020-01-01.old", ".2020-01-02.staging"]
    mine += [f"{files.folder(root / name).name}/letter.txt" for name in hidden]
    for name in mine[-len(hidden) :]:
        (root / name).write_text("mine")
    with pytest.raises(StorageError, match=r"-2\.new was not made by audionews"):
        episode.make([articles[0]], settings)
    (root / f".{DAY}-2.new").rename(root / ".letters")
    mine[-3] = ".letters/letter.txt"
    folder, _ = episode.make([articles[0]], settings)
    assert folder.name == f"{DAY}-2"
    (folder / "notes.txt").write_text("mine")
    (folder / "drafts").mkdir()
    (folder / "drafts" / "a.txt").write_text("mine")
    Path(articles[0]).write_text("অন্য খবর\n\nশহরে বৃষ্টি হয়েছে। রাস্তায় জল জমেছে।", encoding="utf-8")
    episode.make([articles[0]], settings)
    for name in [*mine, f"{folder.name}/notes.txt", f"{folder.name}/drafts/a.txt"]:
        assert (root / name).read_text() == "mine", name
    assert (root / ".ssh.old").is_dir()
    assert not (root / "ssh").exists()


@pytest.mark.parametrize(
    ("text", "why"), [('{"schema": 99, "title": "mine"}', "schema"), ('{"name": "a-package"}', "not made by audionews")]
)
def test_a_show_of_a_newer_version_or_of_another_program_is_not_written_over(
    settings: Settings, articles: tuple[str, str], text: str, why: str
) -> None:
    place = files.folder(settings.run.output) / "show.json"
    place.write_text(text)
    with pytest.raises(DamagedError, match=why):
        episode.make([articles[0]], settings)
    assert place.read_text() == text


def test_lists_of_a_newer_version_are_not_written_over(tmp_path: Path) -> None:
    newer = '{"schema": 2, "listeners": {}, "items": []}'
    for name in (listeners.NAME, "queue.json"):
        (tmp_path / name).write_text(newer)
    with pytest.raises(DamagedError, match="schema"):
        listeners.add(tmp_path, "ward")
    with pytest.raises(DamagedError, match="newer audionews"):
        reading_queue.waiting(tmp_path / "queue.json")


def test_a_feed_of_somebody_elses_is_refused_before_any_work(settings: Settings, articles: tuple[str, str]) -> None:
    root = files.folder(settings.run.output)
    (root / "feed.xml").write_text("<rss><channel><title>mine</title></channel></rss>")
    with pytest.raises(StorageError, match=r"feed\.xml was not made by audionews"):
        episode.make([articles[0]], settings)
    assert sorted(path.name for path in root.iterdir()) == ["feed.xml"]


@pytest.mark.slow
def test_a_jump_of_the_clock_removes_nothing(settings: Settings, articles: tuple[str, str]) -> None:
    root = settings.run.output
    for day in range(3):
        episode.make([articles[0]], settings.having(date=DAY + timedelta(day)))
    far = settings.having(date=DAY + timedelta(400), sources=(articles[0],), daily={"keep_days": 3})
    assert daily.run(far).pruned == []
    assert len(episode_index.items(root)[0]) == 4


def test_a_file_is_absent_unreadable_or_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    with pytest.raises(AbsentError, match=r"a\.json"):
        own_files.content(path)
    with pytest.raises(AbsentError):
        own_files.content(path / "under" / "a.json")
    path.write_bytes(b"\xff")
    with pytest.raises(DamagedError, match="UTF-8"):
        own_files.text(path)
    with pytest.raises(DamagedError, match="more than"):
        own_files.content(path, most=0)
    failing(errno.EIO, "a.json", monkeypatch)
    with pytest.raises(StorageError, match="Cannot read") as caught:
        own_files.content(path)
    assert not isinstance(caught.value, AbsentError | DamagedError)


def test_a_folder_in_the_place_of_a_file_is_damage(tmp_path: Path) -> None:
    with pytest.raises(DamagedError, match="no regular file"):
        own_files.content(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names")
@pytest.mark.parametrize("read", [own_files.content, lambda path: own_files.head(path, 1)])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path, read: Callable[[Path], bytes]) -> None:
    os.mkfifo(tmp_path / "a.json")
    with pytest.raises(DamagedError, match="no regular file"):
        read(tmp_path / "a.json")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names")
def test_what_is_said_goes_into_a_pipe_and_not_into_its_place(tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    files.deliver(pipe, b"sound")
    reader.join(10)
    assert got == [b"sound"]
    assert pipe.is_fifo()
    with pytest.raises(StorageError, match="a device or a pipe"):
        files.write(pipe, b"sound")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names")
def test_a_script_goes_into_a_pipe_which_is_not_asked_for_changes(tmp_path: Path, settings: Settings) -> None:
    pipe, got = tmp_path / "pipe", list[str]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")))
    reader.start()
    draft = editing.blank_draft(settings)
    editing.save_draft(draft, pipe, settings)
    reader.join(10)
    assert got == [draft_writer.written(draft)]


@pytest.mark.parametrize("place", [Path(), Path("/")])
def test_a_folder_in_the_place_of_what_is_written_is_named(place: Path) -> None:
    with pytest.raises(StorageError, match="Is a directory"):
        files.write(place, b"sound")
    with pytest.raises(StorageError, match="Is a directory"):
        editing.save_draft(editing.blank_draft(), place, Settings())


@pytest.mark.parametrize("words", [["make", "news.txt", "-o", ""], ["feed", ""], ["publish", "target", ""]])
def test_a_name_that_is_empty_is_no_folder(run: Run, article: Path, words: list[str]) -> None:
    done = run(*words, *(["--engine", "tone"] if words[0] == "make" else []))
    assert (done.returncode, list(article.parent.iterdir())) == (UsageError.exit_code, [article]), done.stderr


@pytest.mark.parametrize("place", ["folder", ".", "no/such/a.mp3", "file/a.mp3"])
def test_where_nothing_can_be_written_nothing_is_spoken(run: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    done = run("say", "একটি বাক্য।", "-o", place, "--engine", "tone", AUDIONEWS_CACHE=str(tmp_path / "cache"))
    assert done.returncode == StorageError.exit_code
    assert not list((tmp_path / "cache").rglob("*"))


PARTS = ("chapters.json", "transcript.vtt", "index.html", "episode.epub", "episode.json", "show.json", "cover.jpg")


def test_a_disk_at_fault_is_no_fault_of_the_episode(
    settings: Settings, articles: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    episode.make([articles[0]], settings)
    for name in (*PARTS, "feed.xml"):
        with monkeypatch.context() as patched:
            failing(errno.EIO, name, patched)
            with pytest.raises(StorageError, match=re.escape(name)) as caught:
                check(settings.run.output, validators=False)
        assert "disk" in str(caught.value.hint), name


def test_what_mends_a_damaged_list_of_listeners_is_no_episode(tmp_path: Path) -> None:
    (tmp_path / listeners.NAME).write_text('{"schema": 1, "listeners": []}')
    with pytest.raises(DamagedError) as caught:
        listeners.listeners(tmp_path)
    assert "backup" in str(caught.value.hint)


@pytest.mark.parametrize("content", [b"", b"[1]", bytes(999), clip.pack(tune.compose())[:-5]])
def test_a_tune_that_is_none_is_composed_again(tmp_path: Path, content: bytes) -> None:
    kept = Store(tmp_path)
    kept.put(key(tune.KEY, str(clip.VERSION)), content)
    assert clip.usable(mastering._load(kept, tune.KEY))


def test_parts_of_an_unusable_cache_are_handed_to_whoever_joins_them(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    store = Store(tmp_path / "cache")
    assert store.is_shared
    store.put("a" * 40, b"sound")
    assert not store.is_shared


@pytest.mark.skipif(sys.platform != "linux", reason="descriptors under /proc")
def test_what_is_said_goes_where_standard_output_goes_and_not_into_its_place(tmp_path: Path) -> None:
    with (tmp_path / "sound").open("w+b") as opened:
        place = Path(f"/proc/self/fd/{opened.fileno()}")
        files.deliver(place, b"sound")
        assert opened.read() == b"sound"
        assert place.is_symlink()
        with pytest.raises(StorageError, match="a device or a pipe"):
            files.write(place, b"sound")


def test_an_unusable_cache_has_one_spare_folder_for_all_stores_and_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(files.folder(tmp_path / "tmp")))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "cache").write_text("a file")
    warned = list[str]()
    stores = [Store(tmp_path / "cache", warn=warned.append) for _ in range(8)]
    begin = threading.Barrier(8)

    def put(number: int) -> None:
        begin.wait()
        stores[number].put(f"{number:040}", b"%d" % number)

    threads = [threading.Thread(target=put, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [stores[-number].get(f"{number:040}") for number in range(8)] == [b"%d" % number for number in range(8)]
    assert len(warned) == len(list((tmp_path / "tmp").iterdir())) == 1


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
def test_what_a_dead_writer_left_goes_and_what_a_living_one_writes_stays(tmp_path: Path) -> None:
    target = tmp_path / "today.mp3"
    dead = tmp_path / files.hidden_name("today.mp3")
    dead.write_text("half")
    other = tmp_path / files.hidden_name("other.mp3")
    other.write_text("half")
    with files.writing(target) as outer:
        outer.write(b"one")
        files.write(target, b"two")
    assert target.read_bytes() == b"one"
    assert sorted(path.name for path in tmp_path.iterdir()) == [other.name, target.name]
    strangers = [
        tmp_path / name for name in (".film.mp4.0123abcd.part", ".today.mp3.beefbeef.part", f"{other.name}.part")
    ]
    for path in strangers:
        path.write_text("mine")
    files.sweep(tmp_path)
    files.write(target, b"three")
    assert sorted(tmp_path.iterdir()) == sorted([target, *strangers])


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
def test_the_scratch_folder_of_a_dead_run_goes_with_the_next(tmp_path: Path) -> None:
    dead, others = files.folder(tmp_path / "audionews-dead"), files.folder(tmp_path / "audionews-notes")
    (dead / ".lock").touch()
    (others / "a.txt").write_text("mine")
    with scratch.folder(tmp_path) as first, scratch.folder(tmp_path) as second:
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([others.name, first.name, second.name])
    assert [path.name for path in tmp_path.iterdir()] == [others.name]


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
def test_what_cannot_go_from_a_scratch_folder_goes_with_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Path.unlink

    def unlink(self: Path, *, missing_ok: bool = False) -> None:
        if self.name == "held":
            raise PermissionError(13, "Permission denied", str(self))
        really(self, missing_ok=missing_ok)

    with monkeypatch.context() as shut:
        shut.setattr(Path, "unlink", unlink)
        with scratch.folder(tmp_path) as kept:
            (kept / "held").write_text("x")
            (kept / "other").write_text("x")
    assert sorted(path.name for path in kept.iterdir()) == [".lock", "held"]
    with scratch.folder(tmp_path):
        assert not kept.exists()
