"""The chart of the branches: chance of a comeback by month, with its 90 % band."""

from __future__ import annotations

from smoulder.brief.branch_words import apart_words, branch_name
from smoulder.brief.charts.chart import Chart, Spec
from smoulder.brief.charts.paper import FIRST, INK, SECOND, Size, config, spaced
from smoulder.brief.charts.vega import layer, mark, nominal, quantity
from smoulder.brief.data_table import Column, DataTable
from smoulder.brief.numbers import SPACE, difference_words, months_words
from smoulder.records.case import Assessment, Branch, Branches

LOOKS: tuple[tuple[str, list[int]], ...] = ((FIRST, [1, 0]), (SECOND, [7, 4]))
"""Of the first branch and of the last."""
DASHES = ([2, 3], [10, 3, 2, 3], [4, 2], [14, 4])
"""Of those between, in turn."""


def looks(count: int) -> list[tuple[str, list[int]]]:
    """A look for each branch: the first and the last keep theirs however many there are.

    >>> [colour == INK for colour, _ in looks(4)]
    [False, True, True, False]
    """
    between = [(INK, DASHES[at % len(DASHES)]) for at in range(count - 2)]
    return [LOOKS[0], *between, LOOKS[1]][:count] if count > 1 else [LOOKS[0]]


def branches_chart(assessment: Assessment) -> Chart | None:
    """All branches over the months since the as-of day; None where there is no path.

    A branch is told from the others by dash and label as well as by colour; its band is the 90 % interval.
    """
    branches = assessment.branches
    drawn = [branch for branch in branches.branches if branch.path] if branches is not None else []
    if branches is None or not drawn:
        return None
    says, instead = _words(assessment, branches)
    n = f"; past cases n = {assessment.rates.n}" if assessment.rates is not None else ""
    return Chart(
        name="branches",
        title="Chance of a comeback on each branch",
        says=says,
        instead=instead,
        source=f"Bands: 90{SPACE}% interval. Source: this assessment{n}.",
        data=_data(drawn),
        spec=lambda size: _spec(drawn, size),
    )


def _words(assessment: Assessment, branches: Branches) -> tuple[str, str]:
    """The one thing to see, and the text that stands for the chart."""
    asked, says = assessment.question, ""
    parts = [f"Chance that {asked.group} in {asked.country} has come back, by month since the as-of day."]
    for branch in branches.branches:
        if branch.path:
            month, value, low, high = branch.path[-1]
            parts.append(
                f"{branch_name(branch.id).capitalize()}: {100 * value:.0f} % after {month} months "
                f"(90 % interval {100 * low:.0f}–{100 * high:.0f} %)."
            )
    for name, gaps in branches.differences.items():
        last = max(gaps)
        told = f"{branch_name(name)} against {branch_name(branches.branches[0].id)}"
        gap = difference_words(gaps[last])
        says = f"{apart_words(gaps[last]).capitalize()}: {told} after {months_words(last)} {gap}."
        parts.append(says)
    return says, " ".join(parts)


def _data(drawn: list[Branch]) -> DataTable:
    columns = (
        Column("branch", "Branch"),
        Column("month", "Months since the as-of day"),
        Column("chance", "Chance of a comeback by then"),
        Column("low", "90 % interval, from"),
        Column("high", "90 % interval, to"),
    )
    rows = tuple((branch.id, *point) for branch in drawn for point in branch.path)
    return DataTable("branches", "Chance of a comeback on each branch", columns, rows)


def _spec(drawn: list[Branch], size: Size) -> Spec:
    last = max(branch.path[-1][0] for branch in drawn)
    highest = min(1.0, 1.12 * max(high for branch in drawn for *_, high in branch.path) or 1.0)
    room = last * size.margin / (size.width - size.margin)
    x = quantity(
        "month",
        title="months since the as-of day",
        scale={"domain": [0, last + room], "nice": False},
        axis={"values": list(range(0, last + 1, 6)), "titleAnchor": "start"},
    )
    y = quantity(
        "value",
        title="chance of a comeback by then, %",
        scale={"domain": [0, highest], "nice": False},
        axis={"tickCount": 5, "format": ".0%"},
    )
    layers: list[Spec] = []
    for branch, (colour, dash) in zip(drawn, looks(len(drawn)), strict=True):
        layers += _band(branch, colour, dash, x, y)
    layers += _ends(drawn, x, y, size, highest)
    return layer(layers, width=size.width, height=size.tall, config=config(size))


def _band(branch: Branch, colour: str, dash: list[int], x: Spec, y: Spec) -> list[Spec]:
    path = branch.path if branch.path[0][0] == 0 else ((0, 0.0, 0.0, 0.0), *branch.path)
    rows = [{"month": m, "value": value, "low": low, "high": high} for m, value, low, high in path]
    edge = {"color": colour, "strokeWidth": 0.8, "strokeDash": dash if dash[1] else [1, 0]}
    low, high = quantity("low"), quantity("high")
    return [
        mark(rows, "area", {"x": x, "y": low, "y2": {"field": "high"}}, color=colour, opacity=0.14),
        mark(rows, "line", {"x": x, "y": low}, **edge),
        mark(rows, "line", {"x": x, "y": high}, **edge),
        mark(rows, "line", {"x": x, "y": y}, color=colour, strokeWidth=3, strokeDash=dash),
    ]


def _ends(drawn: list[Branch], x: Spec, y: Spec, size: Size, highest: float) -> list[Spec]:
    """The name of each branch and its chance at the end of its line, kept apart."""
    lasts = [branch.path[-1] for branch in drawn]
    places = spaced([value / highest * size.tall for _, value, *_ in lasts], size.label, size.tall)
    words = {"x": x, "y": y, "text": nominal("words")}
    return [
        mark(
            [
                {
                    "month": last[0],
                    "value": place / size.tall * highest,
                    "words": f"{_name(branch, size)}{100 * last[1]:.0f} %",
                }
            ],
            "text",
            words,
            align="left",
            baseline="middle",
            dx=7,
            color=colour,
            lineBreak="\n",
        )
        for branch, last, place, (colour, _) in zip(drawn, lasts, places, looks(len(drawn)), strict=True)
    ]


def _name(branch: Branch, size: Size) -> str:
    return f"{branch.id}\n" if size.narrow else f"{branch_name(branch.id)} "
