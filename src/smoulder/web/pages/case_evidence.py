"""The evidence of a case: all items, one item, and what is entered of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from smoulder.assessment.hypothesis import WORDS
from smoulder.desk.evidence import Given, change_of, grade_source
from smoulder.desk.leaf_numbers import leaves_of
from smoulder.desk.stock import stock_of
from smoulder.records.change import ItemMark
from smoulder.records.errors import BadEntry, ChangedMeanwhile
from smoulder.store.case_log import Unless
from smoulder.web.case_jobs import entered
from smoulder.web.forms.given import fields_of
from smoulder.web.forms.marks import choices, given_of, labels_of
from smoulder.web.forms.together import Sent, of_item, seen_of, show_both
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.kept import kept_in
from smoulder.web.page import path_to, render
from smoulder.web.presence import presence_in
from smoulder.web.shown import Shown, shown_at, shown_case
from smoulder.web.views.evidence import ItemRow, grouped, item_rows, turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smoulder.desk.stock import Stock
    from smoulder.web.house import House

AT_ONCE = 20
"""Items of a group that are shown before one asks for the rest."""
router = APIRouter(route_class=Audited)
Sees = Annotated[Visitor, Depends(may("see"))]
Works = Annotated[Visitor, Depends(may("work"))]
Fields = Annotated[dict[str, str], Depends(fields_of)]


@router.get("/cases/{case_id}/evidence")
def evidence(request: Request, visitor: Sees, case_id: str, at: str = "", on: str = "") -> Response:
    """All items, those first that move the answer most."""
    house: House = request.app.state.house
    shown = shown_at(house, case_id, at, on)
    return render(
        request,
        "case_evidence.html",
        shown=shown,
        groups=grouped(item_rows(house, shown)),
        at_once=AT_ONCE,
        turns=turns(shown.answer) if shown.answer else [],
        proposals=() if shown.past else _stock(house, shown).proposals,
        others=presence_in(request).others(case_id, visitor),
        jobs=shown.jobs,
        offers=choices(),
    )


@router.get("/cases/{case_id}/evidence/new")
def new(request: Request, visitor: Works, case_id: str) -> Response:
    """The form for an item of one's own."""
    house: House = request.app.state.house
    shown = shown_case(house, case_id)
    return render(
        request,
        "case_item_new.html",
        shown=shown,
        leaves=_leaves(shown),
        clusters=_clusters(house, shown),
        offers=choices(),
    )


@router.post("/cases/{case_id}/evidence/new")
def enter(request: Request, visitor: Works, case_id: str, fields: Fields) -> Response:
    """Enter an item."""
    house: House = request.app.state.house
    if not fields.get("text", "").strip():
        raise BadEntry("nothing is said in “What is said”; write what was seen, heard or counted")
    _put(house, visitor, case_id, given_of(fields))
    return entered(request, visitor, case_id, path_to("cases", case_id, "evidence"), "The item is entered.")


@router.post("/cases/{case_id}/evidence/clusters")
def cluster(
    request: Request,
    visitor: Works,
    case_id: str,
    items: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    why: Annotated[str, Form()] = "",
) -> Response:
    """Put items into one cluster, as was proposed."""
    house: House = request.app.state.house
    known = {one.id for one in item_rows(house, shown_case(house, case_id))}
    chosen = [one for one in items.split() if one in known]
    label = " ".join(name.split())
    if len(chosen) < 2 or not 0 < len(label) <= 200:
        raise BadEntry("a cluster has a name of up to 200 letters and two items of the case, or more")
    marks = [ItemMark(item=one, cluster=label) for one in chosen]
    house.desk(visitor.name).enter(case_id, marks, why)
    said = f"{len(marks)} items share the cluster “{label}” now."
    return entered(request, visitor, case_id, path_to("cases", case_id, "evidence"), said)


@router.post("/cases/{case_id}/evidence/sources")
def grade(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("grade sources"))],
    case_id: str,
    fields: Fields,
) -> Response:
    """Grade a source for all cases, from a day on."""
    from dataclasses import replace

    house: House = request.app.state.house
    given = replace(given_of(fields), since=fields.get("since", "").strip())
    kept = grade_source(house.desk(visitor.name), given)
    said = f"{kept.name} is graded {kept.reliability} in all cases from {kept.since} on."
    return entered(request, visitor, case_id, path_to("cases", case_id, "evidence"), said)


@router.get("/cases/{case_id}/evidence/{item}")
def one_item(request: Request, visitor: Sees, case_id: str, item: str, at: str = "") -> Response:
    """One item with all that it says, and the form that marks it."""
    house: House = request.app.state.house
    shown = shown_at(house, case_id, at, "")
    rows = item_rows(house, shown)
    return render(
        request,
        "case_item.html",
        shown=shown,
        row=_row(rows, item),
        overruled=tuple(marked.likelihoods or ()) if (marked := shown.file.marks.get(item)) else (),
        company=[
            one for one in rows if one.cluster and one.cluster == _row(rows, item).cluster and one.id != item
        ],
        leaves=_leaves(shown),
        clusters=_clusters(house, shown),
        jobs=shown.jobs,
        offers=choices(),
    )


@router.post("/cases/{case_id}/evidence/{item}")
def mark(request: Request, visitor: Works, case_id: str, item: str, fields: Fields) -> Response:
    """Mark an item: out or in again, another grade, another cluster, other likelihoods."""
    house: House = request.app.state.house
    shown = shown_case(house, case_id)
    row = _row(item_rows(house, shown), item)
    address = path_to("cases", case_id, "evidence", item)
    try:
        _put(house, visitor, case_id, given_of(fields, item), Unless(seen_of(fields), of_item(item)))
    except ChangedMeanwhile as reason:
        sent = Sent(address, tuple(fields.items()), labels_of(_leaves(shown)))
        return show_both(request, case_id, f"the item “{row.kind}”", reason.others, sent)
    presence_in(request).gone(case_id, f"item {item}", visitor)
    return entered(request, visitor, case_id, address, "What you said of the item is entered.")


def _put(house: House, visitor: Visitor, case_id: str, given: Given, unless: Unless | None = None) -> None:
    desk = house.desk(visitor.name)
    change = change_of(desk, house.ledger.case(case_id), given)
    assert change is not None, "a form names an item or holds a text"
    desk.enter(case_id, [change], given.why, unless)


def _row(rows: Sequence[ItemRow], item: str) -> ItemRow:
    from smoulder.web.guard.refused import NotHere

    found = next((one for one in rows if one.id == item), None)
    if found is None:
        raise NotHere(f"the case has no item {item[:20]} here; it may stand in a later or an earlier answer")
    return found


def _stock(house: House, shown: Shown) -> Stock:
    def make() -> Stock:
        return stock_of(shown.case.id, shown.file, shown.answer)

    return kept_in(house.ledger).made(("stock", shown.case.id, shown.row, shown.last_weighed), make)


def _leaves(shown: Shown) -> dict[str, str]:
    """Leaves and parts with their words."""
    told: dict[str, str] = {leaf: words for leaf, words in WORDS.items()}  # noqa: C416  other keys
    told |= {one.id: one.words for one in shown.answer.hypotheses} if shown.answer else {}
    told |= {part.id: part.words for put in shown.file.hypotheses.values() for part in put.parts}
    return {leaf: told.get(leaf, "") for leaf in leaves_of(shown.file)}


def _clusters(house: House, shown: Shown) -> list[str]:
    return sorted({one.cluster for one in item_rows(house, shown) if one.cluster})
