"""What a PDF's typefaces say of their letters, mended where programs leave it half said.

A typeface's ToUnicode table often names one glyph of a syllable and leaves out the others: pypdf and pdfium then give
the glyphs' bare numbers as letters. And the widths of signs mislead them to blanks inside of words, though blanks of
the text's own are there.
"""

from __future__ import annotations

import re
from typing import Any

_TABLES = re.compile(rb"(?<!\d)\d+\s+beginbf(?:char|range)")
_BLANK = re.compile(rb"(<[0-9A-Fa-f]{2,4}>[ \t]*)<0020>")
_OWN_BLANK = "\u00a0"
_UNNAMED = re.compile("[\ue000-\uf8ff]")  # private characters: glyphs without a letter
_GUESSED_BLANK = re.compile(r"(?<=[\u0980-\u09ff]) (?=[\u0980-\u09ff])")


def mend(page: Any, mended: set[int]) -> None:
    """Complete the tables of the typefaces of a page; `mended` holds the numbers of those of earlier pages."""
    from pypdf.generic import DecodedStreamObject, NameObject

    resources: Any = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    for reference in (fonts.get_object() if fonts is not None else {}).values():
        font = reference.get_object()
        if "/ToUnicode" not in font or id(font) in mended:
            continue
        mended.add(id(font))
        table: bytes = font["/ToUnicode"].get_object().get_data()
        first = _TABLES.search(table)
        if first and font.get("/Encoding") == "/Identity-H":
            unnamed = b"1 beginbfrange\n<0000> <18FF> <E000>\nendbfrange\n"
            stream = DecodedStreamObject()
            stream.set_data(table[: first.start()] + unnamed + _BLANK.sub(rb"\1<00A0>", table[first.start() :]))
            font[NameObject("/ToUnicode")] = stream


def without_guesses(text: str, *, has_blanks: bool) -> str:
    """Return text without glyphs that have no letter and, where its page `has_blanks`, without guessed blanks."""
    text = _UNNAMED.sub("", text)
    return (_GUESSED_BLANK.sub("", text) if has_blanks else text).replace(_OWN_BLANK, " ")


def has_blanks(text: str) -> bool:
    """Tell whether the text of a page has blanks of its own."""
    return _OWN_BLANK in text
