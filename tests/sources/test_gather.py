"""Files, folders and standard input: all that can be read is, in order; the rest is skipped by name."""

import os
import sys
import threading
from io import BytesIO
from pathlib import Path

import pytest

from audionews.sources import folders, gather
from audionews.support.errors import UsageError
from audionews.support.events import Event, LeftOut, Note

NEWS = "বিদ্যুৎ ফিরল\n\nআজ সকালে শহরে বিদ্যুৎ ফিরেছে।\n"


def put(path: Path, content: str | bytes = NEWS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def names(root: Path, sources: list[str]) -> list[str]:
    articles, _ = gather(sources)
    return [Path(one.source).relative_to(root.as_posix()).as_posix() for one in articles]


def test_a_folder_is_read_in_natural_order_without_what_is_no_article(tmp_path: Path) -> None:
    for name in ["10.txt", "2.txt", "1.md", "খ/১০.txt", "খ/২.txt", "noend"]:
        put(tmp_path / name)
    for name in [".hidden.txt", "README.md", "readme.txt", "photo.jpg", ".git/a.txt", "page_files/ad.txt"]:
        put(tmp_path / name)
    assert names(tmp_path, [str(tmp_path)]) == ["1.md", "2.txt", "10.txt", "noend", "খ/২.txt", "খ/১০.txt"]


def test_episodes_made_in_the_folder_are_no_news(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    for name in ["output/show.json", "output/2026-11-23/transcript.txt", "old/episode.json", "old/transcript.txt"]:
        put(tmp_path / name)
    assert names(tmp_path, [str(tmp_path)]) == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights there")
def test_links_in_circles_and_pipes_cost_themselves_alone(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    articles, skipped = gather([str(tmp_path)])
    assert [Path(one.source).name for one in articles + skipped] == ["a.txt", "loop.txt"]
    with pytest.raises(UsageError) as caught:
        gather([str(tmp_path / "loop.txt")])
    assert "link" in (caught.value.hint or "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names")
def test_a_pipe_is_read_to_its_end_and_one_without_a_writer_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(NEWS, "utf-8"))
    writer.start()
    assert names(tmp_path, [str(pipe)]) == ["pipe"]
    writer.join()
    monkeypatch.setattr(folders, "PATIENCE", 0.05)
    articles, skipped = gather([str(pipe), str(put(tmp_path / "a.txt"))])
    assert [one.source for one in articles] == [str(tmp_path / "a.txt")]
    assert "Nothing came out of the pipe" in str(skipped[0])


def test_several_sources_keep_their_order_and_a_repetition_is_read_once(tmp_path: Path) -> None:
    last, folder = put(tmp_path / "z.txt"), tmp_path / "f"
    put(folder / "a.txt")
    heard: list[Event] = []
    articles, skipped = gather(
        [str(last), "-", str(folder), str(folder / "a.txt"), "-"], stdin=BytesIO(NEWS.encode()), on_event=heard.append
    )
    assert [one.source for one in articles] == [last.as_posix(), "-", (folder / "a.txt").as_posix()]
    assert skipped == []
    assert [type(one) for one in heard] == [Note, Note]


def test_what_gives_no_article_is_skipped_by_name_and_the_rest_is_read(tmp_path: Path) -> None:
    bad = {
        "empty.txt": (b"", "empty"),
        "noise.txt": (bytes(range(256)) * 9, "binary data"),
        "english.txt": (b"Only English here.", "no Bengali"),
        "legacy.txt": ("Café".encode("latin-1"), "windows-1252"),
        "huge.txt": (b"a" * 5_000_001, "larger than 5 MB"),
    }
    paths = [put(tmp_path / name, content) for name, (content, _) in bad.items()] + [tmp_path / "bare"]
    paths[-1].mkdir()
    heard: list[Event] = []
    good = put(tmp_path / "good.txt")
    articles, skipped = gather([*map(str, paths), str(good)], on_event=heard.append)
    assert [one.source for one in articles] == [good.as_posix()]
    assert [one.source for one in skipped] == [path.as_posix() for path in paths]
    for one, why in zip(skipped, [*(why for _, why in bad.values()), "no articles"], strict=True):
        assert why in one.why
    assert heard == [LeftOut(one.source, one.why) for one in skipped]


@pytest.mark.parametrize("missing", ["nothere.txt", "a\0b", "x" * 5000, "folder/below"])
def test_a_path_that_is_not_there_is_a_usage_error_with_its_name(tmp_path: Path, missing: str) -> None:
    with pytest.raises(UsageError, match="There is no file or folder") as caught:
        gather([str(put(tmp_path / "a.txt")), str(tmp_path / missing)])
    assert caught.value.exit_code == 2


def test_a_slip_of_the_pen_is_met_with_the_nearest_name(tmp_path: Path) -> None:
    put(tmp_path / "budget.txt")
    with pytest.raises(UsageError) as caught:
        gather([str(tmp_path / "bugdet.txt")])
    assert "budget.txt" in str(caught.value.hint)


@pytest.mark.parametrize("named", ["me:secret@", "me@"])
def test_an_address_with_a_password_is_refused_with_the_reason_and_without_it(named: str) -> None:
    with pytest.raises(UsageError, match="name or password") as caught:
        gather([f"https://{named}news.example/feed"])
    assert "'https://news.example/feed'" in str(caught.value)


def test_standard_input_must_be_there_to_be_read() -> None:
    with pytest.raises(UsageError):
        gather(["-"])


def test_an_empty_standard_input_is_skipped() -> None:
    _, skipped = gather(["-"], stdin=BytesIO())
    assert skipped[0].source == "-"


def test_a_folder_gives_markdown_by_its_long_name_and_saved_pages(tmp_path: Path) -> None:
    head = "From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    archive = f"{head}Content-Type: text/html\n"
    page = (
        f"Content-Transfer-Encoding: 8bit\n\n<!doctype html><meta charset=utf-8><h1>জল</h1><p>{NEWS * 2}</p>\n--b--\n"
    )
    put(tmp_path / "a.Markdown")
    put(tmp_path / "b.MHT", archive + page)
    assert names(tmp_path, [str(tmp_path)]) == ["a.Markdown", "b.MHT"]
