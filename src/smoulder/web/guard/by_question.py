"""What a visitor may do in a case that a question or a file leads to, so that no path of a route names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from smoulder.store.accounts import handle_of
from smoulder.store.case_terms import Admit, Terms
from smoulder.web.guard.case_access import in_case
from smoulder.web.guard.refused import Clash, Refused
from smoulder.web.guard.roles import LEAST, Role
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.store.access import Access
    from smoulder.store.workbench import Workbench
    from smoulder.web.house import House

FOR_OTHERS = "a case of this question is for others"
GIVE_A_LABEL = "give yours a label"


def admit_of(visitor: Visitor) -> Admit | None:
    """What sees to it that a visitor may work in a case that is there; None for who works alone.

    Of a case that is for others nothing is told but that it is there.
    """
    if visitor.account is None:
        return None

    def admit(case_id: str, access: Access) -> None:
        inside = in_case(visitor, access)
        if inside is None:
            raise Clash(f"{FOR_OTHERS}; {GIVE_A_LABEL}")
        if not inside.may("work"):
            raise Refused(
                f"{visitor.name} is {inside.role} in {case_id}, the case of this question; "
                f"this needs {LEAST['work']}, ask an editor of it"
            )

    return admit


def terms_of(house: House, visitor: Visitor) -> Terms | None:
    """The terms on which a visitor takes in a file; None for who works alone."""
    if visitor.account is None:
        return None

    def refuse(case_id: str, access: Access) -> None:
        if in_case(visitor, access) is None:
            raise Clash(f"{FOR_OTHERS}; ask whoever keeps the server to take the file in")
        raise Clash(
            f"case {case_id} is here already, and a file only opens a case that is not; ask whoever keeps the server "
            "to merge the file with `smoulder case import`"
        )

    others = {one.handle for one in house.store.accounts.all() if one.id != visitor.account}
    return Terms(visitor.name, frozenset(others - {handle_of(visitor.name)}), refuse, house.clock())


def visitor_for(store: Workbench, account_id: str | None, name: str) -> Visitor:
    """Who asked for a job, with the role that they have at this moment.

    name:   under which it was asked for.
    raises: Refused where the account is closed by now.
    """
    if account_id is None:
        return Visitor(name, None, "administrator")
    account = store.accounts.find(account_id)
    if account is None or not account.active:
        raise Refused(f"{name} asked for this and has no account here any more; ask for it yourself")
    return Visitor(account.name, account.id, cast(Role, account.role))
