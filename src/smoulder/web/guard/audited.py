"""Routes whose writes are noted in the audit trail, whether they are let through or not."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import HTTPException, RequestValidationError
from fastapi.routing import APIRoute

from smoulder.records.errors import SmoulderError
from smoulder.store.audit import Deed
from smoulder.web.guard.may import SAFE
from smoulder.web.guard.refused import NotSignedIn, Refused

if TYPE_CHECKING:
    from smoulder.web.house import House


class Audited(APIRoute):
    """A route that notes every write before it is answered: a write that is acknowledged stands in the trail."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with the note after it."""
        handle = super().get_route_handler()

        async def noted(request: Request) -> Response:
            if request.method in SAFE:
                return await handle(request)
            try:
                response = await handle(request)
            except (SmoulderError, HTTPException, RequestValidationError) as reason:
                await run_in_threadpool(_note, request, _status(reason))
                raise
            await run_in_threadpool(_note, request, response.status_code)
            return response

        return noted


def _status(reason: Exception) -> int:
    if isinstance(reason, Refused):
        return reason.status
    return reason.status_code if isinstance(reason, HTTPException) else 422


def _note(request: Request, status: int) -> None:
    house: House = request.app.state.house
    visitor = getattr(request.state, "visitor", None)
    if getattr(request.state, "noted", False) or (visitor is None and status == NotSignedIn.status):
        return  # in its own words, or by somebody who is not known and changed nothing: that would only fill the disk
    case_id = request.path_params.get("case_id")
    house.store.audit.add(
        Deed(
            at=house.clock(),
            who=visitor.name if visitor else "",
            account=visitor.account if visitor else None,
            action=getattr(request.state, "action", ""),
            case_id=None if case_id is None else str(case_id)[:80],
            origin="",
            status=status,
            what=f"{request.method} {request.url.path}"[:500],
        )
    )
