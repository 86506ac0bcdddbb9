"""One piece of news sent to one address, once."""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPConnection, HTTPException
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING

from smoulder import __version__
from smoulder.records.errors import BadEntry
from smoulder.web.hooks.signature import signed_headers

if TYPE_CHECKING:
    from smoulder.store.deliveries import Delivery
    from smoulder.store.hooks import Hook
    from smoulder.web.hooks.reach import Reach, Target

SECONDS = 10.0
"""For the whole of it, from the connection to the last byte of the answer."""
NO_ANSWER = f"no answer within {SECONDS:.0f} seconds"
MOST_READ = 64 * 2**10
"""Bytes of an answer that are read; nothing in it matters but its status."""


class _Held(HTTPConnection):
    """A connection over a socket that is there already, so that what was looked at is what is spoken to."""

    def __init__(self, target: Target, held: socket.socket) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS)
        self.sock = held

    def connect(self) -> None:
        """Nothing: it stands."""


def send(hook: Hook, one: Delivery, reach: Reach, seconds: int) -> tuple[int | None, str]:
    """Send news to an address.

    reach:   which places are told at all. seconds: since 1970, now.
    returns: the status of the answer, None where none came, and what went wrong, '' where it was taken. A redirect is
             not followed: it would lead past what was looked at.
    """
    body = one.body.encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"Smoulder/{__version__}",
        "Connection": "close",
    }
    headers |= signed_headers(hook.secret, one.id, seconds, body)
    try:
        target = reach.check(hook.address)
        held = _connect(target, reach.find(target))
    except (BadEntry, OSError, UnicodeError) as reason:
        return None, _words(reason)
    in_use = [held]
    ends, began = Timer(SECONDS, _end, [in_use]), monotonic()
    ends.start()
    try:
        if target.secure:
            in_use[0] = ssl.create_default_context().wrap_socket(held, server_hostname=target.host)
        connection = _Held(target, in_use[0])
        connection.request("POST", target.path, body, headers)
        answer = connection.getresponse()
        answer.read(MOST_READ)
    except (OSError, HTTPException, ValueError) as reason:
        return None, _words(reason) if monotonic() - began < SECONDS else NO_ANSWER
    finally:
        ends.cancel()
        in_use[0].close()
    if 200 <= answer.status < 300:
        return answer.status, ""
    more = "; redirects are not followed" if 300 <= answer.status < 400 else ""
    return answer.status, f"answered {answer.status}{more}"


def _connect(target: Target, places: list[tuple[int, str]]) -> socket.socket:
    """A connection to the first of some network addresses that takes one. raises: OSError."""
    last: OSError = OSError("the name stands for no address")
    for family, place in places[:4]:
        held = socket.socket(family, socket.SOCK_STREAM)
        held.settimeout(SECONDS / 2)
        try:
            held.connect((place, target.port))
        except OSError as reason:
            last = reason
            held.close()
        else:
            held.settimeout(SECONDS)
            return held
    raise last


def _end(in_use: list[socket.socket]) -> None:
    """Break off what takes too long, wherever it waits."""
    try:
        in_use[0].shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it had ended by itself


def _words(reason: Exception) -> str:
    if isinstance(reason, TimeoutError):
        return NO_ANSWER
    if isinstance(reason, BadEntry):
        return str(reason)
    told = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return f"not reached: {told}"[:300]
