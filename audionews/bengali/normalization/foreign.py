"""Words in Latin letters that no lexicon has: told by their spelling to be English or Indian, and read as such."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from audionews.bengali.normalization import abroad, english, indic, name_parts, origin
from audionews.bengali.normalization.script_joining import joined
from audionews.bengali.normalization.word_archives import lines
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.tables import mapping, rows, unread

if TYPE_CHECKING:
    from collections.abc import Callable

RARE, COMMON = 1.5, 3.0
"""Odds from which on a word of CMUdict is an Indian one of the list all the same; where it is common English."""
BRIEF = 2.0
"""What such a word needs more where it is short."""
PLAIN, PLAIN_BRIEF = -9.0, -1.0
"""What a rare word of CMUdict needs where the Indian one has all its vowels, and where that is short."""
OUTSIDE = -4.0
"""The same for a word that CMUdict does not have, where the Indian one has not all its vowels."""
INDIAN = -1.0
"""Odds from which on a word that is in neither list is Indian."""
SCIENTIFIC = 2.0
"""The same for one that ends as Latin names of science do."""
FROM_ABROAD, FROM_ABROAD_KNOWN = 1.0, 6.0
"""Odds from which on a name is read as one from abroad; where CMUdict has it, as one of the families of America."""
LIKE_INDIAN, FROM_ABROAD_LIKE_INDIAN = 3.0, 3.5
"""Odds (`origin.indian`) from which on a name looks so Indian that it needs more to be one from abroad; how much."""
AS_AMERICANS, NO_AMERICANS = frozenset(["german"]), frozenset(["arabic", "chinese", "turkic"])
"""Names that papers write as CMUdict says them (Zuckerberg, Bosch); those of families that it has few of."""
PART = 4
"""Letters that each part of a compound has at least, but the first, which may have one less."""
SHORT, LONG = 3, 6
"""Letters of a common word behind a beginning, at least; of any word."""


def say(word: str) -> str:
    """Return a word (small ASCII letters) in Bengali letters; "" if nothing comes of it."""
    return next(filter(None, (step(word) for step in _STEPS)), "") if word else ""


def _place(word: str) -> str:
    return lines("places", word)


def _listed(word: str) -> str | None:
    """Return the Indian word of the list that is meant more likely than an English one."""
    found = _found(word)
    if not found:
        return None
    if english.known(word):
        needed = _needed(word, found)
    elif found.letter_by_letter and len(word) > PART:
        return found.written
    else:
        needed = OUTSIDE
    return found.written if origin.indian(word) - found.cost > needed else None


def _found(word: str) -> indic.IndicWord | None:
    found = indic.find(word)
    return found if found and found.unlike <= indic.UNLIKE * len(word) else None


def _needed(word: str, found: indic.IndicWord) -> float:
    """Return the odds from which on a word of CMUdict is the Indian one that was found."""
    if english.common(word):
        return COMMON + BRIEF * (len(word) <= PART)
    if found.letter_by_letter and len(word) > PART:
        return PLAIN if len(word) > PART + 1 else PLAIN_BRIEF
    return RARE + BRIEF * (len(word) <= PART)


def _korean(word: str) -> str | None:
    return None if english.common(word) else name_parts.korean(word)


def _ended(word: str) -> str | None:
    return None if english.common(word) else name_parts.indian(word)


def _known(word: str) -> str | None:
    if heard := english.known(word):
        return _known_abroad(word, heard) or _usual(word, heard)
    american = _american(word)
    return say(american) if american else None


def _glued(word: str) -> str | None:
    return None if _found(word) else name_parts.glued(word, _of_lexicon_or_common)


def _of_lexicon_or_common(word: str) -> str | None:
    """Return what a word of the lexicon, or a common one of English, is read as."""
    return _lexicon().get(word) or (_usual(word, english.known(word) or []) if english.common(word) else None)


@cache
def _lexicon() -> dict[str, str]:
    return {word.lower(): said for word, said in unread("latin").items() if word.isalpha() and not word.isupper()}


def _substance(word: str) -> str | None:
    return None if _found(word) else name_parts.substance(word)


def _branded(word: str) -> str | None:
    return None if _found(word) else name_parts.branded(word, say)


def _begun_by_letter(word: str) -> str | None:
    """Return a word whose first letter is said by its name, as nothing begins like that: Nkunku → এনকুনকু, Xclipse."""
    first, rest = word[0], word[1:]
    if rest[:1] not in _STOPS or first not in "mnx" or not (set(rest) & _VOWELS):
        return None
    whole = english.known(f"e{word}") if first == "x" else None
    return _usual(f"e{word}", whole) if whole else canonical(mapping("letters")[first.upper()] + say(rest))


_STOPS, _VOWELS = tuple("bcdfgjkpqtvwz"), frozenset("aeiouy")


def _abroad(word: str, needed: float) -> str | None:
    """Return a name from abroad read letter by letter, as its language is."""
    language, odds = origin.abroad(word)
    return abroad.read(word, language) if odds > needed and not name_parts.ends_as_english(word) else None


def _known_abroad(word: str, heard: list[str]) -> str | None:
    """Return a name of CMUdict as one from abroad, if it is no common word and no compound of them."""
    language, _ = origin.abroad(word)
    if english.common(word) or language in AS_AMERICANS or _parted(word, heard):
        return None
    named = language in NO_AMERICANS or origin.name_abroad(word)
    return _abroad(word, FROM_ABROAD if named else FROM_ABROAD_KNOWN)


def _guessed(word: str) -> str:
    if name_parts.latin(word) and origin.indian(word) <= SCIENTIFIC:
        return abroad.read(word, abroad.SCIENCE)
    odds = INDIAN if name_parts.ends_as_english(word) else origin.indian(word)
    needed = FROM_ABROAD_LIKE_INDIAN if odds > LIKE_INDIAN else FROM_ABROAD
    if found := (indic.compound(word) if odds > INDIAN else None) or _abroad(word, needed):
        return found
    return indic.read(word) if odds > INDIAN else _usual(word, english.guessed(word))


def _usual(word: str, heard: list[str]) -> str:
    """Return an English word as papers write it, where they do not mean another one by that (precedent, president)."""
    written = english.write(word, heard)
    if word.endswith("s") and heard[-1] in ("S", "Z") and (alone := english.known(word[:-1])):
        stem = english.write(word[:-1], alone)
        if written.startswith(stem):
            return _usual(word[:-1], alone) + written[len(stem) :]
    if parted := _begun(word, heard) or _parted(word, heard):
        return parted
    attested = indic.attested(written)
    return written if attested != written and _another(word, written, attested) else attested


def _another(word: str, written: str, attested: str) -> bool:
    """Tell whether what papers write is another word: the lexicon's, CMUdict's, or one not spelt so (forgot)."""
    unlike = indic.cost(word, written) < indic.NEVER <= indic.cost(word, attested)
    return unlike or word in _distinct() or attested in _said_of_others()


@cache
def _distinct() -> frozenset[str]:
    return frozenset(row[0] for row in rows("distinct_words"))


@cache
def _said_of_others() -> frozenset[str]:
    """What the lexicon says for its words, none of which come here."""
    return frozenset(map(canonical, unread("latin").values()))


def _begun(word: str, heard: list[str]) -> str | None:
    """Return a word before which a beginning stands apart, since a vowel follows it: unofficial → আনঅফিশিয়াল.

    Of a word that CMUdict does not have nothing is `heard`.
    """
    for letters, sounds, written in rows("english_beginnings"):
        rest = word.removeprefix(letters)
        if rest != word and _opens(rest) and (not heard or _sounds_like(heard[: len(letters)], sounds)):
            return canonical(written + _usual(rest, own)) if (own := _heard(rest)) else None
    return None


def _opens(rest: str) -> bool:
    """Tell whether what is left behind a beginning is a word that begins with a vowel; aster in disaster is none."""
    return rest[:1] in tuple("aeio") and (len(rest) >= LONG or (len(rest) >= SHORT and english.common(rest)))


def _sounds_like(heard: list[str], sounds: str) -> bool:
    """Tell whether letters have the sounds of a row of `english_beginnings`."""
    found, wanted = " ".join(heard).split(), sounds.split()
    return len(found) == len(wanted) and all(one in ways.split("|") for one, ways in zip(found, wanted, strict=True))


def _heard(word: str) -> list[str] | None:
    """Return the sounds of a word of CMUdict, also one that is spelled the British way."""
    return english.known(word) or english.known(_american(word) or "")


_REDUCED = frozenset(["@", "ER", "IH"])
"""Vowels that a part of a word has where it is none of a compound: com in complies, rest in restrains."""


def _parted(word: str, heard: list[str]) -> str | None:
    """Return a compound of CMUdict with its parts written each by itself: starship → স্টারশিপ, makeover → মেকওভার."""
    for at in range(len(word) - 2, PART - 2, -1):
        parts = word[:at], word[at:]
        if _may_part(*parts) and all(map(english.common, parts)):
            first, second = (english.known(part) or [] for part in parts)
            if _sounds_as(_flat(heard), _flat(first), _flat(second)):
                told = heard[:at] if len(_flat(heard[:at])) == len(_flat(first)) else first
                return english.write(parts[0], told) + english.write(parts[1], second)
    return None


def _may_part(first: str, second: str) -> bool:
    """Tell parts that a compound may have: no ending (mar-king, port-ending), no tr that is one sound (pat-rick)."""
    if second.removesuffix("s") in _PARTICLES:
        return True
    short, open_ = len(first) < PART, second[0] in "aeiou"
    whole = len(second) >= PART and not (short and open_) and not (first[-1] == "t" and second[0] == "r")
    return whole and not ((short or open_) and second.removesuffix("s").endswith("ing"))


_PARTICLES = frozenset(["up", "out", "off"])
"""Short words that make nouns of verbs: makeup, setup, payoff."""


def _flat(heard: list[str]) -> list[str]:
    """Return sounds in a row; those that CMUdict does not keep apart in all words are one (fall, father)."""
    found = [_ALIKE.get(sound, sound) for sounds in heard for sound in sounds.split()]
    return ["R" if pair in _BROKEN else pair[1] for pair in pairwise(["", *found])]


_ALIKE, _BROKEN = {"AO": "AA", "@R": "ER"}, {("AY", "ER"), ("AW", "ER")}


def _sounds_as(whole: list[str], first: list[str], second: list[str]) -> bool:
    """Tell whether a word sounds as its parts do, of which the first may have another full vowel."""
    if len(whole) != len(first) + len(second) or whole[len(first) :] != second:
        return False
    return all(
        sound == alone or (sound in _FULL and alone in english.VOWELS)
        for sound, alone in zip(whole, first, strict=False)
    )


_FULL = english.VOWELS - _REDUCED


def _american(word: str) -> str | None:
    """Return an English word as CMUdict spells it, if that has only the American way: litres → liters."""
    for british, american in mapping("american_spellings").items():
        other = re.sub(f"{british}(?=e?[sd]?$)" if british in _FINAL else british, american, word)
        if other != word and english.known(other):
            return other
    return None


_FINAL = frozenset(["re", "yse"])
"""British letters that stand at the end of a word, or before an ending."""


def _made(word: str) -> str | None:
    """Return a word made of two common English ones, or of one and what goes before or behind: homestay → হোমস্টে."""
    if begun := _begun(word, []):
        return begun
    for ending, written in mapping("english_endings").items():
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= PART and english.known(stem):
            return canonical(joined(_written(stem), written))
    for at in range(len(word) - SHORT, SHORT - 1, -1):
        parts = word[:at], word[at:]
        behind = len(parts[1]) >= PART or (len(parts[0]) >= PART and parts[1] in name_parts.short())
        if behind and all(map(english.common, parts)):
            return _written(parts[0]) + _written(parts[1])
    for before, written in name_parts.online().items():
        rest = word.removeprefix(before)
        if rest != word and len(rest) >= PART and english.common(rest):
            return canonical(written + _written(rest))
    return None


def _compounded(word: str) -> str | None:
    """Return a word made of a common English one and a rarer one, if it looks like no Indian name: geekbench."""
    if origin.indian(word) > INDIAN:
        return None
    for at in range(len(word) - PART, PART - 1, -1):
        if _may_compound(word[:at], word[at:]):
            return _written(word[:at]) + _written(word[at:])
    return None


def _may_compound(first: str, second: str) -> bool:
    """Tell two words from what may as well have an ending (prim-ping, ravi-shed), or the s of the next (kicks-tart)."""
    ending = len(second) == PART and second.endswith(("ing", "ed", "ers"))
    if ending or second[0] in "aeiou" or not (english.common(first) or english.common(second)):
        return False
    taken = first[-1] == "s" and english.known("s" + second)
    return not taken and all(english.known(part) and not origin.name_abroad(part) for part in (first, second))


def _written(word: str) -> str:
    return _usual(word, english.known(word) or [])


_STEPS: tuple[Callable[[str], str | None], ...] = (
    _place, _korean, _listed, _ended, _known, _substance, _made, _branded, _compounded, _glued, _begun_by_letter,
    _guessed,
)  # fmt: skip
"""Ways to read a word: the first that finds one counts."""
