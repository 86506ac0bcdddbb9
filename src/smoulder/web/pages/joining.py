"""Where somebody who was invited, or who lost a password, chooses one; and the first administrator of a team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from smoulder.records.errors import BadEntry
from smoulder.store.accounts import clean_name
from smoulder.store.audit import Deed
from smoulder.store.passwords import check_password
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.door import at_door, check_door
from smoulder.web.guard.entry import let_in
from smoulder.web.guard.keyed import origin_of
from smoulder.web.guard.limits import remember
from smoulder.web.guard.links import account_of
from smoulder.web.guard.refused import Refused
from smoulder.web.page import go_to

if TYPE_CHECKING:
    from smoulder.store.accounts import Account
    from smoulder.web.guard.entry import Key
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
JOIN = "choose password"
"""The deed of who comes in by a link."""


@router.get("/first")
def first(request: Request, token: str = "") -> Response:
    """Where the first administrator chooses name and password."""
    _see_first(request, token)
    return at_door(request, "join.html", account=None, held=token, refused="", name="")


@router.post("/first")
def begin(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
    held: Annotated[str, Form()] = "",
    door: Annotated[str, Form()] = "",
) -> Response:
    """Make the first administrator, once."""
    house: House = request.app.state.house
    check_door(request, door)
    _see_first(request, held)
    try:
        see_password(password, again, clean_name(name))
    except BadEntry as reason:
        return at_door(
            request, "join.html", status=422, account=None, held=held, refused=str(reason), name=name
        )
    if not request.app.state.first.spend(held):
        raise _spent()
    account = house.store.accounts.add_first(name, password, house.clock())
    return _come_in(request, account, "You are the first administrator. Invite the others here.", "/accounts")


@router.get("/join")
def join(request: Request, link: str = "") -> Response:
    """Where somebody with a one-time link chooses a password."""
    account = account_of(request.app.state.house, link)
    return at_door(request, "join.html", account=account, held=link, refused="", name=account.name)


@router.post("/join")
def choose(
    request: Request,
    password: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
    held: Annotated[str, Form()] = "",
    door: Annotated[str, Form()] = "",
) -> Response:
    """Take the password; the link is spent."""
    house: House = request.app.state.house
    check_door(request, door)
    account = account_of(house, held)
    try:
        see_password(password, again, account.name)
    except BadEntry as reason:
        return at_door(
            request, "join.html", status=422, account=account, held=held, refused=str(reason),
            name=account.name,
        )  # fmt: skip
    if not house.store.accounts.set_password(account.id, password, house.clock(), account.changed):
        raise _spent()
    return _come_in(request, account, "The password is kept.", "/")


def see_password(password: str, again: str, name: str) -> None:
    """See that a password is worth having and was typed twice alike. raises: BadEntry."""
    if password != again:
        raise BadEntry("the two passwords differ; write the same one twice")
    check_password(password, name)


def _see_first(request: Request, held: str) -> None:
    """raises: Refused where there is an administrator already, or the address is not the one that was printed."""
    house: House = request.app.state.house
    key: Key | None = getattr(request.app.state, "first", None)
    if not house.team or key is None or not key.is_held(held) or house.store.accounts.any():
        raise _spent()


def _spent() -> Refused:
    return Refused("the link was used, has ended or is not whole; ask an administrator for another")


def _come_in(request: Request, account: Account, said: str, to: str) -> Response:
    house: House = request.app.state.house
    deed = Deed(
        house.clock(), account.name, account.id, JOIN, None, origin_of(house, request), 200,
        f"POST {request.url.path}",
    )  # fmt: skip
    house.store.audit.add(deed)
    request.state.noted = True
    response = go_to(request, to, said)
    let_in(house, request, response, account.name, account.id)
    remember(house, request, response, account)
    return response
