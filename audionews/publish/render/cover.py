"""Draw the cover, a square JPEG, from title and date; the same words give the same bytes.

Each day of the week has its colours, and the date is marked in a calendar of dots: so the covers of two days differ
even if this machine has no Bengali typeface and the cover no text.
"""

from __future__ import annotations

import hashlib
import struct
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from audionews.publish.render.labels import Words
from audionews.publish.render.pen import Pen
from audionews.publish.render.typefaces import font
from audionews.support import escape, own_files
from audionews.support.errors import AbsentError, StorageError, UsageError
from audionews.support.memory import give_back

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from PIL import Image, ImageDraw

SIZE = 3000
"""Side in pixels: the largest that Apple Podcasts accepts."""
LEAST = 1400
"""Side in pixels of the smallest cover that podcast directories accept."""
BYTES = 500_000
"""Largest file in bytes; Apple's app may not show a larger one."""

_MOST_BYTES, _MOST_PIXELS = 64 * 2**20, 50_000_000
"""Of the largest picture that is taken for a cover; a JPEG's pixels as it is read, which may be at half its size."""
_HEAD = 65_536  # bytes, in which the comment of a drawing of ours is
_MAKER = "audionews cover 3 "  # raise the number with any change of the drawing: older covers are then drawn again
_MARGIN, _LEADING = 240, 1.35  # pixels; distance of rows as a part of their size
_PALETTES = [  # ground, arcs, accent: text in white has a contrast above 7 on the ground; Monday first
    ("#12343b", "#1d4a54", "#f2a541"),
    ("#3b1c32", "#55294a", "#f4b6c2"),
    ("#1b3a26", "#285338", "#f5d547"),
    ("#2b2d5b", "#3c3f7a", "#8fd6ff"),
    ("#4a1c1c", "#682a2a", "#ffcf99"),
    ("#1f2f46", "#2d4463", "#7ee0b5"),
    ("#4a2b0f", "#683f1a", "#ffe08a"),
]


@dataclass(frozen=True)
class Lettering:
    """The words on a cover."""

    title: str
    """Title of the episode or show."""
    day: date | None
    """Date of the episode; None for the show's own cover."""
    language: str = "bn"
    """Language of the date."""

    def mark(self, face: Path | None) -> bytes:
        """Return a digest of everything the drawing depends on; it is written into the JPEG's comment."""
        words = f"{self.title}\0{self.day}\0{self.language}\0{face.name if face else ''}"
        return (_MAKER + hashlib.sha256(words.encode("utf-8", "ignore")).hexdigest()).encode()


def palette(day: date | None) -> tuple[str, str, str]:
    """Return the colours of a day, or of the show: the ground, the rings, and the accent."""
    return _PALETTES[day.weekday() if day else 5]


def cover(words: Lettering, *, typeface: str | None = None) -> bytes:
    """Draw the cover with `words`: a JPEG, SIZE pixels square, at most BYTES long.

    `typeface` is a font file or family to prefer.
    """
    from PIL import Image, ImageDraw

    give_back()  # four bytes a pixel follow
    ground, arcs, accent = palette(words.day)
    image = Image.new("RGB", (SIZE, SIZE), ground)
    draw = ImageDraw.Draw(image)
    for radius in range(700, 3600, 290):
        _ring(draw, SIZE, 0, radius, arcs)
    _dot(draw, SIZE, 0, 430, accent)
    if words.day:
        _calendar(draw, words.day, arcs, accent)
    face = None if lettering(typeface) else font(typeface)
    if face:
        _letter(draw, words, face, accent)
    return _encoded(image, words.mark(face))


def lettering(typeface: str | None = None) -> str | None:
    """Return why covers have no text on this machine; None if they have."""
    from PIL import features

    if not (features.check("raqm") and features.check("fribidi")):
        return "Pillow cannot shape Bengali here: it needs the system library FriBiDi (Debian: libfribidi0)."
    if font(typeface) is None:
        return "No Bengali typeface was found: install Noto Sans Bengali (Debian: fonts-noto-core)."
    return None


def is_current(path: Path, words: Lettering, *, typeface: str | None = None) -> bool:
    """Tell whether the JPEG at `path` is the cover that would be drawn for `words` now."""
    face = None if lettering(typeface) else font(typeface)
    return comment_of(path) == words.mark(face)


def is_foreign(path: Path) -> bool:
    """Tell whether there is a file at `path` that this program did not draw: the user's own, of whatever form.

    Raises:
        StorageError: it cannot be read for now, or is no file.
    """
    if path.is_symlink():
        return False
    try:
        held = own_files.head(path, _HEAD)
    except AbsentError:
        return False
    return bool(held) and not _comment(held).startswith(_MAKER[:16].encode())


def comment_of(path: Path) -> bytes:
    """Return the comment of the picture at `path`, by which our drawings know themselves; empty where there is none."""
    if path.is_symlink():
        return b""
    try:
        return _comment(own_files.head(path, _HEAD))
    except StorageError:
        return b""


def _comment(head: bytes) -> bytes:
    with suppress(ValueError), picture(head, "JPEG") as image:
        comment: bytes = image.info.get("comment", b"")
        return comment
    return b""


@contextmanager
def picture(data: bytes, *forms: str) -> Iterator[Image.Image]:
    """Yield a picture that may be anybody's, of one of `forms` as Pillow calls them.

    Raises:
        ValueError: it is none, also where that shows in the block, or is a bomb.
    """
    from PIL import Image

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with Image.open(BytesIO(data), formats=forms) as image:
            yield image
    except (OSError, SyntaxError, EOFError, struct.error, *bombs) as error:
        raise ValueError(str(error) or "it is cut off") from error


def adopted(path: Path) -> bytes:
    """Turn the user's own picture into a cover: cropped to a square of 1400 to 3000 pixels, JPEG, at most BYTES long.

    Raises:
        UsageError: it is no picture that Pillow can read.
    """
    from PIL import ImageOps

    try:
        with picture(own_files.content(path, most=_MOST_BYTES), "JPEG", "PNG") as given:
            upright = ImageOps.exif_transpose(_bounded(given)).convert("RGB")
    except (StorageError, ValueError) as error:
        why = str(error).rstrip(".")
        raise UsageError(f"{path} is no picture: {why}.", hint="Give a JPEG or PNG.") from error
    side = max(LEAST, min(SIZE, *upright.size))
    return _encoded(ImageOps.fit(upright, (side, side)), b"")


def _bounded(given: Image.Image) -> Image.Image:
    given.draft("RGB", (SIZE, SIZE))
    if given.width * given.height > _MOST_PIXELS:
        raise ValueError(f"it has more than {_MOST_PIXELS // 1_000_000} million pixels")
    return given


def _encoded(image: Image.Image, comment: bytes) -> bytes:
    data = b""
    for quality in (82, 70, 55, 40, 25, 10):
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=quality, comment=comment)  # `optimize` holds all coefficients: 27 MB
        data = buffer.getvalue()
        if len(data) <= BYTES:
            break
    return data


def _dot(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: str) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _ring(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, colour: str) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=colour, width=90)


def _calendar(draw: ImageDraw.ImageDraw, day: date, quiet: str, accent: str) -> None:
    """Draw the month as dots, a week in each row, with the dot of `day` bright."""
    from calendar import Calendar

    for row, week in enumerate(Calendar(firstweekday=6).monthdayscalendar(day.year, day.month)):
        for column, number in enumerate(week):
            if number:
                place = (1930 + column * 130, 1990 + row * 130)
                _dot(draw, *place, 52 if number == day.day else 34, accent if number == day.day else _lighter(quiet))


def _lighter(colour: str) -> str:
    return "#" + "".join(f"{min(255, int(colour[at : at + 2], 16) + 45):02x}" for at in (1, 3, 5))


def _letter(draw: ImageDraw.ImageDraw, words: Lettering, face: Path, accent: str) -> None:
    _title(draw, escape.line(words.title), face)
    if words.day is None:
        return
    speech, day = Words(words.language), words.day
    Pen(face, 640).write(draw, (_MARGIN, 2230), speech.number(day.day), "#ffffff")
    Pen(face, 170).write(draw, (_MARGIN, 2480), f"{speech.month(day)} {speech.number(day.year)}", accent)
    Pen(face, 150).write(draw, (_MARGIN, 2720), speech.weekday(day), "#ffffff")


def _title(draw: ImageDraw.ImageDraw, title: str, face: Path) -> None:
    """Write the title in the largest size at which it fits; cut with an ellipsis if it fits in none."""
    for size in (400, 300, 250, 210, 175, 150):
        pen, room = Pen(face, size), int(900 / size / _LEADING) + 1
        rows = pen.rows(title, SIZE - 2 * _MARGIN)
        if len(rows) <= room:
            break
    if len(rows) > room:
        rows = [*rows[: room - 1], rows[room - 1].rpartition(" ")[0] + " …"]
    for number, row in enumerate(rows):
        pen.write(draw, (_MARGIN, 640 + round(number * size * _LEADING)), row, "#ffffff")
