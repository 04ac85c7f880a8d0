"""Words as units: what is written, one character for each thing that is sounded by itself.

A consonant without a vowel sign gets its inherent vowel as a unit of its own (`*`), conjuncts that are read
as one letter become one unit, and the phalas of য, ব and ম, which mostly double or go unheard, are told from
the full letters. After that a word's sound is one choice for each unit (table `phonemes`).
"""

import re
from functools import cache

from audionews.bengali.script.codepoints import HASANTA, NUKTA, ZWJ, ZWNJ, canonical
from audionews.bengali.script.tables import rows

VOWELS = "*অআইঈউঊঋএঐওঔািীুূৃেৈোৌQ"
START, END = "^", "$"
"""Stand beside the first and the last unit of a word."""

LONGEST = 64
"""Units looked at together: no word is longer, and what is must not fill the memory."""

_FUSED = {
    f"ড{NUKTA}": "র",
    f"ঢ{NUKTA}": "র",
    f"য{NUKTA}": "Y",
    "ৰ": "র",
    "ৱ": "ও",
    f"ক{HASANTA}ষ": "X",
    f"জ{HASANTA}ঞ": "G",
    f"অ{HASANTA}যা": "Q",
    f"এ{HASANTA}যা": "Q",
    **dict.fromkeys([NUKTA, ZWJ, "ঁ"], ""),
}
"""What becomes one unit or none. ড় and র sound alike here; nasality is not told apart in the notation."""

_FUSE = re.compile("|".join(sorted(_FUSED, key=len, reverse=True)))
_PHALA = re.compile(f"(?<![^{HASANTA}]র){HASANTA}([যবম])")
"""A phala, unless it hangs on a reph: র্য is said rj, but ক্র্যা and word-first র‍্যা have the phala. A ZWNJ
(উদ্‌যাপন) keeps a letter from being one."""

_PHALAS = {"য": "Z", "ব": "B", "ম": "M"}
_BARE = re.compile(f"(?<=[ক-নপ-রলশ-হXYGZBM])(?![ািীুূৃেৈোৌ{HASANTA}ZBM])")
"""After a consonant without a vowel: where the inherent one belongs."""

_PLAIN = re.compile(f"(?:[ক-নপ-রলশ-হ]{HASANTA}?[ািীুূৃৈোৌ]?|অ(?!া)|[আইঈউঊঋএঐওঔৎং]|ে(?!া))+")
"""Words that are canonical beyond doubt, as most are: to look is cheaper than to make them so."""

_FOREIGN = re.compile(f"[^অ-ঋএঐও-নপ-রলশ-হািীুূৃেৈোৌংঃঁৎৰৱ{NUKTA}{HASANTA}{ZWJ}{ZWNJ}]")
"""Latin, digits, signs: nothing this voice of the language can sound."""


def graphemes(word: str) -> str:
    """Return the units of a Bengali word; whatever is no Bengali letter is left out, so it may be empty."""
    text = word if _PLAIN.fullmatch(word) else _FOREIGN.sub("", canonical(word))
    text = _FUSE.sub(lambda match: _FUSED[match[0]], text)
    if HASANTA in text:
        text = _PHALA.sub(lambda match: _PHALAS[match[1]], text)
    text = _BARE.sub("*", text)
    return text.replace(HASANTA, "").replace(ZWNJ, "")


@cache
def sounds() -> dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]]:
    """Return for each unit its rows of the table: units before (or ""), units after (or ""), sounds."""
    table: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {}
    for unit, beside, heard in rows("phonemes"):
        before, after = beside.split("+")
        row = (before, after, tuple("" if sound == "-" else sound for sound in heard.split("|")))
        table[unit] = (*table.get(unit, ()), row)
    return table


@cache
def choices(place: str) -> tuple[str, ...]:
    """Return the sounds of the middle one of three units (`START` and `END` stand beside the outer ones)."""
    before, unit, after = place[0], place[1], place[2]
    return next(
        heard for left, right, heard in sounds()[unit] if (not left or before in left) and (not right or after in right)
    )


def options_of(units: str) -> list[tuple[str, ...]]:
    """Return the sounds that each unit of a word may have."""
    framed = START + units + END
    return [choices(framed[at : at + 3]) for at in range(len(units))]
