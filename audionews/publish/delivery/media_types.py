"""Content types of what we make, by name; the tables of operating systems differ and lack most of these."""

from __future__ import annotations

from pathlib import PurePosixPath

TYPES = {
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".opml": "text/x-opml",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/rss+xml",
}
"""Content types by the ending of the file's name."""
_NAMES = {"chapters.json": "application/json+chapters"}
_TEXTS = ("text/", "application/rss+xml", "application/x-subrip")


def media_type(name: str) -> str:
    """Return the content type of the file called `name`, with a charset if it is text."""
    kind = _NAMES.get(name) or TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind
