"""Who speaks in a story: the labelled speakers of an interview, and sentences that are quotations as a whole.

A label (`প্রশ্ন:`) is heard at its speaker's first turn. Later the voice tells, unless more speakers than voices share
them. In an interview, paragraphs without a label go on with what was said before them, up to the last labelled one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from audionews.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audionews.model import Segment
    from audionews.rundown.story import Say

_LABEL = re.compile(r"(?P<who>[^\s:ঃ।?!“”\"][^:ঃ।?!“”\"]{0,38}?)\s*[:ঃ][-–—]?\s+(?=\S)")
_QUOTATION = re.compile(r"(?:“[^“”]{20,}”|‘[^‘’]{20,}’|\"[^\"]{20,}\"|«[^«»]{20,}»)\s*[।?!]?")
_WORDS = 4  # of a label, at most; and of what is said on average, at least: rows of a table say less
_TURNS = 3  # labelled paragraphs of an interview, at least


def voiced(sentences: Sequence[Segment], say: Say, voices: int) -> tuple[Segment, ...]:
    """Return a story's sentences, each with its speaker, of whom there are so many `voices`; the reader is 0.

    `say` turns written text into spoken text.
    """
    if voices < 2:
        return tuple(sentences)
    labels = [_label(sentence) for sentence in sentences]
    names = _speakers(sentences, labels)
    last = max((at for at, label in enumerate(labels) if label and label["who"] in names), default=-1)
    found, heard = [], set[str]()
    speaker = 0
    for at, (sentence, label) in enumerate(zip(sentences, labels, strict=True)):
        told = sentence
        if label and label["who"] in names:
            speaker = names.index(label["who"]) % voices
            if label["who"] in heard and len(names) <= voices:
                told = replace(sentence, spoken=say(sentence.text[label.end() :]).strip() or sentence.spoken)
            heard.add(label["who"])
        elif at > last and sentence.opens:
            speaker = 0
        quoted = not speaker and sentence.role is Role.BODY and _QUOTATION.fullmatch(sentence.text)
        found.append(replace(told, speaker=1 if quoted else speaker * (sentence.role is Role.BODY)))
    return tuple(found)


def unlabelled(text: str) -> tuple[str, str] | None:
    """Return the label that opens a text and what follows it; None where there is no label."""
    found = _LABEL.match(text)
    return (found["who"], text[found.end() :]) if found else None


def _label(sentence: Segment) -> re.Match[str] | None:
    """Return the label that opens a paragraph, if there is one."""
    found = _LABEL.match(sentence.text) if sentence.opens and sentence.role is Role.BODY else None
    return found if found and len(found["who"].split()) <= _WORDS else None


def _speakers(sentences: Sequence[Segment], labels: Sequence[re.Match[str] | None]) -> list[str]:
    """Return the labels of an interview in their order; none where the story is not one.

    Two speak at least, one of them more than once, and they speak in sentences.
    """
    turns = [
        (label["who"], sentence.text[label.end() :]) for sentence, label in zip(sentences, labels, strict=True) if label
    ]
    count = Counter(who for who, _ in turns)
    again = [who for who, times in count.items() if times > 1]
    words = sum(len(said.split()) for who, said in turns if who in again)
    if len(count) < 2 or len(turns) < _TURNS or not again or words < _WORDS * sum(count[who] for who in again):
        return []
    return list(dict.fromkeys(who for who, _ in turns))
