"""Pages: a template with what it shows, and what every page has around it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from smoulder import __version__
from smoulder.brief.inert import inert
from smoulder.brief.numbers import percent as as_printed
from smoulder.web.guard.refused import Forged
from smoulder.web.guard.signed import sign, unsigned

if TYPE_CHECKING:
    from jinja2 import Environment

    from smoulder.web.guard.visitor import Visitor
    from smoulder.web.house import House

SAID = "smoulder-said"
"""The cookie that carries one line to the next page."""
_IN_ADDRESS = ":/%#?=@[]!$&'()*+,;"
"""What of an address stands in a header as it is; all else that is no plain letter is quoted."""
HTMX = {
    "allowEval": False,
    "includeIndicatorStyles": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "[45]..", "swap": True, "error": True},
    ],
}
"""Settings of htmx: nothing is evaluated, nothing leaves the house, nothing is kept in the browser's store, and what a
refusal says is shown."""


def render(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **shows: Any,
) -> HTMLResponse:  # Any: whatever a template shows
    """A page, or a part of one.

    template: its name in `templates`. Every one knows `visitor` (None where nobody is signed in), `house`, `path`,
    `said` (a line for the reader), `now` and `csrf`, beside what is given.
    """
    house: House = request.app.state.house
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    said = _said(request, house)
    text = environment().get_template(template).render(
        visitor=visitor,
        house=house,
        path=request.url.path,
        said=said,
        now=house.clock(),
        csrf=visitor.csrf if visitor else "",
        partial=request.headers.get("hx-request") == "true",
        **shows,
    )  # fmt: skip
    response = HTMLResponse(text, status, headers=dict(headers or {}))
    if said:
        response.delete_cookie(SAID)
    return response


def go_to(request: Request, address: str, said: str = "") -> Response:
    """Send a browser on after a form; said: one line that the next page shows.

    address: a path of ours.
    """
    if not address.startswith("/") or address.startswith("//"):
        raise Forged("the address to go to is not one of ours")
    house: House = request.app.state.house
    if request.headers.get("hx-request") == "true":
        response: Response = Response(
            status_code=204, headers={"HX-Redirect": quote(address, safe=_IN_ADDRESS)}
        )
    else:
        response = RedirectResponse(address, 303)
    if said:
        response.set_cookie(
            SAID, sign(SAID, said, house.secret), max_age=60, httponly=True, samesite="strict",
            secure=house.address.startswith("https://"),
        )  # fmt: skip
    return response


def path_to(*parts: str, **query: str | int | None) -> str:
    """An address of ours from its parts, each written so that it stays one part.

    >>> path_to("cases", "is iraq/1", at=2, none=None)
    '/cases/is%20iraq%2F1?at=2'
    """
    given = {name: value for name, value in query.items() if value not in (None, "")}
    tail = f"?{urlencode(given)}" if given else ""
    return "/" + "/".join(quote(part, safe="") for part in parts) + tail


def _said(request: Request, house: House) -> str:
    held = request.cookies.get(SAID, "")
    return unsigned(SAID, held, house.secret) or "" if held else ""


@cache
def environment() -> Environment:
    """The templates: everything in them is escaped, and nothing that is missing passes unseen."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("smoulder.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(version=__version__, path_to=path_to, htmx=Markup(json.dumps(HTMX)))
    templates.filters.update(percent=percent, day=day, moment=moment)
    return templates


def _shown(value: Any) -> Any:  # Any: whatever a template prints
    """Strings from outside are made harmless before they are escaped; markup of our own passes."""
    return inert(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def percent(chance: float, digits: int = 0) -> str:
    """A chance as a person reads it: as a brief prints it, or with digits behind the point.

    >>> percent(0.284), percent(0.003), percent(0.003, 1), percent(0.0)
    ('28 %', 'under 1 %', '0.3 %', '0 %')
    """
    said = f"{100 * chance:.{digits}f}\u00a0%" if digits else as_printed(chance)
    return said.replace("\u00a0", " ")


def day(one: date | str) -> str:
    """A day as it is written: 23 January 2020.

    >>> day(date(2020, 1, 23)), day("2020-01-23")
    ('23 January 2020', '23 January 2020')
    """
    found = date.fromisoformat(one) if isinstance(one, str) else one
    return f"{found.day} {found:%B %Y}"


def moment(at: datetime) -> Markup:
    """A time for a person and for a machine, in UTC."""
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), f"{at.day} {at:%b %Y, %H:%M} UTC")
