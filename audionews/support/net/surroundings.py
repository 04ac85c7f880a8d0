"""Proxies and root certificates, as the environment or the system names them, for all that talks to a network.

Nothing is loaded for it: the fetcher hands what it finds to httpx, the speech services to requests.
"""

from __future__ import annotations

import os
import ssl
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from audionews.support.errors import SourceError, UsageError

_CERTIFICATES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_DIR")
HTTP = frozenset({"http", "https"})
"""The kinds of proxies that every client of ours can use."""


@dataclass(frozen=True)
class ProxySetting:
    """A proxy, and who named it."""

    url: str
    """Its address, with name and password where it needs them: never to be shown."""
    setting: str
    """What names it, as a person would look for it: `HTTPS_PROXY`, `the system's settings`."""

    @property
    def shown(self) -> str:
        """Its address without name and password."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def proxy_for(url: str, kinds: frozenset[str] = HTTP) -> ProxySetting | None:
    """Return the proxy for an address (HTTPS_PROXY, NO_PROXY and their like, or the system's), None where none is set.

    Args:
        url: what is to be fetched.
        kinds: the kinds of proxies that can be used.

    Raises:
        SourceError: what is set cannot be used; the sentence names the setting.
    """
    parts = urlsplit(url)
    if urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    proxies = urllib.request.getproxies()
    kind = parts.scheme if proxies.get(parts.scheme) else "all"
    named = proxies.get(kind)
    if not named:
        return None
    setting = _setting(kind)
    proxy = ProxySetting(named if "://" in named else f"http://{named}", setting)
    try:
        found = urlsplit(proxy.url)
        usable = bool(found.hostname) and (found.port is None or found.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise SourceError(f"{setting} names no proxy that can be used.", hint=f"Mend {setting}, or unset it.")
    if found.scheme not in kinds:
        raise SourceError(
            f"{setting} names a proxy of the kind {found.scheme} ({proxy.shown}), which is not supported.",
            hint=f"Name an HTTP proxy in {setting}, or unset it.",
        )
    return proxy


def _setting(kind: str) -> str:
    """Return which variable names the proxy of a kind (`https`, `all`), in the case in which it is set."""
    names = (f"{kind}_proxy", f"{kind}_proxy".upper())
    return next((name for name in names if os.environ.get(name)), "the system's proxy setting")


def certificates() -> str:
    """Return the file or folder of root certificates: the one that the environment names, else certifi's.

    Raises:
        UsageError: the environment names some that are not there.
    """
    named = next((name for name in _CERTIFICATES if os.environ.get(name)), None)
    if named is None:
        import certifi

        return certifi.where()
    path = os.environ[named]
    if not Path(path).exists():
        raise UsageError(f"{path} holds no certificates: there is no such file.", hint=f"{named} names it.")
    return path


def tls_context() -> ssl.SSLContext:
    """Return a verifying context with these certificates.

    Raises:
        UsageError: they cannot be read.
    """
    path = certificates()
    is_folder = Path(path).is_dir()
    try:
        return ssl.create_default_context(cafile=None if is_folder else path, capath=path if is_folder else None)
    except OSError as error:
        raise UsageError(f"{path} holds no certificates: {error.strerror or error}.") from error
