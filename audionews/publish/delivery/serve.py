"""Serve a show's folder to browsers and podcast apps on this machine or in this network.

Starlette handles byte ranges, HEAD, ETag and 304. This module adds content types and limits access: only what the
episodes' manifests list is found, a folder shows its index.html or nothing, and only requests for an allowed host name
are answered, so that another web page cannot read the show by pointing its own name at this address (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import re
import socket
from importlib.util import find_spec
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from audionews.publish.delivery import live_stream
from audionews.publish.delivery.media_types import media_type
from audionews.publish.show import contents, listeners, shows
from audionews.publish.show.private_pages import ListenersFeeds
from audionews.support.errors import UsageError
from audionews.support.extras import how_to_add

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-cache"}
_LONGEST = 1000  # characters of a path


class Beside(Protocol):
    """An application that answers at some paths beside the show."""

    def takes(self, path: str) -> bool:
        """Tell whether a path is its own."""
        ...

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request, as ASGI has it."""
        ...


def application(root: Path, hosts: list[str] | None = None, beside: Beside | None = None) -> Any:
    """Make the ASGI application that serves the show in `root`, under the host names `hosts` (None: under any name).

    What `beside` takes is answered there, under these names too.

    An address of digits is always allowed: a page elsewhere can point a name of its own here, and no number.

    Raises:
        UsageError: there is no such folder, or Starlette is not installed.
    """
    if find_spec("starlette") is None:
        raise UsageError("Serving needs Starlette and uvicorn.", hint=how_to_add("serve"))
    if not root.is_dir():
        raise UsageError(f"There is no folder {root}.", hint="Make an episode first: audionews make")
    return _door(root.resolve(), _files(root.resolve()), hosts, beside)


def _door(root: Path, inner: Any, hosts: list[str] | None, beside: Beside | None) -> Any:
    from starlette.concurrency import run_in_threadpool
    from starlette.datastructures import Headers
    from starlette.responses import PlainTextResponse, RedirectResponse, Response

    own = ListenersFeeds(root)

    async def door(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        host = Headers(scope=scope).get("host", "")
        if hosts is not None and not _is_allowed(host, hosts):
            await PlainTextResponse("Invalid host header", status_code=400)(scope, receive, send)
            return
        if beside is not None and beside.takes(scope["path"]):
            await beside(scope, receive, send)
            return
        asked = await run_in_threadpool(listeners.of_path, root, scope["path"])
        if asked is None:
            await PlainTextResponse("Not Found", status_code=404)(scope, receive, send)
            return
        path, secret = asked
        if secret and scope["path"] == f"/{secret}":
            await RedirectResponse(f"/{secret}/")(scope, receive, send)
            return
        if path == live_stream.PATH and scope["method"] in {"GET", "HEAD"}:
            told = await run_in_threadpool(live_stream.live_answer, root, head=scope["method"] == "HEAD")
            await told(scope, receive, send)
            return
        text = (
            await run_in_threadpool(own.text, path, f"{scope.get('scheme', 'http')}://{host}/{secret}/")
            if secret
            else None
        )
        if text is None:
            await inner({**scope, "root_path": f"/{secret}"} if secret else scope, receive, send)
        else:
            kind = media_type(path.rpartition("/")[2] or "index.html")
            await Response(text, headers={**_HEADERS, "content-type": kind})(scope, receive, send)

    return door


def _is_allowed(host: str, names: list[str]) -> bool:
    """Tell whether the value of a Host header (RFC 9110, section 7.2) is one of `names`, or an address of digits."""
    name = re.sub(r":\d*$", "", host) if not host.endswith("]") else host
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return name.lower().rstrip(".") in {each.lower() for each in names}
    return True


def _files(root: Path) -> Any:
    import os

    from starlette.exceptions import HTTPException
    from starlette.responses import FileResponse
    from starlette.staticfiles import StaticFiles

    class Files(StaticFiles):
        def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
            """Return the place of a file that listeners may have; of a folder, where it shows its index."""
            parts = [part for part in PurePosixPath(path.replace("\\", "/")).parts if part != "."]
            inside = len(path) < _LONGEST and "\0" not in path and ".." not in parts
            if not inside or not (contents.is_public(root, parts) or contents.is_public(root, [*parts, "index.html"])):
                return "", None
            return super().lookup_path(path)

        def file_response(self, full_path: Any, *rest: Any, **more: Any) -> Any:
            response = super().file_response(full_path, *rest, **more)
            if isinstance(response, FileResponse):
                response.headers["content-type"] = media_type(os.path.basename(full_path))  # noqa: PTH119
            response.headers.update(_HEADERS)
            return response

    files = Files(directory=root, html=True, follow_symlink=False)

    async def answered(scope: Any, receive: Any, send: Any) -> None:
        from starlette.responses import PlainTextResponse

        try:
            await files(scope, receive, send)
        except HTTPException as refused:
            answer = PlainTextResponse(refused.detail, status_code=refused.status_code, headers=refused.headers)
            await answer(scope, receive, send)

    return answered


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
    return list(dict.fromkeys([host, "localhost", own, f"{own.partition('.')[0]}.local"]))


def serve(
    root: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    beside: Beside | None = None,
    ready: Callable[[str], None] = lambda _: None,
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
    public = urlsplit(shows.read(root).base_url or "").hostname if root.is_dir() else None  # of a proxy before us
    app = application(root, [*_names(named), *([public] if public else [])], beside)
    place = f"[{named}]" if ":" in named else named
    hold(app, host, port, lambda taken: ready(f"http://{place}:{taken}/"))


def hold(app: Any, host: str, port: int, ready: Callable[[int], None]) -> None:
    """Answer requests by an ASGI application until interrupted; `ready` is called with the port once it is taken.

    Raises:
        UsageError: the port is in use.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(f"Cannot listen on {host}:{port}: {error.strerror}.", hint="Choose another --port.") from error
    from audionews.publish.delivery.patience import server

    with listener:
        ready(listener.getsockname()[1])
        server(app).run(sockets=[listener])
