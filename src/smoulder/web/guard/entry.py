"""The way in: a link that lets one browser in, a session by its cookie, a token of a program."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hmac import compare_digest
from threading import Lock
from typing import TYPE_CHECKING, cast

from fastapi import Request, Response

from smoulder.web.guard.refused import NotSignedIn
from smoulder.web.guard.roles import Role
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.store.accounts import Account
    from smoulder.web.house import House

COOKIE = "smoulder"
API = "/api/"
"""Where paths of the interface for programs begin: a token is taken there, and on no page."""
BEARER = "bearer "


@dataclass(slots=True)
class Key:
    """A one-time key that stands in an address that is printed, and is spent by its first use."""

    held: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def is_held(self, given: str) -> bool:
        """Whether this is the key, which stays as it is."""
        return compare_digest(given.encode(), self.held.encode())

    def spend(self, given: str) -> bool:
        """Whether this is the key; it is another from then on."""
        with self._lock:
            if not self.is_held(given):
                return False
            self.held = secrets.token_urlsafe(32)
            return True


def visitor_of(house: House, request: Request) -> Visitor:
    """Who asks; the role is that which the account has at this moment.

    raises: NotSignedIn.
    """
    given = request.headers.get("authorization", "")
    if given and request.url.path.startswith(API):
        return _program(house, given)
    held = request.cookies.get(cookie_name(house), "")
    session = house.store.sessions.find(held, house.clock()) if held else None
    if session is None:
        raise NotSignedIn("nobody is signed in here")
    if not house.team and session.account is None:
        return Visitor(session.name, None, "administrator", session.digest, session.csrf)
    account = active(house, session.account)
    return Visitor(account.name, account.id, cast(Role, account.role), session.digest, session.csrf)


def active(house: House, account_id: str | None) -> Account:
    """The account that lets in at this moment.

    raises: NotSignedIn, also where the house is for a team and the entry was of one alone, or the other way round.
    """
    account = house.store.accounts.find(account_id) if house.team and account_id else None
    if account is None or not account.active:
        raise NotSignedIn("nobody is signed in here")
    return account


def let_in(house: House, request: Request, response: Response, name: str, account: str | None) -> None:
    """Give a browser a session of its own; one that it had comes to its end.

    The cookie goes along with a link from elsewhere, such as one in a mail (Lax), so that it opens the case at once:
    no page that is only read changes anything, and every form is held to its own token.
    """
    before = request.cookies.get(cookie_name(house), "")
    session = house.store.sessions.find(before, house.clock()) if before else None
    if session is not None:
        house.store.sessions.close(session.digest)
    held, _ = house.store.sessions.open(name, account, house.clock())
    response.set_cookie(
        cookie_name(house), held, httponly=True, samesite="lax", secure=is_secure(house), path="/"
    )


def let_go(house: House, response: Response) -> None:
    """Take a browser's cookie away."""
    # with the same marks: a browser takes no change of a __Host- cookie without them
    response.delete_cookie(
        cookie_name(house), httponly=True, samesite="lax", secure=is_secure(house), path="/"
    )


def cookie_name(house: House, name: str = COOKIE) -> str:
    """The name of a cookie; behind TLS one that browsers take from this very host alone."""
    return f"__Host-{name}" if is_secure(house) else name


def is_secure(house: House) -> bool:
    """Whether browsers reach the house through TLS."""
    return house.address.startswith("https://")


def _program(house: House, given: str) -> Visitor:
    """raises: NotSignedIn."""
    refused = NotSignedIn(
        "the token is not known, has ended or was revoked; make another under “Tokens” and send it as "
        "'Authorization: Bearer …'"
    )
    if not given.lower().startswith(BEARER):
        raise refused
    token = house.store.tokens.find(given[len(BEARER) :].strip(), house.clock())
    if token is None:
        raise refused
    scopes = frozenset(token.scopes)
    if not house.team and token.account is None:
        return Visitor(house.alone, None, "administrator", scopes=scopes)
    try:
        account = active(house, token.account)
    except NotSignedIn as reason:
        raise refused from reason
    return Visitor(account.name, account.id, cast(Role, account.role), scopes=scopes)
