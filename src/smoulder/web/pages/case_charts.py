"""Charts of a case, fetched once its page is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from smoulder.brief.charts.branches import branches_chart
from smoulder.brief.charts.evidence import evidence_chart
from smoulder.brief.charts.series import series_chart
from smoulder.web.chart_part import show_chart
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import NotHere
from smoulder.web.guard.visitor import Visitor
from smoulder.web.shown import shown_at

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
CHARTS = {"branches": branches_chart, "evidence": evidence_chart, "series": series_chart}
"""Charts of a brief that pages of a case show."""


@router.get("/cases/{case_id}/charts/{name}")
def chart(
    request: Request, visitor: Annotated[Visitor, Depends(may("see"))], case_id: str, name: str, at: str = ""
) -> Response:
    """One chart of the answer that is shown."""
    house: House = request.app.state.house
    shown = shown_at(house, case_id, at, "")
    if name not in CHARTS or shown.answer is None:
        raise NotHere(f"there is no chart {name[:20]!r} of this case; there are {', '.join(CHARTS)}")
    key = ("case", case_id, shown.row, str(shown.when))
    return show_chart(request, key, CHARTS[name](shown.answer), "There is nothing to draw.")
