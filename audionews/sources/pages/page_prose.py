"""How much of the blocks of a page is running text, and how much leads elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from audionews.bengali.script.tickers import is_ticker
from audionews.sources.pages.page_blocks import Block, walked
from audionews.sources.pages.page_lines import TextLine
from audionews.sources.running_text import DARI, SENTENCE, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SEVERAL = re.compile(r"[।৷॥]\s*\S\s*\S")  # a sentence's end within a line
_LEAST = 20  # characters of the shortest sentence that counts
_OTHERS = 3  # lines of prose, at least, by which a ticker is told
_TICKER_LENGTH = 200  # characters of a ticker
_LONG = 110  # characters; a line without a sentence's end that is longer is prose all the same
_PARAGRAPHS = frozenset({"p", "div"})
_PARAGRAPH = 25  # characters of a paragraph that lost its dari
_VERSE = 75  # characters of a long line of verse; paragraphs that breaks part are longer


def measure(root: Block) -> None:
    """Count letters, links and prose of every line and block below `root`."""
    items = list(walked(root))
    looks: Counter[tuple[str, int]] = Counter()
    for item in items:
        if isinstance(item, TextLine):
            item.prose = _prose(item)
        elif item.tag in _PARAGRAPHS:
            looks[_kind(item)] += sum(1 for line in item.own_lines() if _prose(line))
    _discount_ticker([item for item in items if isinstance(item, TextLine) and item.prose])
    for item in reversed(items):
        if isinstance(item, Block):
            _sum_up(item, is_paragraph=looks[_kind(item)] > 0)


def _discount_ticker(told: Sequence[TextLine]) -> None:
    """Count a long first line without a sentence's end for nothing where all others have one: a ticker's headlines."""
    if len(told) < _OTHERS or len(told[0].text) < _TICKER_LENGTH or SENTENCE.search(told[0].text):
        return
    others = {stem for line in told[1:] for stem in stems(line.text)}
    if all(SENTENCE.search(line.text) for line in told[1:]) and len(stems(told[0].text) & others) < _OTHERS:
        told[0].prose = 0.0


def _kind(block: Block) -> tuple[str, int]:
    """Return what paragraphs of one kind have in common: their look; boxes, which hold anything, their parent too."""
    return block.look, 0 if block.tag == "p" else id(block.parent)


def _sum_up(block: Block, *, is_paragraph: bool) -> None:
    lines = [item for item in block.items if isinstance(item, TextLine)]
    if is_paragraph and len(lines) == 1 and not lines[0].prose and not lines[0].links and lines[0].bengali:
        lines[0].prose = len(lines[0].text) * 0.5 if len(lines[0].text) > _PARAGRAPH else 0.0
    if block.tag in HEADINGS:
        for line in lines:
            line.prose = line.prose if DARI.search(line.text) else 0.0  # headlines ask and exclaim
    if is_verse(lines):
        for line in lines:
            line.prose = line.prose or float(len(line.text))
    block.letters = sum(len(line.text) for line in lines)
    block.links = sum(line.links for line in lines)
    block.prose = sum(line.prose for line in lines)
    for inner in block.blocks():
        block.letters += inner.letters
        block.links += inner.links
        block.prose += inner.prose
        block.pictures += inner.pictures
        block.media += inner.media
        block.controls += inner.controls
        block.covers += inner.covers
        block.leads += inner.leads


def is_verse(lines: Sequence[TextLine]) -> bool:
    """Tell lines of a block that breaks part: short, four or more, Bengali, no links."""
    told = [line for line in lines if line.text]
    return (
        len(told) > 3
        and 10 * len(told) < sum(len(line.text) for line in told) < 60 * len(told)
        and sum(" " in line.text for line in told) > 0.8 * len(told)
        and all(not line.links for line in told)
        and sum(line.bengali for line in told) > 0.8 * len(told)
        and 4 * sum(_SEVERAL.search(line.text) is not None for line in told) <= len(told)
        and 10 * sum(len(line.text) > _VERSE for line in told) < len(told)
    )


def _prose(line: TextLine) -> float:
    length = len(line.text) - line.links
    if line.links > 0.6 * len(line.text) or length < _LEAST or not line.bengali or is_ticker(line.text):
        return 0.0
    if SENTENCE.search(line.text):
        return float(length)
    return 0.6 * length if length > _LONG else 0.0
