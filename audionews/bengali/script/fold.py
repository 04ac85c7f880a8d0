"""Brings every character to the plain form that rules are written in, one for one, so that places stay true.

Digits of all scripts become ASCII digits, Latin letters of all shapes ASCII letters, Devanagari the Bengali letter
beside it (the two blocks are laid out alike, Unicode chapter 12); what nobody can read becomes NOTHING.
"""

import re
import unicodedata

from audionews.bengali.script.lazy_pattern import LazyPattern

NOTHING = "\x00"
"""Stands for a character that is dropped; `codepoints.canonical` never lets one in from outside."""

_KEPT = " \n।,?!;:-–—…'‘’\"“”()"
_MEANT = "₹৳$€£¥%‰°&@+=/\\#~×÷<>*_|.[]{}«»^±≈≤≥→↑↓★№½¼¾⅓⅔⅕⅛⅜⅝⅞⁰¹²³⁴⁵⁶⁷⁸⁹⁻µ‹›„‚✅❌"
_ALIKE = {
    char: plain
    for plain, chars in {
        "-": "−‐‑‒―⁃﹘﹣－", "°": "º˚", "'": "´`ʹ′ʻʼ", '"': "″", "/": "⁄∕／", "%": "٪％", ",": "،，٬", ".": "٫．",
        "×": "⨯✕", "?": "؟？", ";": "؛；", ":": "：", "!": "！", "(": "（", ")": "）", "~": "～", "=": "＝", "*": "＊",
        "_": "＿", "|": "｜", "+": "＋", "&": "＆", "#": "＃", "@": "＠", "₹": "₨৲", "$": "＄", "£": "￡", "¥": "￥",
        "→": "⟶➡➔⇒", "★": "⭐🌟☆", "↑": "⬆▲🔼📈⏫", "↓": "⬇▼🔽📉⏬", "µ": "μ", "র": "ৰ", "ব": "ৱ", NOTHING: "·•‧√∞∂",
        "✅": "✔☑✓", "❌": "✖✗✘❎",
    }.items()
    for char in chars
}  # fmt: skip
_NAGARI = {
    0x935: "ব", 0x933: "ল", 0x911: "ও", 0x949: "ো", 0x90D: "এ", 0x945: "ে", 0x929: "ন", 0x931: "র", 0x90E: "এ",
    0x946: "ে", 0x912: "ও", 0x94A: "ো", 0x950: NOTHING, 0x958: "ক", 0x959: "খ", 0x95A: "গ", 0x95B: "জ", 0x95E: "ফ",
}  # fmt: skip


class _Fold(dict[int, str]):
    """A translation table that works out a character when it first meets it (a cache, as it grows)."""

    def __missing__(self, cp: int) -> str:
        self[cp] = plain = _plain(chr(cp))
        return plain


def _plain(char: str) -> str:
    if char in _KEPT or char in _MEANT:
        return char
    if char in _ALIKE:
        return _ALIKE[char]
    if "\u0900" <= char <= "\u0963":
        char = _NAGARI.get(ord(char)) or chr(ord(char) + 0x80)
    category = unicodedata.category(char)
    if category in {"Nd", "No"}:
        digit = unicodedata.digit(char, None)
        return NOTHING if digit is None else str(digit)
    if "\u0980" <= char <= "\u09fe" or char in "\u200c\u200d":
        return char if category[0] in "LMC" and category != "Cn" and char not in "\u09fa\u09fc\u09fd" else NOTHING
    return _latin(char)


def _latin(char: str) -> str:
    first, *marks = list(_LETTERS.get(char) or unicodedata.normalize("NFKD", char))
    if any(not unicodedata.combining(mark) for mark in marks):
        return NOTHING
    if "A" <= first <= "Z" or "a" <= first <= "z" or first in _MEANT:
        return first
    return " " if first.isspace() else NOTHING


_LETTERS = dict(zip("ßæœøđłıŁØÆŒðþĐÐÞ", "saeodliLOAEdtDDT", strict=True))
_TABLE = _Fold()
_LETTERS_AS_THEY_ARE = "".join(char for char in map(chr, range(0x980, 0x9FF)) if _plain(char) == char)
_OTHERS = LazyPattern(f"[^A-Za-z0-9{re.escape(_KEPT + _MEANT)}{_LETTERS_AS_THEY_ARE}]+")

_LIKE_NINE = LazyPattern(r"(?<=\d)ঌ+|(?<!ঌ)ঌ+(?=\d)")
"""A vowel that looks like ৯ and is typed for it: ১ঌ৭১."""


def fold(text: str) -> str:
    """Return `text` with each character in its plain form; the length does not change."""
    plain = _OTHERS.sub(lambda found: found[0].translate(_TABLE), text)
    return _LIKE_NINE.sub(lambda found: "9" * len(found[0]), plain) if "ঌ" in plain else plain
