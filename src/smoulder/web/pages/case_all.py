"""The list of cases, and a case that comes from another desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, File, Request, UploadFile
from fastapi.responses import Response

from smoulder.desk.case_choice import choose_cases
from smoulder.desk.exchange import read_case, taken_words
from smoulder.records.errors import BadData, SmoulderError
from smoulder.web.faults import words_for
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.by_question import terms_of
from smoulder.web.guard.case_access import sees
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to, path_to, render
from smoulder.web.views.case_list import list_rows

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
PAGE = 50
"""Cases on one page of the list."""
STATES = ("open", "closed")


@router.get("/cases")
def cases(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    group: str = "",
    country: str = "",
    words: str = "",
    state: str = "",
    page: int = 1,
) -> Response:
    """The cases that a visitor sees, the newest first."""
    house: House = request.app.state.house
    wrong = ""
    try:
        found = choose_cases(house.desk(visitor.name), words, group.strip(), country.strip())
    except SmoulderError as reason:
        found, wrong = [], words_for(house, reason)
    shown = sees(house, visitor, [one.id for one in found])
    open_ = house.ledger.asked.unsettled()
    found = [one for one in reversed(found) if one.id in shown]
    if state in STATES:
        found = [one for one in found if (one.id in open_) == (state == "open") and one.answers]
    last = max(1, -(-len(found) // PAGE))
    page = min(max(page, 1), last)
    rows = list_rows(house, found[(page - 1) * PAGE : page * PAGE], open_)
    asked = {"group": group, "country": country, "words": words, "state": state}
    return render(
        request, "cases.html", rows=rows, asked=asked, total=len(found), page=page, last=last, wrong=wrong
    )


@router.post("/cases/import")
def import_case(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("work"))],
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Take in a case from a file that another desk exported."""
    house: House = request.app.state.house
    if file is None or not file.filename:
        raise BadData("no file was chosen; choose one that “Export the case” gave")
    name = file.filename[-80:]
    try:
        text = file.file.read().decode("utf-8")
    except UnicodeDecodeError as reason:
        raise BadData(f"{name} is no text; choose a file that “Export the case” gave") from reason
    export = read_case(house.desk(visitor.name), name, text)
    request.state.case_id = export.id
    done = house.ledger.import_case(export, terms_of(house, visitor))
    return go_to(request, path_to("cases", done.case_id), taken_words(done))
