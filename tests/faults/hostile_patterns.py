"""Time each expression that audionews has on growing hostile input; print those whose time grows too fast.

Usage: hostile_patterns.py [SHARD SHARDS]. Run in a process of its own, as `compiled_patterns` asks. Each expression is
tried with the characters and literals that it is made of, repeated, in pairs, behind its own beginnings, and before
what cannot match.
"""

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import compiled_patterns

every = sorted(compiled_patterns.everything().items(), key=lambda item: (item[1], str(item[0])))

import audionews  # noqa: E402 - recorded before
from audionews.bengali.cleaning import cue_table  # noqa: E402
from audionews.bengali.script.lazy_pattern import LazyPattern  # noqa: E402
from audionews.sources import line_kinds  # noqa: E402

parser = re._parser  # type: ignore[attr-defined]
SHORT, MOST_RATIO, LEAST_SECONDS = 1500, 2.5, 0.02
BOUNDED = {
    ("audionews.bengali.cleaning.datelines", r"\s*(::?-*|ঃ-*|"): "asked in the first characters of a line",
    ("audionews.bengali.cleaning.row_labels", r"\W*(?P<who>"): "asked in the first characters of a line",
    ("audionews.bengali.normalization.glosses", r"[\u0980-\u09e3\u200c\u200d]+ ?$"): "asked in 60 characters",
    ("audionews.bengali.normalization.glosses", r"[\u0980-\u09e3\u200c\u200d]+(?= "): "asked in 60 characters",
    ("audionews.bengali.normalization.latin_rules", "[A-Za-z]{2,}(?: "): "asked in 30 characters",
    ("audionews.bengali.normalization.money", ""): "numbers: whole texts of them are timed in `test_growth`",
    ("audionews.bengali.normalization.rules", ""): "numbers: whole texts of them are timed in `test_growth`",
    ("audionews.bengali.normalization.signs", r"[\u0980-\u09e3\u200c\u200d]{4,}$"): "asked in 60 characters",
    ("audionews.bengali.normalization.signs", " *(?:["): "asked where a sign ends",
    ("audionews.bengali.normalization.signs", r"\s*\d{1,3}"): "asked in 6 characters",
    ("audionews.desk.recasting", ".+"): "asked whether it is the whole of a line",
    ("audionews.sources.feed_reader", r"(?:…|"): "asked in the last 200 characters",
    ("audionews.sources.pages.page_headline", "^[A-Z]"): "asked of headlines, which are cut at a clause",
    ("audionews.sources.pages.page_roles", "__"): "asked of names of 100 characters",
    ("audionews.sources.line_kinds", r"\W*(?:ছবি|ফাইল|"): "asked in 30 characters, or at the beginning of a line",
    ("audionews.support.toml_file", '"'): "asked of lines in the user's own settings",
}
"""Expressions that may grow, by module and beginning, and what bounds what they are asked."""
LARGE = 1500
"""Characters of an expression that is a list of words, and is tried with fewer texts."""
CATEGORIES = {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "1", "CATEGORY_WORD": "a"}


def parts(name: str, value: Any) -> list[Any]:
    """Return the expressions inside a node."""
    if name in {"MAX_REPEAT", "MIN_REPEAT"}:
        return [value[2]]
    if name == "SUBPATTERN":
        return [value[3]]
    if name in {"ASSERT", "ASSERT_NOT"}:
        return [value[1]]
    return list(value[1][:6]) if name == "BRANCH" else [value] if name == "ATOMIC_GROUP" else []


def chars(members: Any) -> Iterator[str]:
    """Yield characters of a class."""
    for what, one in members:
        name = str(what)
        if name == "LITERAL":
            yield chr(one)
        elif name == "RANGE":
            yield chr(one[0])
        elif str(one) in CATEGORIES:
            yield CATEGORIES[str(one)]


def pieces(parsed: Any) -> Iterator[str]:
    """Yield characters and literals that an expression is made of."""
    literal = ""
    for kind, value in parsed:
        name = str(kind)
        if name == "LITERAL":
            literal += chr(value)
            continue
        if literal:
            yield literal
            literal = ""
        if name == "IN":
            yield from chars(value)
        for part in parts(name, value):
            yield from pieces(part)
    if literal:
        yield literal


def repeats(parsed: Any) -> bool:
    """Tell whether anything in an expression repeats without a small bound."""
    for kind, value in parsed:
        name = str(kind)
        if name in {"MAX_REPEAT", "MIN_REPEAT"} and int(value[1]) > 1000:
            return True
        if any(map(repeats, parts(name, value))):
            return True
    return False


def hostile(units: list[str], size: int) -> Iterator[str]:
    """Yield texts of about `size` characters."""
    common = [" ", "\n", "\t", "a", "ক", "1", '"', "<", "(", "=", "'"]
    for unit in [*units, *common]:
        text = unit * (size // len(unit))
        yield text
        yield text + "\0"
        for before in units[:3]:
            yield before + text + "\0"
    for unit in units[:5]:
        for other in [*units[:5], " ", "\n"]:
            if unit != other:
                yield (unit + other) * (size // len(unit + other)) + "\0"


def uses(code: str) -> dict[str, set[str]]:
    """Return which methods of each constant some code calls; "" where it is used otherwise."""
    found: dict[str, set[str]] = {}
    for name, method in re.findall(r"(?<!\w)(_?[A-Z][A-Z_0-9]+)(?!\w)(?! *(?::.*)?=)(?:\.(\w+)\()?", code):
        found.setdefault(name, set()).add(method)
    return found


def placed() -> set[tuple[Any, int]]:
    """Return source and flags of the expressions that are only asked whether they match in one place.

    These are cues for the beginning of a text (`Cue.match`), and those that a name stands for which the package uses
    with `match` and `fullmatch` alone.
    """
    sources = {path: path.read_text(encoding="utf-8") for path in Path(audionews.__file__).parent.rglob("*.py")}
    whole = uses("\n".join(sources.values()))
    alone: dict[tuple[Any, int], bool] = {}
    for module in [each for name, each in sys.modules.items() if name.startswith("audionews")]:
        own = uses(sources[Path(str(module.__file__))])
        for name, one in vars(module).items():
            if isinstance(one, re.Pattern | LazyPattern):
                key = (one.pattern, int(one.flags))
                known = (own if name.startswith("_") else whole).get(name, {""}) - {"compiled"}
                alone[key] = alone.get(key, True) and known <= {"match", "fullmatch"}
    for kind in line_kinds._kinds():
        asked = re.findall(rf'pattern\("{kind}"\)(?:\.(\w+))?', "\n".join(sources.values()))
        one = line_kinds.pattern(kind)
        alone[one.pattern, one.flags] = {*asked} <= {"match", "fullmatch"}
    return {key for key, only in alone.items() if only}


def spent(pattern: Any, text: Any, *, once: bool) -> float:
    begun = time.process_time()
    if once:
        pattern.match(text)
        pattern.fullmatch(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - begun


def growth(pattern: Any, units: list[str], *, once: bool) -> tuple[float, float, str] | None:
    """Return times for a length and its double, and the text, where the second is much more than twice the first."""
    raw = isinstance(pattern.pattern, bytes)
    for short, long in zip(hostile(units, SHORT), hostile(units, 2 * SHORT), strict=True):
        texts = [text.encode("utf-8", "ignore") if raw else text for text in (short, long)]
        after = spent(pattern, texts[1], once=once)
        if after < LEAST_SECONDS:
            continue
        before = min(spent(pattern, texts[0], once=once) for _ in range(3))
        after = min(after, *(spent(pattern, texts[1], once=once) for _ in range(2)))
        if after >= LEAST_SECONDS and after > MOST_RATIO * before:
            return before, after, long[:24]
    return None


def main(shard: int = 0, shards: int = 1) -> None:
    """Print how many expressions repeat at all, then a line for each that grows too fast."""
    tried, only = 0, placed()
    cue = cue_table.SHAPES["start"].split("(?:%s)")[0]
    for (source, flags), module in every[shard::shards]:
        parsed = parser.parse(source, flags & ~re.DEBUG)
        known = (module, str(source))
        if not repeats(parsed) or any(known[0] == name and known[1].startswith(begun) for name, begun in BOUNDED):
            continue
        tried += 1
        units = list(dict.fromkeys(piece for piece in pieces(parsed) if piece))[: 12 if len(source) < LARGE else 2]
        pattern = re.compile(source, flags)
        once = bool({(source, flags), (source, pattern.flags)} & only) or str(source).startswith(cue)
        if slow := growth(pattern, units, once=once):
            times = f"{slow[0]:.3f} s, {slow[1]:.3f} s"
            print(f"{module}\t{source[:300]!a}\t{times}\t{slow[2]!a}", flush=True)  # noqa: T201
    print(f"{tried} tried")  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
