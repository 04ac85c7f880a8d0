"""Requests and answers as they are written: addresses, headers, bodies."""

from __future__ import annotations

import httpx

from audionews.support.errors import SourceError
from audionews.support.net.body import plain
from audionews.support.net.failures import judge, plainly
from audionews.support.net.http_cache import Answer
from audionews.support.net.reservations import of_headers, of_page


def web_url(url: str) -> httpx.URL:
    """Return `url` as an address that may be fetched.

    Raises:
        SourceError: it is none of the web, or carries a password, which would end in manifests and logs.
    """
    with plainly():
        found = httpx.URL(url)
    if found.scheme not in {"http", "https"} or not found.host:
        raise SourceError("Only http and https addresses are fetched.")
    if found.userinfo:
        raise SourceError("Addresses with a name and password in them are not fetched.")
    return found.copy_with(fragment=None)


def onward(here: httpx.URL, response: httpx.Response) -> httpx.URL:
    """Return where an answer redirects to, as seen from `here`.

    Raises:
        SourceError: nowhere, or where nothing is fetched.
    """
    target = response.headers.get("location", "")
    if not target:
        raise SourceError(f"It is redirected to nowhere ({response.status_code}).")
    with plainly():
        return web_url(str(here.join(target)))


def conditions(held: Answer) -> dict[str, str]:
    """Return the headers that ask for an answer only if it is another than the one that is held."""
    conditions = {"If-None-Match": held.etag, "If-Modified-Since": held.modified}
    return {name: value for name, value in conditions.items() if value}


def content_of(response: httpx.Response, most: int, *, partial: bool = False) -> bytes:
    """Return the body of an answer, decompressed and at most `most` bytes; with `partial`, also of a part.

    Raises:
        SourceError: it is an error, too large, or damaged.
    """
    if not (partial and response.status_code == 206):
        judge(response)
    return b"".join(plain(response.iter_raw(), response.headers.get("content-encoding", ""), most))


def answer_of(url: str, final: httpx.URL, response: httpx.Response, content: bytes, until: float) -> Answer:
    """Return an answer as it is kept."""
    headers = response.headers
    return Answer(
        url=url,
        final=str(final),
        content=content,
        media=media_of(response),
        charset=response.charset_encoding,
        etag=headers.get("etag"),
        modified=headers.get("last-modified"),
        until=until,
        reserved=of_headers(headers) or of_page(content),
    )


def media_of(response: httpx.Response) -> str:
    """Return the media type that an answer names, in lower case."""
    said: str = response.headers.get("content-type", "")
    return said.partition(";")[0].strip().lower()
