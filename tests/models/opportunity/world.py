"""A small world for tests of the opportunity test: groups that attack, attack by attack."""

from __future__ import annotations

import numpy as np

from smoulder.records.month import month_index
from smoulder.records.series import Floats, Series

FIRST = month_index("2000-01")
COUNTRY = "Norland"


def series_of(group_id: int, deaths: Floats, events: Floats | None = None, first: int = FIRST) -> Series:
    """A group whose deaths are all inflicted by it; without events, each death is one."""
    none = np.where(np.isnan(deaths), np.nan, 0.0)
    return Series(
        group_id=group_id,
        group=f"Group {group_id}",
        country=COUNTRY,
        first=first,
        events=deaths if events is None else events,
        deaths=deaths,
        low=deaths,
        high=deaths,
        inflicted=deaths,
        suffered=none,
        unknown=none,
    )


def steady_series(months: int = 96, groups: int = 8, mean: float = 400.0, seed: int = 1) -> list[Series]:
    """Groups that attack at a steady rate, the first with that mean; every month of each is covered."""
    rng = np.random.default_rng(seed)
    means = mean * 0.7 ** np.arange(groups)
    return [series_of(9001 + at, rng.poisson(one, months).astype(float)) for at, one in enumerate(means)]


def attack_by_attack(rates: Floats, size: float, rng: np.random.Generator) -> Floats:
    """Counts of groups with these expected counts, made one attack at a time.

    rates: shape (group,), expected counts; size: ratio of variance to mean; 1: each attack counts one.
           Attacks come at a Poisson rate; their sizes follow the logarithmic series.
    """
    if size == 1:
        return rng.poisson(rates).astype(float)
    share = 1 - 1 / size
    mean_size = (size - 1) / np.log(size)
    attacks = rng.poisson(rates / mean_size)
    out = np.zeros(len(rates))
    for group, number in enumerate(attacks):
        out[group] = rng.logseries(share, number).sum()
    return out
