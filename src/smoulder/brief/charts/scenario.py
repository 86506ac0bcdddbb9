"""The picture of a scenario: chance of a comeback in each month, and deaths inflicted so far, on each branch."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.brief.branch_words import branch_name
from smoulder.brief.charts.alone import heading, svg_file
from smoulder.brief.charts.branches import looks
from smoulder.brief.charts.chart import Spec
from smoulder.brief.charts.paper import WIDE, Size, config, spaced
from smoulder.brief.charts.vega import cleared, label, layer, mark, quantity, stacked
from smoulder.records.scenario import Scenario

Month = tuple[int, float, float, float]


def scenario_svg(found: Scenario) -> str:
    """The picture as SVG text that stands alone.

    raises: MissingExtra if vl-convert is not installed.
    """
    asked = found.question
    title = f"{asked.group} in {asked.country} as of {asked.as_of}: branches of pressure"
    return svg_file(scenario_spec(found, title, WIDE), "scenario", title)


def scenario_spec(found: Scenario, title: str, size: Size) -> Spec:
    """Chance of a comeback by month above; below it the chance of each month, and inflicted deaths where drawn."""
    branches = found.branches.branches
    names = [branch_name(one.id) for one in branches]
    by_then = "chance of a comeback by then; bands: 90 % interval"
    each = "chance of a comeback in each month, had there been none before"
    panels = [
        _panel(by_then, names, [one.path for one in branches], size, "%"),
        _panel(each, names, [one.monthly for one in branches], size, "%"),
    ]
    deaths = [one.deaths for one in branches if one.deaths is not None]
    if len(deaths) == len(branches):
        words = "deaths the group inflicts in each month; bands: 90 % of futures"
        panels.append(_panel(words, names, [one.months for one in deaths], size, ""))
    panels[0]["title"] = heading(title, size)
    return stacked(panels, 46, config=config(size))


def _panel(title: str, names: Sequence[str], paths: Sequence[Sequence[Month]], size: Size, unit: str) -> Spec:
    """One panel: a line with its band for each branch, named at its end.

    unit: '%' for chances; '' for counts, which stand on a root scale, so that quiet months and wars both show.
    """
    last = max(path[-1][0] for path in paths)
    top = max(high for path in paths for *_, high in path) * 1.05 or 1.0
    room = last * size.margin / (size.width - size.margin)
    x = quantity(
        "month",
        title="months since the as-of day",
        scale={"domain": [0, last + room], "nice": False},
        axis={"values": list(range(0, last + 1, 6)), "titleAnchor": "start"},
    )
    scale = {"domain": [0, top], "nice": False} | ({} if unit else {"type": "sqrt"})
    y = quantity("value", title=title, scale=scale, axis={"tickCount": 5, "format": ".0%" if unit else "~s"})
    low, high = quantity("low"), quantity("high")
    layers = [cleared(x, last)]
    for path, (colour, dash) in zip(paths, looks(len(paths)), strict=True):
        rows = [{"month": m, "value": value, "low": low_, "high": high_} for m, value, low_, high_ in path]
        edge = {"color": colour, "strokeWidth": 0.8, "strokeDash": dash if dash[1] else [1, 0]}
        layers += [
            mark(rows, "area", {"x": x, "y": low, "y2": {"field": "high"}}, color=colour, opacity=0.1),
            mark(rows, "line", {"x": x, "y": low}, **edge),
            mark(rows, "line", {"x": x, "y": high}, **edge),
            mark(rows, "line", {"x": x, "y": y}, color=colour, strokeWidth=3, strokeDash=dash),
        ]
    layers += _ends(names, paths, x, y, size, top, unit)
    return layer(layers, width=size.width, height=size.tall)


def _ends(
    names: Sequence[str],
    paths: Sequence[Sequence[Month]],
    x: Spec,
    y: Spec,
    size: Size,
    top: float,
    unit: str,
) -> list[Spec]:
    """The name of each branch and its last value, kept apart."""
    power = 1.0 if unit else 0.5
    places = spaced([(path[-1][1] / top) ** power * size.tall for path in paths], size.label, size.tall)
    made = []
    for name, path, place, (colour, _) in zip(names, paths, places, looks(len(paths)), strict=True):
        month, value, *_ = path[-1]
        told = f"{100 * value:.{0 if value >= 0.1 else 1}f} %" if unit else f"{value:,.0f}"
        row = {"month": month, "value": (place / size.tall) ** (1 / power) * top, "words": f"{name} {told}"}
        made.append(label([row], x, y, dx=7, color=colour))
    return made
