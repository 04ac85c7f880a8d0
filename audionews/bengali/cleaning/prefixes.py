"""What stands before the first words of a story: desk, reporter, place and date (কলকাতা, ২২ নভেম্বর: …)."""

import re
from functools import cache

from audionews.bengali.cleaning.lines import Line, surnames
from audionews.bengali.cleaning.phrases import bordered

_HEAD = re.compile(r"(?P<head>[^।?!\n]{2,90}?)\s*(?P<mark>:-+|ঃ-*|:|\||[-–—]+)[-–—\s]\s*(?=\S)")
_MOST = 9  # words of a dateline


def without_prefix(raw: str) -> tuple[str, str]:
    """Return the byline or dateline at the front of a story's first paragraph, and the paragraph without it."""
    for found in _HEAD.finditer(raw[:160]):
        if found.start() == 0 and _is_prefix(Line(found["head"], gap=False), found["mark"]):
            return raw[: found.end()].strip(), raw[found.end() :].strip()
    return "", raw


def _is_prefix(head: Line, mark: str) -> bool:
    if len(head.words) > _MOST:
        return False
    if _desk().search(head.text) or (head.kinds & {"date", "outlet"} and head.kinds & {"place", "outlet"}):
        return True
    return mark[0] in ":ঃ" and (bool(head.kinds & {"place", "outlet"}) or is_name(head))


def is_name(line: Line) -> bool:
    """Tell a person's name, alone or with a place behind a comma, by its family name."""
    name, *rest = line.text.split(",")
    words = name.split()
    return 1 < len(words) <= 4 and words[-1] in surnames() and all(Line(part, gap=False).kinds for part in rest)


@cache
def _desk() -> re.Pattern[str]:
    return re.compile(bordered("<desk>"))
