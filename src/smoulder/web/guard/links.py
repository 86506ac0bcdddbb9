"""One-time links by which somebody chooses a password: invitations, and new passwords for old ones.

A link is signed with the key of the house and kept nowhere. It holds for as long as what lets the account in stays as
it was when the link was made: once it is used, or another one is made, it is void.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from typing import TYPE_CHECKING

from smoulder.web.guard.keyed import keyed
from smoulder.web.guard.refused import Refused

if TYPE_CHECKING:
    from smoulder.store.accounts import Account
    from smoulder.web.house import House

LASTS = timedelta(days=3)
"""A link that nobody opens ends after so long."""


def make_link(house: House, account: Account) -> str:
    """The address of a one-time link for an account; links that were made before are void."""
    now = house.clock()
    ends = int((now + LASTS).timestamp())
    renewed = house.store.accounts.renew(account.id, now)
    return f"{house.address}/join?link={renewed.id}.{ends}.{_mark(house, renewed, ends)}"


def account_of(house: House, link: str) -> Account:
    """The account of a link. raises: Refused where it is spent, too old or not ours."""
    refused = Refused("the link was used, has ended or is not whole; ask an administrator for another")
    who, _, rest = link.partition(".")
    until, _, mark = rest.partition(".")
    if not (who.isalnum() and who.isascii() and until.isascii() and until.isdigit() and len(until) < 12):
        raise refused
    account = house.store.accounts.find(who)
    if account is None or not account.active:
        raise refused
    if not compare_digest(_mark(house, account, int(until)).encode(), mark.encode()):
        raise refused
    if house.clock() >= datetime.fromtimestamp(int(until), UTC):
        raise refused
    return account


def _mark(house: House, account: Account, ends: int) -> str:
    return keyed(house, "link", f"{account.id} {ends} {account.changed.isoformat()}")
