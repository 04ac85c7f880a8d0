"""What tests share: a cache of their own, and the command line run as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from shared import ROOT, Run


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the user's cache and data; one cache serves all, being addressed by content."""
    monkeypatch.setenv("AUDIONEWS_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("AUDIONEWS_DATA", str(tmp_path_factory.getbasetemp() / "data"))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `audionews` in an empty folder, without a network to ask."""

    def call(*arguments: object, text: str | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "audionews", *map(str, arguments)],
            check=False,
            capture_output=True,
            encoding="utf-8",
            input=text,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings},
            timeout=120,
        )

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """One short article as a file."""
    path = tmp_path / "news.txt"
    path.write_text(
        "শহরে নতুন সেতু\n\nশুক্রবার শহরে একটি নতুন সেতু খুলেছে। সেতুটির দৈর্ঘ্য ৪৫০ মিটার।\n\n"
        "পুরসভা জানিয়েছে, খরচ হয়েছে ₹১২ কোটি।\n\nআরও পড়ুন: শীতে কোথায় বেড়াবেন?\n",
        encoding="utf-8",
    )
    return path
