"""Text in which single bytes were lost: what a broken letter stands in is left out, the rest is read."""

from __future__ import annotations

from audionews.bengali.script.sentences import split_sentences

BROKEN = "\N{REPLACEMENT CHARACTER}"


def without_broken(text: str) -> tuple[str, int]:
    """Return the lines of `text` without the sentences that hold a broken letter, and how many these are."""
    if BROKEN not in text:
        return text, 0
    kept, lost = list[str](), 0
    for line in text.split("\n"):
        sentences = split_sentences(line)
        whole = [one for one in sentences if BROKEN not in one]
        lost += len(sentences) - len(whole)
        if whole or not sentences:
            kept.append(" ".join(whole))
    return "\n".join(kept), lost
