"""The way in and the way out: the printed address of who works alone, name and password of a team."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from smoulder.web.guard.audited import Audited
from smoulder.web.guard.door import at_door, check_door
from smoulder.web.guard.entry import let_go, let_in, visitor_of
from smoulder.web.guard.limits import remember, try_password
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import NotSignedIn, Refused
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to, render

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
_OURS = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
"""A path of this house, of which no browser makes the address of another."""


@router.get("/enter")
def enter(request: Request, token: str = "") -> Response:
    """Let in the browser that brings the one-time token of the address that was printed."""
    house: House = request.app.state.house
    if house.team or not request.app.state.key.spend(token):
        return render(request, "entry.html", status=403)
    response = RedirectResponse("/", 303)
    let_in(house, request, response, house.alone, None)
    return response


@router.get("/sign-in")
def sign_in(request: Request, to: str = "") -> Response:
    """Where somebody who is not known is sent."""
    house: House = request.app.state.house
    if not house.team:
        return render(request, "entry.html")
    try:
        visitor_of(house, request)
    except NotSignedIn:
        return _form(request, to)
    return go_to(request, ours(to))


@router.post("/sign-in")
def sign_in_with(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    to: Annotated[str, Form()] = "",
    door: Annotated[str, Form()] = "",
) -> Response:
    """Let in a member of the team."""
    house: House = request.app.state.house
    if not house.team:
        return render(request, "entry.html", status=403)
    check_door(request, door)
    try:
        account = try_password(house, request, name, lambda: house.store.accounts.check(name, password))
    except Refused as reason:
        if reason.status != Refused.status:
            raise
        return _form(request, to, status=403, refused=str(reason))
    response = go_to(request, ours(to))
    let_in(house, request, response, account.name, account.id)
    remember(house, request, response, account)
    return response


@router.post("/sign-out")
def sign_out(request: Request, visitor: Annotated[Visitor, Depends(may("see"))]) -> Response:
    """Let the browser go."""
    house: House = request.app.state.house
    house.store.sessions.close(visitor.session)
    response = go_to(request, "/sign-in")
    let_go(house, response)
    return response


def ours(address: str) -> str:
    """A path to go on to after signing in; the first page where it is not one of ours.

    >>> ours("/cases/iraq"), ours("//elsewhere.example"), ours("https://elsewhere.example")
    ('/cases/iraq', '/', '/')
    """
    return address if _OURS.fullmatch(address) else "/"


def _form(request: Request, to: str, *, status: int = 200, refused: str = "") -> Response:
    house: House = request.app.state.house
    fresh = not house.store.accounts.any()
    elsewhere = house.chosen.sign_in is not None
    return at_door(
        request, "sign_in.html", status=status, to=ours(to), refused=refused, fresh=fresh, elsewhere=elsewhere
    )
