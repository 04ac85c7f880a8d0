"""Give out the sound of an episode while it is being made, at `/now.mp3`; it ends when the making ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audionews.publish.show import episode_folders
from audionews.support import files

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path
    from typing import BinaryIO

PATH = "/now.mp3"
"""Where it is heard."""
HEADERS = {"content-type": "audio/mpeg", "cache-control": "no-store", "x-content-type-options": "nosniff"}
_PAUSE = 0.2  # s between two looks whether there is more
_MOST = 65536  # bytes at a time


def live_answer(root: Path, *, head: bool = False) -> Any:
    """Return the answer to who asks for the episode that is being made in `root`: its sound from the beginning on.

    Who asks for the `head` alone is told at once that there is some.
    """
    from starlette.responses import PlainTextResponse, Response, StreamingResponse

    file = files.grown(episode_folders.live_sound(root))
    if file is None:
        return PlainTextResponse(
            "No episode is being made now.", status_code=404, headers={"cache-control": "no-store"}
        )
    if head:
        file.close()
        return Response(headers=HEADERS)
    return StreamingResponse(_growing(file), headers=HEADERS)


async def _growing(file: BinaryIO) -> AsyncIterator[bytes]:
    import anyio

    with file:
        while True:
            lives = files.is_growing(file)
            if data := file.read(_MOST):
                yield data
            elif lives:
                await anyio.sleep(_PAUSE)
            else:
                return
