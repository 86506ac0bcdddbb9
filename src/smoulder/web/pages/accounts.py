"""Who belongs to the team: invite, give roles, let go, and give a link for a new password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast, get_args

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from smoulder.records.errors import BadEntry
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.links import LASTS, make_link
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import NotHere
from smoulder.web.guard.roles import ROLES, Role
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to, render

if TYPE_CHECKING:
    from smoulder.store.accounts import Account
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
Manager = Annotated[Visitor, Depends(may("manage accounts"))]


@router.get("/accounts")
def accounts(request: Request, visitor: Manager) -> Response:
    """Everybody with an account."""
    return _page(request)


@router.post("/accounts")
def invite(
    request: Request, visitor: Manager, name: Annotated[str, Form()] = "", role: Annotated[str, Form()] = ""
) -> Response:
    """Make an account and show its one-time link, once."""
    house = _team(request)
    account = house.store.accounts.add(name, role_of(role), house.clock())
    return _page(request, account, make_link(house, account))


@router.post("/accounts/{account_id}/link")
def reset(request: Request, visitor: Manager, account_id: str) -> Response:
    """Show a one-time link for a new password, once; the old password holds until it is used."""
    house = _team(request)
    account = _known(house, account_id)
    return _page(request, account, make_link(house, account))


@router.post("/accounts/{account_id}/role")
def give_role(
    request: Request, visitor: Manager, account_id: str, role: Annotated[str, Form()] = ""
) -> Response:
    """Give an account another role; it holds from the next request on."""
    house = _team(request)
    account = _known(house, account_id)
    house.store.accounts.set_role(account.id, role_of(role))
    return go_to(request, "/accounts", f"{account.name} is {role} from here on.")


@router.post("/accounts/{account_id}/active")
def set_active(
    request: Request, visitor: Manager, account_id: str, active: Annotated[str, Form()] = ""
) -> Response:
    """Let an account in no more, or again."""
    house = _team(request)
    account = _known(house, account_id)
    if active not in ("yes", "no"):
        raise BadEntry("active must be yes or no; choose one of the two buttons")
    if active == "yes":
        house.store.accounts.activate(account.id, house.clock())
        return go_to(request, "/accounts", f"{account.name} can come in again.")
    house.store.accounts.deactivate(account.id, house.clock())
    return go_to(request, "/accounts", f"{account.name} can come in no more; sessions and tokens have ended.")


def role_of(given: str) -> Role:
    """A role by its name. raises: BadEntry."""
    if given not in get_args(Role):
        raise BadEntry(f"no role is called {given[:40]!r}; choose one of {', '.join(ROLES)}")
    return cast(Role, given)


def _page(request: Request, account: Account | None = None, link: str = "") -> Response:
    house: House = request.app.state.house
    return render(
        request, "accounts.html", accounts=house.store.accounts.all(), roles=ROLES, account=account, link=link,
        days=LASTS.days, pairs=[(one, one) for one in ROLES],
    )  # fmt: skip


def _team(request: Request) -> House:
    house: House = request.app.state.house
    if not house.team:
        raise BadEntry("who works alone has no accounts; start the workbench for a team")
    return house


def _known(house: House, account_id: str) -> Account:
    account = house.store.accounts.find(account_id)
    if account is None:
        raise NotHere("there is no such account; look at the list of accounts")
    return account
