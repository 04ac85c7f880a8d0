"""The only fetcher of sources and downloads. Import it where something is fetched: it loads httpx."""

from audionews.support.net.failures import LaterError, RefusedError
from audionews.support.net.fetcher import MOST_BYTES, Fetcher, Reach
from audionews.support.net.http_cache import Answer

__all__ = ["MOST_BYTES", "Answer", "Fetcher", "LaterError", "Reach", "RefusedError"]
