"""How long `serve` waits for a client, and how many it holds at once, so that none locks the others out."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

TICK = 5.0
"""Seconds between two looks at a connection: one that does nothing between two looks is closed."""
STALLED = 12
"""Looks after which a client that takes nothing of what it asked for, or has not sent all of it, is let go."""
CONNECTIONS = 200
"""Most connections at once; further ones are closed at once."""
_OWN = 40  # descriptors that are not connections: files being sent have one each, beside these
_STOP = 1  # s that transfers have to end when the server is stopped


class PatientProtocol(H11Protocol):  # type: ignore[misc, unused-ignore]
    """A connection that is closed when its client is idle, sends half a request, or takes nothing."""

    def connection_made(self, transport: Any) -> None:
        """Watch the connection, or refuse it where there are too many."""
        super().connection_made(transport)
        self._seen: tuple[object, ...] | None = None
        self._stalls = 0
        self._watch: asyncio.TimerHandle | None = None
        if len(self.connections) > most_connections():
            transport.abort()
        else:
            self._watch = self.loop.call_later(TICK, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop watching."""
        if self._watch:
            self._watch.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        busy = self.cycle is not None and not self.cycle.response_complete
        seen = (self.cycle, busy, self.transport.get_write_buffer_size() if busy else 0)
        # it has sent all, and taken all there is so far: of an episode that is still being made
        waits = busy and not seen[2] and self.conn.their_state is not h11.SEND_BODY
        self._stalls = self._stalls + 1 if seen == self._seen and not waits else 0
        if self._stalls >= (STALLED if busy else 1):
            self.transport.abort()
            return
        self._seen = seen
        self._watch = self.loop.call_later(TICK, self._look)


def most_connections() -> int:
    """Return how many connections this process can hold, each with a file that it is sent."""
    if sys.platform == "win32":
        return CONNECTIONS
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return CONNECTIONS if soft == resource.RLIM_INFINITY else max(8, min(CONNECTIONS, (soft - _OWN) // 2))


def server(app: Any) -> uvicorn.Server:
    """Return a server for `app` that tells only what is wrong with itself, and ends within a second or two."""
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # it would tell of each connection that could not be taken
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=PatientProtocol,
            lifespan="off",
            log_level="critical",
            access_log=False,
            timeout_graceful_shutdown=_STOP,
        )
    )
