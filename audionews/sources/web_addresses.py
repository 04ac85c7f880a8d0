"""Addresses of the web as people and feeds write them: mended as browsers mend them, then judged."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|igshid|mc_[ce]id)$")
_USER = re.compile(r"^(\s*[A-Za-z][\w+.-]*:/*)[^/?#]*@")
_BREAKS = str.maketrans("", "", "\t\n\r")


def web_address(written: str, base: str = "") -> str | None:
    """Return `written`, as seen from `base`, if it is an address of the web without a password, else None.

    As the URL standard has it: blanks around it and line breaks in it go, other blanks are escaped.
    """
    try:
        address = urljoin(base, written.strip().translate(_BREAKS))
        parts = urlsplit(address)
        _ = parts.port
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        return None
    if not valid or any(char.isspace() or not char.isprintable() for char in parts.netloc):
        return None
    return "".join(map(_escaped, address))


def _escaped(char: str) -> str:
    return quote(char, errors="replace") if char.isspace() or not char.isprintable() else char


def plain_address(url: str) -> str:
    """Return an address without fragment and the marks of trackers: the same page has the same one."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _TRACKING.match(pair[0])]
    query = urlencode(kept) if len(kept) < len(pairs) else parts.query
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, query, ""))


def without_password(written: str) -> str:
    """Return what may be an address without the name and password in it, so that it can be shown and published."""
    return _USER.sub(r"\1", written)
