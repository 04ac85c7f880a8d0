"""The one door through which all Bengali text, and every table, passes: equal words become equal strings.

Web text writes one and the same letter in several ways. Everything downstream compares strings, so the ways
are made one here, and only here: Unicode NFC (which keeps য় ড় ঢ় *decomposed*, as composition exclusions,
UAX #15 section 5), one dari, no invisible characters save the joiners that carry meaning.
"""

import re
import unicodedata

from audionews.bengali.script.lazy_pattern import LazyPattern

DARI = "।"
HASANTA = "\u09cd"
NUKTA = "\u09bc"
ZWNJ, ZWJ = "\u200c", "\u200d"

_SPACES = dict.fromkeys([*map(ord, "\u00a0\u1680\u202f\u205f\u3000\u2028\u2029\t\v\f\r"), *range(0x2000, 0x200B)], " ")
_INVISIBLE = dict.fromkeys(
    [0xFEFF, 0x200B, 0x2060, 0x00AD, 0x180E, 0x061C, *range(0x200E, 0x2010), *range(0x202A, 0x202F)]
    + [*range(0x2061, 0x2070), *range(0xFE00, 0xFE10), *range(0xFFF9, 0xFFFC)]
    + [cp for cp in [*range(0x20), *range(0x7F, 0xA0)] if chr(cp) not in "\t\n\v\f\r\x85"]
)
_WINDOWS = {0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x96: "–", 0x97: "—"}  # windows-1252 read as Latin-1
_SOFT_HYPHEN = "\u00ad"  # invisible, but before a vowel sign it is the foot ্ল of the Bijoy fonts (মোল্লা)
_FOOT = LazyPattern(f"{_SOFT_HYPHEN}(?=[\u09be-\u09cc])")
_LINES = {0x85: "\n"}
_DEGREES = {0x2103: "°C", 0x2109: "°F"}  # what one key types for two signs
_CHARACTERS = str.maketrans(_INVISIBLE | _SPACES | _LINES | _WINDOWS | _DEGREES | {0x09F7: DARI, 0x0965: DARI})

_ODD = LazyPattern("[" + "".join(re.escape(chr(cp)) for cp in _CHARACTERS) + "]")

# What must stand in a text before a pattern is worth a look, the pattern, what becomes of it.
_JOINERS = (
    # khanda ta as typed before Unicode 4.1 gave it a letter
    (ZWJ, f"ত{HASANTA}{ZWJ}", "ৎ"),
    # র‍্যাব, as some keyboards type it
    (ZWNJ, f"র{ZWNJ}{HASANTA}য", f"র{ZWJ}{HASANTA}য"),
    # ZWJ is heard in র‍্য (র‍্যাব), ZWNJ in a hasanta that must not join (উদ্‌যাপন); elsewhere both are noise.
    (ZWJ, f"(?<!র){ZWJ}|{ZWJ}(?!{HASANTA}য)", ""),
    (ZWNJ, f"(?<!{HASANTA}){ZWNJ}", ""),
)
_SEQUENCES = (
    (NUKTA * 2, f"{NUKTA}{{2,}}", NUKTA),
    (f"ব{NUKTA}", f"ব{NUKTA}", "র"),  # র composed from its parts by old typefaces
    (HASANTA * 2, f"{HASANTA}{{2,}}", HASANTA),
    ("অা", "অা", "আ"),
    (DARI * 2, f"{DARI}{{2,}}", DARI),
)
_SURE = (
    "\n -~\u00a1-\u00ac\u00ae-\u024f\u0900-\u093b\u093d-\u0950\u0980-\u09db\u09de\u09e0-\u09f6\u09f8-\u09fd।"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2328\u232b-\u2adb\ue000-\uf8ff"
)
_UNSURE = LazyPattern(f"[^{_SURE}]")
"""A character that may not stay: it has another spelling, or a sign beside it may."""
_COMPOSED = ("\u09c7\u09be", "\u09c7\u09d7", HASANTA + NUKTA, "\u094d" + NUKTA)
"""What NFC writes otherwise, among the characters that stay."""
_PAIRS = (*_COMPOSED, *(sign for sign, _, _ in _SEQUENCES))


def canonical(text: str) -> str:
    """Return `text` in the one spelling that tables and rules are written in.

    Line breaks stay; other white space becomes plain spaces, unmerged. Control, bidi and format characters
    go. Idempotent, and never raises (lone surrogates go as well).
    """
    if not (_UNSURE.search(text) or any(map(text.__contains__, _PAIRS))):
        return text  # as most texts are that come here: to look is cheaper than to make them so
    text = text.replace("\r\n", "\n")
    if _SOFT_HYPHEN in text:
        text = _FOOT.sub(f"{HASANTA}ল", text)
    if _ODD.search(text):
        text = text.translate(_CHARACTERS)
    text = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode("utf-8"))
    for replacements in (_JOINERS, _SEQUENCES):
        before = text
        for sign, pattern, replacement in replacements:
            if sign in text:
                text = re.sub(pattern, replacement, text)
        if text != before:
            text = unicodedata.normalize("NFC", text)
    return text
