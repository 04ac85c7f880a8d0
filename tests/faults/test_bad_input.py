"""Bad input through each door: a documented exit code, one clear line that names its source, no traceback."""

import io
import json
import random
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fault_runs import FULL, HERE, SHARE, Row, Server, Stage, check_answer, copied, making, prepared
from shared import ARTICLE, call

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the server of forks is one of Linux")
CORPUS = HERE / "corpus"
"""Inputs that broke something once, by door; it only grows."""
PAGE = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>খবর</title></head><body><article><h1>শহরে নতুন সেতু</h1>{''.join(f'<p>{line}</p>' for line in ARTICLE.splitlines() if line)}</article></body></html>"
FEED = f"<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>খবর</title><item><title>শহরে নতুন সেতু</title><link>https://example.org/1</link><pubDate>Mon, 23 Nov 2026 06:00:00 GMT</pubDate><description>{ARTICLE}</description></item></channel></rss>"
SETTINGS = 'engine = "tone"\nsince = "24h"\npreset = "betar"\n[sound]\nrate = 110\n[engines.openai]\nkey = "OPENAI_API_KEY"\nconnect = 5\n[lexicon]\nBJP = "বিজেপি"\n'
WORDS = "# words\nBJP\tবিজেপি\nISRO\tইসরো\nবিজ্ঞান\t/b i g g a n/\n"
MATTER = f"---\nheadline: শহরে নতুন সেতু\npublished: 2026-11-23T06:00:00+06:00\nurl: https://example.org/1\nsection: রাজ্য\n---\n{ARTICLE}"
JSON = json.dumps(
    {"headline": "শহরে নতুন সেতু", "articleBody": ARTICLE, "datePublished": "2026-11-23"}, ensure_ascii=False
)
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


class Door(NamedTuple):
    """A way in: a file of that name with such content, and the command that reads it."""

    name: str
    content: bytes
    command: list[str]
    place: str = ""
    inside: str = ""
    """The member of a document that is changed."""


def zipped(members: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        for name, text in members.items():
            book.writestr(name, text)
    return data.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX = {
    "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
    "word/document.xml": f"<w:document xmlns:w='{W}'><w:body>{''.join(f'<w:p><w:r><w:t>{line}</w:t></w:r></w:p>' for line in ARTICLE.splitlines())}</w:body></w:document>",
}
DOORS = [
    Door("news.txt", ARTICLE.encode(), ["script", "news.txt"]),
    Door("matter.txt", MATTER.encode(), ["script", "matter.txt"]),
    Door("news.md", f"# শহরে নতুন সেতু\n\n## উপ\n\n{ARTICLE}".encode(), ["script", "news.md"]),
    Door("stdin", ARTICLE.encode(), ["script", "-"]),
    Door("page.html", PAGE.encode(), ["script", "page.html"]),
    Door("feed.xml", FEED.encode(), ["script", "feed.xml", "--since", "9000d"]),
    Door("news.docx", zipped(DOCX), ["script", "news.docx"], inside="word/document.xml"),
    Door("news.json", JSON.encode(), ["script", "news.json"]),
    Door("set.toml", SETTINGS.encode(), ["script", "a.txt", "--config", "set.toml"]),
    Door("words.tsv", WORDS.encode(), ["script", "a.txt", "--lexicon", "words.tsv"]),
    Door("words.toml", SETTINGS.encode(), ["script", "a.txt", "--lexicon", "words.toml"]),
    Door("episode.json", b"", ["feed", "output"], "output/2026-11-24/episode.json"),
    Door("episode.json", b"", ["check", "output"], "output/2026-11-24/episode.json"),
    Door("show.json", b"", ["feed", "output"], "output/show.json"),
    Door(".episodes.json", b"", ["feed", "output", "--title", "খবর"], "output/.episodes.json"),
    Door("feed.xml", b"", ["check", "output"], "output/feed.xml"),
    Door("last-run.json", b'{"hits": 1, "misses": 2}', ["cache"], "cache/last-run.json"),
    Door("seen.json", b'{"schema": 1, "read": {"a": {"size": 1, "read": "2026-11-23T06:00:00+06:00"}}}',
         ["daily", "--date", "2026-11-25", "-q"], "output/.daily/seen.json"),
    Door("clips", b"", making("a", "2026-11-26"), "cache/clips"),
]  # fmt: skip


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


def bad_input(door: Door, data: bytes, dice: random.Random) -> bytes:
    if not door.inside or dice.random() < 0.3:
        return mutated(data, dice)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        members = {name: book.read(name) for name in book.namelist()}
    members[door.inside] = mutated(members[door.inside], dice)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, content in members.items():
            book.writestr(name, content)
    return made.getvalue()


@pytest.fixture(scope="module")
def base(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    stage = prepared(server, tmp_path_factory.mktemp("base") / "stage")
    (stage.output / ".daily").mkdir()
    text = 'engine = "tone"\nsources = ["a.txt"]\noutput = "output"\n'
    (stage.folder / "audionews.toml").write_text(text, encoding="utf-8")
    server.ask(stage.job(*making("a", "2026-11-26")))
    return stage


def entries(stage: Stage) -> list[Path]:
    return sorted(path for path in (stage.folder / "cache" / "clips").rglob("*") if path.is_file())


def put(stage: Stage, door: Door, data: bytes | None, dice: random.Random) -> None:
    """Put bad input where the command finds it; None mutates what is there."""
    if door.name == "clips":
        for path in dice.sample(entries(stage), 8):
            path.write_bytes(in_bytes(path.read_bytes(), dice) if data is None else data)
        (stage.output / "2026-11-26" / "episode.mp3").unlink(missing_ok=True)
        return
    place = stage.folder / (door.place or door.name)
    before = place.read_bytes() if door.place and place.exists() and not door.content else door.content
    place.write_bytes(bad_input(door, before, dice) if data is None else data)


def check_bounds(code: int, seconds: str) -> None:
    assert code not in {-24, 1000}, f"more than {seconds} s"
    assert code >= 0, f"killed by signal {-code}"


def inputs(door: Door) -> Iterator[bytes | None]:
    """Yield the kept inputs of a door, then None for each new one that is wanted."""
    for path in sorted((CORPUS / door.name).glob("*")) if (CORPUS / door.name).is_dir() else []:
        yield path.read_bytes()
    yield from [None] * (round(165 * SHARE) or 1)


@pytest.mark.row("bad input through each door")
@pytest.mark.parametrize("number", range(len(DOORS)))
def test_bad_input_is_refused_by_name_or_read(
    server: Server, base: Stage, tmp_path: Path, row: Row, number: int
) -> None:
    door, dice = DOORS[number], random.Random(number)
    stage = copied(base, tmp_path / "stage")
    peak = 0
    for count, data in enumerate(inputs(door)):
        if door.place and count % 20 == 19:  # what the cases before have changed is not to pile up
            stage = copied(base, tmp_path / f"stage{count}")
        put(stage, door, data, dice)
        with row.case(f"{' '.join(door.command)}, {number}/{count}"):
            given = {"stdin": str(stage.folder / "stdin")} if door.name == "stdin" else {}
            done = server.ask(stage.job(*door.command, **given, cpu=10), seconds=90)
            code, said = done["codes"][0], stage.said()
            peak = max(peak, done["peak"])
            try:
                check_bounds(code, "10")
                check_answer(code, said)
                if code in {2, 3, 6} and door.name != "stdin":
                    assert door.name.rpartition(".")[0] in said or "://" in said, (
                        f"exit code {code}, and no source named: {said[-300:]}"
                    )
            except AssertionError:
                keep(door, stage, number, count)
                raise
    with row.case("memory"):
        assert peak < 500_000, f"{peak} kB"


def keep(door: Door, stage: Stage, number: int, count: int) -> None:
    """Keep what broke something beside the temporary files, from where it can go into the corpus."""
    place = stage.folder / (door.place or door.name)
    if place.is_file():
        target = stage.folder.parent / f"broke-{number}-{count}-{door.name}"
        target.write_bytes(place.read_bytes())


@pytest.mark.slow
@pytest.mark.row("bad input through each door")
def test_bad_input_to_the_command_itself(base: Stage, tmp_path: Path, row: Row) -> None:
    doors = [door for door in DOORS if not door.place and door.name != "stdin"]
    for count in range(round(250 * SHARE) or 8):
        door, dice = doors[count % len(doors)], random.Random(1000 + count)
        stage = Stage(tmp_path)
        (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
        put(stage, door, None, dice)
        with row.case(f"{' '.join(door.command)}, by the command itself, {count}"):
            done = call(tmp_path, *door.command, OPENBLAS_NUM_THREADS="1")
            check_answer(done.returncode, done.stderr)


NONSENSE: dict[str, str] = {
    "exits": "sys.exit(3)",
    "interrupts": "raise KeyboardInterrupt",
    "raises": "raise ZeroDivisionError('x')",
    "speechless": "raise type('Odd', (BaseException,), {'__str__': lambda self: 1 / 0})()",
    "answers None": "return None",
    "answers text": "return 'speech'",
    "answers floats": "return Speech(np.zeros(9000), 16000)",
    "answers no rate": "return Speech(np.zeros(9000, np.int16), 0)",
    "answers odd words": "return Speech(np.ones(9000, np.int16), 16000, (Word(-5.0, float('nan'), 0, 99999),))",
}
PLACES = ("__init__", "voices", "ready", "fingerprint", "speak")
PLUGIN = """
import sys
import numpy as np
from audionews.engines.protocol import Limits, Voice
from audionews.model import Speech, Word

class Engine:
    name, limits = "odd", Limits()
    def __init__(self, **settings): self.odd("__init__")
    def voices(self): return self.odd("voices", [Voice("v")])
    def ready(self): return self.odd("ready")
    def fingerprint(self, voice): return self.odd("fingerprint", "1")
    def speak(self, text, voice): return self.odd("speak", Speech(np.ones(9000, np.int16), 16000))
    def odd(self, place, good=None):
        if place != PLACE:
            return good
        return odd()

def odd():
    WHAT
"""


@pytest.mark.slow
@pytest.mark.row("broken plug-in")
@pytest.mark.parametrize("what", NONSENSE)
def test_a_broken_plug_in_costs_itself_alone(tmp_path: Path, row: Row, what: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    about = tmp_path / "odd-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: odd\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text("[audionews.engines]\nodd = odd_engine:Engine\n", encoding="utf-8")
    for place in PLACES if FULL else ("speak",):
        code = PLUGIN.replace("PLACE", repr(place)).replace("WHAT", NONSENSE[what])
        (tmp_path / "odd_engine.py").write_text(code, encoding="utf-8")
        with row.case(f"{what} in {place}"):
            path = f"{tmp_path}:{HERE.parent.parent}"
            done = call(tmp_path, "make", "a.txt", "-o", "output", "--engine", "odd", "-q", PYTHONPATH=path)
            check_answer(done.returncode, done.stderr, names=False)
            assert done.returncode in {0, 4}
            listed = call(tmp_path, "voices", "--offline", PYTHONPATH=path)
            assert listed.returncode == 0, listed.stderr[-300:]
            assert "tone" in listed.stdout


def test_a_case_that_raises_is_a_violation() -> None:
    """The counting itself: a failed promise is counted and told, and does not end the others."""
    made = Row("any")
    works: list[Callable[[], None]] = [lambda: check_answer(1, "Traceback"), lambda: check_answer(0, "")]
    for work in works:
        with made.case("one"):
            work()
    assert (made.cases, len(made.violations)) == (2, 1)
