"""The panel of a case: one judges blind, then sees the others, then may judge again.

Nothing here gives out another's number before one's own first round is in: the form and its live sum hold one's own
alone, and the panel itself comes from `see_panel`, which refuses until then. Who has judged, and in which round, is
seen by everybody who sees the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from smoulder.assessment.panel.blind import next_round
from smoulder.desk.blind import has_judged
from smoulder.desk.judge import enter_judgement, preview_judgement
from smoulder.desk.panel_table import Table, keep_panel, see_panel, table_of
from smoulder.records.errors import BadEntry, ChangedMeanwhile
from smoulder.web.forms.given import fields_of
from smoulder.web.forms.panel import ITEM, filled_by, said_in, sheet_mark, sum_of
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to, path_to, render
from smoulder.web.plain import plain
from smoulder.web.shown import Shown, shown_case
from smoulder.web.views.panel import panel_shown

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
Seeing = Annotated[Visitor, Depends(may("see"))]
Judging = Annotated[Visitor, Depends(may("judge"))]
LONGEST = 2000
"""Letters of a reason."""
TWICE = (
    "Another judgement of yours came in at the same moment and is kept, from another window perhaps; this one is not "
    "in yet. What you wrote stands below: enter it again to lay it over the other."
)


@router.get("/cases/{case_id}/panel")
def panel(request: Request, visitor: Seeing, case_id: str) -> Response:
    """The panel, to those whose own first round is in; to others who has judged, and the form."""
    house: House = request.app.state.house
    shown = shown_case(house, case_id)
    if not _can_judge(shown):
        return render(request, "panel_none.html", shown=shown)
    table = _table(shown)
    if not has_judged(visitor.name, table.judgements):
        return _form(request, visitor, shown, table, {})
    view = see_panel(house.desk(visitor.name), table, named=True)
    return render(
        request,
        "panel.html",
        shown=shown,
        sitting=_sitting(shown),
        panel=panel_shown(view, table, shown.log),
        number=next_round(visitor.name, table.judgements),
    )


@router.get("/cases/{case_id}/panel/judge")
def judge(request: Request, visitor: Judging, case_id: str) -> Response:
    """The form, with one's own last judgement in it."""
    shown = shown_case(request.app.state.house, case_id)
    return _form(request, visitor, shown, _table(shown), {})


@router.get("/cases/{case_id}/panel/sum")
def adding_up(request: Request, visitor: Judging, case_id: str) -> Response:
    """What the judgement that is being written comes to; of no one's but one's own."""
    house: House = request.app.state.house
    shown = shown_case(house, case_id)
    found = _come_to(house, visitor, _table(shown), dict(request.query_params))
    return render(request, "parts/panel_sum.html", **found)


@router.post("/cases/{case_id}/panel/judge")
def enter(
    request: Request, visitor: Judging, case_id: str, fields: Annotated[dict[str, str], Depends(fields_of)]
) -> Response:
    """Enter a judgement, or only see whether it adds up."""
    house: House = request.app.state.house
    shown = shown_case(house, case_id)
    table = _table(shown)
    if fields.get("do") == "add up":
        return _form(request, visitor, shown, table, fields)
    if fields.get("sheet") != sheet_mark(table):
        words = (
            "The case was answered anew while you judged, and there is other to judge now; look at it, and enter it "
            "again. What you wrote stands below."
        )
        return _form(request, visitor, shown, table, fields, refused=words, status=409)
    desk, why = house.desk(visitor.name), " ".join(fields.get("why", "").split())
    number = next_round(visitor.name, table.judgements)
    said = said_in(fields, number)
    try:
        if not said:
            raise BadEntry(
                "nothing was written; give at least one leaf, one item or one chance of a comeback"
            )
        if len(why) > LONGEST:
            raise BadEntry(f"the reason has {len(why)} letters; write {LONGEST} at most")
        if str(number) != fields.get("round"):
            raise BadEntry(
                "another has judged since you opened this form, so that a change is no longer blind; see the panel, "
                "and enter it as your second round"
            )
        if not preview_judgement(desk, table, said)[1]:
            return go_to(
                request, path_to("cases", case_id, "panel"), "That was in already; nothing is changed."
            )
        enter_judgement(desk, table, said, why)
    except BadEntry as reason:
        return _form(request, visitor, shown, table, fields, refused=plain(str(reason)), status=422)
    except ChangedMeanwhile:
        return _form(request, visitor, shown, table, fields, refused=TWICE, status=409)
    words = "Your blind judgement is in." if number == 1 else "Your second round is in."
    return go_to(request, path_to("cases", case_id, "panel"), words)


@router.post("/cases/{case_id}/panel/keep")
def keep(request: Request, visitor: Judging, case_id: str) -> Response:
    """Keep the pooled numbers as forecasts of the panel, to be scored."""
    house: House = request.app.state.house
    table, desk = _table(shown_case(house, case_id)), house.desk(visitor.name)
    told = keep_panel(desk, table, see_panel(desk, table, named=True))
    return go_to(request, path_to("cases", case_id, "panel"), told)


def _can_judge(shown: Shown) -> bool:
    return shown.answer is not None and bool(shown.answer.hypotheses)


def _table(shown: Shown) -> Table:
    if shown.answer is None:
        raise BadEntry(
            f"{shown.case.id} has no answer yet, which says what there is to judge; answer it first"
        )
    return table_of(shown.case.id, shown.answer, shown.file)


def _sitting(shown: Shown) -> list[dict[str, Any]]:  # Any: what a template shows
    """Who has judged, with the rounds and when each came in last; no number."""
    found: dict[str, dict[int, Any]] = {}  # Any: times
    for one in shown.log:
        if one.change.what == "judgement":
            found.setdefault(one.change.analyst, {})[one.change.round] = one.at
    return [{"name": name, "rounds": sorted(rounds.items())} for name, rounds in sorted(found.items())]


def _come_to(
    house: House, visitor: Visitor, table: Table, fields: Mapping[str, str]
) -> dict[str, Any]:  # Any: what a template shows
    """What is written comes to, or why it cannot be read."""
    said = said_in(fields, next_round(visitor.name, table.judgements))
    if not said:
        return {"sum": None, "wrong": ""}
    try:
        one, new = preview_judgement(house.desk(visitor.name), table, said)
    except BadEntry as reason:
        return {"sum": None, "wrong": plain(str(reason))}
    return {"sum": sum_of(one, new, table), "wrong": ""}


def _form(
    request: Request,
    visitor: Visitor,
    shown: Shown,
    table: Table,
    fields: Mapping[str, str],
    *,
    refused: str = "",
    status: int = 200,
) -> Response:
    """The form: empty, with one's own last judgement, or with what was just written."""
    number, own = next_round(visitor.name, table.judgements), table.judgements
    filled = {**filled_by(own.get((visitor.name, 2)) or own.get((visitor.name, 1))), **fields}
    return render(
        request,
        "panel_judge.html",
        status=status,
        shown=shown,
        sitting=_sitting(shown),
        table=table,
        number=number,
        first_in=has_judged(visitor.name, own),
        sheet=sheet_mark(table),
        fields=filled,
        on_items=any(name.startswith(ITEM) and value.strip() for name, value in filled.items()),
        refused=refused,
        **_come_to(request.app.state.house, visitor, table, filled),
    )
