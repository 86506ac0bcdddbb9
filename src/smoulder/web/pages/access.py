"""Who sees a case, and what each may do in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from smoulder.records.errors import BadEntry
from smoulder.store.access import Access, SharedMeanwhile
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.case_access import admitted
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import NotHere, Refused
from smoulder.web.guard.roles import ROLES
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to, path_to, render
from smoulder.web.shown import shown_case

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
Sharer = Annotated[Visitor, Depends(may("share cases"))]
IN_CASE = tuple(one for one in ROLES if one != "administrator")
"""Roles that one can have in a case alone."""


@router.get("/cases/{case_id}/access")
def access(request: Request, visitor: Sharer, case_id: str) -> Response:
    """Whether a case is for the whole team, and who has which role in it."""
    house: House = request.app.state.house
    return _page(request, case_id, _kept(house, case_id))


@router.post("/cases/{case_id}/access")
async def share(request: Request, visitor: Sharer, case_id: str) -> Response:
    """Say who sees the case from here on."""
    form = await request.form()
    given = {name: str(value) for name, value in form.items()}
    return await run_in_threadpool(_share, request, visitor, case_id, given)


def _share(request: Request, visitor: Visitor, case_id: str, given: dict[str, str]) -> Response:
    house: House = request.app.state.house
    if visitor.account is None:
        raise BadEntry("who works alone shares with nobody; start the workbench for a team")
    if given.get("audience") not in ("team", "named"):
        raise BadEntry("a case is for the team or for those named; choose one of the two")
    known = {one.id for one in house.store.accounts.all()}
    roles = {
        name.removeprefix("role-"): role
        for name, role in given.items()
        if name.startswith("role-") and role and name.removeprefix("role-") in known
    }
    if wrong := next((role for role in roles.values() if role not in IN_CASE), None):
        raise BadEntry(f"no role in a case is called {wrong[:40]!r}; choose one of {', '.join(IN_CASE)}")
    named = given["audience"] == "named"
    mine = roles.get(visitor.account, "" if named else (visitor.house_role or visitor.role))
    if visitor.role != "administrator" and mine != "editor":
        raise BadEntry(
            "you would lose the case from sight or from your hands; give yourself the role editor in it"
        )
    if "seen" not in given:
        raise BadEntry("the form does not say what it was made from; open the page anew")
    try:
        house.store.access.keep(case_id, Access(named, roles), given["seen"])
    except SharedMeanwhile as reason:
        at_home = replace(visitor, role=visitor.house_role or visitor.role, house_role=None)
        if not admitted(house, at_home, case_id).may("share cases"):
            raise Refused("your role in the case was changed meanwhile; ask whoever runs it") from reason
        return _page(request, case_id, Access(named, roles), reason.stands)
    return go_to(request, path_to("cases", case_id, "access"), "That is who sees the case from here on.")


def _page(request: Request, case_id: str, access: Access, stands: Access | None = None) -> Response:
    """The form. access: that it holds; stands: where that is what was chosen, what others keep meanwhile."""
    house: House = request.app.state.house
    named = {*access.roles, *(stands.roles if stands else ())}
    return render(
        request,
        "access.html",
        status=409 if stands else 200,
        shown=shown_case(house, case_id),
        access=access,
        stands=stands,
        seen=(stands or access).mark,
        people=[one for one in house.store.accounts.all() if one.active or one.id in named],
        roles=IN_CASE,
    )


def _kept(house: House, case_id: str) -> Access:
    kept = house.store.access.of(case_id)
    if kept is None:
        raise NotHere(f"no case {case_id[:80]!r} here; the list of cases names them all")
    return kept
