"""A run may die between the episode and the feed that tells of it: the next one finishes what is missing."""

import hashlib
import json
import os
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest

from audionews import episode, publish
from audionews.audio import clip
from audionews.settings import Settings
from audionews.support import files, staging

DYING = textwrap.dedent(
    """
    import os, sys

    root, left = sys.argv[1], int(sys.argv[2])
    ours = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir"}

    def mortal(event, args):
        global left
        if event in ours and any(str(each).startswith(root) for each in args):
            left -= 1
            if left == 0:
                os._exit(137)

    sys.addaudithook(mortal)
    sys.argv = ["audionews", *sys.argv[3:]]
    from audionews.cli import main
    main()
    """
)


def agree(root: Path) -> bool:
    """Whether feed, manifest and MP3 tell of the same sound."""
    folder = root / "2026-11-23"
    told = json.loads((folder / "episode.json").read_text(encoding="utf-8"))
    sound = (folder / "episode.mp3").read_bytes()
    assert hashlib.sha256(sound).hexdigest() == told["audio"]["sha256"]
    feed = (root / "feed.xml").read_text(encoding="utf-8") if (root / "feed.xml").exists() else ""
    return f'length="{len(sound)}"' in feed and told["articles"][0]["headline"] in feed


def asked(tmp_path: Path) -> Settings:
    return Settings().having(output=tmp_path / "output", engine="tone", date=date(2026, 11, 23))


def test_an_unchanged_episode_is_told_by_the_feed_though_its_maker_died_before(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = asked(tmp_path)
    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(publish, "update_show", lambda *_, **__: sys.exit(137))
        episode.make([str(article)], settings)
    assert not agree(settings.run.output)
    (settings.run.output / ".x.new").mkdir()
    episode.make([str(article)], settings)
    assert agree(settings.run.output)
    assert staging.is_tidy(settings.run.output)


def test_a_feed_that_was_lost_or_is_wished_otherwise_comes_with_the_unchanged_episode(
    tmp_path: Path, article: Path
) -> None:
    settings = asked(tmp_path)
    episode.make([str(article)], settings)
    (settings.run.output / "feed.xml").unlink()
    episode.make([str(article)], settings)
    assert agree(settings.run.output)
    episode.make([str(article)], settings.having(show={"base_url": "https://example.org/news/"}))
    assert "https://example.org/news/2026-11-23/episode.mp3" in (settings.run.output / "feed.xml").read_text("utf-8")


def test_a_cache_in_the_form_of_an_older_version_is_filled_anew(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = asked(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(clip, "VERSION", 0)
        patched.setattr(clip, "_MAGIC", b"ANclip\0\0")
        episode.make([str(article)], settings)
    files.remove(settings.run.output)
    episode.make([str(article)], settings)
    assert agree(settings.run.output)


@pytest.mark.slow
def test_a_kill_at_any_file_operation_of_make_costs_only_a_rerun(tmp_path: Path) -> None:
    article, root = tmp_path / "news.txt", tmp_path / "output"
    command = ["make", str(article), "--engine", "tone", "--date", "2026-11-23", "-o", str(root), "-q"]
    for operation in range(1, 400):
        article.write_text(f"খবর {operation}\n\nআবহাওয়া দফতর জানিয়েছে, {operation}টি এলাকায় জল জমেছে।", encoding="utf-8")
        dying = [sys.executable, "-c", DYING, str(root), str(operation), *command]
        code = subprocess.run(dying, check=False, env=os.environ, timeout=60).returncode
        assert code in {0, 137}
        if (root / "2026-11-23").exists():
            agree(root)
        subprocess.run([sys.executable, "-m", "audionews", *command], check=True, timeout=60)
        assert agree(root)
        assert {path.name for path in root.rglob(".*")} <= {".lock", ".episodes.json"}
        if code == 0:
            return
    pytest.fail("the run never came to its end")
