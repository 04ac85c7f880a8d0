"""Names of folders and timers, made of whatever people call a thing."""

from __future__ import annotations

import re

from audionews.support.store import key

_LONGEST = 48


def slug(words: str) -> str:
    """Return words as a part of a folder's name: small Latin letters, digits and dashes, with a letter among them.

    What is lost of them is made good by a digest, so that other words have another slug.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:_LONGEST].strip("-")
    kept = plain == re.sub(r"[\s_./#-]+", "-", words.lower()).strip("-") and re.search("[a-z]", plain)
    return plain if kept else told_apart(plain, words)


def told_apart(plain: str, known: str) -> str:
    """Return a slug with a digest of what its episode is known by."""
    return f"{plain}-x{key(known)[:8]}".lstrip("-")
