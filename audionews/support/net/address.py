"""Which network addresses may be spoken to: those of the public internet, unless the user says otherwise."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from audionews.support.errors import SourceError

Resolve = Callable[[str, int], list[str]]
"""Host and port in, addresses out; OSError where there is none."""
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_CARRIERS = (  # IPv6 networks with an IPv4 address inside, and the bits to its right
    (ipaddress.IPv6Network("::/96"), 0),  # IPv4-compatible, RFC 4291 section 2.5.5.1
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),  # IPv4-mapped, RFC 4291 section 2.5.5.2
    (ipaddress.IPv6Network("::ffff:0:0:0/96"), 0),  # IPv4-translated, RFC 2765
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),  # NAT64, RFC 6052
    (ipaddress.IPv6Network("2002::/16"), 80),  # 6to4, RFC 3056
)
_ISATAP = 0x00005EFE  # RFC 5214, section 6.1; one bit tells whether the IPv4 address is unique
_REFUSED = (  # what the standard library calls global, or calls so in some versions
    ipaddress.IPv6Network("64:ff9b:1::/48"),  # local NAT64, RFC 8215
    ipaddress.IPv6Network("2001::/32"),  # Teredo, RFC 4380
    ipaddress.IPv6Network("3fff::/20"),  # documentation, RFC 9637
    ipaddress.IPv6Network("fec0::/10"),  # site-local, RFC 3879
    ipaddress.IPv6Network("5f00::/16"),  # segment routing, RFC 9602
    ipaddress.IPv4Network("192.0.0.0/24"),  # protocol assignments, RFC 6890
    ipaddress.IPv4Network("192.88.99.0/24"),  # 6to4 relays, RFC 7526
)


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of `host`, as the system finds them.

    Raises:
        OSError: it has none (socket.gaierror).
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def vetted(host: str, addresses: list[str], *, allow_private: bool) -> list[str]:
    """Return `addresses` of `host` if every one of them may be spoken to.

    One private address among public ones refuses all: that is how a rebinding name looks.

    Raises:
        SourceError: an address is not of the public internet.
    """
    for address in addresses:
        if not allow_private and not is_public(address):
            raise SourceError(
                f"{host} is at {address}, which is not an address of the public internet.",
                hint="If you trust it, allow it with --allow-private.",
            )
    return addresses


def is_public(address: str) -> bool:
    """Tell whether an address, and any IPv4 address it carries inside, belongs to the public internet."""
    try:
        whole = ipaddress.ip_address(address.partition("%")[0])  # a zone (fe80::1%eth0) changes nothing
    except ValueError:
        return False
    meant = _carried(whole) or whole
    if any(meant.version == network.version and meant in network for network in _REFUSED):
        return False
    return meant.is_global and not meant.is_multicast and _is_public_isatap(whole)


def _is_public_isatap(address: _Address) -> bool:
    """Tell whether the IPv4 address at the end of an ISATAP address is public too; of what is none, it is."""
    is_one = address.version == 6 and (int(address) >> 32 & 0xFDFFFFFF) == _ISATAP
    return not is_one or is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))


def _carried(address: _Address) -> _Address | None:
    """Return the IPv4 address that a whole network of IPv6 stands for, where it does."""
    for network, right in _CARRIERS:
        if address.version == 6 and address in network:
            return ipaddress.IPv4Address(int(address) >> right & 0xFFFFFFFF)
    return None
