"""Small pictures for the cards: fetched here, decoded and drawn anew; a browser is given nobody else's bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from audionews.support import store
from audionews.support.errors import SourceError, UsageError

if TYPE_CHECKING:
    from audionews.support.store import Store

_FORM = "thumbnail1"
_SIDE = (320, 240)
_MOST_BYTES = 15_000_000
_MOST_PIXELS = 40_000_000


def thumbnail(url: str, cache: Store, *, allow_private: bool) -> bytes:
    """Return the picture at an address as a small JPEG; what was fetched once is in the cache.

    Raises:
        UsageError: there is no picture there that can be shown.
    """
    name = store.key(_FORM, url)
    if kept := cache.get(name):
        return kept
    from audionews.support.net import Fetcher, Reach

    try:
        with Fetcher(Reach(allow_private=allow_private)) as fetcher:
            made = drawn(fetcher.fetch(url, most=_MOST_BYTES).content)
    except SourceError as error:
        raise UsageError(f"There is no picture: {error}") from error
    cache.put(name, made)
    return made


def drawn(data: bytes) -> bytes:
    """Return a picture as a small JPEG, cropped to four by three.

    Raises:
        UsageError: it is none, or one of more pixels than any paper's.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as given:
            if given.width * given.height > _MOST_PIXELS:
                raise UsageError("The picture is too large.")
            given.draft("RGB", _SIDE)
            small = ImageOps.fit(given.convert("RGB"), _SIDE)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UsageError(f"This is no picture: {error}.") from error
    out = io.BytesIO()
    small.save(out, "JPEG", quality=80)
    return out.getvalue()
