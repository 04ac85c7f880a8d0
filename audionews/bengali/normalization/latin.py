"""Latin words in Bengali letters: from the lexicon, by letter names, as English, or as names and Indian words."""

import re
from functools import cache, lru_cache

from audionews.bengali.normalization.script_joining import joined
from audionews.bengali.script import tables
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.lazy_pattern import LazyPattern


@cache
def _lexicon() -> dict[str, str]:
    """Words and phrases as in `latin.tsv`, the sounds as they stand there; those with a small letter also in small."""
    exact = tables.unread("latin")
    in_small = zip(exact, "\n".join(exact).lower().split("\n"), exact.values(), strict=True)
    return {small: said for word, small, said in in_small if not word.isupper() or " " in word} | exact


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
    ways = (_look_up, _plural, _acronym, _syllabic, _spelt, _split)
    return next(filter(None, (way(word) for way in ways)), "") or unknown(word)


def _acronym(word: str) -> str | None:
    """Say an acronym in small letters, unless they are a word of English: nrc → এনআরসি, who is no WHO."""
    said = _lexicon().get(word.upper()) if word.islower() and len(word) > len("US") else None
    if said is None:
        return None
    from audionews.bengali.normalization import english  # only where such a word comes up

    return None if english.known(word) else canonical(said).strip()


@lru_cache(maxsize=10_000)
def unknown(word: str) -> str:
    """Return a word that the lexicon does not have as English or as an Indian word, whichever it looks like."""
    from audionews.bengali.normalization import foreign  # only where such a word comes up

    return foreign.say(re.sub("[^a-z]", "", word.lower())) or letters(word)


def _plural(word: str) -> str | None:
    """Say a plural of which the lexicon has the singular: Holidays → হলিডেস."""
    said = _look_up(word[:-1]) if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else None
    if not said:
        return None
    return joined(said, "এস") if _HISSING.search(word) else f"{said}স"


_HISSING = LazyPattern("(?:[csxzg]|[cs]h)es$")


# Two consonants that begin no word of English or of an Indian name: WBCHSE is spelt, STREET is not.
_NO_ONSET = (
    "(?!BH|BL|BR|CH|CL|CR|CZ|DH|DR|DW|FL|FR|GH|GL|GN|GR|GW|JH|KH|KL|KN|KR|PH|PL|PR|PS|QU|RH|SC|SH|SK|SL|SM|SN|SP|SQ|SR|ST"
    "|SV|SW|TH|TR|TS|TW|VL|VR|WH|WR)[B-DF-HJ-NP-TV-XZ]{2}"
)


def is_common(word: str) -> bool:
    """Tell whether a word is a common one of English, in whatever letters."""
    from audionews.bengali.normalization import english  # only where Latin letters come up

    return english.common(word.lower())


_WORD, _RARE_WORD = 4, 5
"""Letters from which on a common English word in capitals is no acronym, and any other one."""


def _is_word(word: str) -> bool:
    """Tell whether capitals are a word of English that shouts: LYRIC."""
    if len(word) < _RARE_WORD:
        return len(word) >= _WORD and is_common(word)
    from audionews.bengali.normalization import english  # only where Latin letters come up

    return english.known(word.lower()) is not None


_SYLLABLES = LazyPattern(
    "(?:[BCDFGHJKLMNPRSTVZ][AEIOU]){2}[BDGKLMNRT]?|(?=.{5,6}$)"
    "[AEIOU]?(?:[BCDFGHJKLMNPRSTVZ][AEIOU](?:[LMNR](?=[BCDFGHJKLMNPRSTVZ][AEIOU]))?){2,3}[BDGKLMNRTX]?"
)
"""Two plain syllables; in five letters or six also more, a vowel before them, an l, m, n or r between them."""


def _syllabic(word: str) -> str | None:
    """Say an acronym of plain syllables as the word that it makes, letter by letter: DUSU → ডুসু, COLMI → কোলমি."""
    if not _SYLLABLES.fullmatch(word) or _is_word(word):
        return None
    plain = {row[1]: row[2] for row in tables.rows("name_letters") if row[0] == "plain"}
    written = ""
    for letter in re.sub("c(?=[ei])", "s", word.lower()):
        written = joined(written, plain[letter])
    return canonical(written)


def _spelt(word: str) -> str | None:
    """Spell single letters, acronyms, and what nobody could say."""
    if word.isupper() and _is_word(word):
        return None
    capitals = sum(map(str.isupper, word))
    acronym = word.isupper() and (len(word) <= 5 or re.match(_NO_ONSET, word))
    mixed = capitals > 1 and (len(word) <= 4 or (len(word) <= 6 and capitals >= len(word) - 1))  # MPs, DoT, MoHFW
    spoken = len(word) > 1 and re.search("[aeiouyAEIOUY]", word)
    return letters(word) if acronym or mixed or not spoken or _unsayable(word) else None


_NO_CODA = LazyPattern("(?!MB|MP|CK|TZ|([BDFGMPZ])\\1)(?:[BCDFGJKMPQTVXZ][BDFGKMPQVZ]|S[BDFGV])$")
"""Two consonants that end no word."""
SMALL, CAPITAL = 5, 3
"""Letters that an acronym in small letters has, at most; one that begins with a capital, as names do."""


def _unsayable(word: str) -> bool:
    """Tell an acronym that is not in capitals from a word by how it begins or ends: hdmi, usb, Atk."""
    if len(word) > (SMALL if word.islower() else CAPITAL):
        return False
    large = word.upper()
    if not re.match(_NO_ONSET, large) and not _NO_CODA.search(large):
        return False
    from audionews.bengali.normalization import english  # only where such a word comes up

    return english.known(word.lower()) is None


def _split(word: str) -> str | None:
    """Say the parts of a CamelCase word by themselves."""
    parts = re.findall(r"Mc[A-Z][a-z]+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[A-Z]", word.replace("'", "").replace("’", ""))
    return " ".join(say(part) for part in parts) if len(parts) > 1 else None
