"""Who sees a case, and what each may do in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from smoulder.store.audit import Deed
from smoulder.web.guard.refused import NotHere
from smoulder.web.guard.roles import Role
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.store.access import Access
    from smoulder.web.house import House

OVERSEE = "oversee"
"""The deed of an administrator who looks into a case that is for others."""
AGAIN = timedelta(hours=1)
"""It is noted no oftener than this for one case."""


def admitted(house: House, visitor: Visitor, case_id: str) -> Visitor:
    """The visitor with the role that they have in a case.

    raises: NotHere where the case is for others alone, in the words in which a case that is not there is told.
    """
    if visitor.account is None:
        return visitor
    access = house.store.access.of(case_id)
    inside = in_case(visitor, access) if access else None
    if access is None or inside is None:
        raise NotHere(f"no case {case_id[:80]!r} here; the list of cases names them all")
    if visitor.role == "administrator" and access.named and visitor.account not in access.roles:
        _note(house, visitor, case_id)
    return inside


def in_case(visitor: Visitor, access: Access) -> Visitor | None:
    """The visitor with the role that they have in a case; None where it is for others alone."""
    if visitor.account is None or visitor.role == "administrator":
        return visitor
    role = access.roles.get(visitor.account)
    if role is None:
        return None if access.named else visitor
    if role == visitor.role:
        return visitor
    return replace(visitor, role=cast(Role, role), house_role=visitor.role)


def sees(house: House, visitor: Visitor, case_ids: Iterable[str]) -> set[str]:
    """Those of some cases that a visitor sees: for lists, which leave out the others."""
    asked = set(case_ids)
    if visitor.account is None or visitor.role == "administrator":
        return asked
    return asked - house.store.access.hidden(visitor.account, asked)


def overseen(house: House, visitor: Visitor, case_ids: Iterable[str]) -> None:
    """Note the cases for others into which an administrator looks where the address names none.

    case_ids: of what is shown; a list that names cases and shows nothing of them needs no note.
    """
    if visitor.account is not None and visitor.role == "administrator":
        for case_id in sorted(house.store.access.hidden(visitor.account, set(case_ids))):
            _note(house, visitor, case_id)


def _note(house: House, visitor: Visitor, case_id: str) -> None:
    now = house.clock()
    words = f"{visitor.account} looked into the case as administrator"
    if not house.store.audit.times(OVERSEE, now - AGAIN, status=200, what=f"{words}: {case_id}", most=1):
        deed = Deed(now, visitor.name, visitor.account, OVERSEE, case_id, "", 200, f"{words}: {case_id}")
        house.store.audit.add(deed)
