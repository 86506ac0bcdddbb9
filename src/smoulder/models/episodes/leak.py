"""Whether a forecast uses what lies after its origin (docs/methods/episodes.md#leak)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from smoulder.models.episodes.known import known_at
from smoulder.models.episodes.quiet import QuietYears
from smoulder.records.episode import LAST_YEAR, Episode
from smoulder.records.series import Floats

Build = Callable[[Sequence[Episode], int], QuietYears]
"""From episodes and the last year that may be looked at to quiet years with covariates."""
Ask = Callable[[QuietYears, int], Floats]
"""From quiet years and a year to the chances given at its end, shape (n, model)."""


def find_leaks(build: Build, ask: Ask, episodes: Sequence[Episode], year: int) -> tuple[str, ...]:
    """What changes in a year's covariates or chances when all that came after it is taken away.

    build:   makes the rows; ask: fits and forecasts.
    returns: names of the covariates that change in any row up to the year, then `rows` if other conflicts are quiet,
             `outcomes` if what followed differs, and `chances` if the forecasts do; nothing if none does.
    """
    whole, cut = build(episodes, LAST_YEAR), build(known_at(episodes, year), year)
    seen = whole.seen_by(year)
    found: list[str] = []
    if not (np.array_equal(seen.episode, cut.episode) and np.array_equal(seen.year, cut.year)):
        return ("rows",)
    found += [
        name
        for name in seen.names
        if not np.array_equal(seen.columns([name]), cut.columns([name]), equal_nan=True)
    ]
    if not (np.array_equal(seen.back, cut.back) and np.array_equal(seen.followed, cut.followed)):
        found.append("outcomes")
    if not np.array_equal(ask(whole, year), ask(cut, year)):
        found.append("chances")
    return tuple(found)
