"""The command as somebody starts it: its address on a line, killed, started again."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from shared import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL"),
]


@contextmanager
def begun(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a studio in a folder; yield it, and the address that it prints."""
    words = [sys.executable, "-m", "audionews", "studio", "--no-browser", "--port", str(port), "--engine", "tone"]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, text=True, env=surroundings) as started:
        assert started.stdout
        yield started, started.stdout.readline().strip()


def test_it_prints_its_address_and_a_kill_loses_neither_work_nor_the_browser(tmp_path: Path) -> None:
    with begun(tmp_path, 0) as (started, address):
        found = re.fullmatch(r"(http://127\.0\.0\.1:(\d+))/\?token=[\w-]{40,}", address)
        assert found
        client = httpx.Client(base_url=found[1], headers={"Origin": found[1]})
        client.get(address)
        draft = client.post("/api/drafts").json()
        told = {"If-Match": f'"{draft["version"]}"'}
        path = f"/api/drafts/{draft['name']}"
        assert client.post(f"{path}/deed", json={"do": "title", "text": "রাখা নাম"}, headers=told).is_success
        started.send_signal(signal.SIGKILL)
    with begun(tmp_path, int(found[2])) as (started, other):
        assert other != address, "each start has a token of its own"
        assert client.get(path).json()["title"] == "রাখা নাম", "and the browser's cookie still counts"
        client.close()
        with begun(tmp_path, int(found[2])) as (second, same):
            assert second.wait() == 0
            assert same == other, "who starts it again is led to the one that runs"
        started.terminate()
        assert started.wait() == 0, "it was asked to stop, and did"
