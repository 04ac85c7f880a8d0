"""Which small changes of the code do the tests not notice? Run by hand: `python benchmarks/mutation.py`.

Each mutant is one change of one expression or call, in a scratch copy of the checkout; it is dead when a test fails and
alive when all pass. Named alone, a module is tried with the tests that stand for it in CORE:

    python benchmarks/mutation.py                                # a sample of every core module
    python benchmarks/mutation.py audionews/rundown/headline.py  # all mutants of one
    python benchmarks/mutation.py audionews/timeline.py tests/test_timeline.py tests/rundown

A mutant that lives is a question: is a test missing, is the code not needed, or are both versions right?
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
CORE = {
    "audionews/audio/clip.py": ["tests/audio/test_clip.py"],
    "audionews/audio/frame_grid.py": ["tests/audio"],
    "audionews/audio/mp3.py": ["tests/audio"],
    "audionews/bengali/normalization/counts.py": ["tests/bengali/normalization"],
    "audionews/bengali/normalization/numbers.py": ["tests/bengali/normalization"],
    "audionews/bengali/script/sentences.py": ["tests/bengali/script", "tests/bengali/test_cases_text.py"],
    "audionews/publish/render/caption_cues.py": ["tests/publish/render"],
    "audionews/rundown/headline.py": ["tests/rundown"],
    "audionews/rundown/shorten.py": ["tests/rundown"],
    "audionews/support/files.py": ["tests/support/test_files.py"],
    "audionews/support/retry.py": ["tests/support/test_retry.py"],
    "audionews/support/staging.py": ["tests/support/test_staging.py"],
    "audionews/support/store.py": ["tests/support/test_store.py"],
    "audionews/synthesis/request_scheduler.py": ["tests/synthesis"],
    "audionews/timeline.py": ["tests/test_timeline.py", "tests/rundown"],
}
"""Modules that everything rests on, with the tests that are to notice."""
SAMPLE = 12  # mutants of each core module when all are tried
LONGEST = 300  # s for the tests of one mutant; one that hangs is dead
OTHERS: dict[type[ast.AST], Any] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
}  # fmt: skip


class Mutant(NamedTuple):
    """One changed version of a module."""

    line: int
    """Where it is changed."""
    before: str
    """What stood there."""
    after: str
    """What stands there now."""
    source: str
    """The whole module, changed."""


def changed(node: ast.AST) -> ast.AST | None:
    """Return another version of one node, None where there is none."""
    new = copy.deepcopy(node)
    if isinstance(new, ast.Compare):
        new.ops[0] = OTHERS[type(new.ops[0])]()
    elif isinstance(new, ast.BoolOp | ast.BinOp) and type(new.op) in OTHERS:
        new.op = OTHERS[type(new.op)]()
    elif isinstance(new, ast.UnaryOp) and isinstance(new.op, ast.Not):
        return new.operand
    elif isinstance(new, ast.Constant) and isinstance(new.value, bool):
        new.value = not new.value
    elif isinstance(new, ast.Constant) and isinstance(new.value, int | float):
        new.value += 1
    elif isinstance(new, ast.Expr) and isinstance(new.value, ast.Call):
        return ast.Pass()
    elif isinstance(new, ast.If | ast.While | ast.IfExp):
        new.test = ast.UnaryOp(ast.Not(), new.test)
    else:
        return None
    return new


def mutants(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module: one change each, none in annotations or in what only type checkers see."""
    tree = ast.parse(source)
    for parent in list(ast.walk(tree)):
        for name, value in ast.iter_fields(parent):
            if name in {"annotation", "returns", "decorator_list"} or isinstance(parent, ast.AnnAssign | ast.arg):
                continue
            places = value if isinstance(value, list) else [value]
            for at, node in enumerate(places):
                new = changed(node) if isinstance(node, ast.AST) else None
                if new is None or "TYPE_CHECKING" in ast.unparse(node):
                    continue
                _put(parent, name, value, at, new)
                yield Mutant(
                    getattr(node, "lineno", 0), _head(node), _head(new), ast.unparse(ast.fix_missing_locations(tree))
                )
                _put(parent, name, value, at, node)


def _put(parent: ast.AST, name: str, value: object, at: int, node: ast.AST) -> None:
    if isinstance(value, list):
        value[at] = node
    else:
        setattr(parent, name, node)


def _head(node: ast.AST) -> str:
    return ast.unparse(ast.fix_missing_locations(node)).splitlines()[0][:70]


def passes(copied: Path, tests: list[str]) -> bool:
    """Tell whether all of `tests` pass in the scratch copy."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copied), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=copied, env=environment, capture_output=True, check=False, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def tried(copied: Path, module: str, tests: list[str], most: int | None) -> tuple[int, int]:
    """Try the mutants of a module, at most so many, print those that live; return how many died of how many."""
    path = copied / module
    source = path.read_text(encoding="utf-8")
    if not passes(copied, tests):
        sys.exit(f"{module}: {' '.join(tests)} fail as it is.")
    found = list(mutants(source))
    if most is not None and len(found) > most:
        found = random.Random(module).sample(found, most)  # noqa: S311 - the same sample each time
    dead = 0
    for mutant in sorted(found):
        path.write_text(mutant.source, encoding="utf-8")
        died = not passes(copied, tests)
        dead += died
        if not died:
            print(f"{module}:{mutant.line}: {mutant.before}  →  {mutant.after}", flush=True)
    path.write_text(source, encoding="utf-8")
    print(f"{module}: {dead} of {len(found)} dead", flush=True)
    return dead, len(found)


def main() -> None:
    """Try one module, or a sample of all that everything rests on."""
    parser = argparse.ArgumentParser(
        prog="python benchmarks/mutation.py", description=__doc__.split("\n", maxsplit=1)[0]
    )
    parser.add_argument("module", nargs="?", help="a module's path; without one, a sample of every core module")
    parser.add_argument("tests", nargs="*", help="the tests that are to notice; those of CORE by default")
    parser.add_argument("--most", type=int, help="mutants to try of each module, chosen at random but always the same")
    asked = parser.parse_args()
    if asked.module and not asked.tests and asked.module not in CORE:
        parser.error(f"Name the tests of {asked.module}: it is none of the core modules.")
    work = {asked.module: asked.tests or CORE[asked.module]} if asked.module else CORE
    most = asked.most if asked.module or asked.most else SAMPLE
    with tempfile.TemporaryDirectory(prefix="mutation-") as scratch:
        copied = Path(scratch)
        for name in ("audionews", "tests", "seeds", "tools", "docs"):
            shutil.copytree(ROOT / name, copied / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "README.md"):
            shutil.copy2(ROOT / name, copied / name)
        counts = [tried(copied, module, tests, most) for module, tests in work.items()]
    print(f"{sum(dead for dead, _ in counts)} of {sum(every for _, every in counts)} mutants dead")


if __name__ == "__main__":
    main()
