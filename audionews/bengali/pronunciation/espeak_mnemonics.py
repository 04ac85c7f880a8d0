"""Phonemes as eSpeak NG's Bengali voice wants them: mnemonics between `[[` and `]]`, with stress marks.

The voice needs every stress marked: left alone it stresses the last word of a clause on its last syllable.
Its own pattern, which this follows, is the main stress on the first syllable and a lighter one on every
second after it. Mnemonics: table ph_bengali of eSpeak NG 1.52, whose `#` is aspiration and `.` retroflexion.
"""

import re
from collections.abc import Sequence
from functools import cache

from audionews.bengali.pronunciation.mentions import figures
from audionews.bengali.pronunciation.phonemize import rewritten
from audionews.bengali.pronunciation.prosody import depths, heights, pace
from audionews.bengali.pronunciation.syllables import VOWELS, syllables
from audionews.bengali.script.tables import rows
from audionews.model import PLAIN, Manner

STRESSED, LIGHT, UNSTRESSED = "'", ",", ""
"""Stress marks, in front of a vowel."""

_CH = "\0"
"""Stands for tS until t and S that met by chance are set apart: উৎসব is u t sh O b."""

_COMMAND = "\x01"
"""Begins a command to eSpeak inside a text: `140S` sets 140 words a minute (docs/markup.md of eSpeak NG)."""

_OPENING = " \n\t“‘"
"""The characters after which a command may stand."""

_LAST = re.compile(r"(?<![^\s।৷?!,;:“”\"'()-])[^\s।৷?!,;:“”\"'()-]+(?=[”\"')]*[।৷?!])")
"""The last word of a sentence."""

_SENTENCE_END = re.compile("[।৷?!]")

_SENTENCE = 3
"""Fewest words before the last one of a sentence for it to be said slower."""

_MOST = 32
"""Phonemes said as one word: eSpeak's buffers end at some hundred (N_WORD_PHONEMES of translate.h), and it goes on."""

_MNEMONICS = {
    **{sound: sound for sound in "aiueoOkgNtdnpfbmrlsh"},
    **{sound + "h": sound + "#" for sound in "kgtdpb"},
    "E": "&",
    "c": _CH,
    "ch": _CH + "#",
    "j": "dZ",
    "jh": "J#",
    "sh": "S",
    "T": "t.",
    "Th": "t.#",
    "D": "d.",
    "Dh": "d.#",
    **{vowel + "~": vowel + "~" for vowel in "aiueoO"},
    "E~": "&~",
}


_IPA = {
    **{sound: sound for sound in "aiueoktdnpfbmlsh"},
    **{sound + "h": sound + "ʰ" for sound in "ktdpb"},
    "O": "ɔ",
    "E": "æ",
    "N": "ŋ",
    "r": "ɾ",
    "sh": "ʃ",
    "g": "ɡ",
    "gh": "ɡʰ",
    "c": "tʃ",
    "ch": "tʃʰ",
    "j": "dʒ",
    "jh": "ɟʰ",
    "T": "ʈ",
    "Th": "ʈʰ",
    "D": "ɖ",
    "Dh": "ɖʰ",
    **{vowel + "~": vowel + "\u0303" for vowel in "aiueo"},
    "O~": "ɔ\u0303",
    "E~": "æ\u0303",
}
"""As eSpeak NG writes the Bengali voice's phonemes in IPA."""


def espeak_mnemonics(phonemes: Sequence[str], stress: str = STRESSED) -> str:
    """Return the mnemonics of one word, without the brackets; `stress` is that of its first syllable.

    Phonemes are those of `phonemes()`; unknown ones are left out.
    """
    return _stressed(phonemes, _MNEMONICS, stress).replace("tS", "t|S").replace(_CH, "tS")


def ipa(phonemes: Sequence[str], stress: str = STRESSED) -> str:
    """Return one word in IPA as eSpeak NG writes it, which is what Piper's Bengali voice was trained on."""
    written = _stressed(phonemes, _IPA, stress)
    return written.replace(STRESSED, "ˈ").replace(LIGHT, "ˌ")


def _stressed(phonemes: Sequence[str], table: dict[str, str], stress: str) -> str:
    parts, mark = [], stress
    for number, syllable in enumerate(syllables(phonemes)):
        for phoneme in syllable:
            if phoneme.rstrip("~") in VOWELS and mark:
                parts.append(mark)
                mark = ""
            parts.append(table.get(phoneme, ""))
        mark = LIGHT if number % 2 else UNSTRESSED
    return "".join(parts)


def in_mnemonics(text: str, speed: int | None = None, manner: Manner = PLAIN) -> tuple[str, list[tuple[int, int, int]]]:
    """Return `text` with each Bengali word in mnemonics, and where each word went.

    The list has, for each word, its place in the new text (0-based), and its start and end in `text`. Where the
    voice's `speed` is given, in words a minute, figures, the last word and what `manner` says get a lower one, and each
    clause its height.
    """
    melody = _Melody(text, speed, manner) if speed else None

    def write(match: re.Match[str], heard: list[str]) -> str:
        command = melody.commands(match.start()) if melody else ""
        pieces = [heard[at : at + _MOST] for at in range(0, len(heard), _MOST)]
        return command + " ".join(f"[[{espeak_mnemonics(piece, _stress(match))}]]" for piece in pieces)

    return rewritten(text, write)


class _Melody:
    """The commands by which a text is said slower in places, and lower from clause to clause, sentence to sentence."""

    def __init__(self, text: str, speed: int, manner: Manner) -> None:
        self._text, self._speed, self._depth = text, speed, manner.depth
        self._slower = [(*span, pace()) for span in figures(text)]
        self._slower += [(begins, ends, share / 100) for begins, ends, share in manner.slower]
        ends = [found.start() for found in _LAST.finditer(text)]
        self._last = {place for place in ends if _words_before(text, place) >= _SENTENCE}
        self._now = (speed, heights()[0])
        self._clause = self._seen = 0

    def commands(self, place: int) -> str:
        """Return the commands before the word at `place`; to be asked of one word after another.

        Inside what is written as one word there are none: eSpeak NG 1.52 dies of some.
        """
        between = self._text[self._seen : place]
        self._depth = 0 if "\n" in between else self._depth + bool(_SENTENCE_END.search(between))
        self._clause = _clause_after(between, self._clause)
        self._seen = place
        if place and self._text[place - 1] not in _OPENING:
            return ""
        shares = [share for start, end, share in self._slower if start <= place < end]
        share = min([1.0, *shares, *[pace("last")] * (place in self._last)])
        height = _held(heights(), self._clause) - _held(depths(), self._depth)
        wanted = (round(self._speed * share), height)
        changed = [
            f"{_COMMAND}{new}{kind}" for new, old, kind in zip(wanted, self._now, "SP", strict=True) if new != old
        ]
        self._now = wanted
        return "".join(changed)


def _clause_after(between: str, clause: int) -> int:
    """Return the number of the clause, from 0, that begins after what stands between two words."""
    if _SENTENCE_END.search(between):
        return 0
    return clause + bool(re.search("[,;:–—]", between))


def _held(row: Sequence[int], at: int) -> int:
    """Return the number at a place of a row whose last one goes for all later places."""
    return row[min(at, len(row) - 1)]


def _words_before(text: str, place: int) -> int:
    return len(re.split("[।৷?!]", text[:place])[-1].split())


def in_ipa(text: str) -> str:
    """Return `text` with each Bengali word in IPA between `[[` and `]]`, as Piper takes phonemes."""
    return rewritten(text, lambda match, heard: f"[[{ipa(heard, _stress(match))}]]")[0]


def _stress(word: re.Match[str]) -> str:
    return weak_words().get(word[0], STRESSED)


@cache
def weak_words() -> dict[str, str]:
    """Return the words that carry no main stress, with the stress they do carry."""
    return {word: "" if stress == "-" else stress for word, stress in rows("weak_words")}
