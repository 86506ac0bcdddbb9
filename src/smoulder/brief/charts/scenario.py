"""The picture of a scenario: chance of a comeback in each month, and deaths inflicted so far, on each branch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from smoulder.brief.branch_words import branch_name
from smoulder.brief.charts.alone import svg_file
from smoulder.brief.charts.branches import looks
from smoulder.brief.charts.draw import check_charts
from smoulder.brief.charts.paper import INK, WIDE, Size, config, spaced
from smoulder.records.scenario import Scenario

# Any in this file: altair types its charts by class, and layers mix them.

Month = tuple[int, float, float, float]


def scenario_svg(found: Scenario) -> str:
    """The picture as SVG text that stands alone.

    raises: MissingExtra if altair or vl-convert is not installed.
    """
    check_charts()
    asked = found.question
    title = f"{asked.group} in {asked.country} as of {asked.as_of}: branches of pressure"
    return svg_file(scenario_chart(found, title, WIDE), "scenario", title)


def scenario_chart(found: Scenario, title: str, size: Size) -> Any:
    """Chance of a comeback by month above; below it the chance of each month, and inflicted deaths where drawn."""
    import altair as alt

    branches = found.branches.branches
    names = [branch_name(one.id) for one in branches]
    panels = [
        _panel(
            "chance of a comeback by then; bands: 90 % interval",
            names,
            [one.path for one in branches],
            size,
            "%",
        ),
        _panel(
            "chance of a comeback in each month, had there been none before",
            names,
            [one.monthly for one in branches],
            size,
            "%",
        ),
    ]
    deaths = [one.deaths for one in branches if one.deaths is not None]
    if len(deaths) == len(branches):
        panels.append(
            _panel(
                "deaths the group inflicts in each month; bands: 90 % of futures",
                names,
                [one.months for one in deaths],
                size,
                "",
            )
        )
    heading = alt.TitleParams(
        title, anchor="start", fontSize=size.font + 2, fontWeight="normal", color=INK, offset=28
    )
    return alt.vconcat(panels[0].properties(title=heading), *panels[1:], spacing=46).properties(
        config=config(size)
    )


def _panel(title: str, names: Sequence[str], paths: Sequence[Sequence[Month]], size: Size, unit: str) -> Any:
    """One panel: a line with its band for each branch, named at its end.

    unit: '%' for chances; '' for counts, which stand on a root scale, so that quiet months and wars both show.
    """
    import altair as alt

    last = max(path[-1][0] for path in paths)
    top = max(high for path in paths for *_, high in path) * 1.05 or 1.0
    room = last * size.margin / (size.width - size.margin)
    x = alt.X(
        "month:Q",
        title="months since the as-of day",
        scale=alt.Scale(domain=[0, last + room], nice=False),
        axis=alt.Axis(values=list(range(0, last + 1, 6)), titleAnchor="start"),
    )
    scale = (
        alt.Scale(domain=[0, top], nice=False)
        if unit
        else alt.Scale(type="sqrt", domain=[0, top], nice=False)
    )
    y = alt.Y("value:Q", title=title, scale=scale, axis=alt.Axis(tickCount=5, format=".0%" if unit else "~s"))
    layers: list[Any] = []
    for path, (colour, dash) in zip(paths, looks(len(paths)), strict=True):
        rows = [{"month": m, "value": value, "low": low, "high": high} for m, value, low, high in path]
        base = alt.Chart(alt.InlineData(values=rows))
        edge: dict[str, Any] = {
            "color": colour,
            "strokeWidth": 0.8,
            "strokeDash": dash if dash[1] else [1, 0],
        }
        layers += [
            base.mark_area(color=colour, opacity=0.1).encode(x=x, y="low:Q", y2="high"),
            base.mark_line(**edge).encode(x=x, y="low:Q"),
            base.mark_line(**edge).encode(x=x, y="high:Q"),
            base.mark_line(color=colour, strokeWidth=3, strokeDash=dash).encode(x=x, y=y),
        ]
    layers += _ends(names, paths, x, y, size, top, unit)
    return alt.layer(*layers).properties(width=size.width, height=size.tall)


def _ends(
    names: Sequence[str], paths: Sequence[Sequence[Month]], x: Any, y: Any, size: Size, top: float, unit: str
) -> list[Any]:
    """The name of each branch and its last value, kept apart."""
    import altair as alt

    power = 1.0 if unit else 0.5
    places = spaced([(path[-1][1] / top) ** power * size.tall for path in paths], size.label, size.tall)
    made = []
    for name, path, place, (colour, _) in zip(names, paths, places, looks(len(paths)), strict=True):
        month, value, *_ = path[-1]
        told = f"{100 * value:.{0 if value >= 0.1 else 1}f} %" if unit else f"{value:,.0f}"
        row = {"month": month, "value": (place / size.tall) ** (1 / power) * top, "words": f"{name} {told}"}
        made.append(
            alt.Chart(alt.InlineData(values=[row]))
            .mark_text(align="left", baseline="middle", dx=7, color=colour)
            .encode(x=x, y=y, text="words:N")
        )
    return made
