"""Which addresses are told of news at all: none by which something inside our own network could be reached."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    from smoulder.web.house import House

VARIABLE = "SMOULDER_WEBHOOKS_TO"
"""Names places that are told whatever they are, over http as well: 'desk.internal:8080, 127.0.0.1:9000'."""
TUNNELS = tuple(ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
"""IPv6 addresses that hold one of IPv4, which can be anywhere."""

OLD_SITE = ip_network("fec0::/10")
"""Addresses of one site alone, as networks had them before fc00::/7; some still do."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads. path: with its query."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def place(self) -> str:
        """Host and port as `SMOULDER_WEBHOOKS_TO` has them."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Reach:
    """Which places can be told. allowed: those that are taken whatever they are."""

    allowed: frozenset[str] = frozenset()

    def check(self, address: str) -> Target:
        """See where an address leads, as far as it says so itself; its name is looked up when it is told.

        raises: BadEntry for one that no news are sent to.
        """
        target = _target(address)
        if target.place in self.allowed:
            return target
        if not target.secure:
            raise BadEntry(
                f"{_short(address)} is not https, so that others could read along; give one that is"
            )
        if target.host == "localhost" or target.host.endswith(".localhost") or _is_inside(target.host):
            raise BadEntry(_inside(target))
        return target

    def find(self, target: Target) -> list[tuple[int, str]]:
        """The network addresses of a place, each with its family; all of them lie outside our own network.

        raises: BadEntry where one does not; OSError where the name is not known.
        """
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        places = list(dict.fromkeys((int(family), str(place[0])) for family, _, _, _, place in found))
        if target.place not in self.allowed and any(_is_inside(one) for _, one in places):
            raise BadEntry(_inside(target))
        return places


def reach_of(house: House) -> Reach:
    """The places that the administrator of the machine allows."""
    told = os.environ.get(VARIABLE, "")
    return Reach(frozenset(one.strip().lower() for one in told.split(",") if one.strip()))


def _target(address: str) -> Target:
    try:
        parts: SplitResult = urlsplit(address)
        port = parts.port
    except ValueError as reason:
        raise BadEntry(f"{_short(address)} is no address; write https://host/path") from reason
    host = (parts.hostname or "").rstrip(".")
    plain = address.isascii() and address.isprintable() and " " not in address and "\\" not in address
    if parts.scheme not in ("https", "http") or not host or not plain:
        raise BadEntry(f"{_short(address)} is no address of the web; write https://host/path")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise BadEntry(
            "the address holds a name, a password or a part after '#'; leave them out, news are signed"
        )
    secure = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(secure, host, port or (443 if secure else 80), path)


def _is_inside(host: str) -> bool:
    """Whether a network address is of our own network, of this machine, or otherwise none of the open net."""
    try:
        one = ip_address(host.partition("%")[0])
    except ValueError:
        return False  # a name; what it stands for is looked at when it is looked up
    if isinstance(one, IPv6Address):
        if any(one in net for net in (*TUNNELS, OLD_SITE)):
            return True
        one = one.ipv4_mapped or one
    return not one.is_global or one.is_multicast or one.is_reserved


def _inside(target: Target) -> str:
    return (
        f"{target.host} lies inside this network, where no news are sent; give an address outside, or let who runs "
        f"the workbench name it in {VARIABLE}"
    )


def _short(address: str) -> str:
    return repr(address if len(address) <= 80 else f"{address[:79]}…")
