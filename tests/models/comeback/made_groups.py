"""Invented groups that fight, fall quiet and come back, and the sample that is built of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from smoulder.models.comeback.origins import Key
from smoulder.models.comeback.sample import Groups, Sample, build_sample
from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Series
from smoulder.records.settings import Settings
from tests.series.test_lull import series

FIRST = 1985 * 12
MONTHS = 20 * 12
LAST = FIRST + MONTHS - 1


def deaths_of(rng: np.random.Generator, months: int = MONTHS) -> Floats:
    """Months of one group: loud and quiet times that change places, some of them with a few deaths."""
    loud = np.empty(months, dtype=bool)
    now, stay = True, rng.uniform(0.9, 0.985)
    for at in range(months):
        loud[at] = now
        now = now if rng.uniform() < (0.95 if now else stay) else not now
    pace = rng.lognormal(2.0, 0.7)
    faint = rng.gamma(1.0, 0.4)
    return rng.negative_binomial(0.6, 0.6 / (0.6 + np.where(loud, pace, faint))).astype(float)


def made_groups(count: int = 60, seed: int = 1, months: int = MONTHS) -> Groups:
    """Groups of seven countries from 1985 to 2004; one has a hole, one begins late, one wins."""
    rng = np.random.default_rng(seed)
    many: list[Series] = []
    for at in range(count):
        deaths = deaths_of(rng, months)
        if at == 1:
            deaths[150:158] = np.nan
        start = 40 if at == 2 else 0
        own = series(
            deaths[start:].tolist(), "1985-01", group_id=1000 + 7 * at, group=f"G{at}", country=f"C{at % 7}"
        )
        many.append(replace(own, first=FIRST + start))
    won: dict[Key, int] = {(many[3].group_id, many[3].country): FIRST + 170}
    return Groups(many, won)


def made_panel(seed: int = 2, months: int = MONTHS) -> Panel:
    """Six countries, one of which has groups of its own."""
    rng = np.random.default_rng(seed)
    counts = np.stack([deaths_of(rng, months) for _ in range(6)])
    names = ("C0", *(f"Lent {letter}" for letter in "ABCDE"))
    return Panel(names, np.arange(6), FIRST, counts, np.zeros((6, 6), dtype=bool))


@cache
def made_sample(count: int = 60, seed: int = 1, *, borrow: bool = True) -> Sample:
    """The origins of these groups and countries."""
    return build_sample(made_groups(count, seed), made_panel() if borrow else None, Settings())
