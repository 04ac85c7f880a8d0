"""Make `2026-11-29/` again, with the version of that day: what a show of it leaves on disk, but for the sound.

    git worktree add /tmp/old 46b2a0f
    PYTHONPATH=/tmp/old python tests/upgrades/make_2026_11_29.py

The names of modules are those of that version. No sound is stored: the tests put another file of the same length in its
place. The settings in `2026-11-29/audionews.toml` were written by hand.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from audionews.model import Article
from audionews.sources import seen

HERE = Path(__file__).parent / "2026-11-29"
NEWS = "জেলায় নতুন সেতু\n\nপুরসভা জানিয়েছে, সেতুটির দৈর্ঘ্য ৪৫০ মিটার।\n\nআরও পড়ুন: শীতে কোথায় বেড়াবেন?\n"
KEPT = ("feed.xml", "show.json", "2026-11-29/episode.json", "2026-11-29/chapters.json")
FLOOD = "নদীর জল বিপদসীমার ৪০ সেন্টিমিটার উপরে। জেলা প্রশাসন জানিয়েছে, ২৩টি গ্রামের ৫,২০০ জনকে সরানো হয়েছে। "
READ = (
    Article("https://khobor.example/1", FLOOD * 3, "নদীর জল বিপদসীমার উপরে", url="https://khobor.example/1"),
    Article("https://khobor.example/2", NEWS * 4, "জেলায় নতুন সেতু", also=("https://kagoj.example/9",)),
)

with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    (folder / "news.txt").write_text(NEWS, encoding="utf-8")
    shutil.copy(HERE / "audionews.toml", folder)
    environment = {**os.environ, "AUDIONEWS_CACHE": str(folder / "cache"), "AUDIONEWS_DATA": str(folder / "data")}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "audionews", *arguments]
        return subprocess.run(command, check=True, cwd=folder, env=environment, capture_output=True, text=True).stdout

    (HERE / "config.json").write_text(run("config", "--json"), encoding="utf-8")
    run("make", "news.txt", "--date", "2026-11-29")
    for kept in KEPT:
        (HERE / "output" / kept).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / "output" / kept, HERE / "output" / kept)
    shutil.copy(folder / "news.txt", HERE)
    (HERE / "output" / ".daily").mkdir(exist_ok=True)
    history = seen.Seen().after(READ, datetime(2026, 11, 29, 1, 30, tzinfo=UTC))
    seen.save(history, HERE / "output" / ".daily" / "seen.json")
    assert json.loads((HERE / "output" / "2026-11-29" / "episode.json").read_text(encoding="utf-8"))["schema"] == 1
