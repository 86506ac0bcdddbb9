"""The chart of the branches: a fan for each, and under it how far it lies from the first."""

from __future__ import annotations

from textwrap import wrap

from smoulder.brief.branch_words import apart_words, branch_name
from smoulder.brief.charts.chart import Chart, Spec
from smoulder.brief.charts.ends import Scale, ends
from smoulder.brief.charts.paper import FIRST, INK, QUIET, SECOND, Size, config
from smoulder.brief.charts.vega import beside, layer, mark, nominal, pixels, quantity, stacked
from smoulder.brief.data_table import Column, DataTable
from smoulder.brief.language.say import say
from smoulder.brief.numbers import difference_words, months_words, percent, points, sentence, spread
from smoulder.records.case import Assessment, Branch, Branches

LOOKS: tuple[tuple[str, list[int]], ...] = ((FIRST, [1, 0]), (SECOND, [7, 4]))
"""Of the first branch and of the last."""
DASHES = ([2, 3], [10, 3, 2, 3], [4, 2], [14, 4])
"""Of those between, in turn."""
BESIDE = 3
"""Fans in a row on a desk; on a phone they stand under one another."""
AXIS, GAP, LABEL, FAN = 44, 26, 50, 60
"""Pixels: a panel's value axis, between panels, for labels at the end of a line, a fan higher than what is under it."""


def looks(count: int) -> list[tuple[str, list[int]]]:
    """A look for each branch: the first and the last keep theirs however many there are.

    >>> [colour == INK for colour, _ in looks(4)]
    [False, True, True, False]
    """
    between = [(INK, DASHES[at % len(DASHES)]) for at in range(count - 2)]
    return [LOOKS[0], *between, LOOKS[1]][:count] if count > 1 else [LOOKS[0]]


def branches_chart(assessment: Assessment) -> Chart | None:
    """A fan for each branch over the months since the as-of day; None where there is no path.

    A branch has a panel of its own, named above it, with the first one's line beside its own; under it stands the
    difference, drawn from the same random numbers pair by pair. Bands are 90 % intervals.
    """
    branches = assessment.branches
    drawn = [branch for branch in branches.branches if branch.path] if branches is not None else []
    if branches is None or not drawn:
        return None
    says, instead = _words(assessment, branches)
    return Chart(
        name="branches",
        title=say("Chance of a comeback on each branch"),
        says=says,
        instead=instead,
        source=_source(assessment, len(drawn)),
        data=_data(drawn, branches),
        spec=lambda size: _spec(drawn, branches, size),
        broad=True,
    )


def _source(assessment: Assessment, count: int) -> str:
    parts = [say("Bands: 90\u00a0% interval.")]
    if count > 1:
        parts.append(
            say("Thin line: the first branch. Differences are taken pair by pair of the same draws.")
        )
    if assessment.rates is None:
        return " ".join((*parts, say("Source: this assessment.")))
    return " ".join((*parts, say("Source: this assessment; past cases n = {n}.", n=assessment.rates.n)))


def _words(assessment: Assessment, branches: Branches) -> tuple[str, str]:
    """The one thing to see, and the text that stands for the chart."""
    asked, says = assessment.question, ""
    parts = [
        say(
            "Chance that {group} in {country} has come back, by month since the as-of day.",
            group=asked.group,
            country=asked.country,
        )
    ]
    for branch in branches.branches:
        if branch.path:
            month, value, low, high = branch.path[-1]
            parts.append(
                say(
                    "{branch}: {chance} after {months} (90\u00a0% interval {bounds}).",
                    branch=sentence(branch_name(branch.id)),
                    chance=percent(value),
                    months=months_words(month),
                    bounds=spread(low, high),
                )
            )
    for name, gaps in branches.differences.items():
        last = max(gaps)
        says = say(
            "{verdict}: {branch} against {first} after {months} {difference}.",
            verdict=sentence(apart_words(gaps[last])),
            branch=branch_name(name),
            first=branch_name(branches.branches[0].id),
            months=months_words(last),
            difference=difference_words(gaps[last]),
        )
        parts.append(says)
    return says, " ".join(parts)


def _data(drawn: list[Branch], branches: Branches) -> DataTable:
    columns = (
        Column("branch", say("Branch")),
        Column("month", say("Months since the as-of day"), "months"),
        Column("chance", say("Chance of a comeback by then"), "share of 1"),
        Column("low", say("90\u00a0% interval, from"), "share of 1"),
        Column("high", say("90\u00a0% interval, to"), "share of 1"),
        Column("difference", say("Difference from the first branch"), "share of 1"),
        Column("difference_low", say("Difference, 90\u00a0% interval, from"), "share of 1"),
        Column("difference_high", say("Difference, 90\u00a0% interval, to"), "share of 1"),
    )
    rows = []
    for branch in drawn:
        gaps = {month: told for month, *told in _gaps(branch, branches)}
        rows += [(branch.id, *point, *gaps.get(point[0], (None,) * 3)) for point in branch.path]
    return DataTable("branches", say("Chance of a comeback on each branch"), columns, tuple(rows))


def _gaps(branch: Branch, branches: Branches) -> list[tuple[int, float, float, float]]:
    """The difference from the first branch by month; by horizon where an older answer keeps no months."""
    if branch.against:
        return list(branch.against)
    held = branches.differences.get(branch.id, {})
    return [(month, gap.value, gap.low, gap.high) for month, gap in sorted(held.items())]


def _spec(drawn: list[Branch], branches: Branches, size: Size) -> Spec:
    columns = 1 if size.narrow else min(len(drawn), BESIDE)
    width = (size.width - (columns - 1) * (AXIS + GAP)) / columns
    if columns == 1 and not size.narrow:
        width = size.width / 2
    last = max(branch.path[-1][0] for branch in drawn)
    x = quantity(
        "month",
        title=say("months since the as-of day"),
        scale={"domain": [0, last + last * LABEL / (width - LABEL)], "nice": False},
        axis={"values": list(range(0, last + 1, 12 if last > 24 else 6)), "titleAnchor": "start"},
    )
    panels = []
    for at, (branch, look) in enumerate(zip(drawn, looks(len(drawn)), strict=True)):
        under = bool(branches.differences.get(branch.id)) and at > 0
        fan = _fan(branch, drawn, look, {**x, "title": None} if under else x, size)
        parts = [{**fan, "width": width, "height": size.low + FAN}]
        if under:
            gap = _difference(branch, branches, look, x, size)
            parts.append({**gap, "width": width, "height": size.low})
        elif columns > 1 and branches.differences:
            parts.append({**_note(branches.branches[0], size), "width": width, "height": size.low})
        panels.append(stacked(parts, 34))
    return beside(panels, columns, GAP, config=config(size))


def _note(first: Branch, size: Size) -> Spec:
    """What the lower panels are, in the place under the first fan."""
    words = say(
        "Lower row: by how many points a comeback is more likely than on the branch \u201c{branch}\u201d. Where the "
        "band holds 0, the data cannot tell the two apart.",
        branch=branch_name(first.id),
    )
    row = {"words": "\n".join(wrap(words, 34))}
    look = {
        "align": "left",
        "baseline": "top",
        "color": QUIET,
        "lineBreak": "\n",
        "lineHeight": 1.35 * size.font,
    }
    return layer([mark([row], "text", {"x": pixels(0), "y": pixels(0), "text": nominal("words")}, **look)])


def _fan(branch: Branch, drawn: list[Branch], look: tuple[str, list[int]], x: Spec, size: Size) -> Spec:
    """One branch with its band, the first branch's line thin beside it, and its chance at the end."""
    highest = min(1.0, 1.08 * max(high for one in drawn for *_, high in one.path) or 1.0)
    y = quantity(
        "value",
        title=say("chance of a comeback by then, %"),
        scale={"domain": [0, highest], "nice": False},
        axis={"tickCount": 4, "format": ".0%"},
    )
    layers = _band(_rows(branch.path), look, x, y)
    if branch is not drawn[0]:
        first = mark(_rows(drawn[0].path), "line", {"x": x, "y": y}, color=FIRST, strokeWidth=1)
        layers.insert(1, first)
    month, *told = branch.path[-1]
    scale = Scale(0, highest, size.low + FAN, size.font)
    layers += ends(month, [(one, percent(one)) for one in told], look[0], (x, y), scale)
    return layer(layers, title=_title(sentence(branch_name(branch.id))))


def _difference(branch: Branch, branches: Branches, look: tuple[str, list[int]], x: Spec, size: Size) -> Spec:
    """How much more likely a comeback is than on the first branch, with the line of no difference."""
    gaps = [gap for one in branches.branches[1:] for gap in _gaps(one, branches)]
    low = 110 * min(0.0, *(one[2] for one in gaps))
    high = 110 * max(0.005, *(one[3] for one in gaps))
    y = quantity(
        "value",
        title=say("against {branch}, points", branch=branch_name(branches.branches[0].id)),
        scale={"domain": [low, high], "nice": False},
        axis={"tickCount": 4, "labelExpr": "datum.value == 0 ? '0' : format(datum.value, '+d')"},
    )
    rows = _rows([(month, 100 * a, 100 * b, 100 * c) for month, a, b, c in _gaps(branch, branches)])
    held = branches.differences[branch.id]
    last = max(held)
    gap = held[last]
    zero = [{"month": 0, "until": last, "value": 0}]
    drawn = _band(rows, look, x, y) if branch.against else _whiskers(rows[1:], look[0], x, y)
    told = [(100 * one, points(one)) for one in (gap.value, gap.low, gap.high)]
    labels = ends(last, told, look[0], (x, y), Scale(low, high, size.low, size.font))
    rule = mark(zero, "rule", {"x": x, "x2": {"field": "until"}, "y": y}, color=INK, strokeWidth=1)
    return layer([*drawn, rule, *labels], title=_title(sentence(apart_words(gap)), normal=True))


def _rows(
    path: list[tuple[int, float, float, float]] | tuple[tuple[int, float, float, float], ...],
) -> list[Spec]:
    """The months of a path, from the as-of day on, when nothing has come yet."""
    whole = path if path and path[0][0] == 0 else ((0, 0.0, 0.0, 0.0), *path)
    return [{"month": month, "value": value, "low": low, "high": high} for month, value, low, high in whole]


def _band(rows: list[Spec], look: tuple[str, list[int]], x: Spec, y: Spec) -> list[Spec]:
    colour, dash = look
    edge = {"color": colour, "strokeWidth": 0.8, "strokeDash": dash if dash[1] else [1, 0]}
    low, high = quantity("low"), quantity("high")
    return [
        mark(rows, "area", {"x": x, "y": low, "y2": {"field": "high"}}, color=colour, opacity=0.14),
        mark(rows, "line", {"x": x, "y": low}, **edge),
        mark(rows, "line", {"x": x, "y": high}, **edge),
        mark(rows, "line", {"x": x, "y": y}, color=colour, strokeWidth=3, strokeDash=dash),
    ]


def _whiskers(rows: list[Spec], colour: str, x: Spec, y: Spec) -> list[Spec]:
    low, high = quantity("low"), {"field": "high"}
    return [
        mark(rows, "rule", {"x": x, "y": low, "y2": high}, color=colour, strokeWidth=1.5),
        mark(rows, "point", {"x": x, "y": y}, color=colour, filled=True, size=50, opacity=1),
    ]


def _title(words: str, *, normal: bool = False) -> Spec:
    """The heading of a panel, over the left edge of its plot."""
    weight = "normal" if normal else 600
    return {"text": words, "anchor": "start", "frame": "group", "fontWeight": weight, "color": INK}
