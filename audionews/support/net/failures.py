"""What can go wrong on the way, each as one sentence, and whether asking again may help."""

from __future__ import annotations

import contextlib
import socket
import ssl
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpcore
import httpx

from audionews.support.errors import SourceError
from audionews.support.net.body import CutOffError
from audionews.support.net.transport import UnreachableProxyError
from audionews.support.retry import retry_after

if TYPE_CHECKING:
    from collections.abc import Iterator

_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_BROKEN_OFF = ("disconnected", "closed", "incomplete")
_WORDS = {
    401: "It asks for a login (401).",
    402: "It is for subscribers (402).",
    403: "The site refuses to show it to programs (403).",
    404: "There is no such page (404).",
    407: "The proxy asks for a name and password (407).",
    410: "The page is gone (410).",
    451: "The site may not show it here for legal reasons (451).",
}


class LaterError(SourceError):
    """It failed now and may succeed later; `delay` is the site's own wish in seconds, 0 where it has none."""

    def __init__(self, message: str, *, delay: float = 0.0) -> None:
        super().__init__(message)
        self.delay = delay


class SilentError(LaterError):
    """Nothing came in time."""


class RefusedError(SourceError):
    """The site answered with an error that stays; `status` is its HTTP code."""

    def __init__(self, message: str, *, status: int) -> None:
        super().__init__(message)
        self.status = status


def wish(error: Exception) -> float | None:
    """Return the seconds after which asking again makes sense, None where it does not (for `retry.persist`)."""
    if isinstance(error, LaterError):
        return error.delay
    return 0.0 if isinstance(error, CutOffError) else None


def judge(response: httpx.Response) -> None:
    """Pass an answer that carries a page.

    Raises:
        LaterError: the site is overloaded or broken for now.
        RefusedError: it is not to be had.
    """
    status = response.status_code
    if status in {200, 203}:
        return
    if status in _AGAIN:
        sentence = "The site asks to wait (429)." if status == 429 else f"The site is out of order ({_named(status)})."
        raise LaterError(sentence, delay=retry_after(response.headers.get("retry-after")))
    raise RefusedError(_WORDS.get(status, f"The site answered {_named(status)}."), status=status)


def _named(status: int) -> str:
    with contextlib.suppress(ValueError):
        return f"{status} {HTTPStatus(status).phrase}"
    return str(status)


@contextlib.contextmanager
def plainly() -> Iterator[None]:
    """Turn what the libraries and the system raise into SourceError or LaterError."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise SilentError("The site did not answer in time.") from error
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise LaterError("Its name could not be looked up: is there a network?") from error
        raise SourceError("There is no site of that name.") from error
    except (httpcore.ProxyError, httpcore.RemoteProtocolError) as error:
        raise _other_side(error) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        cause = error.__cause__ or error.__context__
        if isinstance(error, ssl.SSLError) or isinstance(cause, ssl.SSLError):
            raise SourceError(f"Its certificate or encryption is not right ({cause or error}).") from error
        raise LaterError(f"The connection failed ({_reason(error)}).") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.UnsupportedProtocol, UnicodeError) as error:
        raise SourceError(f"Its address cannot be used ({_reason(error)}).") from error


def _other_side(error: Exception) -> SourceError:
    """Return what to say of a proxy, or of a server that speaks no HTTP."""
    if isinstance(error, UnreachableProxyError):
        return LaterError(f"The proxy cannot be reached ({_reason(error)}).")
    if isinstance(error, httpcore.ProxyError):
        return SourceError(f"The proxy refuses to connect ({_reason(error)}).")
    if any(word in str(error) for word in _BROKEN_OFF):
        return LaterError(f"The connection failed ({_reason(error)}).")
    return LaterError("Its answer is no HTTP that can be read.")


def _reason(error: Exception) -> str:
    return (str(error) or type(error).__name__).rstrip(".")
