"""Digests with the key of the house: two that are alike are told apart from others, and nothing is read back."""

from __future__ import annotations

import hmac
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import Request

    from smoulder.web.house import House


def keyed(house: House, kind: str, text: str) -> str:
    """The digest of a text, 32 letters; kind: keeps those of one use apart from those of another."""
    return hmac.new(house.secret, f"{kind}\n{text}".encode(), sha256).hexdigest()[:32]


def origin_of(house: House, request: Request) -> str:
    """The digest of the network address that asks; behind a proxy on this machine, of the one that asked the proxy."""
    return keyed(house, "origin", place_of(request.client.host if request.client else ""))


def place_of(host: str) -> str:
    """What stands for one place of the network: an address, or the 64 bits that one user of IPv6 is given.

    >>> place_of("192.0.2.7"), place_of("2001:db8:1:2:aaaa::1"), place_of("::ffff:192.0.2.7")
    ('192.0.2.7', '2001:db8:1:2::', '192.0.2.7')
    """
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> 64 << 64))
