"""Practice in the browser: one past lull at a time, a number, then what came.

What came is nowhere in an answer before the number is in, and a number that is in stays: it is kept at once, and a
second one for the same lull is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from smoulder.desk.practice_number import number_of
from smoulder.records.errors import BadEntry
from smoulder.store.practice import all_practised
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import NotHere
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to, path_to, render
from smoulder.web.plain import plain
from smoulder.web.practice_rounds import Rounds, Standing, read_choice
from smoulder.web.views.practice import after, before, brier, so_far

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
Practising = Annotated[Visitor, Depends(may("practise"))]
LAST = "smoulder-round"
"""The cookie that holds the round that one is in, so that the practice page leads back to it."""
SHOWN = (12, 24, 36, 60)
HORIZONS = (6, 12, 24, 36)
MOST = 20
"""Lulls of a round at most."""


def rounds_of(request: Request) -> Rounds:
    """The rounds of the house."""
    state = request.app.state
    if not hasattr(state, "rounds"):
        state.rounds = Rounds(state.house)
    found: Rounds = state.rounds
    return found


@router.get("/practice")
def practice(request: Request, visitor: Practising) -> Response:
    """Begin a round, or go on with one."""
    house: House = request.app.state.house
    own = [one for one in all_practised(house.chosen.data) if one.analyst == visitor.name]
    held = request.cookies.get(LAST, "")
    choice = read_choice(held, house.secret) if held else None
    running = held if choice is not None and choice.analyst == visitor.name else ""
    return render(
        request, "practice.html", so_far=so_far(own), running=running, months=SHOWN, horizons=HORIZONS, most=MOST
    )  # fmt: skip


@router.post("/practice")
def begin(
    request: Request,
    visitor: Practising,
    n: Annotated[int, Form(ge=1, le=MOST)] = 5,
    horizon: Annotated[int, Form(ge=1, le=36)] = 12,
    peak: Annotated[int, Form(ge=0, le=1_000_000)] = 100,
    months: Annotated[int, Form(ge=6, le=120)] = 24,
    hide: Annotated[str, Form()] = "",
    rate: Annotated[str, Form()] = "",
    model: Annotated[str, Form()] = "",
) -> Response:
    """Draw the lulls of a round."""
    house: House = request.app.state.house
    held = rounds_of(request).begin(
        visitor.name, n=n, horizon=horizon, peak=peak, months=months,
        hide=bool(hide), rate=bool(rate), model=bool(model),
    )  # fmt: skip
    response = go_to(request, path_to("practice", held))
    response.set_cookie(
        LAST, held, httponly=True, samesite="strict", secure=house.address.startswith("https://"),
        path="/practice", max_age=30 * 86400,
    )  # fmt: skip
    return response


@router.get("/practice/{held}")
def go_on(request: Request, visitor: Practising, held: str) -> Response:
    """To the lull that is next; where all are answered, how the round went."""
    standing = rounds_of(request).stand(held, visitor.name)
    if standing.next:
        return go_to(request, path_to("practice", held, str(standing.next)))
    return render(request, "practice_end.html", standing=standing, held=held, so_far=so_far(standing.done))


@router.get("/practice/{held}/{number}")
def lull(request: Request, visitor: Practising, held: str, number: int) -> Response:
    """One lull: to its day, or, once its number is in, with what came."""
    standing = rounds_of(request).stand(held, visitor.name)
    if not 1 <= number <= len(standing.places):
        raise NotHere("the round has no lull of that number")
    if _is_told(standing, number):
        return _told(request, standing, held, number)
    if number != standing.next:
        return go_to(request, path_to("practice", held, str(standing.next)))
    return _asked(request, standing, held, number)


@router.post("/practice/{held}/{number}")
def answer(
    request: Request,
    visitor: Practising,
    held: str,
    number: int,
    said: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """Keep a number, then show what came; a number that is in already stays."""
    rounds = rounds_of(request)
    standing = rounds.stand(held, visitor.name)
    if not 1 <= number <= len(standing.places):
        raise NotHere("the round has no lull of that number")
    if number == standing.next:
        try:
            value = number_of(said)
        except BadEntry as reason:
            return _asked(request, standing, held, number, said, plain(str(reason)))
        if rounds.answer(held, visitor.name, number, value) is not None:
            return go_to(request, path_to("practice", held, str(number)))
        standing = rounds.stand(held, visitor.name)
    if _is_told(standing, number):
        words = "The number of this lull is in already, and stays as it is."
        return _told(request, standing, held, number, words)
    words = f"Lull {standing.next} comes first; nothing was kept for lull {number}."
    return _asked(request, standing, held, standing.next, refused=words, status=409)


def _is_told(standing: Standing, number: int) -> bool:
    """Whether what came may be told: the number is in, or the lull was met in another round."""
    place = standing.places[number - 1]
    return place.done is not None or place.met


def _asked(
    request: Request,
    standing: Standing,
    held: str,
    number: int,
    said: str = "",
    refused: str = "",
    status: int = 422,
) -> Response:
    place = standing.places[number - 1]
    return render(
        request,
        "practice_lull.html",
        status=status if refused else 200,
        choice=standing.choice,
        number=number,
        count=len(standing.places),
        held=held,
        shown=before(place, standing.choice),
        line=place.lull.line,
        rate=place.rate if standing.choice.rate else None,
        written=said,
        refused=refused,
        so_far=so_far(standing.done),
    )


def _told(request: Request, standing: Standing, held: str, number: int, refused: str = "") -> Response:
    place = standing.places[number - 1]
    return render(
        request,
        "practice_came.html",
        status=409 if refused else 200,
        number=number,
        count=len(standing.places),
        held=held,
        shown=after(place, standing.choice),
        place=place,
        done=place.done,
        asked_model=standing.choice.model,
        brier=brier,
        next=standing.next,
        refused=refused,
        so_far=so_far(standing.done),
    )
