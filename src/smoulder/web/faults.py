"""What a visitor reads where something is refused or goes wrong: one line that says what, and what to do."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from smoulder.records.errors import (
    BadEntry,
    BadLedger,
    BadStore,
    CannotWrite,
    ChangedMeanwhile,
    NoCase,
    NoData,
    NoGroup,
    NoHook,
    NoQuestion,
    NoReport,
    NotInCase,
    SmoulderError,
)
from smoulder.web.guard.entry import visitor_of
from smoulder.web.guard.refused import NotSignedIn, Refused, TooMany
from smoulder.web.guard.scopes import UNREAD
from smoulder.web.page import render
from smoulder.web.places import without_places, without_secrets
from smoulder.web.plain import plain, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smoulder.web.house import House

API = "/api/"
NOT_THERE = (NoCase, NoReport, NoQuestion, NoGroup, NoData, NoHook)
BROKEN = (BadLedger, BadStore, CannotWrite)
"""What is wrong with the house itself, and not with what was asked of it."""
IN_TEAM = (
    "the workbench does not reach its data just now; what was acknowledged before is kept: try again in a minute, and "
    "tell who runs it if that does not help"
)
"""What a team reads of it: the whole line names places and servers, and goes to the log."""
NO_CASE = "there is no such case here; the list of cases names them all"
_LOG = logging.getLogger("smoulder.web")
MISSING = "There is no such page here; the address may be mistyped, or what it named is gone."


def tell_faults(app: FastAPI) -> None:
    """Let an app tell every fault as a page, a part of one, or a problem in JSON (RFC 9457)."""
    app.add_exception_handler(SmoulderError, _smoulder)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)


def problem(status: int, words: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A fault for a program (RFC 9457)."""
    body = {"type": "about:blank", "title": words.partition(";")[0], "status": status, "detail": words}
    return JSONResponse(body, status, media_type="application/problem+json", headers=dict(headers or {}))


def status_of(reason: SmoulderError) -> int:
    """The answer that HTTP has for an error."""
    if isinstance(reason, Refused):
        return reason.status
    if isinstance(reason, ChangedMeanwhile):
        return 409
    if isinstance(reason, BROKEN):
        return 503
    return 404 if isinstance(reason, NOT_THERE) else 422


def words_for(house: House, reason: SmoulderError) -> str:
    """An error in the words of a page.

    Who works alone reads all of it: the place helps. In a team, what is wrong with the house is told in words that
    name nothing of it, and goes to the log; and a case that is not there is told as one that is for others.
    """
    if not house.team:
        return plain(str(reason))
    if isinstance(reason, BROKEN):
        _LOG.error("%s: %s", type(reason).__name__, without_secrets(str(reason)))
        return IN_TEAM
    return NO_CASE if isinstance(reason, NoCase) else without_places(plain(str(reason)), house.chosen.data)


async def _smoulder(request: Request, reason: Exception) -> Response:
    assert isinstance(reason, SmoulderError)
    headers = {"Retry-After": str(reason.seconds)} if isinstance(reason, TooMany) else {}
    if isinstance(reason, NotInCase) and not request.state.visitor.may("see"):
        reason = BadEntry(f"{reason.unread}; {UNREAD}")
    if isinstance(reason, NotSignedIn) and not request.url.path.startswith(API):
        back = quote(request.url.path) if request.method == "GET" else ""
        if request.headers.get("hx-request") == "true":
            return Response(status_code=204, headers={"HX-Redirect": "/sign-in"})
        return RedirectResponse(f"/sign-in?to={back}" if back not in ("", "/") else "/sign-in", 303)
    if isinstance(reason, NotSignedIn):
        headers["WWW-Authenticate"] = "Bearer"
    return told(request, status_of(reason), words_for(request.app.state.house, reason), headers)


async def _invalid(request: Request, reason: Exception) -> Response:
    assert isinstance(reason, RequestValidationError)
    first = reason.errors()[0]
    place = " ".join(str(part) for part in first["loc"][1:]) or "the request"
    return told(request, 422, f"{place}: {first['msg'].lower()}; mend it and send it again")


async def _http(request: Request, reason: Exception) -> Response:
    assert isinstance(reason, HTTPException)
    if not hasattr(request.state, "visitor"):  # no route took it, so that nobody asked yet who it is
        with suppress(SmoulderError):
            request.state.visitor = await run_in_threadpool(visitor_of, request.app.state.house, request)
    words = MISSING if reason.status_code == 404 else str(reason.detail)
    if reason.status_code == 400 and words.startswith("Part exceeded maximum size"):
        words = "A field of a form takes 1 MB at most; send a longer text as a file."
    return told(request, reason.status_code, words, dict(reason.headers or {}))


async def _broken(request: Request, reason: Exception) -> Response:
    return told(
        request, 500, "Something went wrong here, and it is our fault; what was acknowledged before is kept."
    )


def told(request: Request, status: int, words: str, headers: Mapping[str, str] | None = None) -> Response:
    """One line as a page, as a part that htmx puts above the page, or as a problem in JSON."""
    words = shortened(words)
    if request.url.path.startswith(API):
        return problem(status, words, headers)
    words = words[:1].upper() + words[1:]
    if request.headers.get("hx-request") == "true":
        more = {"HX-Retarget": "#notice", "HX-Reswap": "innerHTML", **dict(headers or {})}
        return render(request, "parts/refusal.html", status=status, headers=more, words=words)
    return render(request, "fault.html", status=status, headers=headers, words=words, code=status)
