"""Text that is no article though it has Bengali in it: tables of data, logs, programs, translations, chats.

Each is told by most of its lines, so that a story that quotes some is none.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.sources.running_text import DARI

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 0.6  # of the lines
_ROWS, _FIELDS = 3, 3  # of a table, at least
_CHAT = 3  # messages
_QUOTED = LazyPattern(r""""(?:[^"\\]|\\.){0,300}"|'(?:[^'\\]|\\.){0,300}'|(?<==)\s{0,4}\{[^{}]{0,300}\}""")
_SETTING = LazyPattern(r"[A-Z][A-Z0-9_]{2,40}=")
_BENGALI = LazyPattern(r"[\u0985-\u09b9\u09dc-\u09e1]")
_CODE = LazyPattern(
    r"\b[A-Za-z_]\w{0,60}\s{0,4}[=:(\[{]|^\s{0,40}(?:-\s{1,4})?[\"'A-Za-z_][\w.-]{0,60}[\"']?\s{0,4}:\s{0,4}[\"']|^\s{0,40}msg(?:id|str)\b"
)
_FIGURES = LazyPattern(r"[0-9০-৯][0-9০-৯.,:/ -]*%?|https?://\S+|")
_STAMPED = LazyPattern(r"\[?[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}")
_MESSAGE = LazyPattern(
    r"^\u200e?\[?[0-9০-৯]{1,2}[/.][0-9০-৯]{1,2}(?:[/.][0-9০-৯]{2,4})?, [0-9০-৯]{1,2}:[0-9০-৯]{2}(?::[0-9০-৯]{2})?"
    r"(?:[ \u202f]?[AaPp][Mm])?(?:\]| -) [^:\n]{1,40}:[ \t]*"
)


def kind_of_data(lines: Sequence[str]) -> str:
    """Return what a text is that is none to be read, in words; empty where it is not known to be so."""
    said = [line for line in lines if line.strip()]
    written = [line for line in said if _BENGALI.search(line)]
    if sum(_MESSAGE.match(line) is not None for line in said) >= max(_CHAT, _MOST * len(said)):
        return "a chat"
    if sum(_STAMPED.match(line) is not None for line in said) >= max(_ROWS, _MOST * len(said)):
        return "a log"
    if sum(map(_is_code, written)) > _MOST * len(written):
        return "data or a program"
    return "a table of data" if any(_are_rows(said, sign) for sign in ",;|\t") else ""


def without_stamps(text: str) -> str:
    """Return a message of a chat, or two, without who sent it when."""
    if not _MESSAGE.match(text):
        return text
    lines = text.split("\n")
    if sum(_MESSAGE.match(line) is not None for line in lines) >= _CHAT:
        return text
    return "\n".join(_MESSAGE.sub("", line) for line in lines)


def _is_code(line: str) -> bool:
    """Tell a line whose Bengali stands in quotes, with something for a machine before them, or a setting."""
    if _SETTING.match(line):
        return True
    rest = _QUOTED.sub('""', line)
    return rest != line and not _BENGALI.search(rest) and _CODE.search(rest) is not None


def _are_rows(said: Sequence[str], sign: str) -> bool:
    """Tell rows of equally many fields, of which one holds nothing but figures or addresses in all but the first."""
    rows = [_QUOTED.sub(lambda found: found[0].replace(sign, " "), line).split(sign) for line in said]
    fields, count = Counter(map(len, rows)).most_common(1)[0]
    if fields < _FIELDS or count < max(_ROWS, _MOST * len(rows)) or any(DARI.search(line[-1:]) for line in said):
        return False
    columns = zip(*(row for row in rows[1:] if len(row) == fields), strict=True)
    return any(any(column) and all(_FIGURES.fullmatch(field.strip(' "')) for field in column) for column in columns)
