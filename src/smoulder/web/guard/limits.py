"""Tries to come in: each is noted, and too many are refused for a while, without shutting anybody out for good.

Failures are counted in the audit trail, so that a restart forgets none: of one place of the network, of one account
from one place, and of one account from everywhere. A browser in which somebody signed in before is counted by itself:
whoever tries names from elsewhere stops other strangers for a quarter of an hour, and not the owner of the account.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

from fastapi import Request, Response

from smoulder.store.accounts import handle_of
from smoulder.store.audit import Deed
from smoulder.web.guard.entry import cookie_name, is_secure
from smoulder.web.guard.keyed import keyed, origin_of
from smoulder.web.guard.refused import Refused, TooMany
from smoulder.web.guard.signed import sign, unsigned

if TYPE_CHECKING:
    from smoulder.store.accounts import Account
    from smoulder.web.house import House

SIGN_IN = "sign in"
"""The deed of who tries to come in."""
AS, IN_BROWSER = "as ", " in the browser "
"""What stands in the words of a try before the digest of the name, and before that of a browser that is known."""
WITHIN = timedelta(minutes=15)
"""Failures count for so long."""
OF_PAIR, OF_BROWSER, OF_ORIGIN, OF_ACCOUNT = 5, 10, 20, 50
"""Failures from which no further try is taken: of one account from one place; from a browser that is known for it; of
one place, whatever the accounts; of one account, wherever from."""
KNOWN = "smoulder-known"
"""The cookie of a browser in which an account signed in before; it lets nobody in."""
YEAR = 365 * 24 * 3600
_ONE = Lock()
"""One try after another: each sees the failures before it, and a flood of them does not fill the memory with hashes."""
IN_LINE = 8
"""Tries that wait for their turn at a time: each takes one of the threads that all pages are answered by."""
_LINE = BoundedSemaphore(IN_LINE)


@dataclass(frozen=True, slots=True)
class Counted:
    """Failures that one try is held to. what, origin: of the deeds, '' for any; most: from which it is refused."""

    what: str
    origin: str
    most: int


def try_password(house: House, request: Request, name: str, check: Callable[[], Account | None]) -> Account:
    """The account that a check of a password gives, where it may be tried at this moment.

    name:   as it was typed; kept only as a digest, since it can be a password in the wrong field.
    check:  gives the active account of the name where the password is right.
    raises: TooMany; Refused where name and password do not belong together.
    """
    origin, mark = origin_of(house, request), keyed(house, "name", handle_of(name))
    there = house.store.accounts.named(name)
    browser = _known_as(house, request, there)
    if browser:
        what = f"{AS}{mark}{IN_BROWSER}{keyed(house, KNOWN, browser)}"
        limits = [Counted(what, "", OF_BROWSER)]
    else:
        what = f"{AS}{mark}"
        limits = [
            Counted(what, origin, OF_PAIR),
            Counted("", origin, OF_ORIGIN),
            Counted(what, "", OF_ACCOUNT),
        ]
    request.state.noted = True
    with _in_line():
        _see_limits(house, limits, what, origin)
        account = check()
        known = account or there
        house.store.audit.add(
            Deed(
                house.clock(), known.name if known else "", known.id if known else None, SIGN_IN, None, origin,
                200 if account else 401, what,
            )
        )  # fmt: skip
    if account is None:
        raise Refused("the name and the password do not belong together; try again, or ask an administrator")
    return account


@contextmanager
def _in_line() -> Iterator[None]:
    """Wait for one's turn. raises: TooMany where the line is full, at once and without a row in the trail."""
    if not _LINE.acquire(blocking=False):
        raise TooMany("many sign in at this moment; try again in a few seconds", 2)
    try:
        with _ONE:
            yield
    finally:
        _LINE.release()


def remember(house: House, request: Request, response: Response, account: Account) -> None:
    """Let the browser be known for an account from here on, so that failures elsewhere do not stop it."""
    account = house.store.accounts.find(account.id) or account  # as a new password has left it
    if _known_as(house, request, account):
        return
    response.set_cookie(
        cookie_name(house, KNOWN), sign(KNOWN, f"{_stand(account)}{secrets.token_urlsafe(16)}", house.secret),
        max_age=YEAR, httponly=True, samesite="lax", secure=is_secure(house), path="/",
    )  # fmt: skip


def _known_as(house: House, request: Request, account: Account | None) -> str:
    """What marks the browser as known for an account; '' where it is not."""
    held = request.cookies.get(cookie_name(house, KNOWN), "")
    text = unsigned(KNOWN, held, house.secret) or "" if held else ""
    return text if account is not None and text.startswith(_stand(account)) else ""


def _stand(account: Account) -> str:
    """What the mark of a browser begins with: void once what lets the account in is changed, as by a new password."""
    return f"{account.id} {account.changed.isoformat()} "


def _see_limits(house: House, limits: list[Counted], what: str, origin: str) -> None:
    """raises: TooMany."""
    now = house.clock()
    waits, kind = [], what
    for one in limits:
        failed = house.store.audit.times(
            SIGN_IN, now - WITHIN, status=401, origin=one.origin, what=one.what, most=one.most
        )
        if len(failed) >= one.most:
            waits.append(failed[-1] + WITHIN - now)
            kind = one.what and kind
    if not waits:
        return
    seconds = max(1, int(max(waits).total_seconds()) + 1)
    # once for each kind of try, and of a place once for all names: a flood of refused ones is not worth a flood of rows
    if not house.store.audit.times(SIGN_IN, now - WITHIN, status=429, origin=origin, what=kind, most=1):
        house.store.audit.add(Deed(now, "", None, SIGN_IN, None, origin, 429, what))
    minutes = max(1, round(seconds / 60))
    raise TooMany(
        f"too many tries failed; the next one is taken in {minutes} min, or ask an administrator for a link",
        seconds,
    )
