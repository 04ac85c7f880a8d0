"""Reads the golden cases and says whether an output is one of the accepted ones.

The spoken column of a normalization case is a small pattern language, made into one regular expression
(never a cross product):

- ``A || B`` are whole sentences, each right;
- ``{a|b|}`` are inline alternatives, which may nest and may be empty;
- ``<বি-জে-পি>`` is an acronym spelt in letter names: the hyphens mark where one letter ends, and the output
  may have a space, a hyphen or nothing there.

Beyond that only NFC, runs of white space and the kind of apostrophe or quote are forgiven.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CASES = Path(__file__).parent / "cases"
HELD = CASES / "held"
LOCALES = ("bn-IN", "bn-BD")

_QUOTES = str.maketrans(dict.fromkeys("‘’‛`´ʼ′", "'") | dict.fromkeys("“”„‟″", '"'))
_PIECES = re.compile(r"[{}|<>]|[^{}|<>]+")
_GROUPS = {"{": "(?:", "}": ")", "<": "(?:", ">": ")"}
# A space beside an empty alternative has nothing left to match: it may stand on the space before it.
_SPACE = r"(?: |(?<= )|^|$)"


@dataclass(frozen=True)
class Spoken:
    """One normalization case."""

    file: str
    """The class: the name of its file without the ending."""
    line: int
    """Line number in the file, from 1."""
    written: str
    """The sentence as a newspaper prints it."""
    pattern: str
    """All accepted ways to say it, in the notation above."""
    locale: str
    """``bn-IN``, ``bn-BD``, or ``*`` when the case holds in both."""

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales in which the case is to be run."""
        return LOCALES if self.locale == "*" else (self.locale,)


@dataclass(frozen=True)
class Split:
    """One sentence-splitting case: joined without white space, the sentences are the text."""

    file: str
    """The class."""
    text: str
    """What goes in; may hold line breaks."""
    sentences: tuple[str, ...]
    """What comes out, stripped of outer white space."""


@dataclass(frozen=True)
class Line:
    """One labelled line of a web page."""

    label: str
    """``keep``, ``part``, or the reason for which it is dropped."""
    text: str
    """The line as copied from the page."""
    kept: str
    """What is left of it: all, a part, or nothing."""
    reason: str
    """Why it (or the rest of it) is dropped; empty for ``keep``."""


@dataclass(frozen=True)
class Page:
    """One cleaning case."""

    file: str
    """The class."""
    name: str
    """What the page shows."""
    lines: tuple[Line, ...]
    """Its lines from top to bottom."""

    @property
    def text(self) -> str:
        """The page as one string: what goes in."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True)
class LineScore:
    """How many lines of how many came out right; scores add up."""

    news: int = 0
    """Lines of which something is to be kept."""
    news_right: int = 0
    """Of these, kept exactly."""
    noise: int = 0
    """Lines to be dropped whole."""
    noise_right: int = 0
    """Of these, dropped."""
    reasons_right: int = 0
    """Of the dropped, with the labelled reason."""

    @property
    def all_right(self) -> bool:
        """Whether each line was kept or dropped as its label says."""
        return (self.news_right, self.noise_right) == (self.news, self.noise)

    def __add__(self, other: LineScore) -> LineScore:
        """The two counts together."""
        mine, theirs = vars(self), vars(other)
        return LineScore(**{name: mine[name] + theirs[name] for name in mine})


def read_spoken(folder: Path = CASES) -> list[Spoken]:
    """All normalization cases under ``folder/normalize``, in the order of files and lines.

    Raises:
        ValueError: a line has not three columns or names an unknown locale.
    """
    return [case for path in sorted((folder / "normalize").glob("*.tsv")) for case in _spoken_in(path)]


def _spoken_in(path: Path) -> Iterator[Spoken]:
    for number, row in enumerate(path.read_text("utf-8").splitlines(), start=1):
        # The sentence may be a hashtag: only "# " opens a comment.
        if not row.strip() or row == "#" or row.startswith("# "):
            continue
        columns = row.split("\t")
        if len(columns) != 3 or columns[2] not in ("*", *LOCALES):
            raise ValueError(f"{path.name}:{number}: expected written, spoken, locale, by tabs")
        yield Spoken(path.stem, number, *columns)


def read_splits(folder: Path = CASES) -> list[Split]:
    """All sentence cases under ``folder/sentences``."""
    return [
        Split(path.stem, case["text"], tuple(case["sentences"]))
        for path in sorted((folder / "sentences").glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


def read_pages(folder: Path = CASES) -> list[Page]:
    """All cleaning cases under ``folder/clean``."""
    return [
        Page(path.stem, case["name"], tuple(_line(row) for row in case["lines"]))
        for path in sorted((folder / "clean").glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


def _line(row: list[str]) -> Line:
    label, text = row[:2]
    if label == "part":
        return Line(label, text, kept=row[2], reason=row[3])
    if label == "keep":
        return Line(label, text, kept=text, reason="")
    return Line(label, text, kept="", reason=label)


def fold(text: str) -> str:
    """``text`` without the differences that are never counted: NFC, white space, kind of quote."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())


def matches(case: Spoken, output: str) -> bool:
    """Whether ``output`` is one of the accepted ways to say the case."""
    return any(regex.fullmatch(fold(output)) for regex in accepted(case.pattern))


@functools.cache
def accepted(pattern: str) -> tuple[re.Pattern[str], ...]:
    """One regular expression for each whole-sentence alternative of a spoken column.

    Raises:
        ValueError: a brace or an angle bracket has no partner.
    """
    return tuple(re.compile(_regex(fold(form))) for form in pattern.split(" || "))


def _regex(form: str) -> str:
    out: list[str] = []
    open_marks: list[str] = []
    for piece in _PIECES.findall(form):
        if piece in "{<":
            open_marks.append(piece)
        elif piece in "}>" and (not open_marks or open_marks.pop() + piece not in ("{}", "<>")):
            raise ValueError(f"{piece} without its partner in: {form}")
        out.append(_GROUPS.get(piece) or _literal(piece, open_marks))
    if open_marks:
        raise ValueError(f"{open_marks[-1]} without its partner in: {form}")
    return "".join(out)


def _literal(piece: str, open_marks: list[str]) -> str:
    if piece == "|" and open_marks[-1:] == ["{"]:
        return "|"
    if "<" in open_marks:
        return "[ -]?".join(re.escape(letter) for letter in piece.split("-"))
    return re.escape(piece).replace(r"\ ", _SPACE)


def split_right(case: Split, output: Sequence[str]) -> bool:
    """Whether the text was cut into exactly these sentences, in NFC but otherwise unchanged."""
    return [unicodedata.normalize("NFC", sentence) for sentence in output] == [
        unicodedata.normalize("NFC", sentence) for sentence in case.sentences
    ]


def line_score(page: Page, kept: Sequence[str], reasons: Mapping[str, str] | None = None) -> LineScore:
    """Line by line, what a cleaner did with a page.

    Args:
        page: the case.
        kept: the lines the cleaner kept, in order, each stripped; blank ones do not count.
        reasons: for each dropped line (stripped, as printed) the reason the cleaner gave.

    Returns:
        The counts for this page. A line that stands twice has to be kept as often as it is news.
    """
    left = Counter(fold(line) for line in kept if line.strip())
    given = {fold(line): reason for line, reason in (reasons or {}).items()}
    score = LineScore()
    for line in sorted(page.lines, key=lambda line: not line.kept):
        text = fold(line.kept or line.text)
        if not text:
            continue
        found = left[text] > 0
        left[text] -= found
        if line.kept:
            score += LineScore(news=1, news_right=int(found))
        else:
            named = not found and given.get(text) == line.reason
            score += LineScore(noise=1, noise_right=int(not found), reasons_right=int(named))
    return score
