"""Who is at work in this browser: name, password, and the end of sessions elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from smoulder.records.errors import BadEntry
from smoulder.store.accounts import clean_name
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.entry import let_go, let_in
from smoulder.web.guard.limits import remember, try_password
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to, render
from smoulder.web.pages.joining import see_password

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)


@router.get("/account")
def account(request: Request, visitor: Annotated[Visitor, Depends(may("see"))]) -> Response:
    """Under which name changes are entered, and what lets one in."""
    house: House = request.app.state.house
    mine = house.store.accounts.find(visitor.account) if visitor.account else None
    return render(request, "account.html", account=mine)


@router.post("/account/name")
def rename(
    request: Request, visitor: Annotated[Visitor, Depends(may("see"))], name: Annotated[str, Form()] = ""
) -> Response:
    """Work under another name from here on; for who works alone."""
    house: House = request.app.state.house
    if house.team:
        raise BadEntry("a name of a team is that of the account, and stays as it is")
    given = clean_name(name)
    house.store.sessions.rename(visitor.session, given)
    return go_to(request, "/account", f"Changes are entered as {given} from here on.")


@router.post("/account/password")
def change_password(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    old: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Take another password; every other browser is signed out, and every token revoked."""
    house: House = request.app.state.house
    if visitor.account is None:
        raise BadEntry("who works alone has no password; the address that is printed lets in")
    see_password(password, again, visitor.name)
    mine = try_password(house, request, visitor.name, lambda: house.store.accounts.check(visitor.name, old))
    request.state.noted = False  # that the old one was tried is noted, and so is the change
    house.store.accounts.set_password(mine.id, password, house.clock())
    words = "The password is another; every other browser was signed out, and your tokens are revoked."
    response = go_to(request, "/account", words)
    let_in(house, request, response, mine.name, mine.id)
    remember(house, request, response, mine)
    return response


@router.post("/account/everywhere")
def sign_out_everywhere(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    tokens: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Let every browser of the account go, this one too; and programs, where it is asked for."""
    house: House = request.app.state.house
    if visitor.account is None:
        house.store.sessions.close_alone()
    else:
        house.store.sessions.close_all(visitor.account)
    words = "Every browser was signed out."
    if tokens:
        house.store.tokens.revoke_all(visitor.account, house.clock())
        words = "Every browser was signed out, and every token revoked."
    response = go_to(request, "/sign-in", words)
    let_go(house, response)
    return response
