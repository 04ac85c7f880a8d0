"""Write Bengali on pictures: shaped by raqm, in a Latin typeface where the Bengali one lacks a letter."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import ImageDraw, ImageFont

_JOINERS = " \u200c\u200d"
_NOBODY = (
    "\U000fffff"  # a private-use character: its glyph is the one that a typeface draws for every character it lacks
)


class Pen:
    """A typeface at a size in pixels. Characters that no typeface here has, as emoji, are left out."""

    def __init__(self, face: Path, size: int) -> None:
        self._face = face
        self._fonts = {True: _font(face, size), False: _font(None, size)}

    def _runs(self, text: str) -> list[tuple[str, ImageFont.FreeTypeFont]]:
        drawn = [letter for letter in text if _has(self._face, letter) or _has(None, letter)]
        runs = groupby(drawn, lambda letter: _has(self._face, letter))
        return [("".join(letters), self._fonts[own]) for own, letters in runs]

    def width(self, text: str) -> float:
        """Return the width of `text` in pixels."""
        return sum(font.getlength(run) for run, font in self._runs(text))

    def write(self, draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, colour: str) -> None:
        """Write `text` onto `draw`, with the left end of its base line at `place`."""
        x, y = place
        for run, font in self._runs(text):
            bolder = 0 if font is self._fonts[True] else round(font.size / 40)
            draw.text((x, y), run, colour, font, anchor="ls", stroke_width=bolder)
            x += font.getlength(run)

    def rows(self, text: str, width: float) -> list[str]:
        """Break `text` into rows of at most `width` pixels; a wider word is a row by itself."""
        rows = [""]
        for word in text.split():
            longer = f"{rows[-1]} {word}".strip()
            if not rows[-1] or self.width(longer) <= width:
                rows[-1] = longer
            else:
                rows.append(word)
        return rows


def _font(face: Path | None, size: int) -> ImageFont.FreeTypeFont:
    """Load a font file; without one, the Latin font that comes with Pillow."""
    from PIL import ImageFont

    if face:
        return ImageFont.truetype(face, size, layout_engine=ImageFont.Layout.RAQM)
    latin = ImageFont.load_default(size)
    if not isinstance(latin, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType")  # `cover.lettering` reports it before anything is written
    return latin


@cache
def _has(face: Path | None, letter: str) -> bool:
    if letter in _JOINERS:
        return face is not None
    font = _font(face, 40)
    return bytes(font.getmask(letter)) != bytes(font.getmask(_NOBODY))
