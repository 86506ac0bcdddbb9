"""Personal tokens for programs: made, shown once, and revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from smoulder.records.errors import BadEntry
from smoulder.store.accounts import clean_name
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import NotHere
from smoulder.web.guard.scopes import SCOPES, WORDS
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to, render

if TYPE_CHECKING:
    from smoulder.store.tokens import Token
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
Holder = Annotated[Visitor, Depends(may("hold tokens"))]
DAYS = {"30": "30 days", "90": "90 days", "365": "one year", "": "no end"}
"""How long a token can last."""
MOST = 50
"""Tokens of one person that hold at the same time."""


@router.get("/tokens")
def tokens(request: Request, visitor: Holder) -> Response:
    """One's own tokens."""
    return _page(request, visitor)


@router.post("/tokens")
def make(
    request: Request,
    visitor: Holder,
    name: Annotated[str, Form()] = "",
    scope: Annotated[list[str] | None, Form()] = None,
    days: Annotated[str, Form()] = "90",
) -> Response:
    """Make a token and show it, once."""
    house: House = request.app.state.house
    wanted = scope or []
    if not wanted or any(one not in SCOPES for one in wanted):
        raise BadEntry("the token is for nothing that is known; tick at least one box")
    if days not in DAYS:
        raise BadEntry("a token ends after 30, 90 or 365 days, or never; choose one of them")
    now = house.clock()
    if sum(one.holds(now) for one in house.store.tokens.of(visitor.account)) >= MOST:
        raise BadEntry(f"you hold {MOST} tokens already; revoke one first")
    ends = now + timedelta(days=int(days)) if days else None
    held, token = house.store.tokens.add(visitor.account, clean_name(name), wanted, ends, now)
    return _page(request, visitor, token, held)


@router.post("/tokens/{token_id}/revoke")
def revoke(request: Request, visitor: Holder, token_id: str) -> Response:
    """Let a token in no more."""
    house: House = request.app.state.house
    if not house.store.tokens.revoke(visitor.account, token_id, house.clock()):
        raise NotHere("you hold no such token; look at the list of your tokens")
    return go_to(request, "/tokens", "The token is revoked.")


def _page(request: Request, visitor: Visitor, made: Token | None = None, held: str = "") -> Response:
    house: House = request.app.state.house
    shown = house.store.tokens.of(visitor.account)
    return render(
        request, "tokens.html", tokens=shown, made=made, held=held, scopes=WORDS, days=list(DAYS.items())
    )
