"""Text that a program broke into lines of one width: mails, old books, what stands in `<pre>`.

Such a break shows in the width alone: the word behind it would not have fitted before it. Where nearly all breaks are
so, those are no ends of lines; verse, lists and tables break elsewhere.
"""

from __future__ import annotations

from audionews.sources.running_text import ENDED

_LEAST = 6  # breaks; fewer may be chance
_NARROWEST, _WIDEST = 30, 120  # characters
_OPEN = 0.5  # of the breaks, those in mid-sentence
_FULL = 0.9  # of those, the ones before a word that would not have fitted
_END = 8  # characters in which a sentence's end is looked for
_APART = ("|", "\t", "  ")  # columns
_MARKS = ("#", ">", "-", "*", "•", "|")


def unwrapped(text: str) -> str:
    r"""Return `text` with its paragraphs each on one line, where a program had broken them; else as it is."""
    lines = text.split("\n")
    breaks = [at for at in range(len(lines) - 1) if _may_go_on(lines[at], lines[at + 1])]
    if len(breaks) < _LEAST:
        return text
    opened = [at for at in breaks if not ENDED.search(lines[at][-_END:])]
    width = max(len(lines[at].rstrip()) for at in breaks)
    full = {at for at in breaks if len(lines[at].rstrip()) + 1 + len(lines[at + 1].split(None, 1)[0]) > width}
    if not _NARROWEST <= width <= _WIDEST or len(opened) < _OPEN * len(breaks):
        return text
    if sum(at in full for at in opened) < _FULL * len(opened):
        return text
    parts = (line.strip() + " " if at in full else line + "\n" for at, line in enumerate(lines))
    return "".join(parts)[:-1]


def _may_go_on(line: str, following: str) -> bool:
    said, then = line.strip(), following.strip()
    return bool(said and then) and not then.startswith(_MARKS) and not any(sign in said for sign in _APART)
