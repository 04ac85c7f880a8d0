"""Articles of tables, folders and patterns, each with what it is known by."""

import json
from pathlib import Path

import pytest

from audionews.batch import article_tables
from audionews.batch.article_stream import ArticleStream
from audionews.model import Article, Skipped
from audionews.settings import Settings
from audionews.support.errors import UsageError

TEXT = "শুক্রবার শহরে একটি নতুন সেতু খুলেছে। সেতুটির দৈর্ঘ্য ৪৫০ মিটার।"
ROWS = [
    {"no": 7, "body": TEXT, "head": "শহরে নতুন সেতু", "day": "2026-11-23", "section": "রাজ্য"},
    {"no": 8, "body": f"<p>{TEXT}</p><p>খরচ হয়েছে ₹১২ কোটি।</p>", "head": "সেতুর খরচ", "day": "2026-11-24"},
    {"no": 9, "body": "", "head": "কিছু নেই", "day": ""},
]
MAPPED = article_tables.columns(["text=body,title=head", "date=day,id=no"])


def read(*sources: object, mapped: dict[str, str] | None = None) -> tuple[dict[str, Article], list[Skipped]]:
    found = list(ArticleStream([str(one) for one in sources], mapped or {}, Settings()))
    return dict(one for one in found if isinstance(one, tuple)), [one for one in found if isinstance(one, Skipped)]


def check(path: Path) -> None:
    found, skipped = read(path, mapped=MAPPED)
    assert list(found) == ["7", "8"]
    assert [article.headline for article in found.values()] == ["শহরে নতুন সেতু", "সেতুর খরচ"]
    assert found["7"].section == "রাজ্য"
    assert f"{found['8'].published:%Y-%m-%d %z}" == "2026-11-24 +0530"
    assert "<p>" not in found["8"].text
    assert [one.source for one in skipped] == [f"{path}#3"]


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS) + "\n\n", encoding="utf-8")
    check(path)
    path.write_text(json.dumps(ROWS[0]) + "\nnonsense\n[1]\n", encoding="utf-8")
    assert [one.why for one in read(path, mapped=MAPPED)[1]] == ["The line is no JSON object."] * 2


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    cells = [[str(row.get(name, "")) for name in ("no", "body", "head", "day", "section")] for row in ROWS]
    lines = [",".join(f'"{cell}"' for cell in row) for row in [["no", "body", "head", "day", "section"], *cells]]
    path.write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    check(path)


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "news.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(ROWS), path)
    check(path)
    path.write_bytes(b"nonsense")
    with pytest.raises(UsageError, match="no Parquet"):
        read(path)


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(ROWS[0]), encoding="utf-8")
    with pytest.raises(UsageError, match="no column 'text'") as refused:
        read(path)
    assert "body" in (refused.value.hint or "")
    for said in ("body", "corpus=body", "text="):
        with pytest.raises(UsageError, match="--columns"):
            article_tables.columns([said])


def test_an_article_without_an_id_is_known_by_its_address_else_by_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    rows = [{"text": TEXT, "url": "https://a.example/1"}, {"text": TEXT, "title": "ক", "date": "2026-11-23"}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first = list(read(path)[0])
    path.write_text("\n".join(map(json.dumps, reversed(rows))), encoding="utf-8")
    assert first[0] == "https://a.example/1"
    assert list(read(path)[0]) == first[::-1]


def test_files_are_known_by_their_paths_below_what_was_named(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "archive" / "2026"
    folder.mkdir(parents=True)
    for number in range(70):
        (folder / f"{number}.txt").write_bytes(article.read_bytes())
    (folder / "empty.txt").touch()
    found, skipped = read(tmp_path / "archive")
    assert list(found) == [f"archive/2026/{number}.txt" for number in range(70)]
    assert [one.why for one in skipped] == ["It is empty."]
    monkeypatch.chdir(tmp_path)
    again = read("archive")[0]
    assert again == found, "wherever it is read from"
    assert list(read("archive/**/6?.txt")[0]) == [f"archive/2026/6{number}.txt" for number in range(10)]
    (tmp_path / "archive" / "60.txt").write_bytes(article.read_bytes())
    assert list(read("archive/60.txt", "archive/2026/60.txt")[0]) == ["60.txt", "2026/60.txt"]
    with pytest.raises(UsageError, match="Nothing is called"):
        read("archive/*.pdf")
    with pytest.raises(UsageError, match="no file"):
        read("archive", "nowhere")


def test_what_fsspec_reads_is_a_source(tmp_path: Path, article: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    store.pipe_file("/news/a.txt", article.read_bytes())
    store.pipe_file("/news/b.jsonl", json.dumps(ROWS[0]).encode())
    found, skipped = read("memory://news", mapped=MAPPED)
    assert (list(found), skipped) == (["7", "memory://news/a.txt"], [])
    assert found["memory://news/a.txt"].source == "memory://news/a.txt"
    store.rm("/news", recursive=True)
    with pytest.raises(UsageError, match="nothing at"):
        read("memory://news")
