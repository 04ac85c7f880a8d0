"""Tell a WebSub hub that a feed has changed, so that subscribers need not ask for it (w3.org/TR/websub, section 7)."""

from __future__ import annotations

import time

import httpcore
import httpx

from audionews.support.errors import SourceError
from audionews.support.net.address import resolve
from audionews.support.net.transport import Transport

_SECONDS = 20.0


def announce(hub: str, feed: str, *, allow_private: bool = False) -> str | None:
    """Tell the hub at the address `hub` that `feed` has changed; return None, or why it could not be told."""
    transport = Transport(resolve, time.monotonic, allow_private=allow_private, seconds=_SECONDS)
    asked = {"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}  # hubs differ in which of the two they read
    try:
        with httpx.Client(transport=transport, timeout=_SECONDS, trust_env=False) as client:
            status = client.post(hub, data=asked).status_code
    except (SourceError, OSError, httpx.HTTPError, httpcore.NetworkError, httpcore.TimeoutException) as error:
        return str(error) or type(error).__name__
    except httpcore.ProtocolError:
        return "It answered with something else than HTTP."
    return None if 200 <= status < 300 else f"It answered {status}."
