"""The tree of a case, and corrections of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import Field, Strict

from smoulder.records.change import Leaf, OfLeaf
from smoulder.records.fix import KeptFix
from smoulder.store.case_log import LAST
from smoulder.web.api.evidence import told_of_others, unless_changed
from smoulder.web.api.form import CaseId, Flag, In, Line, Out, Seen, Why
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import Clash
from smoulder.web.guard.scopes import UNREAD
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute)
Json = dict[str, Any]  # Any: JSON
Chance = Annotated[str, Field(max_length=40, description="A word of ICD 203, a number or a range.")]


class PartNew(In):
    """A part of a leaf. share: of the leaf's prior; odds: of a comeback, as a multiple of the first part's."""

    id: Leaf
    words: Annotated[Line, Field(min_length=1)]
    share: Annotated[Chance, Field(min_length=1, examples=[".4-.6"])]
    odds: Annotated[str, Field(max_length=40, examples=["1.5-4"])] = ""


class HypothesisNew(In):
    """What is said of a leaf: how the case puts it, its parts (two or more), its prior, or what of these is taken
    back."""

    leaf: Leaf = Field(examples=["patience"])
    words: Line = ""
    parts: Annotated[list[PartNew], Field(max_length=20)] = Field(default_factory=list)
    prior: Chance = ""
    takes_back: Annotated[
        list[OfLeaf], Field(max_length=3, description="What was set and is so no more.", examples=[["prior"]])
    ] = Field(default_factory=list)
    why: Why = ""
    seen: Seen = None


class HypothesisEntered(Out):
    """What was entered.

    scaled: what will be scaled at the next answer, because it cannot stand as it was given; null for a token that may
            not read the case, since other leaves have a part in it.
    """

    case: str
    change: Json
    scaled: list[str] | None
    last: int


@router.post(
    "/cases/{case_id}/hypotheses",
    response_model=HypothesisEntered,
    status_code=201,
    summary="Rename, split or weigh a hypothesis",
    tags=["hypotheses"],
)
def put(
    request: Request, visitor: Annotated[Visitor, Depends(may("work"))], case_id: CaseId, sent: HypothesisNew
) -> Json:
    """Say how the case puts a leaf, into which parts it splits it, or what prior it gives it."""
    from smoulder.desk.desk import find_case
    from smoulder.desk.hypothesis import put_hypothesis, scaled
    from smoulder.web.forms.together import of_leaves

    house: House = request.app.state.house
    desk = house.desk(visitor.name)
    case = find_case(desk, case_id)
    split = [f"{one.id}={one.share}:{one.words}" for one in sent.parts]
    odds = [f"{one.id}={one.odds}" for one in sent.parts if one.odds]
    unless = unless_changed(sent.seen, of_leaves(sent.leaf))
    with told_of_others(desk, visitor):
        change = put_hypothesis(
            desk, case, sent.leaf, sent.words, split, odds, sent.prior, sent.why, sent.takes_back, unless
        )
    file = desk.ledger.file(case.id)
    return {
        "case": case.id, "change": change.model_dump(mode="json"),
        "scaled": scaled(file) if visitor.may("see") else None, "last": file.last,
    }  # fmt: skip


class FixNew(In):
    """What is right in a report: of passages (`spans`, START:END or ids of items), or of the whole report."""

    of: Annotated[str, Field(max_length=200, description="The report: its number in the case.")] = ""
    spans: Annotated[list[Annotated[str, Field(min_length=1, max_length=40)]], Field(max_length=50)] = Field(
        default_factory=list
    )
    speaker: Annotated[str, Field(max_length=200, description="Who speaks there; '' for nobody.")] | None = (
        None
    )
    kind: Annotated[str, Field(max_length=200, description="What kind of evidence it is.")] = ""
    reject: Flag = Field(False, description="The passage is no statement, claim or evidence.")
    restore: Flag = Field(False, description="The reader was right there after all.")
    group: Annotated[str, Field(max_length=200, description="The report's group, or 'none'.")] = ""
    country: Annotated[str, Field(max_length=100, description="The report's country, or 'none'.")] = ""
    published: Annotated[str, Field(max_length=10, description="The report's day, or 'none'.")] = ""
    why: Why = ""
    seen: Annotated[
        Annotated[int, Strict()] | None,
        Field(
            ge=0,
            le=LAST,
            description="`fixes` of the report as you read it with the reports of the case: where somebody corrected "
            "the same since, nothing is kept and the answer is 409.",
        ),
    ] = None


class FixEntered(Out):
    """What is kept from here on, whenever the report is read again; none where all of it was kept already.

    fixes, words: null for a token that may not read the case, since they say what the reader found there.
    """

    case: str
    fixes: list[KeptFix] | None
    words: list[str] | None


@router.post(
    "/cases/{case_id}/fixes",
    response_model=FixEntered,
    status_code=201,
    summary="Correct the reader",
    tags=["fixes"],
)
def fix(
    request: Request, visitor: Annotated[Visitor, Depends(may("work"))], case_id: CaseId, sent: FixNew
) -> Json:
    """Mend a wrong speaker, kind, group, country or day; it counts as an error of the reader's rule."""
    from smoulder.desk.desk import find_case, told_fixes
    from smoulder.desk.fix import Wanted
    from smoulder.desk.mend import mend
    from smoulder.records.errors import BadEntry, FixedMeanwhile
    from smoulder.store.fixes import UnlessFixed

    house: House = request.app.state.house
    desk = house.desk(visitor.name)
    case = find_case(desk, case_id)
    wanted = Wanted(
        tuple(sent.spans), sent.of, sent.speaker, sent.group, sent.country, sent.published, sent.reject,
        sent.restore, sent.kind,
    )  # fmt: skip
    if not wanted.asks:
        raise BadEntry(
            "nothing is said of the report; name a passage and what is right there, or what it is about"
        )
    unless = None if sent.seen is None else UnlessFixed(sent.seen)
    try:
        done = mend(desk, case, wanted, sent.why, unless=unless)
    except FixedMeanwhile as reason:
        if not visitor.may("see"):
            raise Clash(f"it was corrected since the number that is sent; {UNREAD}") from reason
        raise Clash(_meanwhile(told_fixes(reason.others, case.id, desk.team))) from reason
    if not visitor.may("see"):
        return {"case": case.id, "fixes": None, "words": None}
    return {"case": case.id, "fixes": list(done.fixes), "words": done.words}


def _meanwhile(others: Sequence[KeptFix]) -> str:
    """What was corrected meanwhile, in words."""
    from smoulder.desk.history_words import fix_words

    told = "; ".join(f"{one.who}: {fix_words(one.fix)}" for one in others[-5:])
    return (
        f"it was corrected since you read it: {told}; read the reports of the case again, and send the correction with "
        "the new `fixes`"
    )
