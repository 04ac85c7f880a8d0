"""Who may import whom: data flows one way, and so do imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "audionews"

LAYERS = [
    {"model"},
    {"support"},
    {"settings"},
    {"bengali", "audio"},
    {"engines"},  # they decode what services send with audio.clip
    {"testing"},
    {"timeline"},
    {"sources", "rundown", "synthesis", "publish"},
    {"casting", "mastering"},
    {"planning"},
    {"episode"},
    {"daily", "upkeep"},
    {"cli"},
]
HEIGHT = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}
NETWORK = {"httpx", "requests", "urllib.request", "http.client", "socket", "aiohttp", "websockets"}
ARCHIVES = {"book"}  # a zip file inside a file of the writer's
WRITERS = {"write_text", "write_bytes", "mkdir", "rename", "replace", "unlink", "rmdir", "rmtree", "copyfile"}


def modules() -> list[Path]:
    return sorted(path for path in ROOT.rglob("*.py") if path.parent != ROOT or not path.name.startswith("__"))


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(path: Path) -> set[str]:
    inner = {name.split(".")[1] for name in imports(path) if name.startswith("audionews.")}
    return inner & set(HEIGHT)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    here = room(path)
    above = {there for there in ours(path) if there != here and HEIGHT[there] >= HEIGHT[here]}
    assert not above, f"{here} must not know {above}"


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
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            modes = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            writing = any(set(mode) & set("wax+") and len(mode) <= 3 for mode in modes)
            if name == "open" and writing and owner_of(node) not in ARCHIVES:
                return True
            if name in WRITERS - {"replace"} and owner_of(node) != "files":
                return True
        return False

    assert {path.relative_to(ROOT).as_posix() for path in modules() if writes(path)} == {"support/files.py"}


def test_the_package_and_the_help_are_light() -> None:
    """What `import audionews` loads of ours: nothing."""
    tops = {name for name in imports(ROOT / "__init__.py") if name.startswith("audionews")}
    loaded_late = {"episode", "model", "model.Episode", "model.Script", "settings", "settings.settings_from_kwargs"}
    assert tops <= {"audionews", *(f"audionews.{name}" for name in loaded_late)}
