"""What leaves a case: its brief in every form, and the case as one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from smoulder.brief.language.tongue import check_language, languages
from smoulder.desk.exchange import open_case_text
from smoulder.records.errors import BadEntry
from smoulder.web.briefs import TYPES, policy, print_at_once
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import NotHere
from smoulder.web.guard.visitor import Visitor
from smoulder.web.jobs.folders import place_of
from smoulder.web.jobs.kinds import BriefWants
from smoulder.web.page import go_to, path_to, render
from smoulder.web.shown import Shown, shown_at, shown_case
from smoulder.web.work import ask_for, seen_by

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
Takes = Annotated[Visitor, Depends(may("export"))]
DRAWN = (
    ("pdf", "PDF"),
    ("docx", "Word"),
    ("md", "Markdown, with its pictures"),
    ("charts", "the charts, as pictures and data"),
    ("html", "the page"),
)
"""Forms that are printed outside the request."""
NAMES = {"en": "English", "fr": "Français", "ar": "العربية"}
"""What languages call themselves."""


@router.get("/cases/{case_id}/exports")
def exports(request: Request, visitor: Takes, case_id: str, at: str = "", on: str = "") -> Response:
    """What can be taken out of the case, and what was printed before."""
    house: House = request.app.state.house
    shown = shown_at(house, case_id, at, on)
    place = place_of(house.chosen.data)
    printed = house.store.jobs.list(place=place, kind="brief", case_id=case_id, last=5)
    return render(
        request,
        "case_exports.html",
        shown=shown,
        drawn=DRAWN,
        tongues=[(code, NAMES.get(code, code)) for code in languages()],
        printed=[one for one in seen_by(house, visitor, list(printed)) if one.state == "done"],
        jobs=shown.jobs,
    )


@router.get("/cases/{case_id}/brief")
def brief(request: Request, visitor: Takes, case_id: str, at: str = "", on: str = "") -> Response:
    """The brief as a page of its own, which may do nothing in the workbench."""
    house: House = request.app.state.house
    printed = print_at_once(house, _answered(shown_at(house, case_id, at, on)), "html")
    return Response(printed.content, media_type=printed.kind, headers={"Content-Security-Policy": policy()})


@router.get("/cases/{case_id}/exports/case.json")
def whole_case(request: Request, visitor: Takes, case_id: str) -> Response:
    """The case with everything that belongs to it, as one file."""
    house: House = request.app.state.house
    text = open_case_text(house.desk(visitor.name), case_id, visitor.may("judge"))
    return _sent(text.encode(), "application/json", f"{case_id}.json")


@router.get("/cases/{case_id}/exports/{form}")
def one_form(
    request: Request, visitor: Takes, case_id: str, form: str, at: str = "", on: str = ""
) -> Response:
    """The brief in a form that comes at once, as a file."""
    house: House = request.app.state.house
    if form not in TYPES:
        raise NotHere(f"there is no form {form[:20]!r} that comes at once; there are {', '.join(TYPES)}")
    printed = print_at_once(house, _answered(shown_at(house, case_id, at, on)), form)
    return _sent(printed.content, printed.kind, printed.name)


@router.post("/cases/{case_id}/exports")
def print_forms(
    request: Request,
    visitor: Takes,
    case_id: str,
    form: Annotated[list[str] | None, Form()] = None,
    language: Annotated[str, Form()] = "en",
) -> Response:
    """Print the brief of the last answer in forms that take some seconds."""
    house: House = request.app.state.house
    _ = _answered(shown_case(house, case_id))
    chosen = tuple(one for one, _ in DRAWN if one in (form or ()))
    if not chosen:
        raise BadEntry("no form is chosen; choose one or more")
    wants = BriefWants.model_validate(
        {"case_id": case_id, "forms": chosen, "language": check_language(language)}
    )
    job = ask_for(house, visitor, "brief", wants, case_id)
    return go_to(request, path_to("jobs", job.id), "The brief is being printed; its files will stand here.")


def _answered(shown: Shown) -> Shown:
    """raises: BadEntry where there is nothing to print."""
    if shown.answer is None:
        raise BadEntry("the case has no answer to print yet; answer it first")
    return shown


def _sent(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=headers)
