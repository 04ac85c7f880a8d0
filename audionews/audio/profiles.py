"""The forms in which an episode can be encoded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """How an MP3 is made."""

    name: str
    """What `--profile` takes."""
    sample_rate: int
    """Hz."""
    bitrate: int
    """Bits a second, constant."""
    quality: int
    """LAME's, from 0 (slowest) to 9."""
    target: float = -16.0
    """Integrated loudness, LUFS (Apple's podcast specification)."""


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("podcast", 44_100, 96_000, 7),
        Profile("small", 24_000, 64_000, 7),
    )
}
"""By name."""
