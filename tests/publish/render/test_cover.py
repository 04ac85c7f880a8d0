import errno
import os
import struct
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from audionews.publish.render import cover as covers
from audionews.publish.render.cover import BYTES, SIZE, Lettering, adopted, cover, is_current, is_foreign, lettering
from audionews.publish.render.pen import Pen
from audionews.publish.render.typefaces import font
from audionews.support.errors import StorageError, UsageError

DAY = date(2026, 11, 23)
lettered = pytest.mark.skipif(bool(lettering()), reason=str(lettering()))


@pytest.mark.parametrize("day", [DAY, None])
def test_a_cover_is_what_directories_take(day: date | None) -> None:
    data = cover(Lettering("সকালের সংবাদ", day))
    with Image.open(BytesIO(data)) as image:
        assert (image.format, image.size, image.mode) == ("JPEG", (SIZE, SIZE), "RGB")
    assert len(data) <= BYTES
    assert data == cover(Lettering("সকালের সংবাদ", day))


def test_days_differ_without_a_typeface(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covers, "font", lambda _name=None: None)
    month = {cover(Lettering("খবর", DAY + timedelta(days)))[200:] for days in range(0, 14, 6)}
    assert len(month) == 3


@lettered
def test_text_is_drawn_and_shaped() -> None:
    face = font()
    assert face
    pen = Pen(face, 100)
    assert pen.width("ক্ষ") < pen.width("ক") + pen.width("ষ")
    assert pen.width("কি") > pen.width("ক")
    assert pen.width("খবর COP30") > pen.width("খবর ") + 100
    assert pen.width("খবর\U000f1234") == pen.width("খবর")
    assert cover(Lettering("খবর", DAY)) != cover(Lettering("খেলা", DAY))


@lettered
@settings(max_examples=5)
@given(st.text(st.characters(), max_size=400))
def test_any_title_can_be_drawn(title: str) -> None:
    assert len(cover(Lettering(title, DAY))) <= BYTES


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


BOMB = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
"""The head of a picture of 3.6 thousand million pixels."""


def test_a_cover_knows_what_it_was_made_from(tmp_path: Path) -> None:
    words, path = Lettering("খবর", DAY), tmp_path / "cover.jpg"
    assert not is_current(path, words)
    path.write_bytes(cover(words))
    assert is_current(path, words)
    assert not is_foreign(path)
    assert not is_current(path, Lettering("খবর", DAY + timedelta(1)))
    path.write_bytes(b"\xff\xd8 no picture")
    assert not is_current(path, words)
    path.write_bytes(b"")
    assert not is_foreign(path), "as a disk leaves it that lost its power"


@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "none", "bomb"])
def test_whatever_we_did_not_draw_is_the_users(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "cover.jpg"
    if kind in {"JPEG", "TIFF"}:
        Image.new("RGB", (1500, 1500)).save(path, kind)
    else:
        path.write_bytes(BOMB if kind == "bomb" else b"\xff\xd8 on its way")
    assert is_foreign(path)


def test_a_cover_that_cannot_be_read_for_now_is_not_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cover.jpg"
    Image.new("RGB", (1500, 1500)).save(path)
    monkeypatch.setattr(os, "open", partial(_refuse, os.open, path))
    with pytest.raises(StorageError, match=r"cover\.jpg"):
        is_foreign(path)


def _refuse(opened: Callable[..., int], refused: Path, path: Path, *rest: int) -> int:
    if path == refused:
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    return opened(path, *rest)


@pytest.mark.parametrize(("size", "side"), [((600, 400), 1400), ((2000, 1800), 1800), ((3600, 3200), 3000)])
def test_the_users_picture_becomes_a_cover(tmp_path: Path, size: tuple[int, int], side: int) -> None:
    Image.effect_noise((size[0] // 40, size[1] // 40), 90).resize(size).save(tmp_path / "mine.png")
    data = adopted(tmp_path / "mine.png")
    with Image.open(BytesIO(data)) as image:
        assert image.size == (side, side)
    assert len(data) <= BYTES


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.png").write_bytes(b"GIF89a")
    with pytest.raises(UsageError, match="is no picture"):
        adopted(tmp_path / "mine.png")
    with pytest.raises(UsageError, match="is no picture"):
        adopted(tmp_path / "missing.png")
    (tmp_path / "mine.png").write_bytes(BOMB)
    with pytest.raises(UsageError, match="is no picture"):
        adopted(tmp_path / "mine.png")
    Image.new("1", (7500, 7500)).save(tmp_path / "mine.png")
    with pytest.raises(UsageError, match="million pixels"):
        adopted(tmp_path / "mine.png")
    with (tmp_path / "mine.png").open("wb") as large:
        large.truncate(3 * 2**30)
    with pytest.raises(UsageError, match="more than"):
        adopted(tmp_path / "mine.png")


def test_a_given_typeface_is_taken(tmp_path: Path) -> None:
    (tmp_path / "mine.ttf").write_bytes(b"")
    assert font(str(tmp_path / "mine.ttf")) == tmp_path / "mine.ttf"
    assert font("No Such Family") == font()
