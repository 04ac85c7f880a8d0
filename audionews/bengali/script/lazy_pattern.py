"""Regular expressions that compile when they are first used: most texts need few of those that rules are made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_METHODS = ("match", "search", "fullmatch", "findall", "finditer", "sub", "split")


class LazyPattern:
    """What `re.compile` returns, made at the first use: then it is as fast as the pattern itself."""

    if TYPE_CHECKING:
        match: Callable[..., re.Match[str] | None]
        search: Callable[..., re.Match[str] | None]
        fullmatch: Callable[..., re.Match[str] | None]
        findall: Callable[..., list[Any]]
        finditer: Callable[..., Any]
        sub: Callable[..., str]
        split: Callable[..., list[Any]]

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source, self.flags = source, flags

    @property
    def pattern(self) -> str:
        """The expression that compiles: `source`, or what a kind of pattern makes of it."""
        return self.source

    def compiled(self) -> re.Pattern[str]:
        """Compile it."""
        return re.compile(self.pattern, self.flags)

    def __getattr__(self, name: str) -> Any:
        """Compile, and put the methods of what came of it where they are found without this one."""
        if name not in _METHODS:
            raise AttributeError(name)
        regex = self.compiled()
        for method in _METHODS:
            setattr(self, method, getattr(regex, method))
        return getattr(regex, name)
