"""Makes the index of `cue_index` out of the tables."""

from __future__ import annotations

from audionews.bengali.cleaning.indexed_phrases import Phrase, PhrasePart, written
from audionews.bengali.cleaning.phrase_parts import Alternative, Forms, beginnings, parts, rarest
from audionews.bengali.script.tables import numbered

_FROM_START = ("whole", "label", "start", "glued", "mosaic", "name")
_OF_NOTHING_ELSE = ("only", "mosaic")
_AND = " & "
_ANY = "-"
_COMPANY = "company"
_NAMES = {"desk": ("desk",), "outlet": ("outlet", "agency")}  # kinds of names, and their classes in `clean_words.tsv`


def build(of: int) -> str:
    """Return the text of the index's file, for the tables that have the checksum `of`.

    A phrase, a part, a word stands on a line, so that a changed row changes few; a blank line parts the sections.
    """
    made = _Builder()
    by_word = (sorted(entries.items()) for entries in (made.fills, made.first, made.within))
    sections = [
        [str(of)],
        [phrase.line() for phrase in made.phrases],
        [part.line() for part in made.parts],
        *([f"{word}\t{written(numbers)}" for word, numbers in entries] for entries in by_word),
        [written(made.always)],
    ]
    return "\n\n".join(map("\n".join, sections)) + "\n"


class _Builder:
    def __init__(self) -> None:
        self.phrases: list[Phrase] = []
        self.parts: list[PhrasePart] = []
        self.fills: dict[str, list[int]] = {}
        self.first: dict[str, list[int]] = {}
        self.within: dict[str, list[int]] = {}
        self.always: list[int] = []
        self._slots: dict[Forms, int] = {}
        self._company: dict[str, int] = {}
        for number, (reason, grade, place, most, phrase, *_) in numbered("clean_cues"):
            own, *company = phrase.split(_AND)
            lists = [tuple(self._beside(name) for name in part.strip("()").split("|")) for part in company]
            self._add(own, Phrase(number, reason, grade, place, 10**6 if most == _ANY else int(most), lists))
        for kind, classes in _NAMES.items():
            for number, (name, phrase) in numbered("clean_words"):
                if name in classes:
                    self._add(phrase, Phrase(number, kind, "", "name", 10**6, []))

    def _beside(self, phrase: str) -> int:
        if phrase not in self._company:
            self._company[phrase] = self._add(phrase, Phrase(0, "", "", _COMPANY, 10**6, []))
        return self._company[phrase]

    def _add(self, text: str, phrase: Phrase) -> int:
        place, number, first = phrase.place, len(self.phrases), len(self.parts)
        each = (
            [Alternative(text, [], beginnings(text))]
            if place == "mosaic"
            else parts(text, left=place != "tail", right=place != "glued")
        )
        every = sorted(beginnings(text)) if place in _OF_NOTHING_ELSE else []
        self.phrases.append(phrase._replace(parts=first, many=len(each), every=every))
        for at, part in enumerate(each, start=first):
            self.parts.append(PhrasePart(number, part.text, tuple(self._slot(slot) for slot in part.slots)))
            if place != _COMPANY:
                self._enter(at, part, from_start=place in _FROM_START)
        return number

    def _slot(self, forms: Forms) -> int:
        if forms not in self._slots:
            self._slots[forms] = number = len(self._slots)
            for form in sorted(forms):
                self.fills.setdefault(form, []).append(number)
        return self._slots[forms]

    def _enter(self, at: int, part: Alternative, *, from_start: bool) -> None:
        keys = part.firsts if from_start and part.firsts else rarest(part.slots) if part.slots else frozenset()
        entries = self.first if from_start and part.firsts else self.within
        for key in sorted(keys):
            entries.setdefault(key, []).append(at)
        if not keys:
            self.always.append(at)
