"""Keys of services: they stand in the environment; settings and descriptions name the variable that holds one."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from audionews.engines.web import is_here
from audionews.support.errors import NotReady, SpeechError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{0,79}")
_HIDDEN = "…"
_LEAST = 4
"""Fewest characters of a key that is looked for in messages: a shorter one would be found in any word."""


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


def bearer(name: str, address: str) -> dict[str, str]:
    """Return the header that carries the key in the environment variable `name` to `address`; none where it is not set.

    Raises:
        NotReady: as `secret`, or `address` is of plain HTTP on another machine, a private one too.
    """
    if not os.environ.get(name, "").strip():
        return {}
    there = urlsplit(address)
    if there.scheme != "https" and not is_here(there.hostname or ""):
        raise NotReady(
            f"The key in {name} would go to {there.hostname} over http, where all can read it.",
            hint="Give an https url, or a tunnel on localhost; where it wants no key, set key to a name that is unset.",
        )
    return {"Authorization": f"Bearer {secret(name)}"}


@contextmanager
def hushed(*names: str) -> Iterator[None]:
    """Take the keys in the variables `names` out of the errors of the block, whoever wrote them there."""
    try:
        yield
    except SpeechError as error:
        keys = _held(names)
        if not _tells(error, keys):
            raise
        hidden = str(error)
        for key in keys:
            hidden = hidden.replace(key, _HIDDEN)
        error.args = (hidden,)
        raise error from None


def _tells(error: BaseException | None, keys: list[str]) -> bool:
    """Tell whether an error, or one that it came of, shows one of the `keys`."""
    while error is not None:
        if any(key in f"{error} {error!r}" for key in keys):
            return True
        error = error.__cause__ or error.__context__
    return False


def _held(names: tuple[str, ...]) -> list[str]:
    """Return what the environment holds under `names`, as it is and as an address has it."""
    held = [os.environ.get(name, "").strip() for name in names]
    return [form for key in held if len(key) >= _LEAST for form in dict.fromkeys((key, quote(key, safe="")))]
