"""What stands before the first words of a story: desk, reporter, place and date (কলকাতা, ২২ নভেম্বর: …)."""

import re
from collections.abc import Sequence
from itertools import islice

from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import PhrasePattern, bordered
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import vocabulary

_MARK = LazyPattern(
    r"\s*(::?-*|ঃ-*|\||॥|>{1,3}|»|;|[-–—]+)(?:[-–—\s]\s*|(?<=[:>»-])(?=[\u0980-\u09e5]))(?=\S)"
    r"|\s*([।৷]{1,2})\s*(?=\S)|[।৷?!]"
)
_PLACED = LazyPattern(r"[,(]")
_BRACKETS = LazyPattern(r"\([^)]*\)")
_COMMA_YEAR = LazyPattern(r",\s*(?=[12১২][0-9০-৯]{3}\s*$)")
_LATIN = LazyPattern(r"\b(?:digital|online|web|team|network|news)$", re.IGNORECASE)
_BENGALI = LazyPattern("[\u0985-\u09b9]")
_SENT = 3  # words of who writes from a place
_FROM = 2  # words of a place
_LOCAL = 4  # words of a local correspondent's byline
_REACH = 100  # characters in which a dateline ends
_PERSON = 4  # words of a person's name
_PLAIN = LazyPattern(r"[A-Za-z\u0980-\u09e5\u200c. -]+")
_MARKS = 3  # separators in a dateline: ঢাকা - ২২ নভেম্বর:
_MOST = 9  # words of a dateline
_DAYS = {"date", "number"}
_SAID = {"speaker", "list", "verse", "table", "cite"}  # roles of lines whose first words are to be said
_STROKES = ("।।", "৷৷", "॥", "।॥")  # of a dari typed twice
_LABELLED = 30  # characters in which the place of a desk stands in brackets
_INTRO = ("—", "–", ":", "ঃ")
_LEADS = 3  # paragraphs that may begin with a dateline: a summary or a caption may stand before the lead
_REPORTER = PhrasePattern(bordered("<reporter>") + "$")
_GLUED = PhrasePattern(r"(\S{1,24}\s)?<reporter>(?P<place>[\u0980-\u09ff]{2,24})\s?$")
_TELLS = PhrasePattern(r"<telling>(?!\S)")
_TITLED = PhrasePattern(r"<person-title>\.?(?=[\s.:])\s*(?::\s*)?")
_INFLECTED = PhrasePattern(r"(<telling>|<inflected>)(?!\S)")
_PAPER = PhrasePattern("<paper-end>")
_KIND = PhrasePattern(r"<paper-kind>(?!\S)")
_COUNTER = PhrasePattern("<counter>")
_RETIRED = PhrasePattern(r"<retired>\.?")
_FROM_PLACE = PhrasePattern("<from>")
_DESK = PhrasePattern(bordered("<desk>"))
_SENDS = PhrasePattern(r"^<reporter>\s+")
_BOTH = PhrasePattern(r"\s<and>\s")
_OFFICE = PhrasePattern("<office-end>")
_PLACED_DESK = PhrasePattern(r"[\u0980-\u09ff]{2,24} \([^)]{2,24}\) ?<reporter>(?: ?ঃ|(?=\s))")
_LABEL = LazyPattern(r"([\u0980-\u09e5][\u0980-\u09e5 .]{3,39})(?<! ) ?(?::{1,2}-?|ঃ-?) *(?=\S)")


def cut(page: Page) -> None:
    """Cut byline or dateline off the front of one of the story's first paragraphs."""
    if "furniture" in page.asked.keep:
        return
    told = [line for line in page.kept if line.prose and not line.label and line.found.role not in _SAID]
    summaries = sum(line.found.role == "summary" for line in told)  # a page marks them, however many stand there
    for at, line in enumerate(told[: _LEADS + summaries]):
        if at and told[at - 1].text.endswith(_INTRO):
            break  # places whose news it announced
        dateline, rest = _parted(line.raw)
        if dateline:
            more, behind = _parted(rest)  # who, and where from
            line.before.append(page.cut(f"{dateline} {more}".strip(), "furniture"))
            line.rest = behind if more else rest
            if _BENGALI.search(dateline):
                return  # one in Latin letters stands before a summary
    _cut_name(page, told)


def _cut_name(page: Page, told: Sequence[Line]) -> None:
    """Cut off who writes, of a name that no table knows: two to four bare words and a colon in front of the story.

    Nothing in the story shares a word with them, and none of its paragraphs opens with a label: where several people
    speak, or points are told one by one, the others do.
    """
    found = _LABEL.match(told[0].raw) if told and not told[0].before else None
    if not found or told[0] is not page.lines[page.span[0]]:
        return
    name, rest = Line(found[1], gap=False), Line(told[0].raw[found.end() :], gap=False)
    if not 1 < len(name.words) <= _PERSON or is_inflected(found[1]) or any(map(is_inflected, name.words)):
        return
    others = [rest, *(line for line in page.kept if line is not told[0] and line.raw != page.asked.headline)]
    if any(_LABEL.match(line.raw) for line in others) or any(name.stems & line.stems for line in others):
        return
    told[0].before.append(page.cut(found[0].strip(), "furniture"))
    told[0].rest = rest.raw


def begins_anew(text: str) -> bool:
    """Tell a paragraph that opens with who writes or where from, as a story's first one does."""
    return bool(_parted(text)[0])


def _parted(raw: str) -> tuple[str, str]:
    if "(" in raw[:_LABELLED] and (placed := _PLACED_DESK.match(raw)) and _has_place(placed[0]):
        return placed[0], raw[placed.end() :].strip()  # no mark behind it
    for found in islice(_MARK.finditer(raw, 2, _REACH), _MARKS):
        mark = found[1] or found[2]
        if not mark:
            break
        head = _BRACKETS.sub(" ", raw[: found.start()]).lstrip("#")
        if not _is_in_name(found, head) and _is_dateline(Line(head, gap=False), mark):
            return raw[: found.end()].strip(), raw[found.end() :].strip()
        if found[2]:
            break
    return "", raw


def _is_in_name(mark: re.Match[str], head: str) -> bool:
    """Tell the hyphen of a name (`আল-মাহমুদ`) that only follows a desk's mention: one closes who wrote or when."""
    last = Line(head, gap=False)
    return mark[0] == "-" and _DESK.search(last.text) is not None and not ends_with_desk(last)


def is_alone(line: Line) -> bool:
    """Tell a dateline whose story begins on the next line: `চরগাঁও, ১১ জানুয়ারি:`."""
    return line.raw.endswith((":", "ঃ")) and _is_dated_place(Line(_BRACKETS.sub(" ", line.raw[:-1]), gap=False))


def _is_dated_place(head: Line) -> bool:
    """Tell `চরগাঁও, ১১ জানুয়ারি` and `আমাদের পলি, ঢাকা, ১১ জানুয়ারি`: where or who we do not know, and a date."""
    who, *rest = _parts(head)
    if not rest or not 0 < len(who.split()) <= (_FROM if len(rest) == 1 else _SENT):
        return False
    date = Line(rest[-1], gap=False).kinds
    return "date" in date and date <= _DAYS and all(_is_place(part.strip()) for part in rest[:-1])


def _parts(head: Line) -> list[str]:
    """Return what commas part, a date with its year behind a comma as one."""
    return _COMMA_YEAR.sub(" ", head.text).split(",")


def _is_plainly_dated(head: Line) -> bool:
    """Tell `নিজস্ব প্রতিনিধি, আগরতলা, ২৩ নভেম্বর` and `আগরতলা, ২৩ নভেম্বর`: a desk or a place that we know, and when."""
    who, *rest = _parts(head)
    if _is_place(who):
        return _is_dated_place(head)
    dated = [Line(part, gap=False).kinds for part in rest]
    short = all(len(part.split()) <= _LOCAL for part in (who, *rest))
    return short and bool(dated) and "date" in dated[-1] <= _DAYS and _DESK.search(who) is not None


def _is_paper(head: Line) -> bool:
    """Tell `কলকাতা টাইমস`, a place and what papers are called by."""
    place, _, last = head.text.rpartition(" ")
    return _PAPER.fullmatch(last) is not None and _is_place(place)


def _is_dateline(head: Line, mark: str) -> bool:
    if len(head.words) > _MOST:
        return False
    if mark in "।৷":  # which ends sentences as well
        return _is_plainly_dated(head)
    if mark[0] in ":ঃ" and (_is_dated_place(head) or _is_paper(head)):
        return True
    glued = _GLUED.match(head.text)
    if (
        _DESK.search(head.text)
        or (glued and _is_place(glued["place"]))
        or (head.kinds & {"date", "outlet"} and head.kinds & {"place", "outlet"})
    ):
        return True
    if mark[0] not in ":ঃ।৷":
        return False
    known = bool(head.kinds & {"place", "outlet"}) or is_from(head)
    return known or is_name(head) or is_from_place(head) or _is_latin(head)


def is_from_place(head: Line) -> bool:
    """Tell `দৈনিক শিউলি, ঢাকা` and `মধুসূদন দত্ত ও শিউলি সেন, প্রতিনিধি ঢাকা ।।`: whom we do not know, and a place."""
    who, comma, where = head.text.rstrip(" ।॥").rpartition(",")
    place = _SENDS.sub("", where.strip()).split()
    return (
        bool(comma)
        and not _TELLS.search(who)
        and all(0 < len(name.split()) <= _LOCAL for name in _BOTH.split(who))
        and len(place) <= 2
        and _is_place(" ".join(place[:1]))
    )


def is_bare_from_place(head: Line) -> bool:
    """Tell the same where no word of the name is inflected, as those of headlines are."""
    names = head.text.rpartition(",")[0].split()
    return is_from_place(head) and not any(is_inflected(name) and name not in vocabulary("surname") for name in names)


def _is_place(text: str) -> bool:
    return Line(text, gap=False).kinds == {"place"}


def _is_latin(head: Line) -> bool:
    """Tell a channel's name in Latin letters; a topic in them is said."""
    return len(head.words) > 1 and not head.bengali and _LATIN.search(head.text) is not None


def is_name(line: Line) -> bool:
    """Tell a person's name, alone or with a place behind a comma, by its family name."""
    name, *rest = line.text.split(",")
    words = name.split()
    return (
        1 < len(words) <= 4
        and words[-1].replace("\u200c", "") in vocabulary("surname")
        and all(Line(part, gap=False).kinds for part in rest)
    )


def person(line: Line) -> Line | None:
    """Return the name of a line that is nothing but a person's, perhaps with places behind a comma or in brackets.

    It has a family name as its last word or the one before, or begins as names do; nothing of it is inflected.
    """
    name, *rest = _PLACED.split(line.raw.rstrip(" ।৷॥)"))
    whole = Line(name, gap=False)
    titled = _TITLED.match(whole.text)
    own = whole.text[titled.end() :] if titled else whole.text
    words = own.split()
    if not 1 < len(whole.words) <= _PERSON or not words or not _PLAIN.fullmatch(own) or not whole.bengali:
        return None
    if any(is_inflected(word) and word not in vocabulary("surname") for word in words):
        return None
    if not titled and not any(word.replace("\u200c", "") in vocabulary("surname") for word in words[-2:]):
        return None
    return whole if not rest or any(_is_place(part) or _RETIRED.fullmatch(part.strip()) for part in rest) else None


def ends_with_desk(line: Line) -> bool:
    """Tell `ভাঙ্গা (ফরিদপুর) প্রতিনিধি` and `নিজস্ব সংবাদদাতা, ভাতার`: a reporter closes the line or its first part."""
    return any(_REPORTER.search(part.rstrip(" :-।")) for part in (line.text.split(",")[0], line.text))


def is_introduced(line: Line) -> bool:
    """Tell `মধুসূদন দত্ত, বিশেষ প্রতিনিধি, মধুমতী টিভি।`: who, what, for whom, though a dari closes it."""
    parts = [part.rstrip(" :-।)") for part in _PLACED.split(line.text)]
    short = len(parts) > 1 and len(line.sentences) == 1 and all(0 < len(part.split()) <= _LOCAL for part in parts)
    return short and not _TELLS.search(parts[0]) and any(_REPORTER.search(part) for part in parts[1:])


def is_paper(line: Line) -> bool:
    """Tell `মধুমতী নিউজ:` and `দৈনিক মধুমতী`, up to four bare words with one that papers are called by.

    A common word heads a story: `একটি খবর`, `নতুন আলো`.
    """
    *name, last = line.text.rstrip(" :").split() or [""]
    called = _KIND.match(line.text) is not None
    plain = vocabulary("common").isdisjoint(name) and not any(map(is_inflected, name))
    bare = 0 < len(name) < _LOCAL and (called or plain)
    return bare and line.bengali and (called or _PAPER.fullmatch(last) is not None)


def is_open(line: Line) -> bool:
    """Tell `নিজস্ব প্রতিবেদন:` and `লন্ডন থেকে মধুসূদন দত্ত::`, whose story begins on the next line."""
    if not line.raw.endswith((":", "ঃ", ";", "-", "–", ">")):
        return False
    return _DESK.search(line.text) is not None or _is_person_from(line)


def _is_person_from(line: Line) -> bool:
    place, *who = line.text.split()
    return 1 < len(who) <= _PERSON + 1 and _FROM_PLACE.fullmatch(who[0]) is not None and _is_place(place)


def is_open_person(line: Line) -> bool:
    """Tell `মধুসূদন দত্ত:` and `মো: মধুসূদন দত্ত (ভাঙ্গা) :`, a person whose story begins on the next line."""
    if not line.raw.endswith((":", "ঃ")):
        return False
    name = Line(_BRACKETS.sub(" ", line.raw[:-1]).strip(), gap=False)
    titled = _TITLED.match(name.text)
    return is_name(name) or (titled is not None and 1 < len(name.words) <= _PERSON and not _TELLS.search(name.text))


def is_open_office(line: Line) -> bool:
    """Tell `মধুপল্লী অফিস:`, a paper's office of a place that we need not know, whose story begins on the next line."""
    where, _, office = line.text.rstrip(" :ঃ").rpartition(" ")
    return line.raw.endswith((":", "ঃ")) and len(where.split()) == 1 and _OFFICE.fullmatch(office) is not None


def is_doubly_ended(line: Line) -> bool:
    """Tell `মধুসূদন দত্ত।।` and `ঢাকা॥`: who writes, or from where, before two strokes."""
    if not line.raw.endswith(_STROKES) or len(line.sentences) != 1:
        return False
    return len(line.words) <= _LOCAL or is_bare_from_place(line)


def is_ended_dateline(line: Line) -> bool:
    """Tell `নিজস্ব প্রতিনিধি, আগরতলা, ২৩ নভেম্বর।`: who, where and when, though a dari closes it."""
    head = Line(_BRACKETS.sub(" ", line.raw).rstrip(" ।৷॥"), gap=False)
    return len(line.sentences) == 1 and len(head.words) <= _MOST and _is_plainly_dated(head)


def begins_with_desk(line: Line) -> bool:
    """Tell `ক্যাম্পাস ডেস্ক সরকারি কলেজ`, a desk and the section it writes for."""
    first = line.text.split()[:2]
    return len(line.words) <= _LOCAL and not line.prose and len(first) > 1 and _COUNTER.fullmatch(first[1]) is not None


def is_local_desk(line: Line) -> bool:
    """Tell `মেহেরপুর প্রতিনিধি` and `জীবননগর (চুয়াডাঙ্গা) প্রতিনিধি`, wherever they stand, by their places."""
    text = line.text.rstrip(" :-।")
    places = _REPORTER.sub("", text)
    return len(line.words) <= _LOCAL and places != text and _has_place(places)


def is_unknown_desk(line: Line) -> bool:
    """Tell `মোহনপুর প্রতিনিধি`, a reporter of a place or paper that we do not know, from `দলের প্রতিনিধি`."""
    name = _REPORTER.sub("", line.text.rstrip(" :-।")).split()
    return 0 < len(name) < _SENT and ends_with_desk(line) and not any(map(is_inflected, name))


def is_bare_desk(line: Line) -> bool:
    """Tell `প্রতিনিধি, ইবি`: who reports, without a name, and from where, which we need not know."""
    who, comma, where = line.text.partition(",")
    return bool(comma) and 0 < len(where.split()) <= _FROM and _DESK.fullmatch(who.strip()) is not None


def is_from(line: Line) -> bool:
    """Tell `সিলেট থেকে` and `মিরপুর থেকে`, where a reporter writes from."""
    place, _, last = line.text.rpartition(" ")
    return _FROM_PLACE.fullmatch(last) is not None and Line(place, gap=False).kinds == {"place"}


def _has_place(text: str) -> bool:
    bracketed = _BRACKETS.search(text)
    return bool(Line(bracketed[0] if bracketed else text, gap=False).kinds & {"place"})


def is_telling(text: str) -> bool:
    """Tell a text with a finite verb."""
    return _TELLS.search(text) is not None


def is_inflected(text: str) -> bool:
    """Tell a text with a verb or an inflected word: a name and a keyword have none."""
    return _INFLECTED.search(text) is not None
