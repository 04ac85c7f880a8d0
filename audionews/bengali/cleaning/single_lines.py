"""Passes that look at one line after the other: the user's patterns, cues, other scripts, what was said before."""

from collections import Counter

from audionews.bengali.cleaning.captions import has_credit_inside
from audionews.bengali.cleaning.cues import KEPT, Verdict, judge
from audionews.bengali.cleaning.lines import Line, joined
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import PhrasePattern, bordered, folded
from audionews.bengali.cleaning.roles import block_hints
from audionews.bengali.script.lazy_pattern import LazyPattern
from audionews.bengali.script.tickers import is_ticker

_ENGLISH = LazyPattern(r"[a-z.'’0-9-]+")
_WAY = LazyPattern(r".*»\s*")
_SAME = LazyPattern(r"(.)\1{2,}")
_SLUG = LazyPattern(r"[^\s-]+(?:-[^\s-]+){4,}")
_CONTENTS = PhrasePattern(bordered("<contents>"))
_BULLET = LazyPattern(r"\s*[-•*◦▪]\s")
_HEADLINE = 3  # words of a headline
_CUT = ("...", "…")
_TEASER, _BELOW = 20, 12  # characters of a teaser, lines below it in which its story begins
_QUOTATION = 6  # lines that one may go on for


def drop_named(page: Page) -> None:
    """Drop the lines in which one of the user's patterns is found; all of them where the headline is one."""
    headline = page.asked.headline or next((line.raw for line in page.kept), "")
    declared = page.asked.headline is not None
    whole = _is_named(page, headline) and (declared or not Line(headline, gap=False).prose)
    for line in page.lines:
        if whole or _is_named(page, line.raw):
            page.drop(line, "user", sure=True)


def _is_named(page: Page, text: str) -> bool:
    return any(pattern.search(text) or pattern.search(folded(text)) for pattern in page.asked.drop)


def mark_quotations(page: Page) -> None:
    """Mark the lines of a quotation that runs over line breaks: what the speaker asks is news."""
    for at, line in enumerate(page.lines):
        if line.raw.rfind("“") > line.raw.rfind("”"):
            for end, later in enumerate(page.lines[at + 1 : at + 1 + _QUOTATION], at + 1):
                if "“" in later.raw.partition("”")[0]:
                    break
                if "”" in later.raw:
                    for inside in page.lines[at : end + 1]:
                        inside.quoted = True
                    break


def drop_wordless(page: Page) -> None:
    """Drop lines without a word, with one letter over and over, or a picture's file name: words that hyphens join."""
    for line in page.kept:
        if _SLUG.fullmatch(line.raw.strip()) or all(_SAME.fullmatch(word) for word in line.words):
            page.drop(line, "furniture", sure=True)


def drop_tickers(page: Page) -> None:
    """Drop headlines in one line, with signs or wide gaps between them."""
    for line in page.kept:
        if is_ticker(line.raw):
            page.drop(line, "related-link")


def drop_hashtags(page: Page) -> None:
    """Drop lines of nothing but hashtags."""
    for line in page.kept:
        if all(word.startswith("#") for word in line.text.split()):
            page.drop(line, "tags")


def drop_by_cues(page: Page) -> None:
    """Drop lines by what they say; paragraphs of several sentences are looked at later, sentence by sentence."""
    declared = page.asked.headline and Line(page.asked.headline, gap=False).words
    headline = not declared or any(line.words == declared for line in page.lines)  # it may still come
    for line in page.kept:
        if len(line.sentences) > 1 and line.prose:
            line.settled = True
            _drop_by_hints(page, line, KEPT)
        else:
            _judge(page, line, headline=headline)
        headline = headline and (line.reason != "" or is_foreign(line) or has_credit_inside(line))


def _judge(page: Page, line: Line, *, headline: bool) -> None:
    verdict = judge(folded(line.raw[len(line.label) :]).strip() if line.label else line.text)
    quoted = line.quoted and (not verdict.sure or verdict.reason == "plug")
    # A headline may ask the reader to look or to know; it is no line of an imprint.
    asks = headline and line.bengali and not verdict.sure and not line.prose
    line.settled = quoted or (asks and verdict.reason != "copyright")
    if not line.settled and verdict.reason:
        page.drop(line, verdict.reason, verdict.row, sure=verdict.sure)
        line.heads = verdict.reason if verdict.bare and line.reason else ""
    elif not quoted:
        _drop_by_hints(page, line, verdict)


def _drop_by_hints(page: Page, line: Line, verdict: Verdict) -> None:
    """Drop a line of which two kinds of evidence say the same: its words, its block, its links, lines like it."""
    hints = [*block_hints(line), *([(verdict.hint, verdict.row)] if verdict.hint else [])]
    if len(hints) > 1:
        page.drop(line, hints[0][0], joined(row for _, row in hints))


def drop_foreign(page: Page) -> None:
    """Drop lines without a Bengali letter that no rule knows."""
    for line in page.kept:
        if is_foreign(line):
            page.drop(line, "foreign")


def is_foreign(line: Line) -> bool:
    """Tell a line that has no Bengali letter and is no date or name, nor a heading of the story."""
    return not line.bengali and not line.kinds and line.found.role != "heading"


def drop_contents(page: Page) -> None:
    """Drop a table of contents: lines one below another that its heading opens, or that stand below as subheads."""
    later = Counter(tuple(line.words) for line in page.lines)
    run: list[Line] = []
    headed = False
    for line in [*page.lines, Line("", gap=False)]:
        if line.words and not line.prose and not line.reason:
            run.append(line)
            continue
        listed = [one for one in run if _BULLET.match(one.raw)]
        again = sum(later[tuple(one.words)] > 1 for one in listed)
        if headed or (again > _HEADLINE - 2 and 2 * again >= len(listed)):
            for one in listed:
                page.drop(one, "furniture")
        run, headed = [], line.reason == "furniture" and _CONTENTS.search(line.text) is not None


def drop_repeats(page: Page) -> None:
    """Drop lines that were said before, in the same words, perhaps behind the way to the page or among English ones."""
    seen: set[tuple[str, ...]] = set()
    headline = tuple(Line(page.asked.headline or "", gap=False).words)
    first = page.span[0]
    for at, line in enumerate(page.lines):
        if at == first + 1:
            seen.add(headline)
        words = tuple(line.words)
        behind = tuple(Line(_WAY.sub("", line.raw), gap=False).words) if "»" in line.raw else words
        told = words if line.prose else tuple(word for word in words if not _ENGLISH.fullmatch(word))
        known = {words, behind, told if len(told) > 2 else words} & seen or _is_within(line, headline)
        if not line.reason and len(behind) > 2 and known:
            page.drop(line, "repeat")
        if line.evidence.step != "contents":
            seen.add(words)
    _drop_said_sentences(page)
    for at, line in enumerate(page.lines):
        begun = line.text.rstrip(" .…") if not line.reason and line.text.endswith(_CUT) else ""
        if len(begun) > _TEASER and any(_begins(below, begun) for below in page.lines[at + 1 : at + 1 + _BELOW]):
            page.drop(line, "repeat")


def _is_within(line: Line, headline: tuple[str, ...]) -> bool:
    """Tell the headline among English words, and a part of it, as a picture's text says it again."""
    if not headline:
        return False
    words = [word for word in line.words if not _ENGLISH.fullmatch(word)]
    if len(words) < _HEADLINE or line.prose:
        return tuple(words) == headline != tuple(line.words)
    whole, rest = tuple(words) == headline, iter(headline)
    return len(words) < len(line.words) if whole else all(word in rest for word in words)


def _drop_said_sentences(page: Page) -> None:
    """Drop a line that a paragraph above began with, word for word: what a page says of itself below its story."""
    opened: set[str] = set()
    for line in page.lines:
        if line.reason:
            continue
        if len(line.sentences) == 1 and len(line.words) > _QUOTATION and _whole(line.text) in opened:
            page.drop(line, "repeat")
        if len(line.sentences) > 1:
            opened.add(_whole(folded(line.sentences[0])))


def _whole(sentence: str) -> str:
    """Return a sentence without the dari, which a title lacks."""
    return sentence.strip(" ।৷")


def _begins(line: Line, begun: str) -> bool:
    """Tell a paragraph that a teaser gave the beginning of, cut within a word."""
    return not line.reason and line.text.startswith(begun)
