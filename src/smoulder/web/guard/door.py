"""Forms of those who are not signed in: each is held to the browser that was given it."""

from __future__ import annotations

import secrets
from hmac import compare_digest
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import Response

from smoulder.web.guard.entry import cookie_name, is_secure
from smoulder.web.guard.keyed import keyed
from smoulder.web.guard.may import check_origin
from smoulder.web.guard.refused import Forged
from smoulder.web.page import render

if TYPE_CHECKING:
    from smoulder.web.house import House

DOOR = "smoulder-door"
"""The cookie of a browser at the door; its forms hold the digest of it, which another site cannot know."""


def at_door(request: Request, template: str, *, status: int = 200, **shows: Any) -> Response:
    """A page with a form for somebody who is not signed in; its `door` belongs into the form."""
    house: House = request.app.state.house
    held = request.cookies.get(cookie_name(house, DOOR), "") or secrets.token_urlsafe(32)
    response = render(request, template, status=status, door=keyed(house, DOOR, held), **shows)
    response.set_cookie(
        cookie_name(house, DOOR), held, httponly=True, samesite="lax", secure=is_secure(house), path="/"
    )
    return response


def check_door(request: Request, given: str) -> None:
    """See that a form comes from a page that we gave to this very browser. raises: Forged."""
    house: House = request.app.state.house
    check_origin(request, house)
    held = request.cookies.get(cookie_name(house, DOOR), "")
    if not held or not compare_digest(keyed(house, DOOR, held).encode(), given.encode(errors="replace")):
        raise Forged("the form is too old or not ours; open the page anew and send it again")
