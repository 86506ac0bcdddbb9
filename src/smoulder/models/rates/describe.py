"""A class of past lulls as records: counts, intervals, country mix, and its cases one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from smoulder.models.rates.comeback_rate import ComebackRate
from smoulder.models.rates.curve import Curve
from smoulder.models.rates.followed import BACK, WON, Followed, followed
from smoulder.models.rates.pace import Pace as Speed
from smoulder.models.rates.pace import paces
from smoulder.models.rates.past_lulls import Landmark
from smoulder.records.forecast import Chance
from smoulder.records.month import month_text
from smoulder.records.rates import HorizonRate, Pace, PastCase, RateClass, RiskPoint


def describe_rates(
    rate: ComebackRate, horizons: Sequence[int], late: int = 0, undecidable: Mapping[int, str] | None = None
) -> RateClass:
    """The class with counts, intervals, country mix and the list of its cases.

    late:        months between the last one seen and the as-of day; each horizon reaches that much further.
    undecidable: reason by horizon that later rows cannot resolve.
    """
    why = undecidable or {}
    back = followed(one.case() for one in rate.landmarks)
    major = followed(one.case(major=True) for one in rate.landmarks)
    rows = []
    reaches = [horizon + late for horizon in horizons]
    speeds = paces(back, rate.age, reaches, rate.weights)
    for horizon, speed, since in zip(horizons, speeds, [0, *reaches], strict=False):
        months = horizon + late
        rows.append(
            HorizonRate(
                horizon=horizon,
                comeback=chance_at(rate.back, back, rate.age, months, "base-rates#aalen-johansen"),
                major=chance_at(rate.major, major, rate.age, months, "base-rates#aalen-johansen"),
                plain=round(float(rate.back.plain[months - 1]), 6),
                plain_major=round(float(rate.major.plain[months - 1]), 6),
                pace=_pace(speed, since, months),
                won=back.ended_by(rate.age + months, WON),
                followed=int(rate.back.risk[months - 1]),
                beyond=beyond(back, rate.age, months, "past lull of this class"),
                decidable=horizon not in why,
                why=why.get(horizon, ""),
            )
        )
    cases = sorted(rate.landmarks, key=lambda one: (one.lull.country, one.lull.group, one.lull.known))
    return RateClass(
        words=rate.of.words,
        n=len(rate.landmarks),
        groups=len({one.lull.group_id for one in rate.landmarks}),
        mix=dict(Counter(one.lull.country for one in cases).most_common()),
        rates=tuple(rows),
        cases=tuple(_past_case(one) for one in cases),
        curve=risk_points(rate.back, len(rate.landmarks)),
        late=late,
        widened=rate.of.widened,
    )


def chance_at(curve: Curve, cases: Followed, age: int, months: int, method: str) -> Chance:
    """The chance within so many months with its interval, and how many of how many came back."""
    low, high = np.quantile(curve.draws[:, months - 1], [0.05, 0.95])
    return Chance(
        value=float(curve.value[months - 1]),
        low=float(low),
        high=float(high),
        n=len(cases),
        count=cases.ended_by(age + months, BACK),
        basis="estimated",
        method=method,
    )


def risk_points(curve: Curve, n: int) -> tuple[RiskPoint, ...]:
    """The share that has not come back, month by month, with who was still followed.

    n:       cases that begin to be followed.
    returns: from month 0, where all are there, to the last month of the curve; the share never rises.
    """
    low, high = 1 - np.quantile(curve.draws, [0.95, 0.05], axis=0)
    still = 1 - curve.plain
    # the interval is that of the curve with one case more: where nobody has come back yet, it begins under 1
    low, high = np.minimum(low, still), np.maximum(high, still)
    rows = zip(still, low, high, curve.risk, strict=True)
    start = RiskPoint(month=0, still=1.0, low=1.0, high=1.0, at_risk=n)
    after = (
        RiskPoint(
            month=month,
            still=round(float(one), 6),
            low=round(float(least), 6),
            high=round(float(most), 6),
            at_risk=int(risk),
        )
        for month, (one, least, most, risk) in enumerate(rows, start=1)
    )
    return (start, *after)


def _pace(speed: Speed, since: int, until: int) -> Pace:
    """Per 100 months of quiet."""
    value, low, high = (round(100 * one / (until - since), 4) for one in (speed.total, speed.low, speed.high))
    return Pace(first=since + 1, last=until, value=value, low=low, high=high, months=speed.months)


def beyond(cases: Followed, age: int, steps: int, what: str, unit: str = "months") -> str:
    """Why nothing can be said of a horizon: nobody was followed so long; '' where somebody was, or all have ended.

    >>> from smoulder.models.rates.followed import Case
    >>> beyond(followed([Case("A", 1, 0, 9, "open")]), 0, 12, "past lull")
    'no past lull was followed for 12 months: the longest for 9'
    """
    last = cases.exit >= cases.exit.max()
    longest = int(cases.exit.max()) - age
    if longest >= steps or bool((cases.end[last] != 0).all()):
        return ""
    return f"no {what} was followed for {steps} {unit}: the longest for {longest}"


def _past_case(one: Landmark) -> PastCase:
    ended = month_text(one.lull.known + one.exit)
    return PastCase(
        group=one.lull.group,
        country=one.lull.country,
        known=month_text(one.lull.known),
        landmark=month_text(one.at.month),
        peak=round(one.lull.peak, 1),
        deaths_12=round(one.at.deaths, 1),
        came_back=ended if one.end == "comeback" else None,
        won=ended if one.end == "won" else None,
        major=one.end_major == "comeback",
        followed=one.exit - one.at.age,
    )
