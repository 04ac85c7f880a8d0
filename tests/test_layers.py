"""Who may import whom: data flows one way, and so do imports."""

import ast
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from shared import ROOT as CHECKOUT

import audionews

ROOT = CHECKOUT / "audionews"

LAYERS = [
    {"article_line"},
    {"model"},
    {"support"},
    {"settings", "keywords"},
    {"bengali", "audio"},
    {"engines"},  # they decode what services send with audio.clip
    {"timeline", "manner"},
    {"sources", "rundown", "synthesis", "publish"},
    {"testing"},  # promises of engines and sources
    {"casting", "desk", "mastering"},
    {"planning"},
    {"scripting", "production"},
    {"episode"},
    {"editing"},
    {"correction", "daily", "listen"},
    {"api", "batch", "review", "studio", "upkeep"},
    {"cli"},
]
HEIGHT = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}
INNER = {  # the same inside the packages that have rooms of their own
    "bengali": [{"script"}, {"calendar", "cleaning", "pronunciation"}, {"normalization"}, {"comparison"}],
    "publish": [{"json_reader"}, {"manifest", "render"}, {"show"}, {"delivery", "check"}],
}
NETWORK = {"httpx", "requests", "urllib.request", "http.client", "socket", "aiohttp", "websockets"}
ELSEWHERE = {"store"}  # on another machine
ARCHIVES = {"book"}  # a zip file inside a file of the writer's
WRITERS = {"write_text", "write_bytes", "mkdir", "rename", "replace", "unlink", "rmdir", "rmtree", "copyfile"}


def modules() -> list[Path]:
    return sorted(path for path in ROOT.rglob("*.py") if path.parent != ROOT or not path.name.startswith("__"))


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(tree(path)))


def running(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes below, without what only type checkers see."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and getattr(child.test, "id", "") == "TYPE_CHECKING"):
            yield child
            yield from running(child)


@cache
def imports(path: Path, *, types: bool = True) -> tuple[str, ...]:
    return tuple(imported(path, nodes(path) if types else running(tree(path))))


def imported(path: Path, nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports of ours are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(path: Path) -> set[str]:
    inner = {name.split(".")[1] for name in imports(path) if name.startswith("audionews.")}
    return inner & set(HEIGHT)


def above(path: Path) -> set[str]:
    here = room(path)
    return {there for there in ours(path) if there != here and HEIGHT[there] >= HEIGHT[here]}


def test_imports_go_down() -> None:
    found = {path.relative_to(ROOT).as_posix(): above(path) for path in modules()}
    assert {name: rooms for name, rooms in found.items() if rooms} == {}


def test_every_module_has_its_layer() -> None:
    assert {room(path) for path in modules()} == set(HEIGHT)


def test_the_front_door_is_no_way_between_rooms() -> None:
    """`import audionews`, `from audionews import make`: for users of the package alone."""
    for path in modules():
        for node in nodes(path):
            names = {alias.name for alias in node.names} if isinstance(node, ast.Import | ast.ImportFrom) else set()
            assert not (isinstance(node, ast.Import) and "audionews" in names), path
            if isinstance(node, ast.ImportFrom) and node.module == "audionews":
                assert names <= set(HEIGHT), f"{path} takes {names - set(HEIGHT)} from the package itself"


@pytest.mark.parametrize("package", INNER)
def test_imports_go_down_inside_a_package(package: str) -> None:
    height = {name: number for number, names in enumerate(INNER[package]) for name in names}
    rooms = {path.stem for path in (ROOT / package).glob("[!_]*.py")}
    rooms |= {path.parent.name for path in (ROOT / package).glob("*/__init__.py")}
    assert rooms == set(height)
    for path in set((ROOT / package).rglob("*.py")) - {ROOT / package / "__init__.py"}:
        here = path.relative_to(ROOT / package).parts[0].removesuffix(".py")
        for name in imports(path):
            there = name.removeprefix(f"audionews.{package}.").split(".")[0]
            if name.startswith(f"audionews.{package}.") and here != there:
                assert height.get(there, 99) < height[here], f"{here} must not know {there}: {path}"


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")


def test_no_module_imports_itself_by_a_roundabout_way() -> None:
    names = {module_name(path) for path in ROOT.rglob("*.py")} - {"audionews"}
    graph = {}
    for path in modules():
        found = names & set(imports(path, types=False))
        graph[module_name(path)] = found - {name.rpartition(".")[0] for name in found}  # of a package, what is taken
    TopologicalSorter(graph).prepare()


def twice(names: Iterator[str]) -> set[str]:
    return {name for name, count in Counter(names).items() if count > 1}


def test_a_name_means_one_module_or_one_class() -> None:
    assert not twice(path.stem for path in ROOT.rglob("*.py") if not path.stem.startswith("__"))
    found = (node for path in ROOT.rglob("*.py") for node in nodes(path))
    assert not twice(node.name for node in found if isinstance(node, ast.ClassDef))


def test_every_engine_stands_in_the_entry_points() -> None:
    """An engine that does not is never shown by `audionews voices`, though its name works."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = {}
    for path in (ROOT / "engines").glob("*.py"):
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and node.name.endswith("Engine") and node.name != "Engine":
                found[path.stem] = f"{module_name(path)}:{node.name}"
    assert found == project["entry-points"]["audionews.engines"]


def test_the_version_is_told_once_more_only_by_the_project() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert audionews.__version__ == project["version"]


def users_of(*libraries: str) -> set[str]:
    def uses(path: Path) -> bool:
        names = set(imports(path))
        return any(name == lib or name.startswith(f"{lib}.") for name in names for lib in libraries)

    return {path.relative_to(ROOT).as_posix() for path in modules() if uses(path)}


def test_only_the_command_line_knows_typer_and_rich() -> None:
    assert {name.split("/")[0] for name in users_of("typer", "rich", "click")} == {"cli"}


def test_only_one_engine_knows_gtts() -> None:
    assert users_of("gtts") == {"engines/gtts.py"}


def test_only_engines_and_the_fetcher_talk_to_a_network() -> None:
    rooms = {name for name in users_of(*NETWORK) if not name.startswith(("engines/", "support/net/"))}
    assert rooms <= {"publish/delivery/serve.py", "testing.py"}, "one listens, the other holds that engines do without"


def owner_of(call: ast.Call) -> str:
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    return owner.id if isinstance(owner, ast.Name) else ""


def test_only_the_writer_writes() -> None:
    def writes(path: Path) -> bool:
        for node in nodes(path):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            modes = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            writing = any(set(mode) & set("wax+") and len(mode) <= 3 for mode in modes)
            if name == "open" and writing and owner_of(node) not in ARCHIVES:
                return True
            if name in WRITERS - {"replace"} and owner_of(node) not in {"files", *ELSEWHERE}:
                return True
        return False

    writers = {f"support/{name}.py" for name in ("files", "scratch", "staging")}
    assert {path.relative_to(ROOT).as_posix() for path in modules() if writes(path)} == writers


def test_the_package_and_the_help_are_light() -> None:
    """What `import audionews` loads of ours: its version."""
    show = "import sys, audionews; print([name for name in sys.modules if name.startswith('audionews')])"
    done = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    assert set(ast.literal_eval(done.stdout)) == {"audionews", "audionews.support", "audionews.support.version"}
