"""Bengali words belong in the tables of `data/`: those that are left in Python files are counted, and may only fall."""

import ast
import re
from pathlib import Path

import audionews

WORD = re.compile("[\u0985-\u09b9\u09ce\u09dc-\u09df][\u0980-\u09e3\u200c\u200d]+")
MOST = 186
"""Lower it to the number found whenever words have moved to a table."""


def words(source: str) -> list[str]:
    """The Bengali words of two and more characters in the strings of a module, its docstrings aside."""
    tree = ast.parse(source)
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [word for node in strings if id(node) not in told for word in WORD.findall(str(node.value))]


def test_no_more_bengali_words_stand_in_python_files() -> None:
    package = Path(audionews.__file__).parent
    found = {path: len(words(path.read_text("utf-8"))) for path in sorted(package.rglob("*.py"))}
    assert sum(found.values()) <= MOST, {str(path): count for path, count in found.items() if count}


def test_what_is_counted() -> None:
    assert words('"""কথা."""\nx = f"{1}টাকা|জন"  # লেখা\ndef f():\n    """কাজ."""\n    return "ও"\n') == ["টাকা", "জন"]
