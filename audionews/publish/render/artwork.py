"""Draw the other pictures of a show in the manner of its cover: the card of a shared link, chapters, the icon."""

from __future__ import annotations

import hashlib
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from audionews.publish.render.chapters import chapter_name
from audionews.publish.render.cover import comment_of, lettering, palette
from audionews.publish.render.labels import Words
from audionews.publish.render.pen import Pen
from audionews.publish.render.typefaces import font
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from PIL import Image, ImageDraw

    from audionews.publish.render.cover import Lettering

CARD = "card.jpg"
"""File name of the picture that apps show for a shared link."""
CARD_SIZE = (1200, 630)
"""Its width and height in pixels, as Open Graph's readers want it."""
CHAPTER_SIDE = 500
"""Width and height of a chapter's picture, in pixels."""
_MAKER = "audionews artwork 2 "  # raise the number with any change of the drawings
_LEADING = 1.35


def _mark(kind: str, words: Lettering, face: Path | None) -> bytes:
    return f"{_MAKER}{kind} ".encode() + hashlib.sha256(words.mark(face)).hexdigest().encode()


def _face(typeface: str | None) -> Path | None:
    return None if lettering(typeface) else font(typeface)


def is_current(path: Path, words: Lettering, *, typeface: str | None = None) -> bool:
    """Tell whether the picture at `path`, a card or a chapter's by its name, is the one that would be drawn now."""
    return comment_of(path) == _mark(path.stem, words, _face(typeface))


def card(words: Lettering, *, typeface: str | None = None) -> bytes:
    """Draw the card with `words`: a JPEG of CARD_SIZE pixels. `typeface` is a font file or family to prefer."""
    width, height = CARD_SIZE
    image, draw, accent = _canvas(CARD_SIZE, words.day)
    face = _face(typeface)
    if face:
        size, rows = _fitted(face, escape.line(words.title), (96, 80, 68, 58, 48), width - 420, 3)
        for number, row in enumerate(rows):
            Pen(face, size).write(draw, (80, 190 + round(number * size * _LEADING)), row, "#ffffff")
        if words.day:
            speech, day = Words(words.language), words.day
            date_line = f"{speech.number(day.day)} {speech.month(day)} {speech.number(day.year)}"
            Pen(face, 54).write(draw, (80, height - 130), date_line, accent)
            Pen(face, 44).write(draw, (80, height - 60), speech.weekday(day), "#ffffff")
    return _jpeg(image, _mark("card", words, face), 85)


def chapter_picture(words: Lettering, story: int, *, typeface: str | None = None) -> bytes:
    """Draw the picture of the story with the index `story`, whose headline is the title of `words`: a square JPEG."""
    image, draw, accent = _canvas((CHAPTER_SIDE, CHAPTER_SIDE), words.day)
    face = _face(typeface)
    if face:
        Pen(face, 70).write(draw, (40, 108), Words(words.language).number(story + 1), accent)
        size, rows = _fitted(face, escape.line(words.title), (46, 40, 35, 30, 27), CHAPTER_SIDE - 80, 6)
        for count, row in enumerate(rows):
            Pen(face, size).write(draw, (40, 192 + round(count * size * _LEADING)), row, "#ffffff")
    return _jpeg(image, _mark(chapter_name(story).removesuffix(".jpg"), words, face), 65)


@cache
def icon(side: int) -> bytes:
    """Draw the icon of `side` pixels: a PNG, full to its edges, with nothing outside the circle that launchers cut."""
    from PIL import Image, ImageDraw

    ground, arcs, accent = palette(None)
    scale = 4  # drawn larger, for smooth edges
    large = side * scale
    image = Image.new("RGB", (large, large), ground)
    draw = ImageDraw.Draw(image)
    x, y = large * 0.34, large * 0.66
    for radius in (0.46, 0.32):
        _arc(draw, x, y, large * radius, "#ffffff" if radius < 0.4 else arcs, round(large * 0.06))
    _dot(draw, x, y, large * 0.13, accent)
    buffer = BytesIO()
    image.reduce(scale).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _canvas(size: tuple[int, int], day: date | None) -> tuple[Image.Image, ImageDraw.ImageDraw, str]:
    """Return a picture in the colours of `day` with the cover's rings in its corner, and the accent colour."""
    from PIL import Image, ImageDraw

    ground, arcs, accent = palette(day)
    large, side = Image.new("RGB", (size[0] * 2, size[1] * 2), ground), min(size) * 2  # for smooth edges
    draw = ImageDraw.Draw(large)
    for step in range(3, 12):
        draw.ellipse(_around(size[0] * 2, 0, side * step / 9), outline=arcs, width=side // 28)
    _dot(draw, size[0] * 2, 0, side * 0.18, accent)
    image = large.reduce(2)
    return image, ImageDraw.Draw(image), accent


def _around(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return (x - radius, y - radius, x + radius, y + radius)


def _dot(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: str) -> None:
    draw.ellipse(_around(x, y, radius), fill=colour)


def _arc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: str, width: int) -> None:
    draw.arc(_around(x, y, radius), -90, 0, fill=colour, width=width)


def _fitted(face: Path, text: str, sizes: Sequence[int], width: float, most: int) -> tuple[int, list[str]]:
    """Return the largest size at which `text` fits into `most` rows of `width` pixels, and the rows; else it is cut."""
    for size in sizes:
        rows = Pen(face, size).rows(text, width)
        if len(rows) <= most:
            return size, rows
    return sizes[-1], [*rows[: most - 1], rows[most - 1].rpartition(" ")[0] + " …"]


def _jpeg(image: Image.Image, comment: bytes, quality: int) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality, comment=comment)
    return buffer.getvalue()
