"""Numbers as words: cardinals of any size, digits one by one, decimals, years, ordinals.

Bengali counts in হাজার (10³), লক্ষ (10⁵) and কোটি (10⁷); above that in crores again: ১২,৫০০ কোটি is
twelve thousand five hundred crore.
"""

from audionews.bengali.normalization.locales import Locale
from audionews.bengali.script import tables

LONGEST = 15
"""Digits beyond which nobody says a number as a quantity: longer ones are read digit by digit."""

GROUPED = r"(?:\d{1,3}(?:,\d{2,3}){0,6},\d{3}(?!\d)|\d+)"
"""A whole number in ASCII digits: Indian (1,25,000) or Western (125,000) grouping, or none."""


def count(written: str, loc: Locale) -> str:
    """Return a whole number, written in ASCII digits with or without commas, in words: 2024 → দু'হাজার চব্বিশ.

    A negative number begins with মাইনাস.
    """
    digits = written.replace(",", "")
    if digits.startswith("-"):
        return f"{loc.words['minus']} {count(digits[1:], loc)}"
    digits = digits.lstrip("0") or "0"
    return spelt(digits, loc) if len(digits) > LONGEST else _words(int(digits), loc)


def hundreds(n: int, loc: Locale) -> str:
    """Return `n` hundreds, 1 to 99, as one word: 5 → পাঁচশো, 12 → বারোশো, 22 → বাইশশো."""
    return loc.hundreds.get(n) or loc.numbers[n] + loc.words["hundred"]


def spelt(written: str, loc: Locale) -> str:
    """Return each digit of `written` by itself: 033 → শূন্য তিন তিন. Other characters are passed over."""
    return " ".join(loc.numbers[ord(char) - 48] for char in written if "0" <= char <= "9")


def decimal(whole: str, fraction: str, loc: Locale) -> str:
    """Return a decimal number: its whole part as a count, then digit by digit (zeros kept)."""
    return f"{count(whole or '0', loc)} {loc.words['decimal']} {spelt(fraction, loc)}"


def amount(written: str, loc: Locale) -> str:
    """Return a number, whole or decimal, in words: 12.05 → বারো দশমিক শূন্য পাঁচ."""
    whole, point, fraction = written.partition(".")
    return decimal(whole, fraction, loc) if point else count(whole, loc)


def year(n: int, loc: Locale) -> str:
    """Return a year: 1100-1999 in hundreds (উনিশশো একাত্তর), all others as a count."""
    if n // 100 in range(11, 20):
        hundreds, rest = loc.hundreds[n // 100], n % 100
        return f"{hundreds} {loc.numbers[rest]}" if rest else hundreds
    return _words(n, loc)


def ordinal(n: int, loc: Locale, highest: int = 10) -> str:
    """Return an ordinal: a word of its own up to `highest`, the number with -তম above."""
    words = tables.mapping("ordinals")
    return words[str(n)] if 0 < n <= highest and str(n) in words else f"{_words(n, loc)}তম"


def _words(n: int, loc: Locale) -> str:
    parts = []
    for size, name in ((10**7, "crore"), (10**5, "lakh"), (10**3, "thousand")):
        many, n = divmod(n, size)
        if many:
            parts.append(scaled(_words(many, loc), loc.words[name], loc))
    if n >= 100:
        parts.append(loc.hundreds[n // 100])
        n %= 100
    if n or not parts:
        parts.append(loc.numbers[n])
    return " ".join(parts)


def scaled(number: str, measure: str, loc: Locale) -> str:
    """Return a number's words with a measure behind: a final দুই takes its short form (দু'হাজার)."""
    head, two = shortened(number, loc) if measure in loc.words.values() else (number, "")
    return f"{head}{two}{measure}" if two else f"{number} {measure}"


def shortened(number: str, loc: Locale) -> tuple[str, str]:
    """Split `number` before a final দুই and give its form before a measure, or "" where it has none."""
    two, short = loc.numbers[2], loc.words["two"]
    if short == two or loc.words["decimal"] in number or not f" {number}".endswith(f" {two}"):
        return number, ""
    return number[: -len(two)], short
