"""The sound profiles in which an episode can be encoded.

LAME's quality 7 (no noise shaping) takes half the time of quality 5. On eSpeak's speech at 96 kbit/s, its noise lies on
average 5 dB below a simple masking threshold, that of quality 5 lies 6 dB below, but quality 7 has the better
signal-to-noise ratio by 6 dB. At 24 kHz and 64 kbit/s the noise of both lies at the threshold.

Room tone is for listeners with headphones, who hear it when sound falls into digital black; `small` spares its bits.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """How a sound file is encoded."""

    name: str
    """Its name for `--profile`."""
    sample_rate: int
    """Hz."""
    bitrate: int
    """Bits a second: constant in an MP3, the mean of an Opus file."""
    quality: int
    """LAME's quality, from 0 (slowest) to 9."""
    target: float = -16.0
    """Integrated loudness, LUFS (Apple's podcast specification)."""
    room: float | None = None
    """Level of the quiet noise under it, dBFS; None for none."""
    form: str = "mp3"
    """`mp3`, or `opus` in an Ogg file: half the bits for the same sound, for apps that know it."""


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("podcast", 44_100, 96_000, 7, room=-72.0),
        Profile("small", 24_000, 64_000, 7),
        Profile("opus", 48_000, 32_000, 0, form="opus"),
    )
}
"""By name."""
