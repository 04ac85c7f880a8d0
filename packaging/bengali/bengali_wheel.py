"""Puts the files of `audionews.bengali`, and those of ours that they import, into a wheel as `audionews_bengali`."""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NAME = "audionews_bengali"
BESIDE = "beside"
"""The folder in it of what stands outside `audionews.bengali` in the whole."""


class BengaliWheel(BuildHookInterface):  # type: ignore[type-arg]
    """Renames the package on the way into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's own signature
        """Copy the files, and have the wheel take them."""
        tree = Path(self.root).resolve().parent.parent / "audionews"
        made = Path(self.directory) / NAME
        shutil.rmtree(made, ignore_errors=True)
        shutil.copytree(tree / "bengali", made, ignore=shutil.ignore_patterns("__pycache__"))
        for path in beside(tree):
            copy = made / BESIDE / path.relative_to(tree)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        for path in made.rglob("*.py"):
            path.write_text(renamed(path.read_text(encoding="utf-8")), encoding="utf-8")
        (made / "py.typed").touch()
        build_data["force_include"][str(made)] = NAME

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - the same
        """Remove the copies."""
        shutil.rmtree(Path(self.directory) / NAME, ignore_errors=True)


def beside(tree: Path) -> set[Path]:
    """Return the modules of `tree` outside its `bengali` that those in it import, and what these import in turn."""
    found: set[Path] = set()
    waiting = list((tree / "bengali").rglob("*.py"))
    while waiting:
        new = {path for path in _imported(waiting.pop(), tree) if "bengali" not in path.parts} - found
        found |= new
        waiting += new
    return found


def _imported(path: Path, tree: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("audionews."):
            for name in (node.module, *(f"{node.module}.{one.name}" for one in node.names)):
                module = tree.joinpath(*str(name).split(".")[1:]).with_suffix(".py")
                if module.is_file():
                    yield module


def renamed(source: str) -> str:
    """Return a module's source with the package's new name wherever it names a module of ours."""
    source = re.sub(r"\baudionews\.bengali\b", NAME, source)
    return re.sub(r"^(\s*from )audionews\.", rf"\1{NAME}.{BESIDE}.", source, flags=re.MULTILINE)
