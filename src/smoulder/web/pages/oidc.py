"""Sign-in with the organisation's own: to the provider of OpenID Connect, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from smoulder.store.audit import Deed
from smoulder.web.guard.entry import cookie_name, is_secure, let_in
from smoulder.web.guard.keyed import origin_of
from smoulder.web.guard.limits import OF_ORIGIN, SIGN_IN, WITHIN
from smoulder.web.guard.oidc import BACK, LASTS, STATE, Provider, finish, start, was_sent
from smoulder.web.guard.oidc_account import account_for
from smoulder.web.guard.refused import NotHere, Refused
from smoulder.web.page import go_to
from smoulder.web.pages.entry import ours

if TYPE_CHECKING:
    from smoulder.store.accounts import Account
    from smoulder.web.house import House

router = APIRouter()


@router.get("/sign-in/elsewhere")
def go(request: Request, to: str = "") -> Response:
    """Send a browser to the provider."""
    house: House = request.app.state.house
    address, kept = start(house, _provider(request), ours(to))
    response = RedirectResponse(address, 303)
    response.set_cookie(
        cookie_name(house, STATE), kept, max_age=int(LASTS.total_seconds()), httponly=True, samesite="lax",
        secure=is_secure(house), path="/",
    )  # fmt: skip
    return response


@router.get(BACK)
def back(request: Request) -> Response:
    """Let in a browser that comes back from the provider."""
    house: House = request.app.state.house
    provider = _provider(request)
    kept = was_sent(house, request.cookies.get(cookie_name(house, STATE), ""))  # else it is no try to come in
    try:
        claims, to = finish(house, provider, kept, dict(request.query_params))
        account = account_for(house, provider.choice, claims)
    except Refused:
        _note_failed(request)
        raise
    _note(request, account, 200)
    response = go_to(request, to)
    let_in(house, request, response, account.name, account.id)
    response.delete_cookie(
        cookie_name(house, STATE), httponly=True, samesite="lax", secure=is_secure(house), path="/"
    )
    return response


def _provider(request: Request) -> Provider:
    """raises: NotHere where no provider is set."""
    house: House = request.app.state.house
    choice = house.chosen.sign_in if house.team else None
    if choice is None:
        raise NotHere("no sign-in of an organisation is set here; sign in with name and password")
    state = request.app.state
    if not hasattr(state, "provider"):
        state.provider = Provider(choice)
    found: Provider = state.provider
    return found


def _note_failed(request: Request) -> None:
    """Note that a try failed, as long as more of them tell more: of one place, as many as close it for passwords."""
    house: House = request.app.state.house
    after = house.clock() - WITHIN
    failed = house.store.audit.times(
        SIGN_IN, after, status=401, origin=origin_of(house, request), most=OF_ORIGIN
    )
    if len(failed) < OF_ORIGIN:
        _note(request, None, 401)


def _note(request: Request, account: Account | None, status: int) -> None:
    house: House = request.app.state.house
    name, number = (account.name, account.id) if account else ("", None)
    house.store.audit.add(
        Deed(house.clock(), name, number, SIGN_IN, None, origin_of(house, request), status, "OpenID Connect")
    )
