"""How a unit goes from no deaths to few to many and back (docs/methods/counts.md#regimes)."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Bools, Floats, Ints

NONE, FEW, MANY = 0, 1, 2
_AGES = np.array([2, 3, 4, 5, 7, 10, 13, 19, 25, 37, 61, 121])
"""Months spent in a regime at which the next class of age begins."""
_PRIOR = 5.0
"""Months that each class of age borrows from all of them."""


def regimes(counts: Floats, bound: float) -> Ints:
    """The regime of each month: 0 none, 1 up to `bound`, 2 above; unknown months are 0.

    >>> regimes(np.array([[0.0, 3.0, 40.0]]), bound=10.0).tolist()
    [[0, 1, 2]]
    """
    return np.where(counts > bound, MANY, np.where(counts > 0, FEW, NONE)).astype(np.int64)


def months_in(states: Ints) -> Ints:
    """Months that each regime has lasted, that month among them; shape (unit, month).

    >>> months_in(np.array([[0, 0, 1, 0]])).tolist()
    [[1, 2, 1, 1]]
    """
    at = np.arange(states.shape[1])
    starts = np.ones(states.shape, dtype=bool)
    starts[:, 1:] = states[:, 1:] != states[:, :-1]
    return at - np.maximum.accumulate(np.where(starts, at, 0), axis=1) + 1


def age_classes(months: Ints) -> Ints:
    """The class of a regime's age."""
    return np.searchsorted(_AGES, months, side="right").astype(np.int64)


def change_chances(states: Ints, known: Bools, half_life: float, pull: float) -> Floats:
    """Chance of each next regime, by unit, age and regime.

    states, known: shape (unit, month).
    half_life:     months after which a unit's own change weighs half.
    pull:          changes that stand for the panel against a unit's own.
    returns:       shape (unit, age class, from, to). The panel's chances by age, each times how much oftener the
                   unit made that change of late than the panel would have: a gamma-Poisson estimate of the ratio.
    """
    both = known[:, 1:] & known[:, :-1]
    age, start, end = age_classes(months_in(states))[:, :-1], states[:, :-1], states[:, 1:]
    panel = _panel_chances(age[both], start[both], end[both])
    fade = 0.5 ** (np.arange(both.shape[1])[::-1] / half_life)
    weight = np.where(both, fade, 0.0)
    unit = np.broadcast_to(np.arange(len(states))[:, np.newaxis], both.shape)
    made = np.zeros((len(states), 3, 3))
    due = np.zeros((len(states), 3, 3))
    np.add.at(made, (unit, start, end), weight)
    np.add.at(due, (unit, start), weight[..., np.newaxis] * panel[age, start])
    tilted = panel * ((made + pull) / (due + pull))[:, np.newaxis]
    return np.asarray(tilted / tilted.sum(axis=-1, keepdims=True), dtype=float)


def _panel_chances(age: Ints, start: Ints, end: Ints) -> Floats:
    """Shares of all units' changes by age and regime, shape (age class, from, to); each row adds up to one."""
    classes = len(_AGES) + 1
    cell = (age * 3 + start) * 3 + end
    seen = np.bincount(cell, minlength=classes * 9).reshape(classes, 3, 3).astype(float)
    overall = seen.sum(axis=0) + 1
    overall /= overall.sum(axis=1, keepdims=True)
    seen += _PRIOR * overall
    shares: Floats = seen / seen.sum(axis=-1, keepdims=True)
    return shares
