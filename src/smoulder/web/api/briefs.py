"""The brief of a case, in any form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from smoulder.web.api.form import CaseId, In
from smoulder.web.api.jobs import JobOut, accepted
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import NotHere
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.records.case import Assessment
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute, tags=["briefs"])
Json = dict[str, Any]  # Any: JSON
Form = Literal["json", "html", "md", "csv", "stix"]
MARKDOWN = "text/markdown; charset=utf-8"


class BriefAsked(In):
    """Forms of a brief that take longer: they are printed by a job, as files."""

    forms: Annotated[
        list[Literal["html", "pdf", "docx", "md", "json", "csv", "stix", "charts"]],
        Field(min_length=1, max_length=8, examples=[["pdf", "docx"]]),
    ]
    language: Literal["en", "fr", "ar"] = "en"


@router.get(
    "/cases/{case_id}/brief",
    summary="The brief of a case",
    response_class=Response,
    responses={
        200: {
            "description": "The brief; as 'csv' an archive of tables with their data package.",
            "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/Brief"}},
                "application/stix+json": {"schema": {"type": "object"}},
                "text/html": {"schema": {"type": "string"}},
                "text/markdown": {"schema": {"type": "string"}},
                "application/zip": {"schema": {"type": "string", "format": "binary"}},
            },
        }
    },
)
def brief(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("export"))],
    case_id: CaseId,
    form: Annotated[Form, Query(description="In which form.")] = "json",
    at: Annotated[int | None, Query(ge=1, le=10**6, description="Of which answer; else the last.")] = None,
) -> Response:
    """What a case was answered, in a form that comes at once; others are printed as files."""
    from smoulder.web.briefs import print_at_once
    from smoulder.web.shown import shown_case

    house: House = request.app.state.house
    shown = shown_case(
        house, case_id, None if at is None else min(at, len(house.ledger.answer_rows(case_id)) or 1)
    )
    if shown.answer is None or (at is not None and at != shown.at):
        raise NotHere(f"case {case_id} has no such answer; it has {len(shown.answers)}, counted from 1")
    if form == "md":
        name, kind, content = f"{case_id}-answer-{shown.at}.md", MARKDOWN, _as_markdown(shown.answer)
    else:
        printed = print_at_once(house, shown, form)
        name, kind, content = printed.name, printed.kind, printed.content
    return Response(
        content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _as_markdown(answer: Assessment) -> bytes:
    """The brief as one file of Markdown; in the place of each chart stand its words."""
    from smoulder.brief.edition import PLAIN
    from smoulder.brief.language.say import speaking
    from smoulder.brief.manuscript import Manuscript
    from smoulder.brief.md import print_md

    with speaking(PLAIN.language):
        return print_md(Manuscript(answer), frozenset()).encode("utf-8", "replace")


@router.post(
    "/cases/{case_id}/briefs", response_model=JobOut, status_code=202, summary="Print a brief as files"
)
def print_files(
    request: Request,
    response: Response,
    visitor: Annotated[Visitor, Depends(may("export"))],
    case_id: CaseId,
    sent: BriefAsked,
) -> Json:
    """Print a brief in some forms; the result of the job names its files, which lie under the job."""
    from smoulder.web.jobs.kinds import BriefWants
    from smoulder.web.work import ask_for

    house: House = request.app.state.house
    house.ledger.case(case_id)
    wants = BriefWants(case_id=case_id, forms=tuple(dict.fromkeys(sent.forms)), language=sent.language)
    return accepted(response, ask_for(house, visitor, "brief", wants, case_id))
