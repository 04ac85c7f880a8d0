"""Cuts text into sentences without changing a character of it.

A sentence ends at a dari or one of its look-alikes, at ? and !, and at the full stop in papers that print it.
Closing quotes and brackets stay with their sentence. Whether a mark really ends one is decided on what stands
around it, never farther off than a fixed window: the time is linear in the text, whatever the text.
"""

import re
from collections.abc import Iterator
from functools import cache

from audionews.bengali.script.clauses import cut
from audionews.bengali.script.codepoints import canonical
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import rows

_DARI = "।৷॥"
_DARIS = frozenset(_DARI + "|")
_END = LazyPattern(
    rf"(?P<mark>[{_DARI}?!|.…](?:(?<=\.)(?:\s\.)+|[{_DARI}?!|.…]*))(?P<close>(?:\s*[)\]}}»]|(?:\s+(?![’”]\w))?[’”]|['\"‘“]+(?=\W|$))*)(?P<notes>(?:\[\d{{1,3}}\])*)"
)
_TOKEN = LazyPattern(r"[^\s()\[\]{}‘’“”«»\"',;:।৷॥?!|/–—-]+\Z")
_WORD = LazyPattern(r"[^\s,;:/।৷॥?!|.…\"'‘’“”()–—-]+")
_NEXT_QUOTATION = LazyPattern(r"\S+[,:]\s*[‘“\"']")
_QUOTED_NEXT = LazyPattern(r"\S+\s+[‘“\"'«]")
_LIST_BEFORE = LazyPattern(r"(?:^|[,;:–—-])[\s'\"‘“(\[*•]*\Z")
_LETTERS = LazyPattern(r"[\u0985-\u0994\u0995-\u09b9\u09ce\u09dc-\u09df](?!\u09cd)")
_ITEM = LazyPattern(r"(?<!\d)(\d{1,2})\. ")
_OPENING = {")": "(", "]": "[", "}": "{", "’": "‘", "”": "“", "»": "«"}
_SPEAKER = LazyPattern(r"\S+(?: [^\s,;]+){0,4} [^\s,;]+র\s*[।৷|?!.]")  # দাবি বিরোধী দলনেতার।
_SPEAKER_FIRST = LazyPattern(r"((?:[^\s,;।]+ ){0,2}[^\s,;।]+র) ([^\s,;।]+)\s?[।৷|?!.]")  # বিরোধী দলনেতার দাবি।
_IN_BRACKET = LazyPattern(r"[^\s।?!]\s*\((?:[^()]{1,14}|[A-Za-z][A-Za-z .,'’-]{1,60})\Z")  # (প্রশা.), (Asia Cup.)
_WORDS_IN, _NUMBER = LazyPattern(r"\w"), LazyPattern(r"\d+(?:/\d+)*")
_FRACTION = LazyPattern(r"\s\d{1,2}(?:\s?(?P<unit>%|[^\s\d।,;:]+)|\s?।|$)")
_NEAR, _FAR = 60, 400  # characters looked at for a word, and back for the opening of a quotation


LONGEST = 1000
"""Characters of the longest sentence that is left whole: some 75 seconds of sound. The news has few of 500."""


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for label, words in rows("sentence_marks") if label == kind for word in words.split())


@cache
def _abbreviations() -> frozenset[str]:
    """Those of `sentence_marks`, and every part with a stop of `abbreviations`, save what may stand behind a number."""
    parts = (
        part for written, _, where in rows("abbreviations") if where in _TITLED for part in written.split(".")[:-1]
    )
    return _words("abbreviation") | {part.strip().lower() for part in parts}


_TITLED = {"any", "name", "given", "bracket", "title", "college", "teacher"}


def split_sentences(text: str) -> list[str]:
    """Return the sentences of `text`, each stripped of outer white space.

    Every other character of the text is in exactly one sentence, in order. A line break ends a segment, so
    headlines, subheads and bullets without a dari are sentences of their own. A sentence of more than LONGEST
    characters comes in breath groups: what speaks it needs no more memory than for a long sentence of the news.
    """
    return [part for line in text.splitlines() for sentence in _line(line.strip()) for part in _breath_groups(sentence)]


def _breath_groups(sentence: str) -> list[str]:
    return [sentence] if len(sentence) <= LONGEST else cut(sentence, LONGEST)


def _line(line: str) -> list[str]:
    spans: list[tuple[int, int]] = []
    start, speaks = 0, False
    for end in _boundaries(line):
        previous, speaks = speaks, _WORDS_IN.search(line, start, end) is not None
        if spans and not (previous and speaks):  # a stray quote or dari belongs to its neighbour
            start, speaks = spans.pop()[0], previous or speaks
        spans.append((start, end))
        start = end
    return [piece for start, end in spans if (piece := line[start:end].strip())]


def _boundaries(line: str) -> Iterator[int]:
    start = 0
    for found in _END.finditer(line):
        if _ends(line, start, found):
            end = _behind_loose_quote(line, start, found.end())
            if end == found.end() or not _is_said(line[end : end + _NEAR]):
                start = end
                yield start
    if start < len(line):
        yield len(line)


def _behind_loose_quote(line: str, start: int, end: int) -> int:
    """Return where the sentence ends: behind a straight quote with blanks on both sides, if it closes one."""
    found = _LOOSE_QUOTE.match(line, end)
    if found is None:
        return end
    opened = _OPENED_BY[found[1]].findall(line, max(start, end - _FAR), end)
    return found.end() if len(opened) % 2 else end


def _is_said(after: str) -> bool:
    """Tell whether what follows a quotation tells who said it: " যাব। " বলেন তিনি."""
    words = _words_of(after)
    return bool(words) and _is_saying(words, after.lstrip(), statement=True)


def _words_of(after: str) -> list[str]:
    """Return the first words behind a mark: enough to tell how a sentence begins."""
    return [canonical(word) for word in _WORD.findall(after)[:3]]


_LOOSE_QUOTE = LazyPattern(r"\s+(['\"])(?=\s)")
_OPENED_BY = {'"': LazyPattern('"'), "'": LazyPattern(r"(?<!\w)'|'(?!\w)")}


def _ends(line: str, start: int, found: re.Match[str]) -> bool:
    """Tell whether this mark ends the sentence that began at `start`."""
    mark, after = found["mark"], line[found.end() : found.end() + _NEAR]
    if not after.strip():
        return True
    said = line[max(start, found.start() - _FAR) : found.start()]
    if (
        _is_hour(line, found.start(), mark, after)
        or _is_shown(line, found)
        or _is_list_mark(said.strip(), mark)
        or not _is_mark(line, start, found, after)
    ):
        return False
    if mark == "." and found["close"][:1] == ")" and _IN_BRACKET.search(said):
        return False
    if found["close"]:
        return not _goes_on(line, start, found, after)
    if not _DARIS.isdisjoint(mark) or mark == ".":
        return True
    asks = "?" in mark or "!" in mark  # else it is an ellipsis in mid-sentence
    return asks and not _in_token(line, found.start(), after) and after.lstrip()[0] not in ",;:–—"


def _is_hour(line: str, at: int, mark: str, after: str) -> bool:
    """Tell an hour as almanacs print it: ৫।২৩."""
    return mark in _DARI and after[0].isdecimal() and line[at - 1 : at].isdecimal()


def _is_shown(line: str, found: re.Match[str]) -> bool:
    """Tell a mark that is itself what a bracket or a pair of quotes holds: (...), ‘?’ দেবেন না."""
    before, close = line[found.start() - 1 : found.start()], found["close"].strip()[:1]
    return before in _OPENING.values() or (before in ("'", '"') and before == close)


def _is_list_mark(text: str, mark: str) -> bool:
    """Tell a number that stands alone before the mark: ৫. or ৫। in figures, তিন. in words."""
    return _NUMBER.fullmatch(text) is not None or (mark == "." and canonical(text) in _words("list"))


def _is_mark(line: str, start: int, found: re.Match[str], after: str) -> bool:
    """Tell a full stop or a pipe used as a dari from all their other uses; other marks are what they seem."""
    if found["mark"] == ".":
        return _full_stop_ends(line, start, found.start(), after)
    return found["mark"] != "|" or _pipe_ends(line, start, found.start(), after)


def _in_token(line: str, at: int, after: str) -> bool:
    """Tell whether the mark stands inside a URL, a number or a Latin name: x?y=1, 3.5, Yahoo!Japan."""
    before = line[at - 1 : at]
    return before.isascii() and before.isalnum() and after[0].isascii() and not after[0].isspace()


def _full_stop_ends(line: str, start: int, at: int, after: str) -> bool:
    """Tell a full stop from the point of a number, an address, an initial, an abbreviation or a list."""
    found = _TOKEN.search(line[max(start, at - _NEAR) : at].rstrip())
    token = canonical(found[0]).lower() if found else ""
    if after[0].isalnum() or after[0] in "/_@%":
        glued = "\u0980" <= after[0] <= "\u09ff" and not after[0].isdigit() and not _is_domain(after)
        return glued and _is_word(token) and not (token.isdecimal() and len(token) <= 2)  # no item: ১.বেতন ২.ছুটি
    if after[0] in ",;:-–—" or after.lstrip()[0] in ",;:" or not token:
        return after[0] not in ",;:-–—" and line[at - 1 : at] in ("’", "”", ")", '"', "'")
    heads = token.isdigit() or len(token) <= 2 or token in _words("list")
    if heads and _LIST_BEFORE.search(line[max(start, at - _NEAR) : at - len(token)]):
        return False  # a list number, at the beginning or in a row: — ১. বেতন, ২. ছুটি
    printed = any(dari in line for dari in _DARI)  # a paper that prints daris ends no sentence with a full stop
    behind = token.isdecimal() and line[max(start, at - _FAR) : at].strip() != token
    if behind and _is_decimal(after, printed=printed):
        return False
    around = line[max(0, at - _FAR) : at], line[at : at + _FAR]
    if _is_item(*around, token) or (printed and _is_glued_number(*around)):
        return False
    dated = token in _words("dated") and after.lstrip()[0].isascii()  # Tue. Apr 22
    ended = not dated and _is_word(token)
    return token.isdigit() or (ended and not _inside(line[max(start, at - _NEAR) : at], after, printed=printed))


def _inside(before: str, after: str, *, printed: bool) -> bool:
    return opens_an_initial(before, after) or (printed and parts_a_row(before, after))


def parts_a_row(before: str, after: str) -> bool:
    """Tell a full stop that was typed for a comma: দুধ, কলা. মধু এবং দই; হামলা. ভাঙচুর, আগুন, লুটপাট হয়."""
    words = canonical(after[:_NEAR]).split(" ", 4)[:4]
    link = next((n for n in (2, 3) if words[n:] and words[n] in _words("and")), 0)
    items = [word.removesuffix(",") for word in words[1 : link or 3]]
    commas = words[1:2] + words[2:3] == [f"{item}," for item in items]
    if words[0] or not (link or (commas and len(items) > 1)) or not all(_PLAIN_WORD.match(item) for item in items):
        return False
    last = _LAST_WORD.search(canonical(before))
    return last is not None and (last[1] == "," or not last[2].endswith(tuple(_words("verb-end"))))


_LAST_WORD, _PLAIN_WORD = LazyPattern(r"(\S) ([^\s,;:।?!.]{3,})\Z"), LazyPattern(r"[^\s,;:।?!.]+\Z")


def opens_an_initial(before: str, after: str) -> bool:
    """Tell a stop inside a name: জেমস. পি. অ্যালিসন."""
    initial = _INITIAL.match(canonical(after))
    if initial is None or initial[1] not in _words("letter"):
        return False
    last = _LAST_WORD.search(canonical(before))
    return last is not None and not last[2].endswith(tuple(_words("verb-end")))


_INITIAL = LazyPattern(r" (\S{1,6})\. ?[^\s\W\d]")


def _is_decimal(after: str, *, printed: bool) -> bool:
    """Tell what follows the point of a decimal that a blank parts: ২০. ৭২ শতাংশ; a % shows it in any paper."""
    found = _FRACTION.match(after)
    if found is None or not printed or not found["unit"]:
        return found is not None and (printed or found["unit"] == "%")
    return found["unit"] == "%" or canonical(found["unit"]).startswith(tuple(_words("measure")))


def _is_domain(after: str) -> bool:
    """Tell the end of a site's name: প্রথম আলো.কম."""
    word = _WORD.match(canonical(after))
    return word is not None and word[0] in _words("domain")


def _is_item(before: str, after: str, token: str) -> bool:
    """Tell the number of an item in a line by the one before it, the first by the second: প্রতীক ১. ছাতা ২. চাকা."""
    if not token.isdecimal():
        return False
    number = int(token)
    return _follows_in_list(before, number) if number > 1 else number == 1 and _follows_in_list(after, 3)


def _follows_in_list(before: str, number: int) -> bool:
    """Tell whether the number before this one heads an item of the same line: ১. বেতন ২. ছুটি."""
    return any(int(found[1]) == number - 1 for found in _ITEM.finditer(before))


def _is_glued_number(before: str, after: str) -> bool:
    """Tell the number of an item that a lost line break left at the word before it."""
    found = _GLUED.search(before)
    if found is None:
        return False
    number = int(found[1])
    return _follows_in_list(before, number) or (number == 1 and _follows_in_list(after, 3))


_GLUED = LazyPattern(r"(?<=[\u0981-\u09cd\u09d7-\u09df])(\d{1,2})\Z")


def _is_word(token: str) -> bool:
    """Tell a whole word from an abbreviation or an initial before a full stop."""
    last = token.rpartition(".")[2]
    if {token, last} & (_abbreviations() | _words("letter")):
        return False
    if token.isascii():
        return len(last) > 1
    return last in _words("short") or last[:1].isdigit() or len(_LETTERS.findall(last)) > 1


def _pipe_ends(line: str, start: int, at: int, after: str) -> bool:
    """Tell a pipe typed for a dari from one that parts the links or sections of a page, or stands in a bracket."""
    before = line[max(start, at - _FAR) : at]
    if any(before.rfind(opening) > before.rfind(closing) for closing, opening in (("]", "["), ("}", "{"))):
        return False
    if after[0].isspace() and not line[at - 1 : at].isspace():
        return not line[at - 1 : at].isdigit()
    prose = line[-1] == "|" or (line[-1] in "।?!" and len(line[start : start + _FAR].split()) > 4)
    return prose and (after[0].isspace() or "\u0980" <= after[0] <= "\u09ff")


def _goes_on(line: str, start: int, found: re.Match[str], after: str) -> bool:
    """Tell whether the sentence goes on behind the closing quote or bracket after its mark."""
    text = after.lstrip()
    if text[0] in ",;:–—-":
        return True
    words = _words_of(after)
    if not words:
        return False
    statement = _is_statement(found["mark"])
    points = not _words("pointer").union(_words("just")).isdisjoint(words[:1])
    if text == after:
        return (words[0] in _words("tail") and not (statement and points)) or words[0] in _words("quotative")
    if words[0] in _words("leaning"):
        return True
    quoted = found["close"].strip()[0] not in ")]}"
    says = quoted and (_is_saying(words, text, statement=statement) or _is_speaker_first(text))
    if says and (not points or _opens_its_sentence(line, found)):
        return True
    return not statement and (_is_linked(words[0], text) or _is_embedded(line, start, found))


def _opens_its_sentence(line: str, found: re.Match[str]) -> bool:
    """Tell a quotation that nothing introduces: behind `তিনি বলেন, ‘…।’` এই কথা begins a sentence of its own."""
    closer = found["close"].strip()[0]
    begin = max(0, found.start() - _FAR)
    at = line.rfind(_OPENING.get(closer, closer), begin, found.start())
    before = line[begin:at].rstrip(" \t‘“'\"(–—-") if at >= 0 else line[:begin]
    return not before or before[-1] in _DARI + "?!|.’”"


def _is_linked(first: str, text: str) -> bool:
    """Tell a word that ties a question or a cry in quotes to what follows, as `‘কেন?’ আর ‘কবে?’` does."""
    return first in _words("linked") or (first in _words("between") and _QUOTED_NEXT.match(text) is not None)


def _is_statement(mark: str) -> bool:
    """Tell a dari or full stop from a question, an exclamation and an ellipsis, which leave more open."""
    return mark == "." or (not _DARIS.isdisjoint(mark) and "…" not in mark and ".." not in mark)


def _is_saying(words: list[str], text: str, *, statement: bool) -> bool:
    """Tell `’ বলেন তিনি`, `’ দাবি বিরোধীদের।`, `’ এই প্রশ্ন তুলে …` from the beginning of a new sentence."""
    if words[0] in _words("just") and words[1:2] and words[1] in _words("pointer"):
        words = words[1:]
    first, second = words[0], words[1].removesuffix("ই") if words[1:] else ""
    if _NEXT_QUOTATION.match(text):
        return False  # ‘…।’ বলেছেন, ‘…।’
    if first in _words("quotative"):
        return not (statement and second in _words("aside"))  # ‘…।’ বলা বাহুল্য, …
    if first in _words("answer") and second in _words("missing"):
        return False  # ‘কেন?’ জবাব মেলেনি।
    if first in _words("pointer"):
        return second in _words("saying") or second in _words("pointed")
    if first not in _words("saying"):
        return False
    return not statement or second in _words("speech") or _is_speaker(text)


def _is_speaker(text: str) -> bool:
    """Tell `দাবি বিরোধী দলনেতার।` from `দাবি খারিজ আদালতের।` and `দাবি উঠছে বারবার।`, which are sentences."""
    found = _SPEAKER.match(text)
    return found is not None and _words("undone").isdisjoint(canonical(word) for word in _WORD.findall(found[0]))


def _is_speaker_first(text: str) -> bool:
    """Tell `স্বামীর প্রশ্ন।` behind a quotation: whose it is, the noun of saying and nothing more."""
    found = _SPEAKER_FIRST.match(canonical(text[:_NEAR]))
    if found is None or found[2] not in _words("saying"):
        return False
    return (_words("undone") | _words("missing")).isdisjoint(found[1].split())


def _is_embedded(line: str, start: int, found: re.Match[str]) -> bool:
    """Tell a title or a bracket inside a sentence (তাঁর ‘কে আমি?’ বইটি) from speech after a comma or colon."""
    closer = found["close"].strip()[0]
    begin = max(start, found.start() - _FAR)
    at = line.rfind(_OPENING.get(closer, closer), begin, found.start())
    before = line[begin:at].rstrip(" \t‘“'\"([") if at > 0 else ""
    return bool(before) and before[-1] not in ",;:–—-"
