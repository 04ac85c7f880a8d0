"""Where speech-dispatcher finds a user's own output modules: an executable by its name, which it starts itself."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

from audionews.support import files
from audionews.support.homes import data_home

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "sd_audionews"
"""What stands behind `sd_` is the module's name."""


def _place() -> Path:
    """Return where the daemon looks: beside the folder of the user's data, which must be there."""
    return data_home().parent.parent / "libexec" / "speech-dispatcher-modules" / _NAME


def install() -> list[Path]:
    """Write the executable; return the files written.

    Raises:
        StorageError: it cannot be written.
    """
    path = _place()
    files.folder(path.parent)
    files.folder(data_home().parent)
    command = shlex.join([sys.executable, "-m", "audionews", "speech-dispatcher"])
    files.write(path, f'#!/bin/sh\nexec {command} "$@"\n')
    files.make_executable(path)
    return [path]


def uninstall() -> list[Path]:
    """Remove the executable; return what was removed.

    Raises:
        StorageError: it cannot be removed.
    """
    path = _place()
    found = [path] if path.exists() else []
    files.remove(path)
    return found
