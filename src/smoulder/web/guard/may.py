"""The gate before every page: who asks, whether they may, and whether a write comes from a page of ours."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hmac import compare_digest
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from smoulder.web.guard.case_access import admitted
from smoulder.web.guard.entry import visitor_of
from smoulder.web.guard.refused import Forged, Refused
from smoulder.web.guard.roles import LEAST, Action
from smoulder.web.guard.scopes import in_scope, scope_words
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.web.house import House

SAFE = ("GET", "HEAD", "OPTIONS")
FIELD, HEADER = "csrf", "X-CSRF-Token"
"""Where a form, and where a request of a script on the page, holds what shows that it is ours."""


def may(action: Action) -> Callable[[Request], Awaitable[Visitor]]:
    """The dependency of a route that needs an action; gives who asks, with the role that they have in the case.

    A route whose path has `{case_id}` is let through for those alone who may see that case.
    raises: NotSignedIn, Refused, Forged, NotHere.
    """

    async def gate(request: Request) -> Visitor:
        house: House = request.app.state.house
        visitor = await run_in_threadpool(visitor_of, house, request)
        request.state.visitor, request.state.action = visitor, action
        if case_id := request.path_params.get("case_id"):
            visitor = await run_in_threadpool(admitted, house, visitor, str(case_id))
            request.state.visitor = visitor
        if not visitor.may(action):
            raise Refused(_missing(visitor, action))
        if request.method not in SAFE and visitor.session:
            await check_form(request, visitor, house)
        return visitor

    gate.action = action  # type: ignore[attr-defined]  # read by the test that holds every route to the table
    return gate


async def check_form(request: Request, visitor: Visitor, house: House) -> None:
    """See that a write of a browser comes from a page that we gave to this very session.

    raises: Forged.
    """
    check_origin(request, house)
    held = request.headers.get(HEADER)
    if held is None:
        held = str((await request.form()).get(FIELD, ""))
    if not compare_digest(held.encode(errors="replace"), visitor.csrf.encode()):
        raise Forged("the form is too old or not ours; open the page anew and send it again")


def check_origin(request: Request, house: House) -> None:
    """See that a browser says that a form comes from our own pages, where it says anything. raises: Forged."""
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none") or (
        origin is not None and not same_house(origin, request, house)
    ):
        raise Forged("the form came from another site; open the page here and send it again")


def same_house(origin: str, request: Request, house: House) -> bool:
    """Whether an origin is that of our own pages."""
    ours = {urlsplit(house.address).netloc, request.headers.get("host", "")}
    return urlsplit(origin).netloc in ours


def _missing(visitor: Visitor, action: Action) -> str:
    """Why an action is refused."""
    if visitor.scopes is not None and not in_scope(visitor.scopes, action):
        needed = scope_words(action)
        cure = f"make one with the scope {needed}" if needed else "sign in with a browser"
        return f"the token is not for this; {cure}"
    return f"{visitor.name} is {visitor.role}; this needs {LEAST[action]}, ask an administrator"
