"""A passage of a report becomes an item of evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from smoulder.assessment.likelihood import KINDS, word_ranges
from smoulder.desk.evidence import LONGEST, Given, change_of
from smoulder.desk.leaf_numbers import leaves_of
from smoulder.records.errors import BadEntry
from smoulder.web.case_jobs import answer_anew
from smoulder.web.forms.one_line import line_of
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to, path_to, render
from smoulder.web.views.report_case import ReportOfCase, report_of
from smoulder.web.views.report_facts import taken_at
from smoulder.web.views.report_here import span_of

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
Field = Annotated[str, Form()]
_WORD = re.compile(r"\S+")


@router.get("/cases/{case_id}/reports/{number}/evidence")
def form(
    request: Request,
    case_id: str,
    number: int,
    visitor: Annotated[Visitor, Depends(may("work"))],
    at: str = "",
    first: int = 0,
    last: int = 0,
) -> Response:
    """The form for an item at a place; first, last: words of the place that it is to be cut to, counted from 1."""
    house: House = request.app.state.house
    found = report_of(house, visitor, case_id, number)
    start, end = _cut(found, *span_of(at, found), first, last)
    words = found.report.text[start:end]
    said = [one.speaker for one in taken_at(found.reading, start, end) if one.speaker]
    return render(
        request, "report_item.html", shown=found.shown, found=found, at=f"{start}-{end}", words=words,
        long=len(" ".join(words.split())) > LONGEST, longest=LONGEST, count=len(_WORD.findall(words)),
        speaker=said[0] if said else "", kinds=list(KINDS), leaves=_leaves(found), terms=_terms(),
        clusters=_clusters(found),
    )  # fmt: skip


@router.post("/cases/{case_id}/reports/{number}/evidence")
def enter(
    request: Request,
    case_id: str,
    number: int,
    visitor: Annotated[Visitor, Depends(may("work"))],
    at: Field = "",
    kind: Field = "",
    speaker: Field = "",
    source: Field = "",
    reliability: Field = "",
    credibility: Field = "",
    cluster: Field = "",
    why: Field = "",
    leaf: Annotated[list[str] | None, Form()] = None,
    likely: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Enter the passage as an item, and ask for a new answer."""
    house: House = request.app.state.house
    found = report_of(house, visitor, case_id, number)
    start, end = found.report.raw_span(*span_of(at, found))
    if len(leaf or ()) != len(likely or ()):
        raise BadEntry("each hypothesis has one likelihood, which can be empty; open the form anew")
    given = Given(
        item="", text="", kind=line_of("the kind", kind), under=_under(leaf or [], likely or []),
        source=line_of("the source", source), speaker=line_of("the speaker", speaker), reliability=reliability,
        credibility=credibility, cluster=line_of("the cluster", cluster) or None, reject=False, restore=False,
        months="", indicator="", since="", why=line_of("why", why), span=f"{start}:{end}", of=found.put.sha256,
    )  # fmt: skip
    desk = house.desk(visitor.name)
    change = change_of(desk, found.shown.case, given)
    if change is None:
        raise BadEntry("no words are selected; choose some that can be read")
    desk.enter(case_id, [change], given.why)
    then = answer_anew(house, visitor, case_id)
    told = f"The passage is an item of evidence now; {then}."
    return go_to(request, path_to("cases", case_id, "reports", str(number), at=at) + "#here", told)


def _under(leaves: list[str], likely: list[str]) -> tuple[str, ...]:
    said = zip(leaves, likely, strict=True)
    return tuple(f"{leaf}={line_of('a likelihood', one)}" for leaf, one in said if one.strip())


def _cut(found: ReportOfCase, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """A part of a place by its words; 0 leaves that end as it is.

    raises: BadEntry where no words are left.
    """
    words = [one.span() for one in _WORD.finditer(found.report.text, start, end)]
    first, last = first or 1, last or len(words)
    if not 1 <= first <= last <= len(words):
        raise BadEntry(f"words {first} to {last} are not there; the passage has {len(words)}, counted from 1")
    return words[first - 1][0], words[last - 1][1]


def _leaves(found: ReportOfCase) -> list[tuple[str, str]]:
    """Each leaf, and each part of one, with its words."""
    answer = found.shown.answer
    words = {one.id: one.words for one in answer.hypotheses} if answer else {}
    return [(leaf, words.get(leaf, leaf)) for leaf in leaves_of(found.shown.file)]


def _terms() -> list[str]:
    return list(dict.fromkeys(one.word for one in word_ranges().values()))


def _clusters(found: ReportOfCase) -> list[str]:
    answer = found.shown.answer
    weighed = [one.cluster for one in answer.evidence] if answer else []
    entered = [own.item.cluster for own in found.shown.file.items]
    return sorted({one for one in [*weighed, *entered] if one})
