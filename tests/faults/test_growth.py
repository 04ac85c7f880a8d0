"""No expression takes more than twice and a half the time for twice the text, whoever wrote the text."""

import os
import subprocess
import sys

import pytest
from shared import ROOT

HOSTILE = ROOT / "tests" / "faults" / "hostile_patterns.py"
SHARDS = 4


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_expressions_grow_with_the_text(shard: int) -> None:
    done = subprocess.run(
        [sys.executable, HOSTILE, str(shard), str(SHARDS)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))},
        timeout=1200,
    )
    *grown, tried = done.stdout.splitlines()
    assert not grown
    assert int(tried.split()[0]) > 50
