from __future__ import annotations

from typing import TYPE_CHECKING

import mutagen.mp3
import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from audionews.audio import mp3

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audionews.model import Speech


def plain_crc(data: bytes, start: int) -> int:
    for byte in data:
        start ^= byte
        for _ in range(8):
            start = start >> 1 ^ (0xA001 if start & 1 else 0)
    return start


@given(st.binary(max_size=3000), st.integers(0, 65_535))
def test_the_checksum_is_the_plain_one(data: bytes, start: int) -> None:
    assert mp3.crc16(data, start) == plain_crc(data, start)


def test_the_checksum_has_its_known_value() -> None:
    assert mp3.crc16(b"123456789") == 0xBB3D  # CRC-16/ARC


@pytest.mark.parametrize(("rate", "bitrate"), [(44_100, 96_000), (24_000, 64_000), (22_050, 48_000), (48_000, 128_000)])
def test_frames_are_counted_and_gapless(rate: int, bitrate: int, tmp_path: Path, voice: Callable[..., Speech]) -> None:
    sound = voice(2.0, rate=rate, level=-6).samples
    data = mp3.encode(np.pad(sound, (0, mp3.LATENCY)), rate, bitrate, 7)
    frames = list(mp3.frames(data))
    assert sum(frame.size for frame in frames) == len(data)
    frames = frames[: -(-(len(sound) + mp3.LATENCY) // frames[0].samples)]
    data = data[: frames[-1].offset + frames[-1].size]
    assert {(frame.sample_rate, frame.bitrate, frame.channels) for frame in frames} == {(rate, bitrate, 1)}
    path = tmp_path / "x.mp3"
    path.write_bytes(mp3.info(frames[0], len(frames), len(data), len(sound), mp3.crc16(data)) + data)

    heard, _ = soundfile.read(path, dtype="float32")
    assert len(heard) == len(sound)
    error = heard / mp3.SCALE - sound / 32768
    assert error.std() < 0.06 * heard.std()  # one sample of shift would be three times as much
    told = mutagen.mp3.MP3(path).info
    assert told.length == pytest.approx(len(sound) / rate, abs=0.0001)
    assert told.encoder_info.startswith("LAME 3.100")
    assert told.bitrate_mode == mutagen.mp3.BitrateMode.CBR


@given(st.binary(max_size=50), st.integers(-5, 60))
def test_no_bytes_upset_the_frame_reader(data: bytes, offset: int) -> None:
    found = mp3.frame(data, max(0, offset))
    assert found is None or found.size >= 0
    for one in mp3.frames(b"\xff\xfb\x90\xc4" + data):
        assert one.size > 0
