"""One case: its question, its answer and how it moved, and what is put down beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from smoulder.brief.branch_words import branch_name
from smoulder.desk.note import put_note
from smoulder.desk.own_number import put_own
from smoulder.records.errors import BadEntry
from smoulder.web.case_jobs import ask_answer
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to, path_to, render
from smoulder.web.presence import presence_in
from smoulder.web.shown import Shown, shown_at
from smoulder.web.views.case import view_case
from smoulder.web.views.case_way import way_of

if TYPE_CHECKING:
    from smoulder.records.change import Entry, NumberGiven
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
NOTES = 12
"""Notes that the page of a case shows, the last ones; the history has all."""
Sees = Annotated[Visitor, Depends(may("see"))]
Works = Annotated[Visitor, Depends(may("work"))]


@router.get("/cases/{case_id}")
def case(request: Request, visitor: Sees, case_id: str, at: str = "", on: str = "") -> Response:
    """The case as it stands, or as it stood at one of its answers."""
    house: House = request.app.state.house
    shown = shown_at(house, case_id, at, on)
    return render(
        request,
        "case.html",
        shown=shown,
        view=view_case(house, shown) if shown.answer else None,
        way=way_of(house, shown) if shown.answer else None,
        jobs=shown.jobs,
        waiting=waiting_words(house, shown),
        own=_own(shown, visitor),
        notes=_notes(shown),
        last_notes=NOTES,
        horizon_choices=_horizons(shown),
        branch_choices=_branches(shown),
    )


@router.post("/cases/{case_id}/answer")
def answer(request: Request, visitor: Works, case_id: str, as_of: Annotated[str, Form()] = "") -> Response:
    """Answer the case with all that was entered since, outside the request."""
    from smoulder.records.month import parse_day

    house: House = request.app.state.house
    ask_answer(house, visitor, case_id, parse_day(as_of) if as_of else None)
    return go_to(request, path_to("cases", case_id), "The new answer is being worked out.")


@router.post("/cases/{case_id}/own")
def own(
    request: Request,
    visitor: Works,
    case_id: str,
    chance: Annotated[str, Form()] = "",
    horizon: Annotated[str, Form()] = "12",
    topic: Annotated[str, Form()] = "comeback",
    branch: Annotated[str, Form()] = "",
    why: Annotated[str, Form()] = "",
) -> Response:
    """Put down one's own number beside the model's; it is scored under one's name."""
    house: House = request.app.state.house
    if not chance.strip():
        raise BadEntry("no chance is given; write one such as 30 % or 0.3")
    before = "major:" if topic == "major" else ""
    put_own(house.desk(visitor.name), case_id, [f"{before}{horizon}={chance}"], branch, why)
    return go_to(
        request, f"{path_to('cases', case_id)}#own", "Your number is kept, and scored when it is known."
    )


@router.post("/cases/{case_id}/notes")
def note(request: Request, visitor: Works, case_id: str, text: Annotated[str, Form()] = "") -> Response:
    """Leave a remark on the case."""
    house: House = request.app.state.house
    put_note(house.desk(visitor.name), case_id, text)
    return go_to(request, f"{path_to('cases', case_id)}#notes", "The note is kept.")


@router.get("/cases/{case_id}/here")
def here(request: Request, visitor: Sees, case_id: str, on: str = "") -> Response:
    """Say that one has a form open; gives who else has."""
    others = presence_in(request).here(case_id, on[:80], visitor) if visitor.may("work") else ()
    return render(request, "parts/here.html", others=others)


def waiting_words(house: House, shown: Shown) -> list[tuple[str, str]]:
    """What no answer has weighed yet: who entered it, and what in words."""
    from smoulder.desk.history_words import change_words, fix_words

    if not (shown.waiting or shown.fixes):
        return []
    names = house.ledger.reports.names()
    told = [(one.who, change_words(one.change, names)) for one in shown.waiting]
    return told + [(one.who, f"correction of the reader: {fix_words(one.fix)}") for one in shown.fixes]


def _own(shown: Shown, visitor: Visitor) -> list[NumberGiven]:
    """One's own numbers; those of others are left to the panel, and to the record once it is known."""
    return [one for one in shown.file.numbers if one.analyst == visitor.name]


def _notes(shown: Shown) -> list[Entry]:
    """All notes, the oldest first; the page shows the last `NOTES`."""
    return [one for one in shown.log if one.change.what == "note"]


def _horizons(shown: Shown) -> list[tuple[str, str]]:
    """Horizons of the question as choices, 12 months first where they are asked."""
    asked = sorted(shown.answer.answer if shown.answer else (), key=lambda one: (one != 12, one))
    return [(str(one), f"{one} months") for one in asked]


def _branches(shown: Shown) -> list[tuple[str, str]]:
    """Branches as choices, none of them first."""
    branches = shown.answer.branches.branches if shown.answer and shown.answer.branches else ()
    return [("", "whatever the pressure does"), *((one.id, branch_name(one.id)) for one in branches)]
