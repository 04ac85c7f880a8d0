"""Tells foreign headlines from subheads: what stands under a cue of related links, and strays without one.

Both lack a dari. A subhead shares words with the paragraph that follows it; a foreign headline shares few,
comes in runs, and wears the marks of a headline (an English topic and a colon, a pipe, an exclamation).
"""

import re
from collections.abc import Sequence

from audionews.bengali.cleaning.lines import Line

_TOPIC = re.compile(r"^\W*[a-z][a-z0-9 .,'’&@#|/()-]{2,60}[:|]\s*(?=.*[\u0985-\u09b9])")
_TEASER = re.compile(r"(?:জানুন|দেখুন|দেখে নিন|জেনে নিন|পড়ুন|বিস্তারিত|রইল|জানেন|ভিডিও|ভিডিয়ো|লাইভ)")
_BULLET = re.compile(r"^\s*(?:[>»›→▶►◾■●•👉👇]|\d{1,2}[.)]\s)")
_STEM = 4  # code points by which two forms of a word are taken for one (রাশিয়া, রাশিয়ার)
_BLOCK, _STRAY = 2, 3  # evidence that drops a line under a cue, and without one


def close_blocks(lines: Sequence[Line]) -> None:
    """Mark the lines of blocks that a bare cue opened, and stray headlines, with their reasons."""
    for index, line in enumerate(lines):
        if line.heads == "related-link":
            _close_links(lines, index)
        elif line.heads == "tags":
            _close_tags(lines, index)
    _drop_strays(lines)


def _run(lines: Sequence[Line], index: int) -> tuple[list[int], int]:
    """The headings that follow line `index`, over lines already dropped, and the first prose after them."""
    run: list[int] = []
    for at in range(index + 1, len(lines)):
        if lines[at].reason and not lines[at].heads:
            continue
        if lines[at].prose or lines[at].heads:
            return run, at if lines[at].prose else len(lines)
        run.append(at)
    return run, len(lines)


def _close_links(lines: Sequence[Line], index: int) -> None:
    run, prose = _run(lines, index)
    for place, at in enumerate(run):
        last = at == run[-1] and prose < len(lines)
        weight = 2 if place == 0 else 1
        weight += 0 if last else 1
        weight += _marks(lines[at])
        if last:
            weight -= _belonging(lines, at, prose)
            if place and lines[at].gap and not lines[run[place - 1]].gap:
                weight -= 2
        if weight < _BLOCK:
            return
        lines[at].reason = "related-link"


def _close_tags(lines: Sequence[Line], index: int) -> None:
    for line in lines[index + 1 :]:
        if line.prose or line.reason or len(line.words) > 4:
            return
        line.reason = "tags"


def _drop_strays(lines: Sequence[Line]) -> None:
    """Drop headlines of other stories that stand without a cue, within the story or behind it."""
    first = next((at for at, line in enumerate(lines) if line.prose and not line.reason), len(lines))
    last = max((at for at, line in enumerate(lines) if line.prose and not line.reason), default=len(lines))
    tail = [at for at in range(last + 1, len(lines)) if not lines[at].reason]
    for at in range(first + 1, len(lines)):
        line = lines[at]
        if line.reason or line.prose:
            continue
        following = next((n for n in range(at + 1, len(lines)) if lines[n].prose), len(lines))
        weight = _marks(line) - _belonging(lines, at, following)
        if at > last:
            weight += (1 if len(tail) > 1 else 0) + (1 if len(line.words) > 5 else 0)
            weight += 1 if not _shares(line, lines[first : last + 1]) else 0
        if weight >= _STRAY:
            line.reason = "related-link"


def _marks(line: Line) -> int:
    """The marks of a foreign headline."""
    return (
        (2 if _TOPIC.match(line.text) else 0)
        + (2 if "|" in line.text.strip("|") else 0)
        + (1 if "!" in line.text or line.text.rstrip("’”'\" ").endswith("?") else 0)
        + (1 if _TEASER.search(line.text) else 0)
        + (1 if _BULLET.match(line.raw) else 0)
        + (1 if not line.bengali else 0)
    )


def _belonging(lines: Sequence[Line], at: int, prose: int) -> int:
    """How strongly a heading belongs to the prose that follows it."""
    if prose >= len(lines):
        return 0
    shared = _shares(lines[at], lines[prose : prose + 2])
    stems = len(_stems(lines[at]))
    short = 1 if len(lines[at].words) <= 4 else 0
    if not shared:
        return short
    return 1 + short + (1 if 2 * shared >= stems else 0) + (1 if shared >= 2 else 0)


def _shares(line: Line, others: Sequence[Line]) -> int:
    """The number of its content words that `others` have too."""
    theirs = {stem for other in others if not other.reason for stem in _stems(other)}
    return len(_stems(line) & theirs)


def _stems(line: Line) -> set[str]:
    return {word[:_STEM] for word in line.words if len(word) >= _STEM}
