"""Time each expression that audionews has on growing hostile input; print those whose time grows too fast.

Usage: hostile_patterns.py [SHARD SHARDS]. Run in a process of its own, as `compiled_patterns` asks. Each expression is
tried with the characters and literals that it is made of, repeated, in pairs, behind its own beginnings, and before
what cannot match.
"""

import re
import sys
import time
from collections.abc import Iterator
from typing import Any

import compiled_patterns

every = sorted(compiled_patterns.everything().items(), key=lambda item: (item[1], str(item[0])))

from audionews.bengali.cleaning import cue_table  # noqa: E402 - recorded before

parser = re._parser  # type: ignore[attr-defined]
SHORT, MOST_RATIO, LEAST_SECONDS = 1500, 2.5, 0.02
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


def is_placed(source: Any) -> bool:
    """Tell whether it is a cue that is asked for where a text or a sentence begins, and nowhere else (`Cue.match`)."""
    return isinstance(source, str) and source.startswith(cue_table.SHAPES["start"].split("(?:%s)")[0])


def spent(pattern: Any, text: Any) -> float:
    begun = time.process_time()
    if is_placed(pattern.pattern):
        pattern.match(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - begun


def growth(pattern: Any, units: list[str]) -> tuple[float, float, str] | None:
    """Return times for a length and its double, and the text, where the second is much more than twice the first."""
    raw = isinstance(pattern.pattern, bytes)
    for short, long in zip(hostile(units, SHORT), hostile(units, 2 * SHORT), strict=True):
        texts = [text.encode("utf-8", "ignore") if raw else text for text in (short, long)]
        after = spent(pattern, texts[1])
        if after < LEAST_SECONDS:
            continue
        before = min(spent(pattern, texts[0]) for _ in range(3))
        after = min(after, *(spent(pattern, texts[1]) for _ in range(2)))
        if after >= LEAST_SECONDS and after > MOST_RATIO * before:
            return before, after, long[:24]
    return None


def main(shard: int = 0, shards: int = 1) -> None:
    """Print how many expressions repeat at all, then a line for each that grows too fast."""
    tried = 0
    for (source, flags), module in every[shard::shards]:
        parsed = parser.parse(source, flags & ~re.DEBUG)
        if not repeats(parsed):
            continue
        tried += 1
        units = list(dict.fromkeys(piece for piece in pieces(parsed) if piece))[: 12 if len(source) < LARGE else 2]
        if slow := growth(re.compile(source, flags), units):
            times = f"{slow[0]:.3f} s, {slow[1]:.3f} s"
            print(f"{module}\t{source[:300]!a}\t{times}\t{slow[2]!a}", flush=True)  # noqa: T201
    print(f"{tried} tried")  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
