"""Kaplan–Meier with left truncation and weights (docs/methods/base-rates.md#kaplan-meier)."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Bools, Floats, Ints


def survival(
    entry: Ints, exit_: Ints, event: Bools, start: int, steps: int, weights: Floats | None = None
) -> Floats:
    """Chance of no event within 1 … steps months after `start`, given none by then.

    entry:   shape (n,), age in months at which each case comes under observation.
    exit_:   shape (n,), age at the event or at the end of observation, > entry.
    event:   shape (n,), True where the exit is an event, False where it is censored.
    start:   age from which the chance counts; a case is at risk at age a if entry < a <= exit.
    weights: shape (..., n), case weights, for a bootstrap; ones by default.
    returns: shape (..., steps); 1 where nobody is at risk.
    source:  Kaplan & Meier 1958; left truncation as in Klein & Moeschberger 2003, section 4.6.

    >>> survival(np.array([0, 0]), np.array([2, 3]), np.array([True, False]), 0, 3).tolist()
    [1.0, 0.5, 0.5]
    """
    ages = start + 1 + np.arange(steps)
    at_risk = (entry[:, np.newaxis] < ages) & (ages <= exit_[:, np.newaxis])
    dies = (exit_[:, np.newaxis] == ages) & event[:, np.newaxis] & at_risk
    load = np.ones(len(entry)) if weights is None else weights
    risk, fall = load @ at_risk.astype(float), load @ dies.astype(float)
    hazard = np.divide(fall, risk, out=np.zeros_like(fall), where=risk > 0)
    survives: Floats = np.cumprod(1 - hazard, axis=-1)
    return survives


def at_risk(entry: Ints, exit_: Ints, age: int) -> int:
    """How many cases are under observation just after `age`."""
    return int(np.sum((entry <= age) & (exit_ > age)))


def cluster_weights(outer: Ints, inner: Ints, draws: int, rng: np.random.Generator) -> Floats:
    """Weights of a two-stage bootstrap: countries with replacement, then groups inside each.

    outer:   shape (n,), country code of each case; inner: shape (n,), group code.
    returns: shape (draws, n), how often each case is drawn.
    """
    weights = np.zeros((draws, len(outer)))
    countries = np.unique(outer)
    picks = rng.multinomial(len(countries), np.full(len(countries), 1 / len(countries)), size=draws)
    for at, country in enumerate(countries):
        inside = outer == country
        groups, code = np.unique(inner[inside], return_inverse=True)
        # a country drawn k times draws its groups anew each time: k times as many in one go
        even = np.full(len(groups), 1 / len(groups))
        times = rng.multinomial(picks[:, at] * len(groups), even)
        weights[:, inside] = times[:, code]
    return weights
