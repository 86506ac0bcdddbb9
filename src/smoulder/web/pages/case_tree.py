"""The hypothesis tree of a case: seen, edited, and shown as it would come out before it is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from smoulder.desk.hypothesis import fits
from smoulder.records.case_file import lay
from smoulder.records.errors import BadEntry, ChangedMeanwhile, SmoulderError
from smoulder.store.case_log import Unless
from smoulder.web.case_jobs import entered
from smoulder.web.faults import BROKEN
from smoulder.web.forms.given import fields_of
from smoulder.web.forms.together import Sent, of_leaves, seen_of, show_both
from smoulder.web.forms.tree import (
    PART,
    PARTS,
    Preview,
    changed_names,
    preview_of,
    puts_of,
    tree_fields,
    typed_fields,
)
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import path_to, render
from smoulder.web.plain import plain
from smoulder.web.presence import presence_in
from smoulder.web.shown import Shown, shown_at, shown_case
from smoulder.web.views.case import leaf_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
Sees = Annotated[Visitor, Depends(may("see"))]
Works = Annotated[Visitor, Depends(may("work"))]
LONGEST = 2000
"""Letters of one field."""
CALLED = {"name": "name", "share": "share", "part": "words", "odds": "odds"}


@router.get("/cases/{case_id}/hypotheses")
def tree(request: Request, visitor: Sees, case_id: str, at: str = "", on: str = "") -> Response:
    """The tree with its chances, and the form that changes it."""
    house: House = request.app.state.house
    shown = shown_at(house, case_id, at, on)
    return _page(request, shown, None)


@router.get("/cases/{case_id}/hypotheses/preview")
def preview(request: Request, visitor: Works, case_id: str) -> Response:
    """What would follow from the tree as it is typed; nothing is entered."""
    house: House = request.app.state.house
    fields = {name: value[:LONGEST] for name, value in request.query_params.items()}
    found, wrong = _tried(shown_case(house, case_id), fields)
    return render(request, "parts/tree_preview.html", preview=found, wrong=wrong)


@router.post("/cases/{case_id}/hypotheses")
def change(
    request: Request, visitor: Works, case_id: str, fields: Annotated[dict[str, str], Depends(fields_of)]
) -> Response:
    """Enter the tree as it was typed; with `try` it is only shown what would follow."""
    house: House = request.app.state.house
    shown = shown_case(house, case_id)
    if fields.get("try"):
        return _page(request, shown, fields)
    seen = seen_of(fields)
    then = lay([one for one in shown.log if one.number <= seen])
    puts = puts_of(then, fields)
    if not puts:
        raise BadEntry("the tree stands as it did; change a prior, a name or a split, then enter it")
    address = path_to("cases", case_id, "hypotheses")
    unless = Unless(seen, of_leaves(*(one.leaf for one in puts)))
    try:
        unless.check(shown.log)
        house.desk(visitor.name).enter(case_id, puts, fields.get("why", "").strip(), unless, fits(*puts))
    except ChangedMeanwhile as reason:
        names = changed_names(then, fields) | {"why"}
        mine = tuple((name, value) for name, value in fields.items() if name in names)
        return show_both(request, case_id, "the hypotheses", reason.others, Sent(address, mine, _labels()))
    presence_in(request).gone(case_id, "tree", visitor)
    return entered(request, visitor, case_id, address, "The tree is entered as you have it.")


def _page(request: Request, shown: Shown, fields: Mapping[str, str] | None) -> Response:
    found, wrong = (None, "") if shown.past else _tried(shown, fields)
    return render(
        request,
        "case_tree.html",
        status=422 if wrong else 200,
        shown=shown,
        leaves=leaf_rows(shown.answer) if shown.answer else (),
        form=tree_fields(shown.file) if fields is None else typed_fields(shown.file, fields),
        parts=PARTS,
        why=fields.get("why", "") if fields else "",
        preview=found,
        wrong=wrong,
        jobs=shown.jobs,
    )


def _tried(shown: Shown, fields: Mapping[str, str] | None) -> tuple[Preview | None, str]:
    """What would follow, or what is wrong with what was typed."""
    try:
        return preview_of(shown, fields), ""
    except BROKEN:
        raise
    except SmoulderError as reason:
        return None, plain(str(reason))


def _labels() -> dict[str, str]:
    from smoulder.assessment.hypothesis import LEAVES

    labels = {"why": "Why"}
    for leaf in LEAVES:
        labels |= {f"prior-{leaf}": f"Prior of '{leaf}'", f"words-{leaf}": f"Words of '{leaf}'"}
        for at in range(1, PARTS + 1):
            labels |= {f"{what}-{leaf}-{at}": f"Part {at} of '{leaf}', {CALLED[what]}" for what in PART}
    return labels
