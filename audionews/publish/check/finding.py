"""The result of a check: which rule is broken, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.support import own_files
from audionews.support.errors import AbsentError, DamagedError

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

AGAIN = "Make the episode again: audionews make"
FEED = "Build the feed again: audionews feed"


@dataclass(frozen=True)
class Finding:
    """A broken rule."""

    rule: str
    """The rule's name, as `vtt.width`."""
    place: str
    """The file, and the place in it."""
    what: str
    """What is wrong, in one sentence."""
    mend: str = AGAIN
    """What to do, in one sentence."""


def parsed(data: bytes) -> Element:
    """Parse XML of unknown origin.

    Raises:
        ValueError: it is not well-formed, or declares entities.
    """
    from xml.etree import ElementTree as ET

    if b"<!ENTITY" in data.replace(b"\0", b""):  # in UTF-16 too
        raise ValueError("it declares entities")
    try:
        return ET.fromstring(data)  # noqa: S314 - entities were refused above
    except (ET.ParseError, LookupError, ValueError) as error:  # an encoding of no sense is a LookupError
        raise ValueError(f"it is not well-formed: {error}") from error


def content(path: Path) -> str:
    """Return a text file's content; of one that is not there or damaged, an empty text, which breaks every rule.

    Raises:
        StorageError: it cannot be read for now, which is no fault of the episode's.
    """
    try:
        return own_files.content(path).decode()
    except (AbsentError, DamagedError, UnicodeDecodeError):
        return ""
