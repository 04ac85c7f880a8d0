"""Passes that tell foreign headlines from subheads: what stands under a cue of related links, and strays without one.

Both lack a dari. A subhead shares words with the paragraph that follows it; a foreign headline shares few,
comes in runs, and wears the marks of a headline (an English topic and a colon, a pipe, an exclamation).
"""

from collections import Counter
from itertools import pairwise

from audionews.bengali.cleaning.cues import DARI_END
from audionews.bengali.cleaning.datelines import is_inflected
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.other_texts import is_date_of_story
from audionews.bengali.cleaning.page import Page
from audionews.bengali.cleaning.phrases import PhrasePattern, bordered
from audionews.bengali.cleaning.roles import block_hints, is_link
from audionews.bengali.cleaning.story_words import SUBHEAD, StoryWords
from audionews.bengali.script.lazy_pattern import LazyPattern

_TOPIC = LazyPattern(r"^\W*[a-z][a-z0-9 .,'’&@#|/()-]{2,60}[:|]\s*(?=.*[\u0985-\u09b9])")
_POINT = LazyPattern(r"\s*[•*]\s*\S")
_BULLET = LazyPattern(r"^\s*(?:[>»›→▶►◾■●•👉👇]|\d{1,2}[.)]\s)")
_ROW = LazyPattern(r"[^:]{2,40}: [^:]{0,24}[0-9০-৯]")  # a name and its figure
_NO_SCRAP = LazyPattern(r"[0-9০-৯:।?!,….]")  # rows, lists, sentences
_INTRO = (":", ":-", "-", "–", "—", "ঃ")  # a line that ends so introduces a list
_AROUND = {"furniture", "plug", "copyright", "comment", "tags", "advert", "related-link"}
_LISTED = LazyPattern(r"[0-9০-৯:ঃ।,-]|^[•*]")
_ASKED = 2  # questions of an interview that are answered, at least
_ANSWERED = 3  # lines from a question to the next, at most
_ASKS = 14  # words of a question that no headline is
_COLUMN = 5  # words of a column, at least
_SHORT = 5  # words; headlines have more
_TAG = 4  # words of a keyword
_AUTHOR = 3  # lines of what is said of an author
_KEYWORDS, _MOST_KEYWORDS = 4, 12  # of a row, at least; in a line without commas, at most
_SIGN = LazyPattern(r"[^\w\s\u0980-\u09e5]|[0-9০-৯]")
_BLOCK, _STRAY = 2, 3  # evidence that drops a line under a cue, and without one
_TOLD = PhrasePattern(r"^(?!.*(^|\s)<asking>\S{0,6}\s).*\ \S+<told>[.!’”\s]*$")
_TELLING = PhrasePattern(r"[0-9০-৯:ঃ?!]|<telling>(?!\S)")
_BOX_END = PhrasePattern(r"(?<!\S)<box-end>\W*$")
_TEASER = PhrasePattern("<teaser>")
_TO_YOU = PhrasePattern(bordered("<you>"))


def mark_speakers(page: Page) -> None:
    """Mark what an interview's speakers say as prose, though it may lack a dari."""
    speakers = Counter(line.speaker for line in page.kept if line.speaker)
    for line in page.lines:
        line.prose = line.prose or speakers[line.speaker] > 1
    _mark_questions(page)
    _mark_short_answers(page)


def _mark_questions(page: Page) -> None:
    """Mark what an interview asks without a label, and the answer to the last question, as prose."""
    first, last = page.span
    kept = [line for line in page.lines[first : last + 3] if not line.reason]
    asked = [at for at, line in enumerate(kept) if line.text.endswith("?") and not line.found.link_share]
    questions = set(asked)
    answered = [at for at in asked if at + 1 < len(kept) and kept[at + 1].prose and at + 1 not in questions]
    if len(answered) >= _ASKED and len(asked) <= len(answered) + 1:
        for at in asked:
            kept[at].prose = True
        for line in kept[asked[-1] + 1 : asked[-1] + 2]:
            line.prose = True


def _mark_short_answers(page: Page) -> None:
    """Mark an interview that is answered in a few words: questions to somebody, each with a line or two below it."""
    kept = [line for line in page.lines if not line.reason]
    asked = [at for at, line in enumerate(kept) if line.text.endswith("?") and not line.found.link_share]
    apart = [later - one for one, later in pairwise(asked)]
    answered = len(asked) > _ASKED and all(1 < lines <= _ANSWERED for lines in apart)
    if answered and sum(_TO_YOU.search(kept[at].text) is not None for at in asked) >= _ASKED:
        for line in kept[asked[0] : asked[-1] + 2]:
            line.prose = line.news = True


def drop_columns(page: Page) -> None:
    """Drop single words below one another above the story, of which it has none: a menu, hours of prayer.

    What a colon or numbers introduce is a list of the story.
    """
    lines, story = page.lines, page.body.words
    run: list[Line] = []
    first = page.span[0]
    for at, line in enumerate(lines[: first + 1]):
        if page.under <= at < first and len(line.words) == 1 and line.bengali and not _LISTED.search(line.raw):
            run += [] if line.reason else [line]
            continue
        if len(run) >= _COLUMN and not any(word.stems & story for word in run):
            for word in run:
                page.drop(word, "furniture")
        run = []
        if line.text.endswith(_INTRO):
            return


def drop_closing_scrap(page: Page) -> None:
    """Drop a few words behind the last paragraph that head nothing: a paper's name, a button that was cut.

    The story has none of them, no verb is among them, and whatever else stands behind it is dropped.
    """
    last = page.span[1]
    below = [line for line in page.lines[last + 1 :] if not line.reason] if last > 0 else []
    line = below[0] if len(below) == 1 else None
    if line is None or not line.bengali:
        return
    few = len(line.words) < _TAG and not _NO_SCRAP.search(line.text) and not is_inflected(line.text)
    if few and DARI_END.search(page.lines[last].text) and line.stems.isdisjoint(page.body.words):
        page.drop(line, "furniture")


def drop_box_headings(page: Page) -> None:
    """Drop a box of stories below ours: its heading ends with a word for news and has none of the story's words."""
    story = page.body
    for at in range(story.prose[-1] + 1 if story.prose else len(page.lines), len(page.lines)):
        line = page.lines[at]
        found = _BOX_END.search(line.text)
        if line.reason or line.prose or not found or not 1 < len(line.words) <= _SHORT + 1:
            continue
        if not Line(line.text[: found.start()], gap=False).stems & story.words and not _TELLING.search(line.text):
            page.drop(line, "related-link")
            _drop_links(page, story, at)


def drop_under_cues(page: Page) -> None:
    """Drop the lines of blocks that a bare cue opened."""
    story = page.body
    for at, line in enumerate(page.lines):
        if line.heads == "related-link":
            _drop_links(page, story, at)
        elif line.heads == "tags":
            _drop_tags(page, at)
        elif line.heads == "furniture":
            _drop_author(page, at)


def _drop_links(page: Page, story: StoryWords, cue: int) -> None:
    """Drop the headings under a cue of related links, as far as they look like other stories'."""
    lines = page.lines
    run = _run(page, cue)
    for place, at in enumerate(run):
        line, last = lines[at], at == run[-1] and story.following[at] < len(lines)
        weight = _marks(line) + (2 if place == 0 else 1) + (0 if last else 1)
        if last:
            weight += int(not line.stems & story.words) + int(story.is_strange(at)) - story.belonging(at)
            weight += int(_tells_all(line.text))
            weight -= 2 if place and line.gap and not lines[run[place - 1]].gap else 0
        if weight < _BLOCK or _is_headline(page, at):
            return
        page.drop(line, "related-link", lines[cue].evidence.row)


def _is_headline(page: Page, at: int) -> bool:
    """Tell a line before the story that is said once more: its headline, whatever cue stands over it."""
    words = page.lines[at].words
    before = at < page.span[0] and len(words) >= _SHORT - 1
    return before and any(line.words == words for line in page.lines[at + 1 :])


def _run(page: Page, cue: int) -> list[int]:
    """Return the headings that follow a cue, over lines already dropped, up to prose or another cue."""
    run: list[int] = []
    for at in range(cue + 1, len(page.lines)):
        line = page.lines[at]
        if line.heads or (line.prose and not line.reason) or _leaves_menu(page.lines[cue], line):
            break
        if line.reason in ("", "foreign"):
            run.append(at)
    return run


def _leaves_menu(cue: Line, line: Line) -> bool:
    """Tell a line that is no part of the menu over the headline, as its cue is."""
    return cue.found.role == "navigation" != line.found.role


def _drop_tags(page: Page, cue: int) -> None:
    """Drop the keywords under a heading of tags."""
    for line in page.lines[cue + 1 :]:
        if line.prose or line.reason or len(line.words) > _TAG:
            return
        page.drop(line, "tags", page.lines[cue].evidence.row)


def _drop_author(page: Page, cue: int) -> None:
    """Drop the paragraph under a heading that asks who the author is, and a name or a line over it."""
    for line in page.lines[cue + 1 : cue + 1 + _AUTHOR]:
        prose = line.prose
        if not line.reason:
            page.drop(line, "furniture", page.lines[cue].evidence.row)
        if prose:
            return


def drop_keywords(page: Page) -> None:
    """Drop keywords without a heading: short lines behind the story that tell nothing and that it speaks of.

    A list that ends the story (what is closed, what is shown) names what the story has not named.
    """
    if not page.body.prose:
        return
    rest = [line for line in page.lines[page.span[1] + 1 :] if not line.reason]
    tags = [
        line
        for line in rest
        if len(line.words) <= _TAG and not _TELLING.search(line.text) and not line.text.endswith(_INTRO)
    ]
    named = sum(bool(line.stems & page.body.words) for line in tags)
    for line in tags if 1 < len(tags) <= 2 * named else []:
        page.drop(line, "tags")


def drop_lines_of_keywords(page: Page) -> None:
    """Drop keywords in one line between the story and the page behind it: bare words, half of which the story has.

    A sentence that lost its dari has a verb or a word with an ending.
    """
    story, lines = page.body, page.lines
    behind = range(story.prose[-1] + 1, len(lines) - 1) if story.prose else ()
    at = next((at for at in behind if not lines[at].reason), None)
    if at is None or lines[at + 1].reason not in {*_AROUND, "foreign"}:
        return
    line = lines[at]
    if not _KEYWORDS <= len(line.words) <= _MOST_KEYWORDS or _SIGN.search(line.raw) or is_inflected(line.text):
        return
    if len(line.stems) > 1 and 2 * len(line.stems & story.words) >= len(line.stems):
        page.drop(line, "tags")


def drop_rows_of_keywords(page: Page) -> None:
    """Drop a row of keywords parted by commas, above or below the story."""
    first, last = page.span
    for at, line in enumerate(page.lines):
        outside = 0 < at < first or at > last
        parts = [part.split() for part in line.raw.strip(" ,").split(",")]
        if line.reason or line.prose or not outside or len(parts) < _KEYWORDS or _TELLING.search(line.text):
            continue
        if all(len(part) <= _TAG + 1 for part in parts):
            page.drop(line, "tags")


def drop_buttons(page: Page) -> None:
    """Drop a word or two behind the story that stand between two pieces of the page around it."""
    lines = page.lines
    for at in range(page.body.prose[-1] + 2, len(lines) - 1) if page.body.prose else ():
        between = {lines[at - 1].reason, lines[at + 1].reason} <= _AROUND
        if between and not lines[at].reason and len(lines[at].words) < SUBHEAD:
            page.drop(lines[at], "furniture")


def drop_menus(page: Page) -> None:
    """Drop the names among the pieces of a menu behind the story: fewer than those that are known."""
    tail = page.lines[page.body.prose[-1] + 1 :] if page.body.prose else []
    first = next((at for at, line in enumerate(tail) if line.reason in _AROUND), len(tail))
    tail = tail[first:]
    rest = [line for line in tail if not line.reason]
    known = sum(line.reason in _AROUND and len(line.words) <= _TAG for line in tail)
    if rest and len(rest) < known and all(len(line.words) < _TAG and not _TELLING.search(line.text) for line in rest):
        for line in rest:
            page.drop(line, "furniture")


def drop_strays(page: Page) -> None:
    """Drop headlines of other stories that stand without a cue, within the story or behind it."""
    lines, story = page.lines, page.body
    if not story.prose:
        return
    headline = page.asked.headline or next((line.raw for line in page.kept), "")
    told = story.words | Line(headline, gap=False).stems
    last = story.prose[-1]
    tail = sum(not line.reason for line in lines[last + 1 :])
    foreign = len(story.prose) > 1 and tail > 1 and not lines[last].text.endswith(_INTRO)
    listed, over = False, 0  # in a list that a line introduced; how much of the page has followed the story
    for at in range(story.prose[0] + 1, len(lines)):
        line = lines[at]
        listed = not line.reason and (_begins_list(page, at) or (listed and not line.prose))
        linked = line.reason == "related-link" and not line.heads  # within a story, too
        around = line.reason in _AROUND or (over > 0 and line.reason == "foreign")
        over += at > last and around and not linked
        if line.reason or line.prose or listed or _asks_for_points(page, at) or _leads_on(page, at):
            continue
        if line.text.endswith("?") and len(line.words) > _ASKS and line.stems & told:
            continue  # what the story asks
        weight = _marks(line) - story.belonging(at) + _runs_on(page, at)
        weight += _STRAY * _is_of_another(page, at, told)
        if at > last:
            weight += int(foreign) + int(len(line.words) > _SHORT) + int(not line.stems & story.words) + over
            weight += _STRAY if is_date_of_story(lines[at - 1]) else 0
        if weight >= _STRAY:
            page.drop(line, "related-link")


def _begins_list(page: Page, at: int) -> bool:
    """Tell the first line of a list: behind a colon, or a row of figures with its like below it."""
    if page.lines[at - 1].text.endswith(_INTRO):
        return True
    rows = page.lines[at : at + 2]
    return not page.lines[at - 1].reason and len(rows) > 1 and all(_ROW.match(row.text) for row in rows)


def _is_of_another(page: Page, at: int, told: frozenset[str]) -> bool:
    """Tell a headline between two paragraphs that reports something of which the story has no word: no subhead does."""
    line, beside = page.lines[at], [*page.lines[at - 1 : at], *page.lines[at + 1 : at + 2]]
    within = len(beside) > 1 and all(near.prose and not near.reason for near in beside)
    return within and len(line.words) > SUBHEAD and line.stems.isdisjoint(told) and _tells_all(line.text)


def _leads_on(page: Page, at: int) -> bool:
    """Tell what ends with a colon and introduces the line below it: no headline does."""
    return page.lines[at].text.endswith(_INTRO[0]) and any(not line.reason for line in page.lines[at + 1 : at + 2])


def _asks_for_points(page: Page, at: int) -> bool:
    """Tell a question that the points below it answer."""
    asks = page.lines[at].text.endswith("?")
    return asks and any(_POINT.match(line.raw) for line in page.lines[at + 1 : at + 2])


def _runs_on(page: Page, at: int) -> int:
    """Count for a headline that it stands between a link and another heading: no subhead would."""
    lines = page.lines
    after = lines[at - 1].reason == "related-link"
    before = at + 1 < len(lines) and not lines[at + 1].prose and not lines[at + 1].reason
    return 2 + int(len(lines[at].words) > _SHORT) if after and before else 0


def _marks(line: Line) -> int:
    """Count the marks of a foreign headline."""
    return (
        (2 if _TOPIC.match(line.text) else 0)
        + (3 if "|" in line.text.strip("|") else 0)
        + (1 if "!" in line.text or "?" in line.text else 0)
        + (1 if _TEASER.search(line.text) else 0)
        + (1 if _BULLET.match(line.raw) else 0)
        + (1 if not line.bengali else 0)
        + (4 if is_link(line) else 0)
        + (2 if block_hints(line) else 0)
    )


def _tells_all(text: str) -> bool:
    """Tell a headline by a finite verb at its end: subheads name, or ask."""
    return _TOLD.search(text) is not None
