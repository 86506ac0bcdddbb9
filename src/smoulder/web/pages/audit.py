"""The audit trail: every write and every try to come in, for administrators."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from smoulder.records.errors import BadEntry
from smoulder.store.audit import Deed, Sought
from smoulder.web.guard.case_access import OVERSEE
from smoulder.web.guard.limits import AS, IN_BROWSER, SIGN_IN
from smoulder.web.guard.may import may
from smoulder.web.guard.roles import ACTIONS
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import path_to, render
from smoulder.web.pages.joining import JOIN

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter()
AT_ONCE = 100
"""Deeds on one page."""


@router.get("/audit")
def audit(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("read audit"))],
    who: str = "",
    action: str = "",
    case: str = "",
    day: str = "",
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
) -> Response:
    """What was done, newest first; sought in the address, so that a search can be kept and sent on."""
    house: House = request.app.state.house
    who, action, case = (given.replace("\0", "").strip()[:100] for given in (who, action, case))
    sought = Sought(who, action, case, _day(day))
    found = house.store.audit.page(sought, before, AT_ONCE + 1)
    deeds = [deed for _, deed in found[:AT_ONCE]]
    last = found[AT_ONCE - 1][0] if len(found) > AT_ONCE else None
    older = path_to("audit", who=who, action=action, case=case, day=day, before=last) if last else ""
    return render(
        request, "audit.html", deeds=deeds, older=older, sought=sought, told=told,
        actions=[("", "anything"), *((one, one) for one in (SIGN_IN, JOIN, OVERSEE, *ACTIONS))],
    )  # fmt: skip


def told(deed: Deed) -> str:
    """What was asked, in words; of a try with a password, a name that nobody has by the beginning of its digest.

    >>> from datetime import datetime
    >>> told(Deed(datetime(2026, 1, 1), "", None, "sign in", None, "", 401, "as 0123456789abcdef"))
    'password, for a name that nobody has (01234567)'
    """
    if deed.action != SIGN_IN or not deed.what.startswith(AS):
        return deed.what
    known = "password, in a browser that is known" if IN_BROWSER in deed.what else "password"
    return known if deed.account else f"{known}, for a name that nobody has ({deed.what[len(AS) :][:8]})"


def _day(given: str) -> date | None:
    if not given.strip():
        return None
    try:
        return date.fromisoformat(given.strip())
    except ValueError as reason:
        raise BadEntry(f"{given[:40]!r} is no day; write it as 2026-01-31") from reason
