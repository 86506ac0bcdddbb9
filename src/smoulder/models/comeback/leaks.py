"""Whether what is told of an origin uses what lies after it (docs/methods/comeback.md#leak)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from smoulder.models.comeback.sample import Sample

Build = Callable[[int | None], Sample]
"""From the last month that may be looked at, or None for all, to origins with covariates."""
OUTCOMES = (
    "lull",
    "twelve",
    "lowest",
    "peak",
    "line",
    "major_line",
    "back",
    "back_major",
    "followed",
    "won",
)
"""Columns of `Origins` that a later month may not change once what was seen is cut there."""


def find_leaks(build: Build, month: int) -> tuple[str, ...]:
    """What changes at the origins up to a month when all that came after it is taken away.

    build:   makes the origins, once from everything and once from what was seen by the month.
    returns: `origins` alone if there are others or they stand in another order; else the names of the columns of
             outcomes and then of covariates that differ anywhere; nothing if none does.
    """
    seen, cut = build(None).seen_by(month), build(month)
    if _keys(seen) != _keys(cut):
        return ("origins",)
    found = [
        name
        for name in OUTCOMES
        if not np.array_equal(getattr(seen.origins, name), getattr(cut.origins, name))
    ]
    for name in dict.fromkeys(seen.covariates.names + cut.covariates.names):
        both = name in seen.covariates.names and name in cut.covariates.names
        if not both or not np.array_equal(
            seen.covariates.column(name), cut.covariates.column(name), equal_nan=True
        ):
            found.append(name)
    return tuple(found)


def _keys(sample: Sample) -> list[tuple[int, str, int]]:
    """Group, country and month of each row: units are numbered anew where a series had not begun."""
    origins = sample.origins
    countries = [origins.countries[place] for place in origins.country]
    return list(zip(origins.group.tolist(), countries, origins.month.tolist(), strict=True))
