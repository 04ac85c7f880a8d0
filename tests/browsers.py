"""Runs our scripts in headless Chromium, with the packages that `.ci/validators` installed."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from audionews.publish.check import external

SCRIPTS = Path(__file__).parent / "publish"


def needs(condition: object, what: str) -> None:
    if not condition:
        reason = f"{what} is not installed: run .ci/validators FOLDER and set {external.FOLDER}"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


def node(script: str, *args: object) -> Any:
    """Run one of our scripts with the packages that `.ci/validators` installed; return the JSON that it prints."""
    folder = Path(os.environ.get(external.FOLDER, "/nonexistent"), "node_modules").absolute()
    needs(shutil.which("node") and folder.is_dir(), "node with its packages")
    words = ["node", str(SCRIPTS / script), *map(str, args)]
    environment = {**os.environ, "NODE_PATH": str(folder)}
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout[done.stdout.rfind("\x1e") + 1 :])  # what libraries print stands before it


def browser() -> None:
    needs(any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")), "Chromium")
