"""Bridging: yearly rows stand in for months that are not there (docs/methods/lulls.md#bridge).

Rows of the same kind of count are used as they are. Rows of another kind are
multiplied by a ratio counted on the years that both cover, and the ratio is printed
with its interval; the two kinds are never spliced without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from smoulder.records.series import Floats, Series, YearRow
from smoulder.records.situation import Bridge

LEAST_YEARS = 3


@dataclass(frozen=True, slots=True)
class Bridged:
    """A series carried on by yearly rows.

    deaths:  shape (n + m,), the months of the series, then the bridged ones, each year spread evenly.
    draws:   shape (draw, m), the bridged months with the error of the ratio and of the spread.
    rows:    the yearly rows used, in order.
    """

    bridge: Bridge
    deaths: Floats
    draws: Floats
    rows: tuple[YearRow, ...]


def carry_on(
    series: Series, years: Sequence[YearRow], to: int, draws: int, rng: np.random.Generator
) -> Bridged | None:
    """Carry a series on with the yearly rows that follow it without a gap.

    years:   yearly rows of this group, of any kind; a row with `deaths` 0 means under its `high`.
    to:      last month index that may be seen; only years that ended by then are used.
    draws:   how many paths to draw.
    returns: None where no yearly row follows the months, or too few years overlap for a ratio.
    """
    for kind in _kinds(years, series):
        rows = {row.year: row for row in years if row.kind == kind and row.where == series.country}
        following = _following(series, rows, to)
        if not following:
            continue
        ratio = _ratio(series, rows, kind)
        if ratio is None:
            continue
        return _spread(series, ratio, following, draws, rng)
    return None


def _kinds(years: Sequence[YearRow], series: Series) -> list[str]:
    """Kinds of yearly rows for this country, the series' own kind first."""
    kinds = sorted({row.kind for row in years if row.where == series.country})
    return sorted(kinds, key=lambda kind: kind != series.measure)


def _following(series: Series, rows: dict[int, YearRow], to: int) -> list[YearRow]:
    year = (series.last + 1) // 12
    found = []
    while year in rows and year * 12 + 11 <= to:
        found.append(rows[year])
        year += 1
    return found


def yearly_totals(series: Series) -> dict[int, float]:
    """Deaths of each calendar year whose twelve months are all known."""
    totals = {}
    for year in range(-(-series.first // 12), (series.last + 1) // 12):
        at = year * 12 - series.first
        months = series.deaths[at : at + 12]
        if not np.isnan(months).any():
            totals[year] = float(months.sum())
    return totals


def _ratio(series: Series, rows: dict[int, YearRow], kind: str) -> Bridge | None:
    """Months of the series' kind per one of the yearly kind: mean of logs, interval for one new year."""
    if kind == series.measure:
        return Bridge(
            kind=kind, ratio=1.0, low=1.0, high=1.0, years=(), note="yearly rows of the same kind of count"
        )
    both = {
        year: total / rows[year].deaths
        for year, total in yearly_totals(series).items()
        if year in rows and rows[year].deaths > 0 and total > 0
    }
    if len(both) < LEAST_YEARS:
        return None
    logs = np.log(list(both.values()))
    spread = float(logs.std(ddof=1)) * np.sqrt(1 + 1 / len(logs))
    reach = float(stdtrit(len(logs) - 1, 0.95)) * spread
    middle = float(logs.mean())
    return Bridge(
        kind=kind,
        ratio=float(np.exp(middle)),
        low=float(np.exp(middle - reach)),
        high=float(np.exp(middle + reach)),
        years=tuple(both),
        note=f"{series.measure} by month for one {kind} death, counted on {len(both)} years that both cover",
    )


def _spread(
    series: Series, bridge: Bridge, rows: list[YearRow], draws: int, rng: np.random.Generator
) -> Bridged:
    """Lay each year's deaths on its months: evenly for the mean, as random shares for the draws."""
    sigma = np.log(bridge.high / bridge.low) / 2 / float(stdtrit(max(len(bridge.years) - 1, 1), 0.95))
    ratio = bridge.ratio * np.exp(
        sigma * rng.standard_t(max(len(bridge.years) - 1, 1), size=draws) if sigma > 0 else np.zeros(draws)
    )
    alpha = _evenness(series)
    means, paths = [], []
    for row in rows:
        known = series.deaths[max(0, row.year * 12 - series.first) :]
        holes = 12 - len(known) if len(known) < 12 else 12
        already = float(np.nansum(known)) if holes < 12 else 0.0
        total = row.deaths if row.deaths > 0 else row.high / 2
        totals = np.full(draws, row.deaths) if row.deaths > 0 else rng.uniform(0, row.high, draws)
        means.append(np.full(holes, max(0.0, total * bridge.ratio - already) / holes))
        shares = rng.dirichlet(np.full(holes, alpha), size=draws)
        paths.append(np.maximum(0.0, totals * ratio - already)[:, np.newaxis] * shares)
    return Bridged(
        bridge=bridge,
        deaths=np.concatenate([series.deaths, *means]),
        draws=np.concatenate(paths, axis=1),
        rows=tuple(rows),
    )


def _evenness(series: Series) -> float:
    """The Dirichlet parameter that gives the group's own spread of months within its years.

    By moments: the variance of a month's share is (1/12)(11/12) / (12 a + 1). With fewer than three
    years to count it is 1: any division of the year as likely as any other.
    """
    shares = []
    for year, total in yearly_totals(series).items():
        if total >= 25:
            at = year * 12 - series.first
            shares.append(series.deaths[at : at + 12] / total)
    if len(shares) < LEAST_YEARS:
        return 1.0
    variance = float(np.mean((np.array(shares) - 1 / 12) ** 2))
    return float(np.clip((11 / 144 / max(variance, 1e-9) - 1) / 12, 0.1, 50.0))
