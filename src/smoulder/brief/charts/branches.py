"""The chart of the branches: chance of a comeback by month, with its 90 % band."""

from __future__ import annotations

from typing import Any

from smoulder.brief.branches import branch_name
from smoulder.brief.charts.paper import FIRST, INK, SECOND, Size, config, spaced
from smoulder.records.case import Assessment, Branch

# Any in this file: altair types its charts by class, and layers mix them.

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


def branches_chart(assessment: Assessment, size: Size) -> Any:
    """All branches over the months since the as-of day; None where there is no path.

    A branch is told from the others by dash and label as well as by colour; its band is the 90 % interval.
    """
    import altair as alt

    branches = assessment.branches
    drawn = [branch for branch in branches.branches if branch.path] if branches is not None else []
    if branches is None or not drawn:
        return None
    last = max(branch.path[-1][0] for branch in drawn)
    highest = min(1.0, 1.12 * max(high for branch in drawn for *_, high in branch.path) or 1.0)
    room = last * size.margin / (size.width - size.margin)
    x = alt.X(
        "month:Q",
        title="months since the as-of day",
        scale=alt.Scale(domain=[0, last + room], nice=False),
        axis=alt.Axis(values=list(range(0, last + 1, 6)), titleAnchor="start"),
    )
    y = alt.Y(
        "value:Q",
        title="chance of a comeback by then, %",
        scale=alt.Scale(domain=[0, highest], nice=False),
        axis=alt.Axis(tickCount=5, format=".0%"),
    )
    layers: list[Any] = []
    for branch, (colour, dash) in zip(drawn, looks(len(drawn)), strict=True):
        layers += _band(branch, colour, dash, x, y)
    layers += _ends(drawn, x, y, size, highest)
    return alt.layer(*layers).properties(width=size.width, height=size.tall, config=config(size))


def _layer(rows: list[dict[str, Any]]) -> Any:
    import altair as alt

    return alt.Chart(alt.InlineData(values=rows))


def _band(branch: Branch, colour: str, dash: list[int], x: Any, y: Any) -> list[Any]:
    path = branch.path if branch.path[0][0] == 0 else ((0, 0.0, 0.0, 0.0), *branch.path)
    rows = [{"month": m, "value": value, "low": low, "high": high} for m, value, low, high in path]
    base = _layer(rows)
    edge: dict[str, Any] = {"color": colour, "strokeWidth": 0.8, "strokeDash": dash if dash[1] else [1, 0]}
    return [
        base.mark_area(color=colour, opacity=0.14).encode(x=x, y="low:Q", y2="high"),
        base.mark_line(**edge).encode(x=x, y="low:Q"),
        base.mark_line(**edge).encode(x=x, y="high:Q"),
        base.mark_line(color=colour, strokeWidth=3, strokeDash=dash).encode(x=x, y=y),
    ]


def _ends(drawn: list[Branch], x: Any, y: Any, size: Size, highest: float) -> list[Any]:
    """The name of each branch and its chance at the end of its line, kept apart."""
    lasts = [branch.path[-1] for branch in drawn]
    places = spaced([value / highest * size.tall for _, value, *_ in lasts], size.label, size.tall)
    return [
        _layer(
            [
                {
                    "month": last[0],
                    "value": place / size.tall * highest,
                    "words": f"{_name(branch, size)}{100 * last[1]:.0f} %",
                }
            ]
        )
        .mark_text(align="left", baseline="middle", dx=7, color=colour, lineBreak="\n")
        .encode(x=x, y=y, text="words:N")
        for branch, last, place, (colour, _) in zip(drawn, lasts, places, looks(len(drawn)), strict=True)
    ]


def _name(branch: Branch, size: Size) -> str:
    return f"{branch.id}\n" if size.narrow else f"{branch_name(branch.id)} "
