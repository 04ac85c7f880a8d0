from __future__ import annotations

import contextlib
import io
import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from audionews.audio import mp3
from audionews.audio.clip import decode
from audionews.support.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Callable

    from audionews.model import Speech

FORMATS = {"wav": ("WAV", "PCM_16"), "flac": ("FLAC", "PCM_16"), "ogg": ("OGG", "VORBIS"), "float": ("WAV", "FLOAT")}


def written(speech: Speech, form: str, channels: int = 1) -> bytes:
    if form == "mp3":
        return mp3.encode(speech.samples, speech.sample_rate, 64_000, 7)
    file = io.BytesIO()
    sound = np.stack([speech.samples / 32768] * channels, axis=1)
    kind, subtype = FORMATS[form]
    soundfile.write(file, sound, speech.sample_rate, format=kind, subtype=subtype)
    return file.getvalue()


@pytest.mark.parametrize("form", ["mp3", *FORMATS])
def test_every_format_is_read(form: str, voice: Callable[..., Speech]) -> None:
    speech = voice(1.0, rate=24_000)
    found = decode(written(speech, form), "x")
    assert found.sample_rate == 24_000
    assert len(found.samples) == pytest.approx(len(speech.samples), abs=2500)
    assert found.samples.std() == pytest.approx(speech.samples.std(), rel=0.12)


@pytest.mark.parametrize("form", ["wav", "flac"])
def test_lossless_formats_are_read_to_the_bit(form: str, voice: Callable[..., Speech]) -> None:
    speech = voice(0.5)
    assert np.array_equal(decode(written(speech, form, channels=2), "x").samples, speech.samples)


@pytest.mark.parametrize("form", ["mp3", "wav", "flac", "ogg"])
def test_a_torn_file_is_refused(form: str, voice: Callable[..., Speech]) -> None:
    data = written(voice(0.6, rate=24_000), form)
    for length in [*range(1, len(data), len(data) // 40), len(data) - 1]:
        with pytest.raises(AudioError):
            decode(data[:length] if form != "mp3" or on_no_border(data, length) else b"", "x")


def on_no_border(data: bytes, length: int) -> bool:
    return all(frame.offset + frame.size != length for frame in mp3.frames(data))


def test_an_mp3_cut_between_frames_is_refused_where_its_header_counts_them(voice: Callable[..., Speech]) -> None:
    data = written(voice(1.0, rate=24_000), "mp3")
    frames = list(mp3.frames(data))
    led = mp3.info(frames[0], len(frames), len(data), 31_000, 0) + data
    decode(led, "x")
    with pytest.raises(AudioError, match="cut off"):
        decode(led[: -frames[-1].size], "x")


def test_a_wav_from_a_streaming_server_is_read(voice: Callable[..., Speech]) -> None:
    speech = voice(0.5)
    data = bytearray(written(speech, "wav"))
    data[4:8] = data[40:44] = b"\xff\xff\xff\xff"
    assert np.array_equal(decode(bytes(data), "x").samples, speech.samples)


def test_tags_around_an_mp3_do_no_harm(voice: Callable[..., Speech]) -> None:
    data = written(voice(0.5), "mp3")
    tagged = b"ID3\x03\0\0\0\0\0\x14" + bytes(20) + data + b"TAG" + bytes(125)
    assert np.array_equal(decode(tagged, "x").samples, decode(data, "x").samples)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\0" * 5000, "empty"),
        (b"<!DOCTYPE html><html><body>429</body></html>", "a web page"),
        (b"\xef\xbb\xbf\n <HTML>", "a web page"),
        (json.dumps({"error": "quota"}).encode(), "JSON"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "unknown format"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "without sound"),
        (b"ID3\x03\0\0\0\0\0\x05hello", "no whole MP3 frame"),
        (b"fLaC" + bytes(50), "cut off"),
        (b"OggS" + bytes(50), "Ogg page"),
        (bytes(range(1, 256)) * 20, "unknown format"),
    ],
)
def test_impostors_are_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(AudioError, match=why) as refused:
        decode(data, "The answer")
    assert str(refused.value).startswith("The answer ")


@given(st.binary(max_size=2000), st.sampled_from([b"", b"ID3", b"RIFF", b"fLaC", b"OggS", b"\xff\xfb\x90\xc4"]))
def test_nothing_but_an_audio_error_comes_out(data: bytes, magic: bytes) -> None:
    with contextlib.suppress(AudioError):
        assert len(decode(magic + data, "x").samples)
