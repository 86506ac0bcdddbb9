"""The charts of an assessment, through one gate that says what to install where they cannot be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from smoulder.brief.charts.paper import NARROW, WIDE
from smoulder.brief.charts.svg import page_svg
from smoulder.brief.inert import inert
from smoulder.records.case import Assessment
from smoulder.records.errors import MissingExtra

INSTALL = "Charts need altair and vl-convert. Run: pip install 'smoulder[charts]'"


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart as two SVG texts."""

    wide: str
    narrow: str


def draw(assessment: Assessment) -> dict[str, Drawing]:
    """The charts that this assessment has figures for, by name ('series', 'branches').

    raises: MissingExtra if altair or vl-convert is not installed.
    """
    try:
        import altair  # noqa: F401
        import vl_convert
    except ImportError as missing:
        raise MissingExtra(INSTALL) from missing
    from smoulder.brief.charts.branches import branches_chart
    from smoulder.brief.charts.series import series_chart

    asked = assessment.question
    titles = {
        "series": f"Deaths by month and in 12 months, {asked.group} in {asked.country}",
        "branches": f"Chance of a comeback on each branch, {asked.group} in {asked.country}",
    }
    drawings: dict[str, Drawing] = {}
    for name, chart in (("series", series_chart), ("branches", branches_chart)):
        made = [chart(assessment, size) for size in (WIDE, NARROW)]
        if made[0] is None or made[1] is None:
            continue
        texts = [
            page_svg(vl_convert.vegalite_to_svg(one.to_json()), f"{name}-{form}", inert(titles[name]))
            for one, form in zip(made, ("wide", "narrow"), strict=True)
            if one is not None
        ]
        drawings[name] = Drawing(*texts)
    return drawings
