"""What a show consists of: the files that we made and that its episodes' manifests list. Nothing else is given out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audionews.publish import manifest
from audionews.publish.show import episode_index, shows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PHASES = ("sounds and texts", "manifests and pages", "the show", "the feed")
"""The groups in which files are sent, so that every file that the feed names is there when the feed arrives."""
_SHOW = re.compile(
    r"feed(-\d+)?\.xml|feed\.opml|index\.html|moved\.html|episodes-\d{4}-\d\d\.html|cover\.jpg"
    r"|manifest\.webmanifest|worker\.js|icon-\d+\.png|search-\d{4}-\d\d\.json"
)
"""Names of the show's own files; `show.json` is none: it tells the owner's address, and where the show is sent."""
_EPISODE = re.compile(
    r"episode\.(json|epub)|chapters\.json|transcript\.(vtt|srt|txt)|index\.html|(cover|card|chapter-\d+)\.jpg"
)
"""Names of an episode's files beside its sounds, which its manifest names."""
_SOUND = re.compile(r"episode(-\w+)?\.(mp3|opus)")
_LATE = {manifest.NAME: 1, "index.html": 1}


@dataclass(frozen=True, order=True)
class PublicFile:
    """A file that listeners may have."""

    phase: int
    """Index of its group in PHASES."""
    name: str
    """Its path in the show's folder, with slashes."""
    size: int
    """Bytes."""
    changed: int
    """When it was last changed, ns."""


def public_files(root: Path) -> list[PublicFile]:
    """Return the files of the show in `root`, in the order in which they must be sent.

    Raises:
        StorageError: a manifest cannot be read.
    """
    found = [_file(root, path.name, path) for path in root.iterdir() if _SHOW.fullmatch(path.name)]
    for item in episode_index.items(root)[0]:
        episode = item.episode
        sounds = {sound.file for sound in (episode.audio, *episode.alternates)}
        paths = [path for path in item.folder.iterdir() if path.name in sounds or _EPISODE.fullmatch(path.name)]
        found += [_file(root, f"{item.name}/{path.name}", path) for path in paths]
    return sorted(filter(None, found))


def _file(root: Path, name: str, path: Path) -> PublicFile | None:
    if path.is_symlink() or not path.is_file():
        return None
    status = path.stat()
    inner = path.relative_to(root)
    phase = _LATE.get(inner.name, 0) if len(inner.parts) > 1 else 3 if name == shows.FEED else 2
    return PublicFile(phase, name, status.st_size, status.st_mtime_ns)


def is_public(root: Path, parts: Sequence[str]) -> bool:
    """Tell whether the path `parts` in the show's folder is that of a file that listeners may have."""
    if any(path.is_symlink() for path in _down(root, parts)):
        return False
    if len(parts) == 1:
        return bool(_SHOW.fullmatch(parts[0]))
    known = len(parts) == 2 and (_EPISODE.fullmatch(parts[1]) or _SOUND.fullmatch(parts[1]))
    return bool(known) and not parts[0].startswith(".") and (root / parts[0] / manifest.NAME).is_file()


def _down(root: Path, parts: Sequence[str]) -> Iterator[Path]:
    for part in parts:
        root /= part
        yield root
