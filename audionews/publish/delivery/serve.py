"""Serve a show's folder to browsers and podcast apps on this machine or in this network.

Starlette handles byte ranges, HEAD, ETag and 304. This module adds content types and limits access: hidden files are
not found, a folder shows its index.html or nothing, and only requests for an allowed host name are answered, so that
another web page cannot read the show by pointing its own name at this address (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
from importlib.util import find_spec
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from audionews.support.errors import UsageError
from audionews.support.extras import how_to_add

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.applications import Starlette

TYPES = {
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".opml": "text/x-opml",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/rss+xml",
}
"""Content types by the ending of the file's name; the tables of operating systems differ and lack most of these."""
_NAMES = {"chapters.json": "application/json+chapters"}
_TEXTS = ("text/", "application/rss+xml", "application/x-subrip")
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-cache"}


def media_type(name: str) -> str:
    """Return the content type of the file called `name`, with a charset if it is text."""
    kind = _NAMES.get(name) or TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind


def application(root: Path, hosts: list[str] | None = None) -> Starlette:
    """Make the ASGI application that serves the folder `root`, under the host names `hosts` (None: under any name).

    Raises:
        UsageError: there is no such folder, or Starlette is not installed.
    """
    if find_spec("starlette") is None:
        raise UsageError("Serving needs Starlette and uvicorn.", hint=how_to_add("serve"))
    if not root.is_dir():
        raise UsageError(f"There is no folder {root}.", hint="Make an episode first: audionews make")
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.routing import Mount

    trusted = [Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)] if hosts else []
    return Starlette(routes=[Mount("/", _files(root))], middleware=trusted)


def _files(root: Path) -> Any:
    import os

    from starlette.responses import FileResponse
    from starlette.staticfiles import StaticFiles

    class Files(StaticFiles):
        def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
            if "\0" in path or any(part.startswith(".") and part != "." for part in PurePosixPath(path).parts):
                return "", None
            return super().lookup_path(path)

        def file_response(self, full_path: Any, *rest: Any, **more: Any) -> Any:
            response = super().file_response(full_path, *rest, **more)
            if isinstance(response, FileResponse):
                response.headers["content-type"] = media_type(os.path.basename(full_path))  # noqa: PTH119
            response.headers.update(_HEADERS)
            return response

    return Files(directory=root.resolve(), html=True, follow_symlink=False)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def own_address() -> str | None:
    """Return this machine's address in its network, None if it has none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # RFC 5737: an address that nobody has; connecting UDP sends no packet
        except OSError:
            return None
        address: str = probe.getsockname()[0]
    return address


def qr(url: str) -> str | None:
    """Return `url` as a QR code of block characters for the terminal; None if segno is not installed."""
    if find_spec("segno") is None:
        return None
    from io import StringIO

    import segno

    out = StringIO()
    segno.make(url, micro=False).terminal(out, compact=True)
    return out.getvalue()


def _names(host: str) -> list[str]:
    """Return the host names under which a browser can reach this machine."""
    own = socket.gethostname()
    return list(dict.fromkeys([host, "localhost", "127.0.0.1", own, f"{own.partition('.')[0]}.local"]))


def serve(
    root: Path, *, host: str = "127.0.0.1", port: int = 8000, ready: Callable[[str], None] = lambda _: None
) -> None:
    """Serve `root` until interrupted; `ready` is called with the address to open once the port is taken.

    Port 0 takes any free port. If not `is_loopback(host)`, warn the user first: others in the network can listen too.

    Raises:
        UsageError: there is no such folder, the port is in use, or uvicorn is not installed.
    """
    if find_spec("uvicorn") is None:
        raise UsageError("Serving needs Starlette and uvicorn.", hint=how_to_add("serve"))
    everywhere = host in {"0.0.0.0", "::"}  # noqa: S104 - only where the user asked for it
    named = (own_address() or socket.gethostname()) if everywhere else host
    app = application(root, None if ":" in named else _names(named))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(f"Cannot listen on {host}:{port}: {error.strerror}.", hint="Choose another --port.") from error
    import uvicorn

    with listener:
        place = f"[{named}]" if ":" in named else named
        ready(f"http://{place}:{listener.getsockname()[1]}/")
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])
