"""Who asks, and what they may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Request

from smoulder.web.api.form import Out
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.may import may
from smoulder.web.guard.roles import ACTIONS, Role
from smoulder.web.guard.scopes import in_scope
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute, tags=["me"])


class Me(Out):
    """Who asks. scopes: of the token, null in a browser; may: what role and scopes together allow."""

    name: str
    account: str | None
    role: Role
    scopes: list[str] | None
    may: list[str]
    team: bool


@router.get("/me", response_model=Me, summary="Who asks, and what they may do")
def me(request: Request, visitor: Annotated[Visitor, Depends(may("see"))]) -> dict[str, Any]:  # Any: JSON
    """The name under which changes are entered, the role, and the scopes of the token."""
    house: House = request.app.state.house
    allowed = [one for one in ACTIONS if visitor.may(one) and in_scope(visitor.scopes, one)]
    return {
        "name": visitor.name,
        "account": visitor.account,
        "role": visitor.role,
        "scopes": None if visitor.scopes is None else sorted(visitor.scopes),
        "may": allowed,
        "team": house.team,
    }
