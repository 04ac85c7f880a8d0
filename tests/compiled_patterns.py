"""Print each expression that audionews has, as `repr` writes it, with its flags and the module that made it.

Recorded are those that compile when all modules are imported and the commonest work is done, and those that wait for
their first use: in a constant, a table, or a function that keeps what it has made. Run in a process of its own, in
which nothing of audionews was imported before.
"""

import importlib
import pkgutil
import re
import sys
from typing import Any

TEXT = (
    "সেতুর খরচ ₹১২ কোটি\n\nশুক্রবার সকাল ১০টা ৩০ মিনিটে সেতুটি খুলেছে। ১/৩ ভোট, ৩৫,০০০ টাকা, ২০২৫-২৬ অর্থবর্ষ, ISRO, 10:30.\n\n"
    "আরও পড়ুন: শীতে কোথায় বেড়াবেন?\n\n(চলবে)"
)
compiled = re._compile  # type: ignore[attr-defined]
found: dict[tuple[Any, int], str] = {}


def noted(source: Any, flags: int, within: str) -> None:
    """Note an expression under the module of ours that made it, from outside the module `within`."""
    frame = sys._getframe(2)
    while frame.f_globals["__name__"] == within and frame.f_back:
        frame = frame.f_back
    module = frame.f_globals.get("__name__", "")
    if module.startswith("audionews") and isinstance(source, str | bytes):
        found.setdefault((source, int(flags)), module)


def recorded(pattern: Any, flags: Any) -> Any:
    """Note what compiles, and compile it."""
    noted(pattern, flags, "re")
    return compiled(pattern, flags)


def everything() -> dict[tuple[Any, int], str]:
    """Import all modules, do the commonest work, and return source and flags of every expression with its module."""
    re._compile = recorded  # type: ignore[attr-defined]
    from audionews.bengali.script import lazy_pattern

    made = lazy_pattern.LazyPattern.__init__

    def waiting(self: lazy_pattern.LazyPattern, source: str, flags: int = 0) -> None:
        made(self, source, flags)
        noted(self.pattern, flags, lazy_pattern.__name__)

    lazy_pattern.LazyPattern.__init__ = waiting  # type: ignore[method-assign]
    package = importlib.import_module("audionews")
    for info in pkgutil.walk_packages(package.__path__, "audionews."):
        if not info.name.endswith("__main__"):
            importlib.import_module(info.name)
    from audionews.bengali import clean, normalize, phonemes, split_sentences

    clean(TEXT)
    split_sentences(TEXT)
    for locale in ("bn-IN", "bn-BD"):
        phonemes(normalize(TEXT, locale))
    from audionews.sources import line_kinds

    for module in [each for name, each in sys.modules.items() if name.startswith("audionews.")]:
        for kept in [one for one in vars(module).values() if hasattr(one, "cache_info")]:
            if "Pattern" in str(kept.__annotations__.get("return")) and kept.__annotations__.keys() == {"return"}:
                kept()
    for kind in line_kinds._kinds():
        line_kinds.pattern(kind)
    re._compile = compiled  # type: ignore[attr-defined]
    return found


if __name__ == "__main__":
    for (source, flags), module in sorted(everything().items(), key=lambda item: (item[1], str(item[0]))):
        print(module, flags, ascii(source), sep="\t")  # noqa: T201
