"""One report: its text with what was read in it, and the way to mend that in its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import Response

from smoulder.brief.inert import one_line
from smoulder.desk.desk import told_fixes
from smoulder.desk.fix import Wanted
from smoulder.desk.fix_list import check_fixes
from smoulder.desk.fix_report import own_registry
from smoulder.desk.history_words import fix_words
from smoulder.desk.mend import mend
from smoulder.reading.fixes import KINDS
from smoulder.records.errors import BadEntry, FixedMeanwhile
from smoulder.store.fixes import UnlessFixed
from smoulder.web.case_jobs import answer_anew
from smoulder.web.forms.one_line import briefly, line_of
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import go_to, path_to, render
from smoulder.web.pages.reports import STANDINGS
from smoulder.web.views.report_case import ReportOfCase, report_of
from smoulder.web.views.report_facts import speakers_in, spoken_in
from smoulder.web.views.report_here import Here, here_of, sentence_at, span_of
from smoulder.web.views.report_html import Drawn, text_markup
from smoulder.web.views.report_language import language_code
from smoulder.web.views.report_marks import FIRST, LAYERS, chosen_layers, marks_of

if TYPE_CHECKING:
    from smoulder.records.fix import KeptFix
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
See = Annotated[Visitor, Depends(may("see"))]
Work = Annotated[Visitor, Depends(may("work"))]
Field = Annotated[str, Form()]


@router.get("/cases/{case_id}/reports/{number}")
def report(
    request: Request,
    case_id: str,
    number: int,
    visitor: See,
    at: str = "",
    layer: Annotated[list[str] | None, Query()] = None,
) -> Response:
    """The text with its marks, and what was read at one place of it; a script asks for that place alone."""
    house: House = request.app.state.house
    found = report_of(house, visitor, case_id, number)
    here = here_of(at, found) if at else None
    if request.headers.get("hx-request") == "true":
        return render(request, "parts/report_here.html", **_shows(found, here))
    layers = chosen_layers(layer or [])
    home = (
        found.home
        + "?"
        + ("" if layers == FIRST else "".join(f"layer={one}&" for one in layers or ("none",)))
    )
    drawn = Drawn(
        found.report.text, marks_of(found.reading, found.items), home,
        language_code(found.report.text) if found.unread else "en", (here.start, here.end) if here else None,
    )  # fmt: skip
    return render(
        request, "report.html", text=text_markup(found.parts, drawn), layers=layers, every=LAYERS,
        spoken=_with_sentences(found), group=_group(house, visitor, found), standings=STANDINGS,
        sentences=sum(len(one.sentences) for one in found.parts), jobs=found.shown.jobs,
        **_shows(found, here),
    )  # fmt: skip


@router.post("/cases/{case_id}/reports/{number}/mend")
def mend_place(
    request: Request,
    case_id: str,
    number: int,
    visitor: Work,
    at: Field = "",
    open_at: Field = "",
    speaker: Annotated[str | None, Form()] = None,
    was_speaker: Field = "",
    kind: Field = "",
    was_kind: Field = "",
    act: Field = "",
    why: Field = "",
    seen: Annotated[int, Form()] = 0,
) -> Response:
    """Correct who speaks at a place or what kind of evidence it is, take it out, or take corrections back."""
    house: House = request.app.state.house
    found, why = report_of(house, visitor, case_id, number), line_of("why", why)
    start, end = found.report.raw_span(*span_of(at, found))
    speaker = None if speaker is None else line_of("the speaker", speaker)
    if act in ("reject", "restore"):
        speaker, kind = None, ""
    else:
        # a form that is sent with Enter holds what stood there: only what differs is said
        speaker = None if speaker is None or speaker == one_line(was_speaker) else speaker
        kind = "" if kind == was_kind else kind
    wanted = Wanted(
        (f"{start}:{end}",), found.put.sha256, speaker, "", "", "", act == "reject", act == "restore", kind
    )
    if not wanted.of_passage:
        raise BadEntry("nothing was changed; write who speaks there, or choose another kind")
    told = {"Who speaks": speaker or "", "Kind": kind, "Said": act, "Why": why}
    fields = {
        "at": at, "open_at": open_at, "was_speaker": was_speaker, "was_kind": was_kind, "kind": kind or was_kind,
        "act": act, "why": why,
    } | ({} if speaker is None else {"speaker": speaker})  # fmt: skip
    try:
        return _mended(request, house, visitor, found, wanted, why, open_at or at, seen)
    except FixedMeanwhile as reason:
        return _meanwhile(request, _as_now(house, visitor, found), reason.others, told, fields, "mend")


@router.post("/cases/{case_id}/reports/{number}/about")
def mend_whole(
    request: Request,
    case_id: str,
    number: int,
    visitor: Work,
    group: Field = "",
    country: Field = "",
    published: Field = "",
    why: Field = "",
    seen: Annotated[int, Form()] = 0,
) -> Response:
    """Correct which group and country a report is about, and when it came out."""
    house: House = request.app.state.house
    found = report_of(house, visitor, case_id, number)
    why = line_of("why", why)
    given = {name: line_of(f"the {name}", value) for name, value in _about(group, country, published).items()}
    wanted = Wanted((), found.put.sha256, None, **given, reject=False, restore=False, kind="")
    if not wanted.asks:
        raise BadEntry("nothing was changed; write the group, the country or the day that is right, or none")
    told, fields = (
        {name.capitalize(): value for name, value in given.items()} | {"Why": why},
        given | {"why": why},
    )
    try:
        return _mended(request, house, visitor, found, wanted, why, "", seen)
    except FixedMeanwhile as reason:
        return _meanwhile(request, _as_now(house, visitor, found), reason.others, told, fields, "about")


@router.get("/cases/{case_id}/reports/{number}/corrections")
def corrections(request: Request, case_id: str, number: int, visitor: See) -> Response:
    """All corrections of a report, and whether the reader of today still needs them."""
    house: House = request.app.state.house
    found = report_of(house, visitor, case_id, number)
    desk = house.desk(visitor.name)
    checked = check_fixes(desk, found.shown.case, [found.put.sha256])
    told = [(one, fix_words(one.fix), outcome) for one, outcome, _ in reversed(checked)]
    return render(request, "report_corrections.html", shown=found.shown, found=found, told=told)


def _about(group: str, country: str, published: str) -> dict[str, str]:
    return {"group": group, "country": country, "published": published}


def _shows(found: ReportOfCase, here: Here | None) -> dict[str, Any]:  # Any: whatever a template shows
    """What the page and its open place both show."""
    return {
        "shown": found.shown, "found": found, "here": here, "speakers": speakers_in(found.reading), "kinds": KINDS,
        "fix_words": fix_words,
    }  # fmt: skip


def _with_sentences(found: ReportOfCase) -> list[tuple[int, object]]:
    return [(sentence_at(found.parts, one.start), one) for one in spoken_in(found.reading)]


def _group(house: House, visitor: Visitor, found: ReportOfCase) -> str:
    group = found.reading.group_id
    return "" if group is None else own_registry(house.desk(visitor.name)).group(group).name


def _mended(
    request: Request,
    house: House,
    visitor: Visitor,
    found: ReportOfCase,
    wanted: Wanted,
    why: str,
    at: str,
    seen: int,
) -> Response:
    """Keep what is wanted and show the report with it.

    at:     the place that was open, '' for none. seen: how many corrections the report had when the form was made.
    raises: FixedMeanwhile where the same was corrected since.
    """
    kept = mend(house.desk(visitor.name), found.shown.case, wanted, why, unless=UnlessFixed(seen))
    # with the count the address is another than the one before, so that a browser loads it and does not only scroll
    count = len(found.fixes) + len(kept.fixes)
    address = path_to("cases", found.shown.case.id, "reports", str(found.number), at=at, fixes=count)
    address += "#here" if at else "#about"
    if not kept.words:
        return go_to(request, address, "Nothing new: the correction is kept already.")
    then = answer_anew(house, visitor, found.shown.case.id)
    told = f"Kept: {briefly(kept.words)}. It counts as the reader's error; {then}."
    return go_to(request, address, told)


def _as_now(house: House, visitor: Visitor, found: ReportOfCase) -> ReportOfCase:
    """The report with what was corrected while it was looked at."""
    return report_of(house, visitor, found.shown.case.id, found.number)


def _meanwhile(
    request: Request,
    found: ReportOfCase,
    others: Sequence[KeptFix],
    told: dict[str, str],
    fields: dict[str, str],
    form: str,
) -> Response:
    """What was corrected there since the page was made, beside what one wrote."""
    others = told_fixes(others, found.shown.case.id, request.app.state.house.team)
    return render(
        request, "together.html", status=409, headers={"HX-Retarget": "body", "HX-Reswap": "innerHTML"},
        case_id=found.shown.case.id, thing=f"report {found.number}", address=f"{found.home}/{form}",
        told=[(one, fix_words(one.fix)) for one in others], mine=[pair for pair in told.items() if pair[1]],
        kept=list(fields.items()), last=len(found.fixes),
    )  # fmt: skip
