"""Bad input out of good: structured changes of JSON, of text, of bytes, and of members of documents."""

import io
import json
import random
import re
import zipfile
from typing import Any

TOKENS = [
    "\0", "\x1b[2J", "\u202e", "\ufeff", "\ud7ff", "\ufffe", "<![CDATA[", "]]>", "&#x0;", "&#xD800;", "&lol;", "<!DOCTYPE x [",
    "<!ENTITY a 'b'>", "<script>", "--", "{{{", "[[[[", "}}", '"""', "'''", "\\u0000", "\\ud800", "1e999", "-0", "NaN", "null",
    "9" * 400, "।" * 300, " " * 3000, "\t" * 3000, "\n" * 3000, "ক্" * 1500, "(" * 2000, "<b>" * 2000, "#" * 500, "../" * 60,
    "%s%n", "${HOME}", "file:///etc/passwd", "http://[::1", "javascript:alert(1)", "\r", "\x85", "\u2028", "০" * 500, "a." * 800,
]  # fmt: skip
JUNK: list[Any] = [
    None,
    True,
    -1,
    0,
    1e308,
    "",
    "x" * 5000,
    [],
    {},
    [[[[]]]],
    {"a": {"b": 1}},
    "\0",
    2**70,
    "২০২৬",
    "\ud800",
]


def in_json(data: bytes, dice: random.Random) -> bytes | None:
    """Put junk in the place of some value."""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return None
    places: list[tuple[Any, Any]] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, value in list(pairs):
            places.append((node, key))
            waiting.append(value)
    if not places:
        return None
    for _ in range(dice.choice((1, 1, 3))):
        node, key = dice.choice(places)
        node[key] = dice.choice(JUNK)
    return json.dumps(tree).encode()


def in_text(data: bytes, dice: random.Random) -> bytes:
    """Insert, repeat, drop or swap what the text is made of."""
    parts = re.split(r"(\s+|[<>=\"'{}\[\]:,|#]+)", data.decode("utf-8", "replace"))
    for _ in range(dice.choice((1, 1, 2, 5))):
        at = dice.randrange(len(parts))
        way = dice.randrange(5)
        if way == 0:
            parts.insert(at, dice.choice(TOKENS))
        elif way == 1:
            parts[at] = parts[at] * dice.choice((3, 500)) if len(parts[at]) < 300 else ""
        elif way == 2:
            del parts[at : at + dice.choice((1, 4))]
        elif way == 3:
            other = dice.randrange(len(parts))
            parts[at], parts[other] = parts[other], parts[at]
        else:
            parts[at] = dice.choice(TOKENS)
        parts = parts or [""]
    return "".join(parts).encode("utf-8", "surrogatepass")


def in_bytes(data: bytes, dice: random.Random) -> bytes:
    """Cut, flip, double or replace bytes."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 4))):
        at = dice.randrange(len(changed) + 1)
        way = dice.randrange(5)
        if way == 0:
            del changed[at:]
        elif way == 1 and changed:
            changed[at % len(changed)] ^= 1 << dice.randrange(8)
        elif way == 2:
            changed[at:at] = bytes(dice.choice(b"\0\xff\xfe\x80<{") for _ in range(dice.choice((1, 2, 900))))
        elif way == 3:
            del changed[at : at + dice.choice((1, 2, 40))]
        else:
            changed[at:at] = changed[: dice.choice((3, 200))]
    return bytes(changed)


def mutated(data: bytes, dice: random.Random) -> bytes:
    way = dice.randrange(4)
    if way == 0:
        return in_bytes(data, dice)
    found = in_json(data, dice) if way == 1 else None
    return in_text(data, dice) if found is None else found


def bad_input(data: bytes, dice: random.Random, inside: str = "") -> bytes:
    """Return something else than `data`; where it is an archive, mostly with another member `inside`."""
    if not inside or dice.random() < 0.3:
        return mutated(data, dice)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        members = {name: book.read(name) for name in book.namelist()}
    members[inside] = mutated(members[inside], dice)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, content in members.items():
            book.writestr(name, content)
    return made.getvalue()
