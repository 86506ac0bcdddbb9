"""Difference-in-differences with departures at different times, against units that have not left yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Floats, Ints

NEVER = -1
"""Departure time of a unit that does not leave within the data."""


@dataclass(frozen=True, slots=True)
class StepEffect:
    """The mean effect so many steps after departure; negative steps are the placebo.

    value: mean over departures, in the outcome's unit; low, high: 90 % interval over clusters drawn again.
    units: units that left and are compared at this step.
    """

    step: int
    value: float
    error: float
    low: float
    high: float
    units: int


@dataclass(frozen=True, slots=True)
class Staggered:
    """Effects by step, and means over the steps after and before.

    after:   mean over steps 0 and later, weighted by units. placebo: mean over steps −2 and earlier.
    clusters: of units that left and of those they are compared with.
    """

    steps: tuple[StepEffect, ...]
    after: StepEffect
    placebo: StepEffect
    clusters: int


def group_time_effects(
    outcome: Floats,
    left: Ints,
    cluster: Sequence[str],
    steps: tuple[int, int],
    rng: np.random.Generator,
    draws: int = 1000,
) -> Staggered:
    """Effects of leaving, by steps since departure.

    outcome: shape (unit, time), NaN where unknown; left: shape (unit,), time index of the first step without
             the pressure, NEVER for units that keep it; cluster: shape (unit,).
    steps:   first (negative, at most −2) and last step; step −1 is the base and 0 by construction.
    returns: for a departure at g and time t the mean change from g − 1 to t of those that left at g, less that
             of units not left by max(t, g), averaged with the number of units as weights. It is an effect if,
             without departure, both would have changed alike, and nothing changed before in expectation of it.
    raises:  ValueError if no unit leaves at a time that can be compared.
    source:  Callaway and Sant'Anna 2021, Journal of Econometrics 225(2), equation 2.8 without covariates.
    """
    if steps[0] > -2 or steps[1] < 0:
        raise ValueError("steps run from -2 or earlier to 0 or later")
    names, place = np.unique(np.asarray(cluster), return_inverse=True)
    even = np.full(len(names), 1 / len(names)) if len(names) else np.empty(0)
    if not len(names):
        raise ValueError("no unit to compare")
    weights = np.vstack([np.ones(len(names)), rng.multinomial(len(names), even, size=draws)])[:, place]
    span = [step for step in range(steps[0], steps[1] + 1) if step != -1]
    sums, loads, counts = zip(*(_at_step(outcome, left, weights, step) for step in span), strict=True)
    if not any(counts):
        raise ValueError("no unit leaves at a time that can be compared with units that stay")
    by_step = tuple(
        _effect(step, sums[at], loads[at], counts[at]) for at, step in enumerate(span) if counts[at]
    )
    later = [at for at, step in enumerate(span) if step >= 0]
    sooner = [at for at, step in enumerate(span) if step < -1]
    return Staggered(
        by_step, _mean(span, sums, loads, counts, later), _mean(span, sums, loads, counts, sooner), len(names)
    )


def _at_step(outcome: Floats, left: Ints, weights: Floats, step: int) -> tuple[Floats, Floats, int]:
    """Sum over departures of weight times effect, shape (draw,), the weights, and units compared."""
    total, load, count = np.zeros(len(weights)), np.zeros(len(weights)), 0
    for time in np.unique(left[left != NEVER]):
        then = int(time) + step
        if not 0 <= then < outcome.shape[1] or time < 1:
            continue
        change = outcome[:, then] - outcome[:, int(time) - 1]
        known = ~np.isnan(change)
        mine = known & (left == time)
        others = known & ((left == NEVER) | (left > max(then, int(time))))
        if not mine.any() or not others.any():
            continue
        change = np.where(known, change, 0.0)
        here, there = weights[:, mine].sum(axis=1), weights[:, others].sum(axis=1)
        both = (here > 0) & (there > 0)
        effect = np.divide(weights[:, mine] @ change[mine], here, out=np.zeros_like(here), where=both)
        effect -= np.divide(weights[:, others] @ change[others], there, out=np.zeros_like(there), where=both)
        total += np.where(both, here * effect, 0.0)
        load += np.where(both, here, 0.0)
        count += int(mine.sum())
    return total, load, count


def _mean(
    span: Sequence[int],
    sums: Sequence[Floats],
    loads: Sequence[Floats],
    counts: Sequence[int],
    at: Sequence[int],
) -> StepEffect:
    total = np.sum([sums[one] for one in at], axis=0)
    load = np.sum([loads[one] for one in at], axis=0)
    return _effect(span[at[0]], total, load, max(counts[one] for one in at))


def _effect(step: int, total: Floats, load: Floats, count: int) -> StepEffect:
    nothing = np.full_like(total, np.nan)
    value = np.divide(total, load, out=nothing, where=load > 0)
    again = value[1:][~np.isnan(value[1:])]
    if not len(again):
        return StepEffect(step, float(value[0]), float("nan"), float("nan"), float("nan"), count)
    low, high = np.quantile(again, [0.05, 0.95])
    return StepEffect(step, float(value[0]), float(again.std()), float(low), float(high), count)
