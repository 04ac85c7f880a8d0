"""Find a typeface with Bengali letters on this machine, by the names of those that are often installed."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path

FACES = (
    "NotoSansBengali",
    "NotoSerifBengali",
    "HindSiliguri",
    "TiroBangla",
    "AnekBangla",
    "BalooDa2",
    "KohinoorBangla",
    "BanglaSangamMN",
    "BanglaMN",
    "NirmalaUI",
    "Nirmala",
    "ShonarBangla",
    "Shonar",
    "Vrinda",
    "SolaimanLipi",
    "Kalpurush",
    "Siyamrupali",
    "AdorshoLipi",
    "LohitBengali",
    "Mukti",
    "FreeSans",
)
"""Names of typefaces, the best first: the beginnings of file names, without spaces and hyphens, in lower case."""

_WEIGHTS = ("bold", "b", "semibold", "medium", "", "regular")
_ENDINGS = {".ttf", ".otf", ".ttc"}


@cache
def font(name: str | None = None) -> Path | None:
    """Return the best Bengali font file on this machine, of one family the boldest; None if there is none.

    `name` is a font file, or a family to prefer.
    """
    if name and Path(name).expanduser().is_file():
        return Path(name).expanduser()
    wanted = (_plain(name), *map(_plain, FACES)) if name else tuple(map(_plain, FACES))
    files = _files()
    for face in wanted:
        found = [(_weight(stem[len(face) :]), path) for stem, path in files if stem.startswith(face)]
        known = sorted((weight, path) for weight, path in found if weight is not None)
        if known:
            return known[0][1]
    return None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\[.*?\]", "", name).lower())


def _weight(rest: str) -> int | None:
    """Return the rank of a weight by the rest of the file's name after the family; None for italics and others."""
    rest = re.sub(r"(variablefont)?(wdth)?(wght)?$", "", rest)
    return _WEIGHTS.index(rest) if rest in _WEIGHTS else None


def _files() -> list[tuple[str, Path]]:
    return sorted(
        (_plain(Path(name).stem), Path(folder, name))
        for root in folders()
        for folder, _, names in os.walk(root)
        for name in names
        if Path(name).suffix.lower() in _ENDINGS
    )


def folders() -> list[Path]:
    """Return the font folders of this system."""
    home = Path.home() if "HOME" in os.environ or sys.platform == "win32" else Path("/nonexistent")
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home), "Microsoft", "Windows", "Fonts")
        return [Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"), local]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    shares = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [
        home / ".local/share/fonts",
        home / ".fonts",
        *(Path(share, "fonts") for share in shares.split(":") if share),
    ]
