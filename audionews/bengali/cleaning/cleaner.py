"""From the text of a web page to the paragraphs a newsreader would read, and what was dropped and why."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from audionews.article_line import ArticleLine
from audionews.bengali.cleaning import (
    bylines,
    captions,
    datelines,
    entry_times,
    furniture,
    glued,
    headline_lines,
    other_texts,
    related_blocks,
    roles,
    row_labels,
    sentence_cuts,
    single_lines,
    strokes,
)
from audionews.bengali.cleaning.lines import Evidence, Line
from audionews.bengali.cleaning.page import Asked, Page, Pass

PASSES = (
    Pass("glued", glued.part_glued),
    Pass("glued headline", glued.part_headline),
    Pass("roles", roles.drop_by_role),
    Pass("quotations", single_lines.mark_quotations),
    Pass("labels", row_labels.mark_labels),
    Pass("no words", single_lines.drop_wordless),
    Pass("tickers", single_lines.drop_tickers),
    Pass("hashtags", single_lines.drop_hashtags),
    Pass("cues", single_lines.drop_by_cues),
    Pass("other scripts", single_lines.drop_foreign),
    Pass("imprint", other_texts.drop_within_imprint),
    Pass("credits in brackets", captions.drop_with_credit_inside),
    Pass("captions", captions.drop_over_credits),
    Pass("signed captions", captions.drop_signed),
    Pass("stamps and names", furniture.drop_stamps_and_names),
    Pass("between strokes", strokes.drop_between_strokes),
    Pass("over the headline", headline_lines.drop_over_headline),
    Pass("bylines", furniture.drop_bylines),
    Pass("under the headline", headline_lines.drop_under_headline),
    Pass("local desks", furniture.drop_local_desks),
    Pass("signatures", furniture.drop_signatures),
    Pass("interviews", related_blocks.mark_speakers),
    Pass("contents", single_lines.drop_contents),
    Pass("polls", other_texts.drop_polls),
    Pass("columns", related_blocks.drop_columns),
    Pass("teasers", other_texts.drop_teasers),
    Pass("comments", other_texts.drop_comments),
    Pass("cards", other_texts.drop_cards),
    Pass("under a cue", related_blocks.drop_under_cues),
    Pass("second story", other_texts.drop_second_story),
    Pass("keywords", related_blocks.drop_keywords),
    Pass("lines of keywords", related_blocks.drop_lines_of_keywords),
    Pass("rows of keywords", related_blocks.drop_rows_of_keywords),
    Pass("buttons", related_blocks.drop_buttons),
    Pass("menus", related_blocks.drop_menus),
    Pass("other headlines", related_blocks.drop_strays),
    Pass("contacts", other_texts.drop_contacts),
    Pass("headings of boxes", related_blocks.drop_box_headings),
    Pass("cut tails", other_texts.drop_cut_tails),
    Pass("closing scrap", related_blocks.drop_closing_scrap),
    Pass("motto", other_texts.drop_motto),
    Pass("repeats", single_lines.drop_repeats),
    Pass("user", single_lines.drop_named),
    Pass("entry times", entry_times.mark_entries),
    Pass("datelines", datelines.cut),
    Pass("sentences", sentence_cuts.cut),
)
"""All that is done to a page, in order."""


class DroppedLine(NamedTuple):
    """A line or sentence that is not spoken."""

    text: str
    """As it came, without outer white space."""
    reason: str
    """A reason of `data/clean_reasons.tsv`."""


@dataclass(frozen=True)
class Cleaned:
    """What of a page is news, and what is not."""

    paragraphs: list[str]
    """Headline, paragraphs and subheads in their order, as they came save outer white space."""
    dropped: list[DroppedLine]
    """The rest, in its order."""
    evidence: list[Evidence] = field(default_factory=list)
    """For each dropped line the pass that dropped it, and the row of a table that decided."""
    places: list[int] = field(default_factory=list)
    """For each dropped line the index of the paragraph before which it stood."""
    hours: dict[int, str] = field(default_factory=dict)
    """For a paragraph that opens an entry of a live blog, by its index, the time of day in the stamp over it."""
    byline: str = ""
    """Who wrote it, as the page says; empty where it does not."""
    agency: str = ""
    """The news agency it came through; empty where none is named."""


def clean(
    text: str,
    *,
    keep: Collection[str] = (),
    drop: Sequence[str] = (),
    headline: str | None = None,
    lines: Sequence[ArticleLine] = (),
) -> Cleaned:
    """Tell the news in `text` from the web page around it.

    Line by line, on evidence: what the line says, its shape, its neighbours, what was said before. No line is
    lost: each is a paragraph, or dropped with a reason, or parted between the two.

    Args:
        text: a page's text, a paragraph or heading a line.
        keep: reasons of `data/clean_reasons.tsv` for which nothing is dropped.
        drop: regular expressions; a line in which one is found is dropped, and with a headline its whole story.
        headline: what the source declares as headline; without it the first line that stays is taken for it.
        lines: the lines of `text` with their places on the page, where its markup is known; they stand for `text`.

    Raises:
        re.error: if an expression of `drop` is none.
    """
    patterns = [re.compile(pattern) for pattern in drop]
    found = lines or [ArticleLine(line) for line in text.splitlines()]
    page = Page(_read(found), Asked(keep, patterns, headline))
    page.run(PASSES)
    cleaned = Cleaned([], [], byline=bylines.byline(page), agency=bylines.agency(page))
    for line in page.lines:
        for piece, reason, evidence in _pieces(page, line):
            if reason:
                cleaned.dropped.append(DroppedLine(piece, reason))
                cleaned.evidence.append(evidence)
                cleaned.places.append(len(cleaned.paragraphs))
            else:
                if line.hour:
                    cleaned.hours[len(cleaned.paragraphs)] = line.hour
                cleaned.paragraphs.append(piece)
    return cleaned


def _read(found: Sequence[ArticleLine]) -> list[Line]:
    lines: list[Line] = []
    gap = False
    for each in found:
        if stripped := each.text.strip():
            lines.append(Line(stripped, gap, each))
        gap = not stripped
    return lines


def _pieces(page: Page, line: Line) -> Iterator[tuple[str, str, Evidence]]:
    """Yield a line, or its pieces where it was parted; what stays has no reason."""
    if not page.stays(line):
        yield line.raw, line.reason, line.evidence
        return
    yield from line.before
    if line.rest:
        yield line.rest, "", Evidence("")
    yield from line.after
