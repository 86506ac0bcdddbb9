"""The evidence of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import ConfigDict, Field

from smoulder.records.change import Leaf
from smoulder.records.errors import ChangedMeanwhile
from smoulder.store.case_log import Unless
from smoulder.web.api.form import CaseId, Flag, In, Line, Out, Seen, Why
from smoulder.web.api.paging import Page, Paged, page_of
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import Clash
from smoulder.web.guard.scopes import UNREAD
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.desk.evidence import Given
    from smoulder.records.change import Change, Entry
    from smoulder.store.case_rows import Case
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute, tags=["evidence"])
Json = dict[str, Any]  # Any: JSON
ItemId = Annotated[str, Path(description="Id of an item, or its beginning.", max_length=40)]
Under = Annotated[
    dict[Leaf, Annotated[str, Field(min_length=1, max_length=40)]],
    Field(
        description="How likely the item is under each hypothesis: a word of ICD 203, a number or a range.",
        examples=[{"patience": "unlikely", "spent": ".6-.8"}],
    ),
]
Letter = Literal["A", "B", "C", "D", "E", "F"]
Digit = Literal["1", "2", "3", "4", "5", "6"]


class Evidence(Out):
    """An item as `smoulder case evidence --json` gives it (docs/data/case.md).

    weighed: whether an answer has weighed it; if so, it has weight, change and the like as well.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
    kind: str
    text: str
    state: str
    weighed: bool
    source: Json
    likelihoods: dict[str, Json]


class EvidencePage(Page[Evidence]):
    """Items with what may lean on one another. last: number of the case's last change, to be sent as `seen`."""

    proposals: list[Json]
    last: int


class EvidenceNew(In):
    """An item to enter: the passage `span` (START:END) of a report of the case, or a text of one's own."""

    text: Line = ""
    span: Annotated[str, Field(pattern=r"^(\d{1,9}:\d{1,9})?$")] = ""
    of: Annotated[str, Field(max_length=200, description="The report: its number in the case.")] = ""
    kind: Annotated[str, Field(max_length=200)] = ""
    under: Under = Field(default_factory=dict)
    source: Annotated[str, Field(max_length=200)] = ""
    speaker: Annotated[str, Field(max_length=200)] = ""
    reliability: Letter | None = None
    credibility: Digit | None = None
    cluster: Annotated[str, Field(max_length=200)] = ""
    months: Annotated[str, Field(max_length=20, examples=["2019-10..2019-12"])] = ""
    indicator: Annotated[str, Field(max_length=200)] = ""
    why: Why = ""


class EvidenceMark(In):
    """A word on an item; what is null stays as it is, and so does a likelihood under a leaf that is not named.

    cluster: '' takes the item out of the one it has.
    """

    rejected: Flag | None = None
    reliability: Letter | None = None
    credibility: Digit | None = None
    cluster: Annotated[str, Field(max_length=200)] | None = None
    under: Under = Field(default_factory=dict)
    takes_back: Annotated[
        list[Leaf],
        Field(
            max_length=50,
            description="Hypotheses of which a likelihood was said that is so no more: the item's own holds again.",
            examples=[["spent"]],
        ),
    ] = Field(default_factory=list)
    why: Why = ""
    seen: Seen = None


class Entered(Out):
    """What was entered. number: of the change, the case's `last` from here on.

    change: as the log keeps it; null for a token that may not read the case, since it holds the words of a passage.
    """

    case: str
    number: int
    who: str
    why: str
    change: Json | None


def entered(entry: Entry, visitor: Visitor) -> Json:
    """A change as it is given back to who entered it."""
    return {
        "case": entry.case_id, "number": entry.number, "who": entry.who, "why": entry.why,
        "change": entry.change.model_dump(mode="json") if visitor.may("see") else None,
    }  # fmt: skip


@contextmanager
def told_of_others(desk: Desk, visitor: Visitor) -> Iterator[None]:
    """Within it, what was changed meanwhile is told in words, where the visitor may read it. raises: Clash."""
    from smoulder.desk.history_words import change_words

    try:
        yield
    except ChangedMeanwhile as reason:
        if not visitor.may("see"):
            raise Clash(f"it was changed since the number that is sent; {UNREAD}") from reason
        names = desk.ledger.reports.names()
        told = "; ".join(
            f"{one.number} by {one.who}: {change_words(one.change, names)}" for one in reason.others[-5:]
        )
        raise Clash(
            f"it was changed since you read it: {told}; read it again, and send the change with the new `last`"
        ) from reason


def unless_changed(seen: int | None, touches: Callable[[Change], bool]) -> Unless | None:
    """What stands against a change of who last read a case at a number; None where no number was sent."""
    return None if seen is None else Unless(seen, touches)


@router.get("/cases/{case_id}/evidence", response_model=EvidencePage, summary="The evidence of a case")
def evidence(
    request: Request, visitor: Annotated[Visitor, Depends(may("see"))], case_id: CaseId, paging: Paged
) -> Json:
    """Items of the last answer as they were weighed, then those entered since."""
    from smoulder.desk.desk import find_case
    from smoulder.desk.stock import items_json, take_stock

    house: House = request.app.state.house
    desk = house.desk(visitor.name)
    stock = take_stock(desk, find_case(desk, case_id))
    whole = items_json(stock)
    page = page_of(request, paging, whole["items"], dict)
    return page | {"proposals": whole["proposals"], "last": stock.file.last}


@router.post("/cases/{case_id}/evidence", response_model=Entered, status_code=201, summary="Enter an item")
def enter_item(
    request: Request,
    response: Response,
    visitor: Annotated[Visitor, Depends(may("work"))],
    case_id: CaseId,
    sent: EvidenceNew,
) -> Json:
    """Enter an item of evidence; the next answer weighs it."""
    given = _given(
        text=sent.text, span=sent.span, of=sent.of, kind=sent.kind, under=sent.under, source=sent.source,
        speaker=sent.speaker, reliability=sent.reliability or "", credibility=sent.credibility or "",
        cluster=sent.cluster or None, months=sent.months, indicator=sent.indicator, why=sent.why,
    )  # fmt: skip
    return _enter(request, visitor, case_id, given)


@router.patch("/cases/{case_id}/evidence/{item}", response_model=Entered, summary="Say a word on an item")
def mark_item(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("work"))],
    case_id: CaseId,
    item: ItemId,
    sent: EvidenceMark,
) -> Json:
    """Reject or restore an item, grade it, put it into a cluster, or give it likelihoods of your own."""
    given = _given(
        item=item, under=sent.under, reliability=sent.reliability or "", credibility=sent.credibility or "",
        cluster=sent.cluster, reject=sent.rejected is True, restore=sent.rejected is False, why=sent.why,
        take_back=tuple(sent.takes_back),
    )  # fmt: skip
    return _enter(request, visitor, case_id, given, sent.seen)


def _given(under: dict[str, str], **more: Any) -> Given:  # Any: as of `Given`
    from smoulder.desk.evidence import Given

    nothing = {
        "item": "", "text": "", "kind": "", "source": "", "speaker": "", "reliability": "", "credibility": "",
        "cluster": None, "reject": False, "restore": False, "months": "", "indicator": "", "since": "", "why": "",
    }  # fmt: skip
    return Given(**(nothing | more), under=tuple(f"{leaf}={one}" for leaf, one in under.items()))


def _enter(request: Request, visitor: Visitor, case_id: str, given: Given, seen: int | None = None) -> Json:
    from smoulder.desk.desk import find_case
    from smoulder.desk.evidence import change_of
    from smoulder.records.errors import BadEntry
    from smoulder.web.forms.together import of_item

    house: House = request.app.state.house
    desk = house.desk(visitor.name)
    case: Case = find_case(desk, case_id)
    change = change_of(desk, case, given)
    if change is None:
        raise BadEntry("nothing is said of an item; write a text or a span of a report")
    unless = unless_changed(seen, of_item(change.item)) if change.what == "mark" else None
    with told_of_others(desk, visitor):
        (entry,) = desk.enter(case.id, [change], given.why, unless)
    return entered(entry, visitor)
