"""Read the text of a script file as a draft. A line that is none is an error with its number; nothing is guessed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from audionews.bengali.script.tables import mapping
from audionews.desk.draft import CUT, USER, Choice, Draft, DraftHead, DraftLine, DraftPart, DraftStory, LineKind
from audionews.desk.draft_writer import FORMAT, NAMED
from audionews.desk.line_form import plain
from audionews.model import Role
from audionews.settings import BY_KEY
from audionews.support.errors import UsageError, nearest
from audionews.support.value_kinds import day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

PARTS = {str(role): role for role in (Role.GREETING, Role.HEADLINE, Role.RECAP, Role.SIGNOFF)}
SETTINGS = ("programme", "sections")
"""The groups of settings of which a head may have entries."""
_SKIPPED = "skipped"
_OWN_LINES = {"title", "date", "time", "preset"}
_ONCE = {*NAMED, "published", "voice", "lead", "attribution", "developing", "pin"}
_ENTRY = re.compile(r"([a-z][a-z_.-]*):(?: +(.*))?")
_STRUCK = re.compile(r"~~(.*)~~(?: \(([\w-]*)\))?")
_READER = re.compile(r"\{((?:[^}\\]|\\.)*)\}(?: +(.*))?")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class DraftError(UsageError):
    """A line of a script file cannot be read."""

    def __init__(self, name: str, line: int, why: str, hint: str | None = None) -> None:
        super().__init__(f"{name}:{line}: {why}", hint=hint or "docs/script.md tells how a script is written.")
        self.line = line


@dataclass(frozen=True)
class _FileRow:
    """A line of the file without outer white space."""

    number: int
    text: str
    name: str = field(repr=False)

    def error(self, why: str, hint: str | None = None) -> DraftError:
        return DraftError(self.name, self.number, why, hint)

    def plain(self, shown: str) -> str:
        try:
            return plain(shown)
        except ValueError as error:
            why = f"there is no {str(error)!r}"
            raise self.error(why, r"A backslash stands before a sign; one alone is written as \\.") from error

    def entry(self, what: str) -> tuple[str, str]:
        """Return name and value of a line `name: value`."""
        if not (found := _ENTRY.fullmatch(self.text)):
            raise self.error(f"this is no `name: value`, as {what} has it: {self.text[:60]!r}")
        return found[1], found[2] or ""


def read(data: bytes, name: str) -> Draft:
    """Return the draft that a script file holds; `name` is its name for messages.

    Raises:
        DraftError: a line cannot be read.
        UsageError: it is no UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DraftError(name, line, "this is no UTF-8", "Save the script as UTF-8.") from error
    rows = [_FileRow(number, line.strip(), name) for number, line in enumerate(text.split("\n"), 1)]
    reader = _Reader(rows)
    head = reader.head()
    parts, skipped = reader.body()
    return Draft(head, tuple(parts), tuple(skipped), name)


class _Reader:
    """Goes through the lines of one file."""

    def __init__(self, rows: list[_FileRow]) -> None:
        self._rows, self._at = rows, 0

    def _more(self) -> bool:
        return self._at < len(self._rows)

    @property
    def _row(self) -> _FileRow:
        return self._rows[self._at]

    def _next(self) -> _FileRow:
        row = self._row
        self._at += 1
        return row

    def head(self) -> DraftHead:
        """Read the head between two lines of three dashes."""
        while self._more() and not self._row.text:
            self._at += 1
        if not self._more() or self._row.text != "---":
            raise self._rows[min(self._at, len(self._rows) - 1)].error("a script begins with a line of ---")
        opening = self._next()
        entries: dict[str, Any] = {"words": {}, "sources": [], "settings": {}}
        numbers: dict[str, int] = {}
        while self._more() and self._row.text != "---":
            row = self._next()
            if row.text:
                key, value = row.entry("the head")
                if key not in {"say", "from"} and key in numbers:
                    raise row.error(f"{key} stands on line {numbers[key]} already")
                numbers[key] = row.number
                _head_entry(row, key, value, entries)
        if not self._more():
            raise opening.error("the head does not end: a second line of --- is missing")
        closing = self._next()
        for key in ("audionews", "title", "date", "time", "preset"):
            if key not in numbers:
                raise closing.error(f"the head has no {key}")
        entries.pop("audionews")
        return DraftHead(**(entries | {"sources": tuple(entries["sources"])}), numbers=numbers)

    def body(self) -> tuple[list[DraftPart | DraftStory], list[tuple[str, str]]]:
        """Read parts and stories to the end of the file."""
        parts: list[DraftPart | DraftStory] = []
        skipped: list[tuple[str, str]] = []
        while (row := self._said()) is not None:
            if row.text.startswith("## "):
                parts.append(self._story(row))
            elif row.text == f"# {_SKIPPED}":
                skipped += self._skipped()
            elif row.text.startswith("# "):
                parts.append(self._part(row))
            else:
                raise row.error(
                    "this stands under no heading", "# greeting, # headline, # recap, # signoff or ## a headline."
                )
        return parts, skipped

    def _said(self) -> _FileRow | None:
        """Return the next line that is neither empty nor part of a comment, and go past it."""
        while self._more():
            row = self._next()
            if row.text.startswith("<!--"):
                self._pass_comment(row)
            elif row.text:
                return row
        return None

    def _pass_comment(self, opening: _FileRow) -> None:
        row = opening
        while "-->" not in row.text:
            if not self._more():
                raise opening.error("this comment does not end: --> is missing")
            row = self._next()
        if row.text.partition("-->")[2].strip():
            raise row.error("text after the end of a comment is not read", "Put it on a line of its own.")

    def _part(self, row: _FileRow) -> DraftPart:
        name = row.text.removeprefix("# ").strip()
        if name not in PARTS:
            raise row.error(f"there is no part {name!r}", nearest(name, [*PARTS, _SKIPPED]))
        lines = tuple(replace(line, opens=False) for line in self._lines(story=False))
        return DraftPart(PARTS[name], lines, row.number)

    def _skipped(self) -> Iterator[tuple[str, str]]:
        while self._more() and not self._row.text.startswith("#"):
            if (row := self._said()) is None:
                return
            source, apart, why = row.text.partition(": ")
            if not apart:
                raise row.error("this is no `source: why`")
            yield row.plain(source), row.plain(why)

    def _story(self, row: _FileRow) -> DraftStory:
        shown = row.text.removeprefix("## ").strip()
        left_out = _STRUCK.fullmatch(shown)
        if shown.startswith("~~") and not left_out:
            raise row.error("two tildes begin, and do not end")
        headline = row.plain(left_out[1] if left_out else shown)
        fields: dict[str, Any] = {"also": []}
        if self._more() and self._row.text.startswith("="):
            fields["spoken"] = _reading(self._next())
        while self._more() and self._row.text and not self._row.text.startswith("#"):
            below = self._next()
            if below.text.startswith("<!--"):
                self._pass_comment(below)
            else:
                _story_entry(below, *below.entry("what stands under a headline"), fields)
        fields["also"] = tuple(fields["also"])
        return DraftStory(
            headline, left_out=left_out is not None, lines=tuple(self._lines(story=True)), number=row.number, **fields
        )

    def _lines(self, *, story: bool) -> Iterator[DraftLine]:
        """Yield the lines up to the next heading of a part or story."""
        opens, line = True, None
        while self._more() and not self._row.text.startswith(("# ", "## ")):
            row = self._next()
            if row.text.startswith("<!--"):
                self._pass_comment(row)
            elif not row.text:
                opens = True
            else:
                line = replace(_line(row, story=story), opens=opens)
                if self._more() and self._row.text.startswith("="):
                    if line.kind not in {LineKind.SAID, LineKind.WHOLE, LineKind.SUBHEAD}:
                        raise self._row.error("there is no text above that this could be a reading of")
                    line = replace(line, spoken=_reading(self._next()))
                if line.kind is LineKind.STRUCK:
                    line = replace(line, opens=False)
                elif line.kind is LineKind.SUBHEAD:
                    line, opens = replace(line, opens=True), True
                else:
                    opens = False
                yield line


def _head_entry(row: _FileRow, key: str, value: str, entries: dict[str, Any]) -> None:
    """Read one entry of the head into `entries`."""
    if key in _HEAD:
        entries[key.replace("-", "_")] = _HEAD[key](row, value)
    elif key == "from":
        entries["sources"].append(row.plain(value))
    elif key == "say":
        word, apart, said = value.partition(" = ")
        if not apart:
            raise row.error("this is no `say: word = what is said`")
        entries["words"][row.plain(word)] = row.plain(said)
    else:
        entries["settings"][key] = _setting(row, key, value)


def _form(row: _FileRow, value: str) -> str:
    if value != FORMAT:
        raise row.error(f"this script is of form {value!r}, and {FORMAT} can be read", "Upgrade audionews.")
    return value


def _title(row: _FileRow, value: str) -> str:
    if not (meant := row.plain(value)).strip():
        raise row.error("there is no title")
    return meant


def _preset(row: _FileRow, value: str) -> str:
    return str(BY_KEY["preset"].fitting(value, f"{row.name}:{row.number}"))


def _time(row: _FileRow, value: str) -> str:
    if value != "morning" and not _CLOCK.fullmatch(value):
        raise row.error(f"{value!r} is no time of day", "As 07:00, or morning.")
    return value


def _edition(row: _FileRow, value: str) -> int:
    if not re.fullmatch("[1-9][0-9]?", value):
        raise row.error(f"{value!r} is no edition", "As 2: the second of its day.")
    return int(value)


def _origin(row: _FileRow, value: str) -> tuple[str, str]:
    first, apart, second = value.partition(" ")
    if not apart or not second or " " in second:
        raise row.error("origin has two words", "audionews writes this line; take it out where you have changed it.")
    return first, second


def _setting(row: _FileRow, key: str, value: str) -> Any:
    known = [name for name, made in BY_KEY.items() if made.group in SETTINGS and name not in _OWN_LINES]
    if key not in known:
        choices = ["title", "date", "time", "preset", "edition", "voice", "headline-voice", "say", "from", *known]
        raise row.error(f"a head has no {key!r}", nearest(key, choices))
    try:
        meant = json.loads(value)
    except (ValueError, RecursionError):
        meant = value
    return BY_KEY[key].fitting(meant, f"{row.name}:{row.number}")


def _day(row: _FileRow, value: str) -> date:
    try:
        return day(value)
    except ValueError as error:
        raise row.error(f"{value!r} is no date", "As 2026-11-23.") from error


def _choice(row: _FileRow, value: str) -> Choice:
    if not value:
        raise row.error(
            "there is nothing after the colon",
            "Text is said as it is; in brackets, audionews chooses; take the line away for none.",
        )
    if value.startswith("("):
        if not value.endswith(")"):
            raise row.error("a bracket begins, and does not end")
        return Choice(row.plain(value[1:-1]), own=False, number=row.number)
    return Choice(row.plain(value), own=True, number=row.number)


_HEAD: Mapping[str, Callable[[_FileRow, str], Any]] = {
    "audionews": _form,
    "title": _title,
    "date": _day,
    "time": _time,
    "preset": _preset,
    "edition": _edition,
    "voice": _choice,
    "headline-voice": _choice,
    "origin": _origin,
}


def _story_entry(row: _FileRow, key: str, value: str, fields: dict[str, Any]) -> None:
    """Read one line under a headline into `fields`."""
    name = NAMED.get(key, "pinned" if key == "pin" else key)
    if key != "also" and key not in _ONCE:
        raise row.error(
            f"a story has no {key!r}", f"{nearest(key, sorted({*_ONCE, 'also'}))} Text follows after an empty line."
        )
    if key in _ONCE and name in fields:
        raise row.error(f"{key} stands above already")
    match key:
        case "voice" | "lead" | "attribution":
            fields[name] = _choice(row, value)
        case "pin" | "developing":
            if value not in {"yes", "no"}:
                raise row.error(f"{key} is yes or no")
            fields[name] = value == "yes"
        case "also":
            fields[name].append(row.plain(value))
        case "published":
            try:
                fields[name] = datetime.fromisoformat(value)
            except ValueError as error:
                raise row.error(f"{value!r} is no time", "As 2026-11-23T08:30:00+05:30.") from error
        case _:
            fields[name] = row.plain(value)


def _reading(row: _FileRow) -> str:
    if not (meant := row.plain(row.text[1:].strip())):
        raise row.error("there is nothing after =")
    return meant


def _line(row: _FileRow, *, story: bool) -> DraftLine:
    """Return what a line says: a mark, something struck out, or text."""
    shown = row.text
    if shown in {"[tune]", "[headlines]"} and not story:
        return DraftLine(kind=LineKind(shown[1:-1]), number=row.number)
    if shown.startswith("~~"):
        return _struck(row, story=story)
    subhead = shown.startswith("### ")
    if subhead and not story:
        raise row.error("a subhead stands in a story")
    shown = shown[4:].strip() if subhead else shown
    reader = ""
    if shown.startswith("{"):
        if not (found := _READER.fullmatch(shown)) or not found[1].strip():
            raise row.error("a reader is named as {engine:voice}, and its text follows")
        reader, shown = row.plain(found[1]), found[2] or ""
    whole = shown.startswith("| ")
    shown = shown[2:].strip() if whole else shown
    if found := re.match(r"#|\[|\||=|\{|~~|---|<!--", shown):
        raise row.error(f"{found[0]} begins no line here", rf"Write \{found[0]} to have it in the text.")
    if not (text := row.plain(shown)).strip():
        raise row.error("there is no text")
    mark = LineKind.SUBHEAD if subhead else LineKind.WHOLE if whole else LineKind.SAID
    return DraftLine(text, mark, reader=reader, number=row.number)


def _struck(row: _FileRow, *, story: bool) -> DraftLine:
    if not (found := _STRUCK.fullmatch(row.text)):
        raise row.error("two tildes begin, and do not end", "~~what is left out~~ (reason)")
    if not story:
        raise row.error("only a story's lines can be struck out", "Take the line out.")
    reasons = [*mapping("clean_reasons"), CUT]
    reason = found[2] or USER
    if reason not in reasons:
        raise row.error(f"there is no reason {reason!r}", nearest(reason, reasons))
    return DraftLine(row.plain(found[1]), LineKind.STRUCK, reason=reason, number=row.number)
