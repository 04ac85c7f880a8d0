"""Keys of services: they stand in the environment; settings and descriptions name the variable that holds one."""

from __future__ import annotations

import os
import re

from audionews.support.errors import NotReady, UsageError

_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{0,79}")


def is_variable(name: str) -> bool:
    """Tell whether `name` can be that of an environment variable, written as is usual."""
    return _VARIABLE.fullmatch(name) is not None


def variable(name: str, setting: str) -> str:
    """Return `name`, which `setting` gives, if it is that of an environment variable.

    Raises:
        UsageError: it is none, so that it is most likely the key itself; the message does not show it.
    """
    if not is_variable(name):
        raise UsageError(
            f"{setting} is no name of an environment variable.",
            hint="It names the variable that holds the key, as OPENAI_API_KEY; the key itself belongs in no file.",
        )
    return name


def secret(name: str) -> str:
    """Return what the environment variable `name` holds.

    Raises:
        NotReady: it is not set, or holds what no header can carry; the message does not show it.
    """
    held = os.environ.get(name, "").strip()
    if not held:
        raise NotReady(f"There is no {name} in the environment.", hint=f"Set {name}; docs/engines.md says what it is.")
    if not (held.isascii() and held.isprintable()):
        raise NotReady(
            f"{name} holds what no key has: letters beyond ASCII, or a line break.", hint=f"Set {name} anew."
        )
    return held


def bearer(name: str) -> dict[str, str]:
    """Return the header that carries the key in the environment variable `name`; none where it is not set.

    Raises:
        NotReady: as `secret`.
    """
    return {"Authorization": f"Bearer {secret(name)}"} if os.environ.get(name, "").strip() else {}
