"""One line of a script file: text with nothing in it that an editor or a mark could change, and back."""

from __future__ import annotations

import json
import re
from typing import Any

_BROKEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\\]"
)
"""What an editor may lose, change or take for the end of a line; joiners carry meaning in Bengali and stay."""
_MARKS = re.compile(r"#|~~|=|\{|\[|\||<!--|---")
"""What begins a line that is no plain text."""
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|([^\w\s])|(.?))", re.DOTALL)
_LAST = 0x10FFFF


def escaped(text: str, *, marks: re.Pattern[str] | None = _MARKS, apart: str = "") -> str:
    """Return `text` as it stands in a file: on one line, trimmed, and beginning with none of the `marks`.

    `apart` is a text that parts two things on the line, and must not be in the first of them.
    """
    shown = _BROKEN.sub(lambda found: rf"\{found[0]}" if found[0] == "\\" else _code(found[0]), text)
    if shown[:1].isspace():
        shown = _code(shown[0]) + shown[1:]
    if shown[-1:].isspace():
        shown = shown[:-1] + _code(shown[-1])
    if apart:
        shown, end = shown.replace(apart, apart.rstrip() + _code(" ")), apart.rstrip()
        shown = f"{shown[: -len(end)]}\\{end.strip()}" if shown.endswith(end) else shown
    return f"\\{shown}" if marks and marks.match(shown) else shown


def plain(shown: str) -> str:
    """Return the text that stands in a file as `shown`.

    Raises:
        ValueError: a backslash with nothing after it that it could stand for; the message says which.
    """

    def meant(found: re.Match[str]) -> str:
        code, sign, other = found.groups()
        if other is not None or (code and int(code, 16) > _LAST):
            raise ValueError(found[0])
        return chr(int(code, 16)) if code else str(sign)

    return _ESCAPE.sub(meant, shown)


def as_json(value: Any) -> str:
    """Return JSON on one line that no editor changes."""
    text = json.dumps(value, ensure_ascii=False)
    return _BROKEN.sub(lambda found: found[0] if found[0] == "\\" else f"\\u{ord(found[0]):04x}", text)


def _code(character: str) -> str:
    return f"\\u{{{ord(character):x}}}"
