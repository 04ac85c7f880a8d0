"""Text typed for Bijoy fonts (SutonnyMJ): recognised, and written in Unicode.

Such fonts put Bengali glyphs on Windows-1252, in the order of the eye: ি ে ৈ before their consonant, the reph
behind it, conjuncts in halves. Old archives and many PDFs still carry it.
"""

import re
from functools import cache
from typing import NamedTuple

from audionews.bengali.script.codepoints import HASANTA, ZWJ, canonical
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import rows

_BENGALI = LazyPattern(r"[\u0985-\u09b9]")
_WORD = LazyPattern(r"[^\s|]+")
_SIGNS = r"[†‡¨©ª¡¢¤¥¦§¬®¯°²³µ¶¸¼½¾¿×÷ˆ‰\xad]"
_GLYPH = LazyPattern(rf"[A-Za-z`_]{_SIGNS}|[†‡ˆ‰¯][A-Za-z`_]")
_MIXED = LazyPattern(r"[a-z`_][A-Z`_]|[A-Z][a-z`_][A-Z]")
_SHARE = 0.25  # of the words show glyphs or capitals inside
_VOWELS = 0.08  # of the letters are v or w (া ি); 0.03 in English, 0.05 in Polish or Dutch
_C1 = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
_SOFT_HYPHEN = {0xAD: "¬"}  # a second glyph of ্ল, and no character of a table


class _Glyph(NamedTuple):
    kind: str
    text: str


def looks_like_bijoy(text: str) -> bool:
    """Tell Bijoy text from English, other European text, code and Bengali in Unicode."""
    letters = re.findall(r"[A-Za-z]", text)
    if not letters or len(_BENGALI.findall(text)) * 20 > len(letters):
        return False
    words = [word for word in _WORD.findall(text.translate(_C1)) if re.search(r"[A-Za-z]", word)]
    glyphs = sum(_GLYPH.search(word) is not None for word in words)
    odd = glyphs + sum(_MIXED.search(word) is not None and not _GLYPH.search(word) for word in words)
    vowels = sum(letter in "vw" for letter in letters) / len(letters)
    return odd >= _SHARE * len(words) and glyphs > 0 and vowels >= _VOWELS


def to_unicode(text: str) -> str:
    """Return Bijoy text in Unicode, in canonical spelling; lines with Bengali letters stay as they are."""
    lines = text.translate(_C1).translate(_SOFT_HYPHEN).split("\n")
    return "\n".join(line if _BENGALI.search(line) else _convert(line) for line in lines)


def _convert(line: str) -> str:
    text = _cluster().sub(_spoken_order, line)
    digits = text.translate({ord("0") + n: chr(ord("০") + n) for n in range(10)})
    return canonical(digits.replace("অা", "আ"))


@cache
def _glyphs() -> dict[str, _Glyph]:
    return {pair[0]: _Glyph(kind, pair[2:]) for kind, pairs in rows("bijoy") for pair in pairs.split()}


@cache
def _cluster() -> re.Pattern[str]:
    """Return the pattern of one syllable as the eye sees it, or of one mark."""
    of = {kind: "".join(g for g, glyph in _glyphs().items() if glyph.kind == kind) for kind, _ in rows("bijoy")}
    group = {kind: f"[{re.escape(glyphs)}]" for kind, glyphs in of.items()}
    behind = f"[{re.escape(of['foot'] + of['post'] + of['reph'])}]"
    return re.compile(
        f"{group['pre']}?(?:(?>{group['half']}*){group['base']}|(?>{group['half']}+))(?>{behind}*)|[{re.escape(''.join(_glyphs()))}]"
    )


def _spoken_order(found: re.Match[str]) -> str:
    glyphs = [_glyphs()[char] for char in found[0]]
    parts = {
        kind: "".join(g.text for g in glyphs if g.kind == kind)
        for kind in ("pre", "half", "base", "foot", "post", "reph", "mark")
    }
    consonants = parts["half"] + parts["base"] + parts["foot"]
    inner = "".join(re.findall("[ুৃ]", consonants))  # গু শু হু হৃ and ্তু carry a vowel sign of their own
    consonants = re.sub("[ুৃ]", "", consonants)
    if consonants.startswith(f"র{HASANTA}য"):
        consonants = f"র{ZWJ}{consonants[1:]}"
    vowels = (parts["pre"] + inner + parts["post"]).replace("ো", "ো").replace("ৌ", "ৌ")
    signs = "".join(sorted(vowels, key="ঁংঃ".find))
    return parts["reph"] + consonants + signs + parts["mark"]
