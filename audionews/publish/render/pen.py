"""Writes Bengali on pictures: shaped by raqm, with a Latin face for the letters that a Bengali one lacks."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import ImageDraw, ImageFont

_JOINERS = " \u200c\u200d"
_NOBODY = "\U000fffff"  # a private character: what a face draws for it, it draws for all that it lacks


class Pen:
    """A face at a size in pixels. What no face here can draw, as emoji, is left out: it would show as a box."""

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
        """Write `text` with the left end of its base line at `place`."""
        x, y = place
        for run, font in self._runs(text):
            bolder = 0 if font is self._fonts[True] else round(font.size / 40)
            draw.text((x, y), run, colour, font, anchor="ls", stroke_width=bolder)
            x += font.getlength(run)

    def rows(self, text: str, width: float) -> list[str]:
        """Return `text` in rows of at most `width` pixels, or of one word that is wider."""
        rows = [""]
        for word in text.split():
            longer = f"{rows[-1]} {word}".strip()
            if not rows[-1] or self.width(longer) <= width:
                rows[-1] = longer
            else:
                rows.append(word)
        return rows


def _font(face: Path | None, size: int) -> ImageFont.FreeTypeFont:
    """Return a font: of a file, or the Latin one that Pillow carries."""
    from PIL import ImageFont

    if face:
        return ImageFont.truetype(face, size, layout_engine=ImageFont.Layout.RAQM)
    latin = ImageFont.load_default(size)
    if not isinstance(latin, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType")  # `lettering` says so before anybody writes
    return latin


@cache
def _has(face: Path | None, letter: str) -> bool:
    if letter in _JOINERS:
        return face is not None
    font = _font(face, 40)
    return bytes(font.getmask(letter)) != bytes(font.getmask(_NOBODY))
