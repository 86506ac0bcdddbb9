"""The panel of a case: blind judgement first, then the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import Field

from smoulder.records.change import Leaf, Share
from smoulder.web.api.form import CaseId, In, Out, Why
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute, tags=["judgements"])
Json = dict[str, Any]  # Any: JSON
Shares = dict[str, float]


class SheetLeaf(Out):
    """A leaf of the tree. parent: the leaf that it is a part of, '' where it is whole."""

    id: str
    words: str
    parent: str


class SheetItem(Out):
    """An item to judge."""

    id: str
    kind: str
    text: str


class Sheet(Out):
    """What there is to judge, as `smoulder case judge --json` gives it. judged_by: who has judged, without numbers."""

    case: str
    as_of: str
    leaves: list[SheetLeaf]
    horizons: list[int]
    items: list[SheetItem]
    judged_by: list[str]


class JudgementNew(In):
    """What one thinks, in chances from 0 to 1; what is left out stays open. round: 2 after seeing the others."""

    hypotheses: dict[Leaf, Share] = Field(default_factory=dict, examples=[{"patience": 0.3, "spent": 0.5}])
    items: dict[Annotated[str, Field(max_length=40)], dict[Leaf, Share]] = Field(default_factory=dict)
    comeback: dict[int, Share] = Field(default_factory=dict, examples=[{"12": 0.25}])
    round: Literal[1, 2] = 1
    why: Why = ""


class Said(Out):
    """A judgement as it was given."""

    leaves: Shares
    items: dict[str, Shares]
    comeback: Shares


class Analyst(Out):
    """A judgement as given, and made coherent (docs/methods/panel.md)."""

    analyst: str
    round: int
    said: Said
    total: float | None
    open: list[str]
    from_items: bool
    moved: float
    nats: float
    tested: bool
    shares: Shares | None
    least_squares: Shares | None
    by_events: Shares | None
    comeback: Shares
    words: str


class Judged(Analyst):
    """One's own judgement, in its case."""

    case: str
    as_of: str


class Member(Analyst):
    """A member of the panel. as_of: the day that the judgement speaks of: of another than the case's, it is not kept
    with the panel. weight: in the pool; gone: what was judged that the case has no more."""

    as_of: str
    weight: float
    gone: list[str]


class PanelOut(Out):
    """The panel as `smoulder case judge --show --json` gives it: each one, the pools, where they part, item by item."""

    case: str
    as_of: str
    analysts: list[Member]
    shares: dict[str, Shares]
    comeback: dict[str, Json]
    blind: dict[str, Json]
    record: Json
    disagreement: Json


@router.get("/cases/{case_id}/sheet", response_model=Sheet, summary="What there is to judge")
def sheet(request: Request, visitor: Annotated[Visitor, Depends(may("judge"))], case_id: CaseId) -> Json:
    """The leaves, the items and the horizons to judge."""
    from smoulder.desk.judge_json import sheet_json
    from smoulder.desk.panel_table import lay_table

    house: House = request.app.state.house
    return sheet_json(lay_table(house.desk(visitor.name), case_id))


@router.post("/cases/{case_id}/judgements", response_model=Judged, status_code=201, summary="Judge a case")
def judge(
    request: Request, visitor: Annotated[Visitor, Depends(may("judge"))], case_id: CaseId, sent: JudgementNew
) -> Json:
    """Enter one's own judgement, blind in round 1; gives it made coherent, and nothing of others."""
    from smoulder.desk.judge import Said as Written
    from smoulder.desk.judge import enter_judgement
    from smoulder.desk.judge_json import judged_json
    from smoulder.desk.panel_table import lay_table
    from smoulder.records.errors import BadEntry, ChangedMeanwhile
    from smoulder.web.guard.refused import Clash

    house: House = request.app.state.house
    desk = house.desk(visitor.name)
    table = lay_table(desk, case_id)
    said = Written(
        tuple(f"{leaf}={one:.12f}" for leaf, one in sent.hypotheses.items()),
        tuple(
            f"{item}:{leaf}={one:.12f}" for item, leaves in sent.items.items() for leaf, one in leaves.items()
        ),
        tuple(f"{months}={one:.12f}" for months, one in sent.comeback.items()),
        sent.round,
    )
    if not said:
        raise BadEntry("nothing is judged; give chances of hypotheses, items or a comeback")
    try:
        return judged_json(enter_judgement(desk, table, said, sent.why), table)
    except ChangedMeanwhile as reason:
        raise Clash(
            "another judgement of yours came in at the same moment and is kept, and this one is not; send it again to "
            "lay it over the other"
        ) from reason


@router.get("/cases/{case_id}/panel", response_model=PanelOut, summary="The panel")
def panel(request: Request, visitor: Annotated[Visitor, Depends(may("judge"))], case_id: CaseId) -> Json:
    """Everybody's judgements and their pool, once one's own first round is in; until then the answer is 409."""
    from smoulder.desk.judge_json import panel_json
    from smoulder.desk.panel_table import lay_table, see_panel
    from smoulder.records.errors import BadEntry
    from smoulder.web.guard.refused import Clash

    house: House = request.app.state.house
    desk = house.desk(visitor.name)
    table = lay_table(desk, case_id)
    if (visitor.name, 1) not in table.judgements:
        raise Clash("your own first round is not in; judge the case before you see what others think")
    try:
        return panel_json(see_panel(desk, table, named=True), table)
    except BadEntry as reason:
        raise Clash(str(reason)) from reason
