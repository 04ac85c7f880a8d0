"""Who may come in: this machine's person alone, under this machine's name, from the studio's own page.

A page elsewhere may have its own name point here (DNS rebinding: the Host header tells), send requests here (their
Origin tells), or show the studio in a frame to have it clicked (the answer forbids it). A token in the address lets a
browser in the first time; from then on a cookie does, which no other site can have sent along (SameSite=Strict) and no
script can read. The key in the cookie is kept, so that an installed page opens again after a restart.
"""

from __future__ import annotations

import secrets
from functools import cache
from importlib.resources import files as resources
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from audionews.support import files, own_files
from audionews.support.errors import AbsentError

if TYPE_CHECKING:
    from pathlib import Path

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""What the studio's own page may do (CSP 3): its own files and nothing else."""
_SHOW_POLICY = "frame-ancestors 'none'"
"""Beside the policy that an episode's page has in itself."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_NAMES = {"localhost", "127.0.0.1", "[::1]"}
_SAFE = {"GET", "HEAD"}
_MONTH = 30 * 24 * 3600
_KEY = ".key"


class StudioDoor:
    """Wraps an ASGI application, and answers in its place who may not come in."""

    def __init__(self, inner: Any, key: str, token: str, show: str) -> None:
        self._inner, self._key, self._token, self._show = inner, key, token, show

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request, or have it answered inside."""
        from starlette.datastructures import Headers
        from starlette.responses import PlainTextResponse, RedirectResponse

        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        own = _SHOW_POLICY if scope["path"].startswith(self._show) else POLICY

        async def guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                more = {**_HEADERS, "Content-Security-Policy": own}
                found = {name.lower() for name, _ in message["headers"]}
                added = [(name.lower().encode(), value.encode()) for name, value in more.items()]
                if b"cache-control" not in found:
                    added.append((b"cache-control", b"no-store"))
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        async def answer(response: Any) -> None:
            await response(scope, receive, guarded)

        if urlsplit(f"//{host}").hostname is None or host.rpartition(":")[0] not in _NAMES:
            await answer(PlainTextResponse("Invalid host header", status_code=400))
        elif refusal := _foreign(scope["method"], headers, host):
            await answer(PlainTextResponse(refusal, status_code=403))
        elif self._has_token(scope):
            response = RedirectResponse(scope["path"], status_code=303)
            response.set_cookie(_cookie(host), self._key, max_age=_MONTH, httponly=True, samesite="strict", path="/")
            await answer(response)
        elif not self._has_cookie(scope, host):
            await answer(PlainTextResponse(_locked(), status_code=403, headers={"content-language": "bn, en"}))
        else:
            await self._inner(scope, receive, guarded)

    def _has_token(self, scope: Any) -> bool:
        given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        return scope["method"] in _SAFE and _same(given, self._token)

    def _has_cookie(self, scope: Any, host: str) -> bool:
        from starlette.requests import HTTPConnection

        return _same(HTTPConnection(scope).cookies.get(_cookie(host), ""), self._key)


def key(folder: Path) -> str:
    """Return the key that the cookies of a studio's browsers hold; kept in its folder, for its user alone to read.

    Raises:
        StorageError: it can be neither read nor written.
    """
    place = files.folder(folder) / _KEY
    try:
        kept = own_files.text(place).strip()
    except AbsentError:
        kept = ""
    if len(kept) < len(token()):
        kept = token()
        files.write(place, kept, private=True)
    return kept


def token() -> str:
    """Return a secret that nobody guesses."""
    return secrets.token_urlsafe(32)


def _foreign(method: str, headers: Any, host: str) -> str:
    """Return why a request cannot come from the studio's own page; empty for one that may."""
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{host}":
        return "Foreign origin"
    if method not in _SAFE and origin is None:
        return "No origin"
    site, mode = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-mode", "navigate")
    if site not in {"none", "same-origin"} and mode != "navigate":
        return "Foreign site"
    return ""


@cache
def _locked() -> str:
    """Return what whoever comes without the key reads."""
    return resources("audionews.studio").joinpath("page", "locked.txt").read_text(encoding="utf-8")


def _cookie(host: str) -> str:
    """Return the name of the cookie; browsers share cookies among the ports of a host."""
    return f"audionews-studio-{host.rpartition(':')[2]}"


def _same(given: str, wanted: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
