"""What practice shows: a lull to its day, what came, and how near the number was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smoulder.cli.terminal import table
from smoulder.records.month import month_text

if TYPE_CHECKING:
    from smoulder.assessment.record.past_lull import PastLull
    from smoulder.records.forecast import Chance
    from smoulder.records.practice import Practised

Months = Sequence[tuple[int, float | None, float | None]]
HEADS = ("month", "deaths", "in 12 months")


def lull_words(one: PastLull, title: str, months: int, hide: bool, rate: Chance | None) -> str:
    """The lull as it was known: where it stands, its last months, and the base rate where it is asked for."""
    from smoulder.assessment.record.past_lull import shown_months

    lull, now = one.running, one.moment()
    age = one.month - lull.known
    ago = "this month" if not age else f"{age} {'month' if age == 1 else 'months'} ago"
    since = ago if hide else f"in {month_text(lull.known)}, {ago}"
    name = "An armed group" if hide else f"{one.series.group} in {one.series.country}"
    when = "" if hide else f", end of {month_text(one.month)}"
    earlier = "no earlier comeback" if not now.comebacks else f"earlier comebacks: {now.comebacks}"
    quiet = (
        "no death on record"
        if now.silence is None
        else f"last death {now.silence} {'month' if now.silence == 1 else 'months'} ago"
        if now.silence
        else "deaths in the last month"
    )
    lines = [
        f"\n{title}: {name}{when}",
        f"Lull known {since}; peak {lull.peak:,.0f}, lowest {lull.lowest:,.0f}, now {now.deaths:,.0f} deaths in "
        f"12 months; {quiet}; {earlier}.",
        _months(one, shown_months(one, months), hide),
    ]
    if rate is not None:
        lines.append(
            f"Of {rate.n} past lulls of its class {100 * rate.value:.0f} % came back in that time, as of then."
        )
    return "\n".join(lines)


def question_words(one: PastLull, horizon: int) -> str:
    """What is asked."""
    return (
        f"How likely is it that deaths in 12 months reach {one.line:,.0f} in any of the next {horizon} months? "
        "(30 %, .3, 3 in 10, unlikely; q leaves)"
    )


def what_came_words(one: PastLull, found: Practised) -> str:
    """What came, with its months, and the number beside the base rate and the model."""
    from smoulder.assessment.record.past_lull import months_ahead

    said = [("you", found.value), ("base rate of then", found.base_rate), ("comeback model", found.model)]
    rows = [
        [name, f"{100 * value:.0f} %", f"{(value - bool(found.came_back)) ** 2:.3f}"]
        for name, value in said
        if value is not None
    ]
    came = (
        f"Fighting came back: the line of {found.line:,.0f} was reached in {found.came_back}, "
        f"{one.back} {'month' if one.back == 1 else 'months'} on."
        if found.came_back
        else f"No comeback within {found.horizon} months."
    )
    who = f"{found.group} in {found.country}, lull known {found.lull}, asked at the end of {found.as_of}."
    parts = [came, who, _months(one, months_ahead(one), hide=False), table(("who", "said", "Brier"), rows)]
    if found.base_rate is None:
        parts.append("No past lull of that age was on record by then, so that there is no base rate.")
    return "\n".join(parts)


def closing_words(done: Sequence[Practised], left: str) -> str:
    """How the round went."""
    if not done:
        return "Left before a number was given; nothing was kept." if left else "No lull was practised."
    own = _mean([(one.value - bool(one.came_back)) ** 2 for one in done])
    both = [one for one in done if one.base_rate is not None]
    count = f"{len(done)} {'lull' if len(done) == 1 else 'lulls'}"
    words = f"\n{'Left after' if left else 'Done:'} {count}: mean Brier {own:.3f}"
    if both:
        rate = _mean([((one.base_rate or 0.0) - bool(one.came_back)) ** 2 for one in both])
        words += f", the base rate's {rate:.3f}"
    return f"{words}. What was answered is kept; smoulder score --practice shows the record."


def _months(one: PastLull, months: Months, hide: bool) -> str:
    rows = [
        [f"{at:+d}" if at else "0", _count(deaths), _count(twelve)]
        if hide
        else [month_text(one.month + at), _count(deaths), _count(twelve)]
        for at, deaths, twelve in months
    ]
    return table(HEADS, rows)


def _count(value: float | None) -> str:
    return "?" if value is None else f"{value:,.0f}"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
