"""A chart as the part of a page that is fetched once the page is there."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from markupsafe import Markup

from smoulder.records.errors import MissingExtra
from smoulder.web.page import render
from smoulder.web.pictures import FORMS, pictures_of

if TYPE_CHECKING:
    from fastapi import Request
    from fastapi.responses import Response

    from smoulder.brief.charts.chart import Chart


def show_chart(
    request: Request, key: tuple[Hashable, ...], chart: Chart | None, nothing: str = ""
) -> Response:
    """A chart with its words; as a page of its own where it is not fetched from one.

    key:     as for `Pictures.svg`. chart: None where there is nothing to draw; nothing: what is said then.
    returns: the part. Where charts cannot be drawn it says what to install, and the words that stand for the chart.
    """
    drawn: dict[str, Markup] = {}
    missing = ""
    if chart is not None:
        try:
            # ours: shapes and text alone pass `page_svg`
            drawn = {form: Markup(pictures_of(request.app).svg(key, chart, form)) for form in FORMS}
        except MissingExtra as reason:
            missing = str(reason)
    partial = request.headers.get("hx-request") == "true"
    template = "parts/chart_drawn.html" if partial else "chart.html"
    return render(request, template, chart=chart, drawn=drawn, missing=missing, nothing=nothing)
