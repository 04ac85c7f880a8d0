"""Latin words in Bengali letters: from the lexicon, spelt by letter names, or transliterated by rules."""

import re
from functools import cache

from audionews.bengali.script import tables
from audionews.bengali.script.codepoints import ZWNJ, canonical


@cache
def _lexicon() -> dict[str, str]:
    """Words and phrases as in `latin.tsv`, the sounds as they stand there; those with a small letter also in small."""
    exact = tables.unread("latin")
    small = {word.lower(): said for word, said in exact.items() if not word.isupper() or " " in word}
    return small | exact


def _look_up(word: str) -> str | None:
    words = _lexicon()
    short_acronym = word.isupper() and len(word) <= 3  # US, IT and AT are no pronouns
    said = words.get(word) or (None if short_acronym else words.get(word.lower()))
    return canonical(said).strip() if said else None


def known(word: str) -> bool:
    """Tell whether the lexicon has this word or phrase."""
    return _look_up(word) is not None


def phrase(text: str) -> tuple[int, str] | None:
    """Return length and sound of the longest phrase of the lexicon that `text` begins with, up to four words."""
    ends = [match.start() for match in re.finditer(r"(?<=[A-Za-z0-9.])(?![A-Za-z0-9])", text[:60])]
    for end in reversed(ends):
        said = _look_up(text[:end].replace("’", "'"))
        if said and not re.match(r"[/.:-]\d", text[end:]):
            return end, said
    return None


def letters(word: str) -> str:
    """Return `word` spelt in Bengali letter names, written together: BJP → বিজেপি."""
    names = tables.mapping("letters")
    return "".join(names.get(char.upper(), "") for char in word)


def say(word: str) -> str:
    """Return one Latin word (ASCII letters, perhaps an apostrophe) as Bengali says it."""
    return _look_up(word) or _plural(word) or _spelt(word) or _split(word) or transliterate(word)


def _plural(word: str) -> str | None:
    """Say a plural of which the lexicon has the singular: Holidays → হলিডেস."""
    said = _look_up(word[:-1]) if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else None
    return f"{said}স" if said else None


# Two consonants that begin no word of English or of an Indian name: WBCHSE is spelt, STREET is not.
_NO_ONSET = (
    "(?!BH|BL|BR|CH|CL|CR|CZ|DH|DR|DW|FL|FR|GH|GL|GN|GR|GW|JH|KH|KL|KN|KR|PH|PL|PR|PS|QU|RH|SC|SH|SK|SL|SM|SN|SP|SQ|SR|ST"
    "|SV|SW|TH|TR|TS|TW|VR|WH|WR)[B-DF-HJ-NP-TV-XZ]{2}"
)


def _spelt(word: str) -> str | None:
    if len(word) == 1:
        return letters(word)
    capitals = sum(map(str.isupper, word))
    if word.isupper() and re.match(_NO_ONSET, word):
        return letters(word)
    if (word.isupper() and (len(word) <= 5 or not re.search("[AEIOUY]", word))) or (len(word) <= 4 and capitals > 1):
        return letters(word)
    return None if re.search("[aeiouyAEIOUY]", word) else letters(word)


def _split(word: str) -> str | None:
    """Say the parts of a CamelCase word by themselves."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[A-Z]", word.replace("'", "").replace("’", ""))
    return " ".join(say(part) for part in parts) if len(parts) > 1 else None


# A capital, and what English does not write: bh, a name of two and more syllables in a, i and u that ends in one, ...
_INDIAN = (
    "(?=[A-Z])(?i:.*(?:bh|dh|gh(?!t)|jh|kh|chh|aa|sh[rkvy]|shm(?!ent)|ksh|[td]ya|ndra|[aiu]tra|swa|shree)"
    "|(?:(?:ch|sh|[bdghjklmnprstvy]){1,3}[aiu]){2,}$|[aiu](?:(?:ch|sh|[bdghjklmnprstvy]){1,3}[aiu]){2,}$)"
)


@cache
def _rules(origin: str) -> tuple[tuple["re.Pattern[str]", str], ...]:
    rows = (row for row in tables.rows("sounds") if row[2:] in ((), (origin,)))
    return tuple((re.compile(row[0]), row[1] if len(row) > 1 else "") for row in rows)


def transliterate(word: str) -> str:
    """Return `word` in Bengali letters by the spelling rules of `sounds.tsv`, the first that fits at each place."""
    rules = _rules("indian" if re.match(_INDIAN, word) else "english")
    word = word.lower().replace("'", "").replace("’", "")
    said, at = "", 0
    while at < len(word):
        for pattern, sound in rules:
            if match := pattern.match(word, at):
                said = _joined(said, sound)
                at = match.end()
                break
        else:
            at += 1
    return canonical(said) or letters(word)


# A ZWNJ keeps what follows an inherent vowel apart; none is left in the end.
_SIGNS = dict(zip("আইঈউঊএঐওঔঅ", ["া", "ি", "ী", "ু", "ূ", "ে", "ৈ", "ো", "ৌ", ZWNJ], strict=True))
_CONSONANT = re.compile("[ক-হ]\u09bc?$")
_CONJUNCTS = " স্ট স্ক স্প স্ম স্ন স্ল ন্ট ন্ড ন্স ন্থ ম্প ম্ব ক্ট ক্স প্ট ল্ড ল্ট ল্প ল্ক ল্ম ফ্ট ন্দ ন্ত ন্ধ ক্ল প্ল ব্ল গ্ল ফ্ল শ্ল "


def _joined(before: str, sound: str) -> str:
    """Return both in one: a vowel becomes a sign behind a consonant, some pairs of consonants a conjunct."""
    if not sound or not _CONSONANT.search(before[-2:]):
        return before + sound
    if sound[0] in _SIGNS:
        return before + _SIGNS[sound[0]] + sound[1:]
    if sound.startswith("অ্যা"):
        return before + sound[1:]
    if before.endswith("ন") and sound[0] in "জচ":
        return f"{before[:-1]}ঞ্{sound}"
    rolled = sound == "র" and before[-1] in "কগটডতদপবফশথভ"
    reph = before.endswith("র") and len(before) > 1 and not _CONSONANT.search(before[-3:-1]) and "ক" <= sound[0] <= "হ"
    return f"{before}্{sound}" if rolled or reph or f" {before[-1]}্{sound[0]} " in _CONJUNCTS else before + sound
