"""Months since a day against the months before it: two shares or two levels, with the interval of their ratio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import ndtri

from smoulder.records.series import Bools, Floats

BEFORE = 24
"""Months before the lull that are set against it."""
LEAST_BEFORE, LEAST_SINCE = 12, 6
FALL = 0.5
"""Reporting fell where its share fell to under half, with nine chances in ten."""

Said = Literal["fell", "held", "cannot be told"]
PartKind = Literal[
    "others in the country", "country's fights", "rest of the source", "precision", "other sources"
]


@dataclass(frozen=True, slots=True)
class CoveragePart:
    """One comparison of the months since a lull began with those before.

    before, since: shares, of months or of events; n_before, n_since: of how many.
    low, high: 90 % interval of since / before; None where a share is not to be had.
    """

    kind: PartKind
    before: float | None
    since: float | None
    n_before: int
    n_since: int
    low: float | None
    high: float | None
    said: Said
    words: str


def compare_shares(kind: PartKind, words: str, before: Bools, since: Bools) -> CoveragePart:
    """Two shares and the interval of their ratio.

    before, since: True for each month or event of which it holds.
    """
    a, n, b, m = int(before.sum()), len(before), int(since.sum()), len(since)
    if n < LEAST_BEFORE or m < LEAST_SINCE or a < LEAST_SINCE:
        told = f"{words}: {a} of {n} before, {b} of {m} since: too few to compare."
        return CoveragePart(kind, _over(a, n), _over(b, m), n, m, None, None, "cannot be told", told)
    low, high = ratio_interval(b, m, a, n)
    said = _said(low, high)
    told = f"{words}: {b} of {m} ({b / m:.0%}) since, against {a} of {n} ({a / n:.0%}) before: {_verb(said, high)}."
    return CoveragePart(kind, a / n, b / m, n, m, low, high, said, told)


def compare_levels(kind: PartKind, words: str, early: Floats, late: Floats) -> CoveragePart:
    """Two mean levels a month and the interval of their ratio, from the spread of the months themselves.

    early, late: events of each month before, and since.
    """
    n, m = len(early), len(late)
    before, since = (float(early.mean()) if n else None), (float(late.mean()) if m else None)
    counts = f"{_level(since)} a month in {m} months since, against {_level(before)} in {n} before"
    if n < LEAST_BEFORE or m < LEAST_SINCE or not before or early.sum() < LEAST_SINCE:
        told = f"{words}: {counts}: too few to compare."
        return CoveragePart(kind, before, since, n, m, None, None, "cannot be told", told)
    # half an event is added on both sides, so that none at all has an interval too
    top, bottom = (late.sum() + 0.5) / m, (early.sum() + 0.5) / n
    spread = np.sqrt(_relative(late, top) + _relative(early, bottom))
    low, high = (float(top / bottom * np.exp(sign * ndtri(0.95) * spread)) for sign in (-1, 1))
    said = _said(low, high)
    return CoveragePart(
        kind, before, since, n, m, low, high, said, f"{words}: {counts}: {_verb(said, high)}."
    )


def _relative(counts: Floats, mean: float) -> float:
    """Variance of a mean over its square: of the months, and at least that of a Poisson count."""
    return max(float(counts.var(ddof=1)), mean) / len(counts) / mean**2


def ratio_interval(b: int, m: int, a: int, n: int) -> tuple[float, float]:
    """90 % interval of (b/m) / (a/n), by the logarithm of the ratio with a half added to each count.

    source: Walter (1975), The distribution of Levin's measure of attributable risk, Biometrika 62(2).

    >>> [round(bound, 2) for bound in ratio_interval(6, 12, 20, 24)]
    [0.39, 0.99]
    """
    middle = np.log((b + 0.5) / (m + 0.5)) - np.log((a + 0.5) / (n + 0.5))
    variance = 1 / (b + 0.5) - 1 / (m + 0.5) + 1 / (a + 0.5) - 1 / (n + 0.5)
    reach = float(ndtri(0.95)) * float(np.sqrt(max(variance, 0.0)))
    return float(np.exp(middle - reach)), float(np.exp(middle + reach))


def _said(low: float, high: float) -> Said:
    if high < FALL:
        return "fell"
    return "held" if low > FALL else "cannot be told"


def _verb(said: Said, high: float) -> str:
    if said == "held" and high < 1:
        return "it fell, but not to under half"
    return {"fell": "it fell to under half", "held": "it held", "cannot be told": "that may be chance"}[said]


def _over(count: int, of: int) -> float | None:
    return count / of if of else None


def _level(value: float | None) -> str:
    return "none known" if value is None else f"{value:,.1f}"
