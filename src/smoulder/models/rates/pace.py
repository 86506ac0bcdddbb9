"""How fast lulls end: comebacks per month of quiet between two ages, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincinv

from smoulder.models.rates.followed import BACK, Followed
from smoulder.models.rates.nelson_aalen import cumulative_hazard
from smoulder.records.series import Floats

TAILS = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Pace:
    """Comebacks between two ages.

    total:  Nelson–Aalen: comebacks expected of a lull that is always replaced by one of the same age.
    months: months of quiet that were seen between the two; low, high: bounds of the 90 % interval of `total`.
    """

    total: float
    low: float
    high: float
    months: int


def paces(cases: Followed, age: int, horizons: Sequence[int], weights: Floats) -> list[Pace]:
    """The pace from each horizon to the next, the first one from `age` on.

    horizons: months after `age`, rising.
    weights:  shape (resample, case), of the bootstrap over countries and groups.
    returns:  one for each horizon. The interval is a gamma distribution with the number of comebacks that
              would have the spread of the bootstrap, at most those that came, and half a one more; where none
              came, over half of the months seen.
    source:   Nelson 1972, Aalen 1978; half an event more is Jeffreys' prior of a Poisson rate.
    """
    columns = (cases.entry, cases.exit, cases.back, age, max(horizons))
    plain, drawn = cumulative_hazard(*columns), cumulative_hazard(*columns, weights)
    found, since = [], 0
    for horizon in horizons:
        ages = age + 1 + np.arange(since, horizon)
        came = cases.ended_by(age + horizon, BACK) - cases.ended_by(age + since, BACK)
        total = float(plain[horizon - 1] - (plain[since - 1] if since else 0.0))
        boots = drawn[:, horizon - 1] - (drawn[:, since - 1] if since else 0.0)
        months = int(cases.at_risk(ages).sum())
        found.append(_with_interval(total, float(boots.var()), came, months, horizon - since))
        since = horizon
    return found


def _with_interval(total: float, spread: float, came: int, months: int, steps: int) -> Pace:
    if not came:
        # as many as half a comeback in half of the months, over all steps
        low, high = 0.0, float(gammaincinv(0.5, TAILS[1])) * steps / max(months / 2, 1)
        return Pace(0.0, low, high, months)
    events = min(float(came), total**2 / spread) if spread > 0 else float(came)
    low, high = gammaincinv(events + 0.5, TAILS) * total / events
    return Pace(total, float(low), float(high), months)
