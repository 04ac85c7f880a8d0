"""Puts the files of `audionews.bengali`, and the two of ours that they import, into a wheel as `audionews_bengali`."""

import re
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NAME = "audionews_bengali"
BESIDE = {"audionews.model": "model", "audionews.support.errors": "errors"}
"""Modules outside `audionews.bengali` that it imports, and what each is called in the wheel."""


class BengaliWheel(BuildHookInterface):  # type: ignore[type-arg]
    """Renames the package on the way into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's own signature
        """Copy the files, and have the wheel take them."""
        tree = Path(self.root).resolve().parent.parent / "audionews"
        made = Path(self.directory) / NAME
        shutil.rmtree(made, ignore_errors=True)
        shutil.copytree(tree / "bengali", made, ignore=shutil.ignore_patterns("__pycache__"))
        for module, name in BESIDE.items():
            shutil.copyfile(tree.joinpath(*module.split(".")[1:]).with_suffix(".py"), made / f"{name}.py")
        for path in made.rglob("*.py"):
            path.write_text(renamed(path.read_text(encoding="utf-8")), encoding="utf-8")
        (made / "py.typed").touch()
        build_data["force_include"][str(made)] = NAME

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - the same
        """Remove the copies."""
        shutil.rmtree(Path(self.directory) / NAME, ignore_errors=True)


def renamed(source: str) -> str:
    """Return a module's source with the package's new name wherever it names a module of ours."""
    for module, name in BESIDE.items():
        source = re.sub(rf"\b{re.escape(module)}\b", f"{NAME}.{name}", source)
    return re.sub(r"\baudionews\.bengali\b", NAME, source)
