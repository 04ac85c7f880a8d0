"""Passes that drop time stamps, bylines, section names: lines of nothing but such words, by where they stand."""

import re
from collections.abc import Collection, Sequence
from functools import cache

from audionews.bengali.cleaning.datelines import (
    begins_with_desk,
    ends_with_desk,
    is_alone,
    is_bare_desk,
    is_bare_from_place,
    is_doubly_ended,
    is_ended_dateline,
    is_from,
    is_from_place,
    is_inflected,
    is_introduced,
    is_local_desk,
    is_name,
    is_open,
    is_open_office,
    is_open_person,
    is_paper,
    is_unknown_desk,
    person,
)
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import PhrasePattern, bordered
from audionews.bengali.cleaning.story_words import StoryWords
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tables import rows

_YEAR = LazyPattern(r"[0-9০-৯]{4}")
_WHEN = {"date", "clock", "number"}
_NUMBERED = LazyPattern(r"[0-9০-৯]+[.)]")
_SCRAP, _SIGNED = 2, 3  # words
_CALLS = ("?", "!", "।")
_HEAD = 2  # lines of a headline over who writes
_SIGNATURE = 3  # lines of one
_DATED = {"date", "number", "clock"}
_STAMPED = {"date", "clock", "desk", "outlet"}
_BYLINE = 7  # words
_YEARLY = LazyPattern(r"[12১২][0-9০-৯]{3}\s*[:ঃ]\s*[0-9০-৯]")  # what it was in that year
_DAY = LazyPattern(r"[0-9০-৯]{1,4}([-./])[0-9০-৯]{1,2}\1[0-9০-৯]{1,4}")
_FIGURES = LazyPattern(r"[0-9০-৯]+")
_NAME_END = LazyPattern("[,:ঃ]")
_LABEL = 40  # characters in which a label ends
_OPEN = LazyPattern(r"[:ঃ][-–—]?$")
_NOTE = 12  # words of a note about the author
_ENTRY = LazyPattern(r"[^:]{2,40}: ?[^ ]|[^0-9০-৯]{2,30} [0-9০-৯]{1,3}(/[0-9০-৯]{1,2})?$")
_WRITERS = PhrasePattern(r"(?<![\s,–—-])[\s,–—-]+<writer>((,|\ ও|\ এবং)\ <writer>)+[।\s]*$")
_PUBLISHED = PhrasePattern("<published>")
_LABELLED = PhrasePattern(
    r"(^[\s•*-]*(<publishing>|<published>~)\s?[:ঃ]?|(<publishing>|<published>~)\s?[:ঃ])\s*(?P<day>.{0,60}?[12১২][0-9০-৯]{3})"
)
_MEASURED = PhrasePattern(r"[:ঃ]\s*([-–−+]\s*)?# ?<unit>")
_LIVED = PhrasePattern(bordered("<lived>"))
_AGO = PhrasePattern("<ago>")
_OF_SOMEBODY = PhrasePattern("<somebody>")


def drop_stamps_and_names(page: Page) -> None:
    """Drop stamps of a live blog, and lines of nothing but dates, desks, papers, sections and places."""
    lines, (first, last) = page.lines, page.span
    digest = sum(line.kinds == {"section"} for line in lines[first:last]) > 1
    live = sum(is_stamp(line) for line in lines) > 1
    listed = False  # in a list of places that a line of the story introduced
    for at, line in enumerate(lines):
        listed = line.kinds == {"place"} and (listed or (at > first and lines[at - 1].text.endswith((":", ":-", "ঃ"))))
        if line.reason not in ("", "furniture") or line.prose:
            continue
        if is_stamp(line) and (at > first or live):
            page.drop(line, "live-stamp", line.vocabulary_row)
        elif not line.reason and ((line.calendar and not _LIVED.match(line.text)) or is_published(line)):
            page.drop(line, "furniture")
        elif not line.reason and line.kinds:
            around = lines[at - 1 : at + 2]
            heads = first < at < last and _is_subhead(line, around, digest=digest)
            if not listed and not heads and not _is_entry(line, around, story=at > first):
                page.drop(line, "furniture", line.vocabulary_row)


def drop_bylines(page: Page) -> None:
    """Drop reporters and names between headline and story."""
    for at, line in enumerate(page.lines[: page.span[0] + 1]):
        ended = at >= page.under and (is_introduced(line) or is_ended_dateline(line))
        over = sum(not above.reason for above in page.lines[:at])  # a line of verse has others over it
        if not line.reason and ((is_doubly_ended(line) and over <= _HEAD) or ended):
            page.drop(line, "furniture")
    head = page.lines[: page.span[0]]
    _drop_open_name(page, head)
    asked = sum(is_open_person(line) for line in page.lines) > 1  # who speaks in an interview
    for line in head[page.under :]:
        opens = line.raw.endswith((":", "ঃ")) and (is_open_person(line) or is_paper(line) or is_open_office(line))
        by = _is_byline(line) or (opens and not asked) or _is_cell(line)
        if not line.reason and len(line.words) <= _BYLINE and by:
            page.drop(line, "furniture")
    if head and not head[0].reason and _is_author_alone(head, page):
        page.drop(head[0], "furniture")
    if head and not head[0].reason and (is_local_desk(head[0]) or is_bare_desk(head[0]) or _is_open_desk(head[0])):
        page.drop(head[0], "furniture")
    story = StoryWords(page.lines)
    kept = page.under == 0  # whether any line before stays; a headline that is no line does
    for at, line in enumerate(head):
        kept = kept or (at > 0 and not head[at - 1].reason)
        if at < page.under or line.reason:
            continue
        beside = {near.reason for near in head[max(at - 1, 0) : at + 2]}
        scrap = (kept and _is_scrap(head, at)) or is_from_place(line) or _is_open_name(line) or is_paper(line)
        alone = page.under == at == len(head) - 1 and is_from_place(line)  # between headline and story
        named = person(line) or (line if is_name(line) else None)
        if alone or (scrap and "furniture" in beside) or (named and _is_author(named, story, beside)):
            page.drop(line, "furniture")


def _is_author_alone(head: Sequence[Line], page: Page) -> bool:
    """Tell a person's name or a desk over a story that has no headline."""
    line = head[0]
    if page.under == 0 or any(not other.reason for other in head[1:]):
        return False
    named = person(line)
    if page.asked.headline is None and (is_unknown_desk(line) or is_bare_from_place(line) or is_paper(line)):
        return True
    return (named is not None and not _is_told_of(named, page.lines)) or _is_desk_of_paper(line)


def _is_told_of(name: Line, lines: Sequence[Line]) -> bool:
    """Tell somebody of whom the story speaks: a word of it begins with one of the name's."""
    own = tuple(word for word in name.words if len(word) > _SCRAP)
    return any(word.startswith(own) for line in lines if line.prose and not line.reason for word in line.words)


def _is_desk_of_paper(line: Line) -> bool:
    """Tell `নিউজ ডেস্ক / মধুমতী টিভি`."""
    parts = [Line(part.strip(), gap=False) for part in line.raw.split("/")]
    return len(parts) > 1 and ends_with_desk(parts[0]) and all(len(part.words) <= _SIGNED for part in parts)


def _drop_open_name(page: Page, head: Sequence[Line]) -> None:
    """Drop `মধুসূদন দত্ত:` right over the first paragraph, where nothing else on the page is so labelled.

    The story has none of its words, and none of them is inflected, as in what leads to a list.
    """
    if not head or page.span[0] >= len(page.lines):
        return
    line = head[-1]
    name = line.text.rstrip(": ঃ")
    named = line.raw.endswith((":", "ঃ")) and 1 < len(line.words) <= _SIGNED + 1 and line.bengali
    if line.reason or not named or is_inflected(name) or _FIGURES.search(name):
        return
    if line.stems & StoryWords(page.lines).words:
        return
    if sum(":" in other.text[:_LABEL] for other in page.kept) == 1:
        page.drop(line, "furniture")


def _is_byline(line: Line) -> bool:
    return ends_with_desk(line) or is_from(line) or is_open(line) or is_alone(line) or begins_with_desk(line)


def _is_cell(line: Line) -> bool:
    """Tell what is left of a table between headline and story, such as who wrote it and what: `| ছোট গল্প |`."""
    return line.raw.startswith("|") and line.raw.endswith("|") and not _FIGURES.search(line.raw)


def _is_open_desk(line: Line) -> bool:
    """Tell `মধুমতী বার্তা, ফরিদপুর প্রতিনিধি:-`, who begins on the next line."""
    opens = _OPEN.search(line.text) is not None and len(line.words) <= _BYLINE
    return opens and (ends_with_desk(line) or is_open_office(line))


def _is_open_name(line: Line) -> bool:
    """Tell `---মধুসূদন দত্ত :`, who begins on the next line."""
    return line.raw.endswith((":", "ঃ")) and line.raw.startswith(("-", "–", "—")) and len(line.words) <= _BYLINE


def _is_author(name: Line, story: StoryWords, beside: Collection[str]) -> bool:
    """Tell an author from a headline's second line: beside a byline, or one of whom the story does not speak."""
    return "furniture" in beside or not name.stems & story.words


def drop_local_desks(page: Page) -> None:
    """Drop the local correspondent's line in or behind the story, and an author's beside his picture's label."""
    lines, (first, last) = page.lines, page.span
    for at in range(first, len(lines)):
        line = lines[at]
        if line.reason or line.prose:
            continue
        said = _is_said_beside(line, lines[at - 1])
        closes = at > last and ((line.raw.endswith((":", "ঃ")) and is_paper(line)) or is_unknown_desk(line))
        unfollowed = all(below.reason for below in lines[at + 1 : at + 2])
        if said or is_local_desk(line) or (closes and unfollowed):
            page.drop(line, "furniture")
        if said and at + 1 < len(lines) and not lines[at + 1].prose and lines[at + 1].text.endswith(("...", "…")):
            page.drop(lines[at + 1], "furniture")  # what he is, cut short


def _is_said_beside(line: Line, above: Line) -> bool:
    """Tell a name with which the piece of the page above it begins."""
    named = 1 < len(line.words) <= _SIGNED + 1 and line.bengali
    return named and above.reason == "furniture" and above.words[: len(line.words)] == line.words


def drop_signatures(page: Page) -> None:
    """Drop an editor's initials behind the story, a writer's name that closes it, and either wherever a date is."""
    last = page.span[1]
    for at, line in enumerate(page.lines):
        behind = at > last and (_is_signature(line.text) or _is_signed_day(page.lines, at) or is_credits(line))
        if not line.reason and (_is_dated_name(line.text) or behind):
            page.drop(line, "furniture")
    _drop_notes(page)
    said = {tuple(line.words) for line in page.lines[: page.span[0]]}
    rest = [line for line in page.lines[last + 1 :] if not line.reason and tuple(line.words) not in said]
    if _is_signed(rest, StoryWords(page.lines[: last + 1])):
        for line in rest:
            page.drop(line, "furniture")


def _drop_notes(page: Page) -> None:
    """Drop what is said of the author: behind the name that stood above the story, behind a star, as a signature."""
    first = page.span[0]
    names = {_name(line) for line in page.lines[:first] if line.reason == "furniture"} - {()}
    final = max((at for at, line in enumerate(page.lines) if not line.reason), default=-1)
    for at, line in enumerate(page.lines):
        if at < first or line.reason or len(line.sentences) > 1 or len(line.words) > _NOTE:
            continue
        named = tuple(Line(_NAME_END.split(line.raw, maxsplit=1)[0], gap=False).words) in names
        starred = line.raw.startswith("*") and page.lines[at - 1].raw.endswith("*")
        last = at >= final
        if named or starred or (last and _is_writer(line)):
            page.drop(line, "furniture")
        if starred and not page.lines[at - 1].reason and _may_name(page.lines[at - 1]):
            page.drop(page.lines[at - 1], "furniture")


def _name(line: Line) -> tuple[str, ...]:
    """Return the words of a name that stands alone or behind a label; none where the line is something else."""
    label, colon, named = line.raw.rpartition(":")
    plain = Line(named if colon and len(label.split()) == 1 else line.raw, gap=False)
    return tuple(plain.words) if _may_name(plain) else ()


def _is_writer(line: Line) -> bool:
    """Tell `ড. মধুসূদন দত্ত, কবি ও গবেষক`: a name, and nothing but what one writes as."""
    found = _WRITERS.search(line.text)
    return (
        found is not None
        and _may_name(Line(line.raw[: found.start()], gap=False))
        and not _OF_SOMEBODY.match(line.text)
    )


def _may_name(line: Line) -> bool:
    """Tell two to four words that are no date, section or desk."""
    return 1 < len(line.words) <= _SIGNED + 1 and line.bengali and not line.kinds and not ends_with_desk(line)


def _is_signed(behind: Sequence[Line], story: StoryWords) -> bool:
    """Tell who wrote it from a list that ends a story: one name that the story has not, perhaps what and where."""
    if not 0 < len(behind) <= _SIGNATURE or not is_name(behind[0]) or behind[0].stems & story.words:
        return False
    return not any(is_name(line) or ":" in line.text or len(line.words) > _BYLINE for line in behind[1:])


def _is_scrap(head: Sequence[Line], at: int) -> bool:
    """Tell a word or two among bylines and dates, or a word between them and the story: a place, a paper, a counter."""
    around = [line.reason for line in head[at - 1 : at + 2 : 2]]
    scrap = len(head[at].words) <= (_SCRAP if len(around) > 1 else 1) and head[at].text[-1:] not in _CALLS
    return scrap and all(around) and ":" not in head[at].text


def _is_subhead(line: Line, around: Sequence[Line], *, digest: bool) -> bool:
    """Tell a day, a place or a field that heads the next paragraph from stamps, desks and labels of boxes.

    A field is a subhead only where the page goes through several; one alone is the name of a section.
    """
    if line.kinds == {"place"} or (digest and line.kinds == {"section"}):
        return line.bengali and not any(near.reason for near in around)
    return line.kinds <= {"date", "number"} and "date" in line.kinds and not _YEAR.search(line.text)


def _is_entry(line: Line, around: Sequence[Line], *, story: bool) -> bool:
    """Tell a row of a timetable, a calendar or a table of scores, which has its like beside it."""
    if "place" in line.kinds and _MEASURED.search(line.text):
        return True  # how much later it is there
    if "number" in line.kinds and line.kinds & {"place", "section"} and not line.kinds & _STAMPED:
        return not _NUMBERED.match(line.text)  # who scored what; a number in front counts a page's menu
    if "date" in line.kinds and line.kinds & {"place", "section"} and not _YEAR.search(line.text):
        return story and sum(near.kinds == line.kinds for near in around) > 1  # what is on which day
    if story and _YEARLY.match(line.text):
        return True
    return story and bool(_ENTRY.match(line.text)) and sum(bool(_ENTRY.match(near.text)) for near in around) > 1


def _is_dated_name(text: str) -> bool:
    """Tell a name or initials, and a date behind a stroke."""
    name, _, date = text.partition("/")
    kinds = Line(date, gap=False).kinds if date else frozenset()
    return "date" in kinds and kinds <= _DATED and len(name.split()) <= _SIGNED


def _is_signed_day(lines: Sequence[Line], at: int) -> bool:
    """Tell `মধুমতী বার্তা, ২৭ মে ২০২০`, who wrote it and when, from a row of a list, which has its like beside it."""
    around = lines[at - 1 : at + 2]
    return is_signed_day(lines[at].text) and sum(is_signed_day(line.text) for line in around) == 1


def is_signed_day(text: str) -> bool:
    """Tell a name of up to three words, a comma, and a day with its year."""
    name, _, date = text.partition(",")
    kinds = Line(date, gap=False).kinds if date and 0 < len(name.split()) <= _SIGNED else frozenset[str]()
    return "date" in kinds and kinds <= _DATED and _YEAR.search(date) is not None


def _is_signature(text: str) -> bool:
    """Tell initials, alone or beside dates, papers and single words between strokes."""
    parts = [part.strip() for part in text.split("/") if part.strip()]
    known = [_is_known(part) for part in parts]
    if len(parts) == 1:
        return _initials().fullmatch(text) is not None
    most = _SIGNED if sum(known) > 1 else 1
    words = [_FIGURES.sub(" ", part).split() for part in parts]
    return any(known) and all(sure or len(part) <= most for part, sure in zip(words, known, strict=True))


def _is_known(part: str) -> bool:
    """Tell initials, a desk, a day in figures, or what the vocabulary has."""
    line = Line(part, gap=False)
    told = _initials().fullmatch(part) is not None or _DAY.fullmatch(part) is not None
    return told or bool(line.kinds) or ends_with_desk(line) or is_paper(line)


def is_credits(line: Line) -> bool:
    """Tell `প্রতিবেদন: মধুসূদন দত্ত, সম্পাদনা: শিউলি সেন`: what was done, by whom, twice, and no figure."""
    parts = [part.split(":") for part in line.text.split(",")]
    if len(parts) < _SCRAP or line.prose or _FIGURES.search(line.text):
        return False
    return all(
        len(part) == _SCRAP and len(part[0].split()) == 1 and 1 < len(part[1].split()) <= _SIGNED for part in parts
    )


@cache
def _initials() -> re.Pattern[str]:
    """An editor's initials behind a story: up to four Latin letters by their Bengali names."""
    names = {name for kind, names in rows("sentence_marks") if kind == "letter" for name in names.split()}
    letter = f"(?:{'|'.join(sorted(names, key=len, reverse=True))})"
    return re.compile(rf"[^\w?!।]{{0,9}}{letter}(?:[ .]?{letter}){{0,3}}[^\w?!।]{{0,9}}")


def is_age(line: Line) -> bool:
    """Tell how long ago something was written: a line that ends so."""
    return not line.prose and "date" in line.kinds and _AGO.search(line.text) is not None


def is_published(line: Line) -> bool:
    """Tell a line that calls a day with its year that of publishing, whatever stands beside it (a counter, a paper)."""
    found = None if line.prose or not _YEAR.search(line.text) else _LABELLED.search(line.text)
    kinds = Line(found["day"], gap=False).kinds if found else frozenset[str]()
    return "date" in kinds and kinds <= _DATED


def is_stamp(line: Line) -> bool:
    """Tell a time of day, perhaps with a date, and no word of publishing but an update's."""
    if not line.kinds or not line.kinds <= _WHEN or _PUBLISHED.search(line.text) or _YEARLY.match(line.text):
        return False
    return line.clock or _AGO.search(line.text) is not None
