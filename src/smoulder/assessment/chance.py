"""Chances read off draws: the mean, and 5 and 95 %."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from smoulder.models.interval import interval_of
from smoulder.records.forecast import Chance
from smoulder.records.series import Floats

Basis = Literal["estimated", "assumed", "combined"]


def chance_of(draws: Floats, basis: Basis, n: int | None, method: str, why: str = "") -> Chance:
    """Mean and 90 % interval of draws of one chance.

    draws: shape (draw,).
    """
    low, high = interval_of(draws)
    return Chance(
        value=float(draws.mean()),
        low=low,
        high=high,
        n=n,
        basis=basis,
        method=method,
        why=why,
    )


def chances_at(
    draws: Floats, horizons: Sequence[int], late: int, basis: Basis, n: int | None, method: str
) -> dict[int, Chance]:
    """One chance for each horizon.

    draws: shape (draw, month), months counted from the last one seen.
    late:  months before the as-of day that nothing covers; every horizon reaches so much further.
    """
    return {one: chance_of(draws[:, one + late - 1], basis, n, method) for one in horizons}
