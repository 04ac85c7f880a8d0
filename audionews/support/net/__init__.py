"""The only fetcher of sources and downloads; httpx is loaded where one is made, not where proxies are looked up."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audionews.support.net.failures import LaterError, RefusedError
    from audionews.support.net.fetcher import MOST_BYTES, Fetcher, Reach
    from audionews.support.net.http_cache import Answer

__all__ = ["MOST_BYTES", "Answer", "Fetcher", "LaterError", "Reach", "RefusedError"]
_HOMES = {"LaterError": "failures", "RefusedError": "failures", "Answer": "http_cache"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'fetcher')}"), name)
