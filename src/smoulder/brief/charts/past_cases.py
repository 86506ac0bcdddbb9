"""The strip of past cases: a line for each, as long as it was followed, with what became of it at its end."""

from __future__ import annotations

from math import log1p

from smoulder.brief.charts.chart import Chart, Spec
from smoulder.brief.charts.paper import INK, LINE, QUIET, SECOND, Size, config, shorten
from smoulder.brief.charts.vega import label, layer, mark, nominal, pixels, quantity
from smoulder.brief.data_table import Column, DataTable
from smoulder.brief.language.digits import digits
from smoulder.brief.language.say import say, say_many
from smoulder.brief.numbers import month_words, months_words
from smoulder.records.case import Assessment
from smoulder.records.rates import PastCase, RateClass

MOST = 25
"""Cases that are drawn; of more, those that are nearest to this one."""
LONGEST = 60
"""Months after which a line is cut, with its length in words: a case can be quiet for thirty years."""
NAMES = 245
"""Pixels for the names at the left of a wide drawing."""
LETTERS = (42, 32)
"""Letters of a name that have room, narrow and wide; cut here, as the renderer measures a limit letter by letter."""
ENDS = {
    "major": "circle",
    "comeback": "circle",
    "won": "square",
    "quiet": "circle",
    "longer": "triangle-right",
}


def past_cases_chart(assessment: Assessment) -> Chart | None:
    """A line for each past case, the soonest end on top; None where there is none."""
    rates = assessment.rates
    if rates is None or not rates.cases:
        return None
    cases = sorted(nearest(assessment, rates), key=lambda one: (one.followed, _rank(one), one.group))
    reaches = {rate.horizon: rate.horizon + rates.late for rate in rates.rates if rate.decidable}
    return Chart(
        name="past_cases",
        title=say("Past cases like this one, and what became of each"),
        says=_says(cases),
        instead=_instead(cases),
        source=_source(rates, cases),
        data=_data(cases),
        spec=lambda size: _spec(cases, reaches, size),
    )


def nearest(assessment: Assessment, rates: RateClass) -> list[PastCase]:
    """The cases that are drawn: all, or the nearest by peak and by deaths then, both as ratios."""
    if len(rates.cases) <= MOST:
        return list(rates.cases)
    peak, deaths = assessment.question.peak or 0.0, assessment.situation.deaths_12 or 0.0

    def distance(one: PastCase) -> float:
        return abs(log1p(one.peak) - log1p(peak)) + abs(log1p(one.deaths_12) - log1p(deaths))

    order = sorted(rates.cases, key=lambda one: (distance(one), one.group, one.country, one.known))
    return order[:MOST]


def became(case: PastCase) -> str:
    """What became of a case: 'major', 'comeback', 'won' or 'quiet'."""
    if case.won is not None:
        return "won"
    if case.came_back is None:
        return "quiet"
    return "major" if case.major else "comeback"


def _rank(case: PastCase) -> int:
    return ("major", "comeback", "won", "quiet").index(became(case))


def _says(cases: list[PastCase]) -> str:
    ends = [became(one) for one in cases]
    back, quiet = ends.count("major") + ends.count("comeback"), ends.count("quiet")
    words = say(
        "Of these {n}, {back} came back, {major} of them in a major comeback; {quiet} were still quiet when last "
        "seen.",
        n=len(cases),
        back=back,
        major=ends.count("major"),
        quiet=quiet,
    )
    won = ends.count("won")
    if not won:
        return words
    more = say_many("{number} became the government.", "{number} became the government.", won)
    return f"{words} {more}"


def _instead(cases: list[PastCase]) -> str:
    parts = [
        say(
            "{group}, {country}: {end}",
            group=one.group,
            country=one.country,
            end=_end_words(one),
        )
        for one in cases
    ]
    return f"{_says(cases)} {'; '.join(parts)}."


def _end_words(case: PastCase) -> str:
    months = months_words(case.followed)
    told = {
        "major": say("major comeback after {months}", months=months),
        "comeback": say("comeback after {months}", months=months),
        "won": say("became the government after {months}", months=months),
        "quiet": say("still quiet after {months}", months=months),
    }
    return told[became(case)]


def _source(rates: RateClass, cases: list[PastCase]) -> str:
    parts = [
        say(
            "Lines begin when the case was as old as this one, or younger where too few grew so old. Dot: came back, "
            "large where it reached half of the old peak. Tick: still quiet when last seen. Point: goes on beyond the "
            "drawing. Square: became the government."
        )
    ]
    left = len(rates.cases) - len(cases)
    if left:
        back = sum(one.came_back is not None for one in rates.cases)
        back -= sum(one.came_back is not None for one in cases)
        parts.append(
            say(
                "Shown are the {shown} nearest to this lull by peak and deaths; {left} are left out, of which {back} "
                "came back.",
                shown=len(cases),
                left=left,
                back=back,
            )
        )
    parts.append(say("Source: UCDP GED; past cases n = {n}.", n=digits(str(rates.n))))
    return " ".join(parts)


def _data(cases: list[PastCase]) -> DataTable:
    columns = (
        Column("group", say("Group")),
        Column("country", say("Country")),
        Column("followed_from_month", say("Followed from")),
        Column("followed_months", say("Followed for"), "months"),
        Column("end", say("What became of it")),
        Column("end_month", say("When")),
    )
    rows = tuple(
        (one.group, one.country, one.landmark, one.followed, _end_words(one), one.came_back or one.won)
        for one in cases
    )
    return DataTable("past_cases", say("Past cases like this one, and what became of each"), columns, rows)


def _spec(cases: list[PastCase], reaches: dict[int, int], size: Size) -> Spec:
    row = 33 if size.narrow else 20
    last = min(LONGEST, max((*(one.followed for one in cases), *reaches.values())))
    names, labels = (0, 112) if size.narrow else (NAMES, 150)
    month = last / (size.width - names - labels)
    x = quantity(
        "month",
        title=say("months since they begin to be followed"),
        scale={"domain": [-names * month, last + labels * month], "nice": False},
        axis={
            "values": list(range(0, last + 1, 12 if last > 24 else 6)),
            "titleAnchor": "start",
            "titleX": names,
            "domain": False,
        },
    )
    y = quantity("row", title=None, axis=None, scale={"domain": [len(cases), -0.3], "nice": False})
    room = LETTERS[0] if size.narrow else LETTERS[1]
    rows = [_row(at, case, last, room) for at, case in enumerate(cases)]
    reached = [{"month": at} for at in reaches.values() if at <= last]
    base = [{"month": last, "start": 0}]
    line = {"x": x, "x2": {"field": "start"}}
    return layer(
        [
            mark(reached, "rule", {"x": x}, color=LINE, strokeWidth=1.5),
            mark(base, "rule", {**line, "y": {"value": "height"}}, color=QUIET, strokeWidth=1),
            mark(rows, "rule", {**line, "y": y}, color=QUIET, strokeWidth=1.5),
            *_ends(rows, x, y),
            _names(rows, y, size),
            _words(rows, x, y, size),
        ],
        width=size.width,
        height=row * len(cases) + 10,
        config=config(size),
    )


def _row(at: int, case: PastCase, last: int, room: int) -> Spec:
    end = became(case)
    when = case.came_back or case.won
    longer = case.followed > last
    words = month_words(when) if when else ""
    if longer:
        months = months_words(case.followed)
        words = say("after {months}", months=months) if when else months
    return {
        "row": at + 0.5,
        "start": 0,
        "month": min(case.followed, last),
        "end": end,
        "longer": longer,
        "name": shorten(say("{group}, {country}", group=case.group, country=case.country), room),
        "words": words,
    }


def _ends(rows: list[Spec], x: Spec, y: Spec) -> list[Spec]:
    """The mark at the end of each line; one that goes on beyond the drawing ends in a point."""
    looks: dict[str, Spec] = {
        "major": {"shape": "circle", "size": 170, "color": SECOND},
        "comeback": {"shape": "circle", "size": 60, "color": SECOND},
        "won": {"shape": "square", "size": 80, "color": INK},
        "quiet": {"shape": "stroke", "angle": 90, "size": 90, "stroke": QUIET, "strokeWidth": 1.5},
        "longer": {"shape": "triangle-right", "size": 60, "color": QUIET},
    }
    shown: dict[str, list[Spec]] = {end: [] for end in looks}
    for one in rows:
        shown["longer" if one["longer"] and one["end"] == "quiet" else one["end"]].append(one)
    return [
        mark(shown[end], "point", {"x": x, "y": y}, filled=end != "quiet", opacity=1, **look)
        for end, look in looks.items()
    ]


def _names(rows: list[Spec], y: Spec, size: Size) -> Spec:
    """Group and country: at the left of the line, on a phone above it."""
    text = {"y": y, "text": nominal("name")}
    if size.narrow:
        look: Spec = {"align": "left", "baseline": "bottom", "dy": -7}
        return mark(rows, "text", {"x": pixels(0), **text}, color=INK, **look)
    look = {"align": "right", "baseline": "middle", "dx": -8}
    return mark(rows, "text", {"x": pixels(NAMES), **text}, color=INK, **look)


def _words(rows: list[Spec], x: Spec, y: Spec, size: Size) -> Spec:
    """When it ended, or how long a cut line goes on, at its end; on a phone the latter alone."""
    told = [one for one in rows if one["words"] and (one["longer"] or not size.narrow)]
    return label(told, x, y, dx=11, color=QUIET)
