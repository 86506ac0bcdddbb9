"""The account of somebody whom a provider of OpenID Connect names, and the role that they come in with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from smoulder.desk.roles import ROLES, Role
from smoulder.records.errors import BadEntry
from smoulder.store.accounts import LONGEST, clean_name, handle_of
from smoulder.store.audit import Deed
from smoulder.web.guard.refused import Refused

if TYPE_CHECKING:
    from smoulder.desk.sign_in import SignIn
    from smoulder.store.accounts import Account
    from smoulder.web.house import House

BEGINS = "smoulder-"
"""What a provider can write before a role, where its groups need longer names."""
SAME_NAME = 20
"""Names that are tried where somebody has the name already, or work stands under it in the ledger."""


def account_for(house: House, choice: SignIn, claims: Mapping[str, Any]) -> Account:  # Any: of any type
    """The account of verified claims, made where they come for the first time.

    It is found by issuer and subject alone: a name or an e-mail address can be given to somebody else.

    raises: Refused where the settings do not let them in, or the account was let go.
    """
    see_domain(choice, claims)
    named = role_named(choice, claims)
    account = house.store.accounts.of_subject(choice.issuer, str(claims["sub"]))
    if account is None:
        role = named or (choice.role if choice.domains or not choice.claim else "")
        if not role:
            raise _no_role()
        account = _add(house, choice, claims, role)
    if not account.active:
        raise Refused("this account is let in no more; ask an administrator")
    if choice.claim and not choice.domains and named is None:
        raise _no_role()
    if named and named != account.role:
        _give_role(house, account, named)
    return account


def _give_role(house: House, account: Account, role: Role) -> None:
    """Let an account have the role that its provider names; the last administrator stays one, and comes in."""
    try:
        house.store.accounts.set_role(account.id, role)
    except BadEntry:
        _note(house, account, 422, f"role {account.role} kept, of the last administrator; {role} named")
    else:
        _note(house, account, 200, f"role {account.role} changed to {role}")


def _note(house: House, account: Account, status: int, done: str) -> None:
    """Note what the word of a provider did to an account."""
    words = f"OpenID Connect: {done}"
    deed = Deed(house.clock(), account.name, account.id, "manage accounts", None, "", status, words)
    house.store.audit.add(deed)


def see_domain(choice: SignIn, claims: Mapping[str, Any]) -> None:
    """See that the e-mail address is verified, and of a domain that comes in. raises: Refused."""
    if not choice.domains:
        return
    domain = str(claims.get("email", "")).rpartition("@")[2].lower()
    if claims.get("email_verified") is not True or domain not in choice.domains:
        raise Refused(
            "your e-mail address is not verified there, or not of a domain that comes in; ask an administrator"
        )


def role_named(choice: SignIn, claims: Mapping[str, Any]) -> Role | None:
    """The highest role that a claim names, None where it names none."""
    given = claims.get(choice.claim) if choice.claim else None
    words = given if isinstance(given, list) else [given]
    found = {str(word).removeprefix(BEGINS) for word in words}
    return next((role for role in reversed(ROLES) if role in found), None)


def _add(house: House, choice: SignIn, claims: Mapping[str, Any], role: str) -> Account:
    called = next(
        (str(claims[one]) for one in ("name", "preferred_username") if isinstance(claims.get(one), str)), ""
    )
    name, now = _name(called), house.clock()
    taken = house.store.accounts.names_taken()
    for number in range(1, SAME_NAME):
        own = name if number == 1 else f"{name} {number}"
        if handle_of(own) in taken:
            continue
        try:
            made = house.store.accounts.add(own, role, now, issuer=choice.issuer, subject=str(claims["sub"]))
        except BadEntry:
            continue  # somebody else took the name at the same moment
        if made.created == now:  # else another browser of the same person was faster
            _note(house, made, 200, f"account made, role {made.role}")
        return made
    raise Refused(f"too many members are called {name}; ask an administrator")


def _name(called: str) -> str:
    try:
        return clean_name(called[: LONGEST - 3])
    except BadEntry:
        return "new member"


def _no_role() -> Refused:
    return Refused("your organisation gives you no role in this workbench; ask who runs the sign-in there")
