"""Routes whose writes are noted in the audit trail, whether they are let through or not."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import HTTPException, RequestValidationError
from fastapi.routing import APIRoute

from smoulder.records.errors import SmoulderError
from smoulder.store.audit import Deed
from smoulder.web.guard.entry import visitor_of
from smoulder.web.guard.headers import CONTROL
from smoulder.web.guard.may import SAFE
from smoulder.web.guard.refused import NotSignedIn, Refused

if TYPE_CHECKING:
    from smoulder.web.guard.visitor import Visitor
    from smoulder.web.house import House

Handler = Callable[[Request], Coroutine[Any, Any, Response]]  # Any: as of Starlette


class Audited(APIRoute):
    """A route that notes every write before it is answered: a write that is acknowledged stands in the trail."""

    def get_route_handler(self) -> Handler:
        """The handler, with the note after it."""
        return noted(super().get_route_handler())


def noted(handle: Handler) -> Handler:
    """A handler with the note after it, whatever it comes to."""

    async def handled(request: Request) -> Response:
        if request.method in SAFE:
            return await handle(request)
        try:
            response = await handle(request)
        except Exception as reason:
            status = _status(reason)
            # a fault of ours is told as what it is, also where it kept the trail from being written
            silent = (SmoulderError,) if status >= 500 else ()
            with suppress(*silent):
                await run_in_threadpool(_note, request, status)
            raise
        await run_in_threadpool(_note, request, response.status_code)
        return response

    return handled


def _status(reason: Exception) -> int:
    from smoulder.web.faults import status_of

    if isinstance(reason, SmoulderError):
        return status_of(reason)
    if isinstance(reason, HTTPException):
        return reason.status_code
    return 422 if isinstance(reason, RequestValidationError) else 500


def _note(request: Request, status: int) -> None:
    house: House = request.app.state.house
    if getattr(request.state, "noted", False):
        return  # in its own words, as every try to come in is
    visitor = _known(house, request, status)
    if visitor is None:
        return  # who is not known changed nothing: that would only fill the disk
    # a question or a file leads to a case that the path does not name
    case_id = request.path_params.get("case_id") or getattr(request.state, "case_id", None)
    house.store.audit.add(
        Deed(
            at=house.clock(),
            who=visitor.name,
            account=visitor.account,
            action=getattr(request.state, "action", ""),
            case_id=None if case_id is None else CONTROL.sub("", str(case_id))[:80],
            origin="",
            status=status,
            what=CONTROL.sub("", f"{request.method} {request.url.path}")[:500],
        )
    )
    request.state.noted = True


def _known(house: House, request: Request, status: int) -> Visitor | None:
    """Who asks, also where the request was refused before its gate, as a body that cannot be read is."""
    found: Visitor | None = getattr(request.state, "visitor", None)
    if found is None and status != NotSignedIn.status:
        with suppress(Refused):
            return visitor_of(house, request)
    return found
