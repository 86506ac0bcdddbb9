"""The result of an opportunity test as an item of evidence."""

from __future__ import annotations

import re
from datetime import date

from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.likelihood import LEAST, MOST
from smoulder.assessment.once import WINDOW
from smoulder.records.change import ItemPut
from smoulder.records.evidence import Likelihood, Source
from smoulder.records.month import month_of, month_text
from smoulder.records.opportunity import LeafFactor, OpportunityResult

LEVEL = 0.5
"""Where the likelihoods stand; only their ratios matter."""
_DAY = r"(\d{4}-\d{2}-\d{2})"
_ROW = re.compile(rf", {_DAY} to {_DAY}(?:, parted {_DAY})?$")


def window_item(result: OpportunityResult) -> ItemPut:
    """What one window says of patience, degraded and spent, as an item that a case can take.

    returns: likelihoods relative to a spent group, for which the window is like any other: the Bayes factors of the
             test with their ranges over the assumed effects. Leaves that the test does not speak of have the mean of
             the three, so that it leaves their standing as it was. A test that is neutral is as likely under every
             leaf, and rests on no months: no month is taken from the comeback model for it.
    """
    name = f"{result.group}, {result.country}"
    span = f"{result.first} to {result.last}"
    neutral = bool(result.neutral)
    # a window that was not over on the as-of day was read to its last whole month
    read = [month for phase in result.phases for month in phase.months]
    first = month_text(month_of(result.first))
    return ItemPut(
        kind=WINDOW,
        text=f"{result.kind_words}, {span}: {_seen(result)}",
        source=Source(
            kind="data",
            name="UCDP",
            row=f"{result.counted} by month, {name}, {span}{_turn(result)}",
            reliability="B",
            credibility="2",
            grade_why="a research data set with published rules",
        ),
        likelihoods=_even() if neutral else _likelihoods(result.factors),
        basis="estimated",
        why=_why(result),
        months=None if neutral or not read else (min(read), max(read)),
        indicator="" if neutral else f"{result.kind} {first}",
    )


def _turn(result: OpportunityResult) -> str:
    return f", parted {result.turn}" if result.turn else ""


def window_of(row: str) -> tuple[date, date, date | None] | None:
    """First and last day of the window that an item's row tells of, and the day that parts it; None for other rows.

    >>> window_of("deaths by month, Group, Country, 2019-10-05 to 2019-12-20")
    (datetime.date(2019, 10, 5), datetime.date(2019, 12, 20), None)
    """
    found = _ROW.search(row)
    if found is None:
        return None
    first, last, turn = found.groups()
    return date.fromisoformat(first), date.fromisoformat(last), date.fromisoformat(turn) if turn else None


def _seen(result: OpportunityResult) -> str:
    if not result.phases:
        return "its months are not covered"
    parts = [
        f"{one.seen:,.0f} {result.counted} {one.name}, expected {one.middle:,.0f} ({one.low:,.0f} to {one.high:,.0f})"
        for one in result.phases
    ]
    return "; ".join(parts)


def _why(result: OpportunityResult) -> str:
    if result.neutral:
        return f"neutral: {result.neutral}"
    power = f"; power {result.power.power:.2f}" if result.power is not None else ""
    return f"Bayes factors of the counts, over the assumed effects of such a time{power}"


def _even() -> dict[str, Likelihood]:
    return {leaf: Likelihood(low=LEVEL, mid=LEVEL, high=LEVEL) for leaf in LEAVES}


def _likelihoods(factors: tuple[LeafFactor, ...]) -> dict[str, Likelihood]:
    """Likelihoods by leaf, beside that of a spent group."""
    ratios = {one.first: sorted((one.low, one.value, one.high)) for one in factors if one.second == "spent"}
    ratios["spent"] = [1.0, 1.0, 1.0]
    mean = sum(mid for _, mid, _ in ratios.values()) / len(ratios)
    # the highest bound must stay below certainty
    scale = min(LEVEL / mean, MOST / max(high for *_, high in ratios.values()))
    rows: dict[str, list[float]] = {leaf: ratios.get(leaf, [mean, mean, mean]) for leaf in LEAVES}
    return {
        leaf: Likelihood(
            low=max(LEAST, low * scale), mid=max(LEAST, mid * scale), high=max(LEAST, high * scale)
        )
        for leaf, (low, mid, high) in rows.items()
    }
