"""Weights of drawn paths, so that the share that comes back is the one the comeback model says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Bools, Floats, Ints

FEW = 0.1
"""Share of the draws under which their effective number is told as a warning."""


@dataclass(frozen=True, slots=True)
class Tilt:
    """Weights of draws.

    weights:   shape (draw,), adding up to 1.
    met:       shape (horizon,), False where no draw comes back in the months that end there, so that the share of
               that horizon could not be met.
    """

    weights: Floats
    met: Bools

    @property
    def effective(self) -> float:
        """How many equally weighted draws these are worth: 1 / Σ w²."""
        return float(1 / np.sum(self.weights**2))

    @property
    def thin(self) -> bool:
        """Whether these are worth less than a tenth of the draws."""
        return self.effective < FEW * len(self.weights)


def first_back(before: Floats, deaths: Floats, line: float) -> Ints:
    """The month in which the 12-month deaths of each path first reach a line.

    before:  shape (11,), deaths of the months up to the last one seen.
    deaths:  shape (draw, month), deaths of the months ahead.
    returns: shape (draw,), 1 for the first month ahead; 0 where they never do.
    """
    whole = np.concatenate([np.tile(before, (len(deaths), 1)), deaths], axis=1)
    sums = np.cumsum(whole, axis=1)
    sums = sums[:, 11:] - np.concatenate([np.zeros((len(deaths), 1)), sums[:, :-12]], axis=1)
    there = sums >= line
    found: Ints = np.where(there.any(axis=1), there.argmax(axis=1) + 1, 0)
    return found


def strata_of(back: Ints, horizons: Sequence[int]) -> Ints:
    """In which stretch between two horizons each path comes back; the last number is for those that do not.

    >>> strata_of(np.array([3, 6, 7, 0, 40]), (6, 12)).tolist()
    [0, 0, 1, 2, 2]
    """
    found = np.searchsorted(np.asarray(horizons), back, side="left")
    return np.where(back == 0, len(horizons), found).astype(np.int64)


def masses(chance: Floats, present: Bools) -> tuple[Floats, Bools]:
    """How much each stretch must weigh, and which horizons can be met.

    chance:  shape (…, horizon), chance of a comeback by each horizon, rising.
    present: shape (stretch,), whether any path lies in it, one more than there are horizons.
    returns: masses, shape (…, stretch), adding up to 1. What belongs to a stretch without a path goes to the next
             one that has some, or back to the last that has: the horizons between are not met.
    """
    upto = np.concatenate([chance, np.ones((*chance.shape[:-1], 1))], axis=-1)
    out = np.zeros(upto.shape)
    kept = np.flatnonzero(present)
    bounds = upto[..., kept].copy()
    bounds[..., -1] = 1.0
    out[..., kept] = np.diff(bounds, axis=-1, prepend=0.0)
    # a horizon is met where the weight up to it is what it should be, for every draw
    met = np.all(np.isclose(np.cumsum(out, axis=-1)[..., :-1], chance), axis=tuple(range(chance.ndim - 1)))
    return np.maximum(out, 0.0), met


def tilt(back: Ints, horizons: Sequence[int], chance: Floats) -> Tilt:
    """Weights that are as even as can be with the asked share back by each horizon.

    back:   shape (draw,), month of the comeback, 0 for none. horizons: rising. chance: shape (horizon,), rising.
    source: of all weights that meet the shares these have the least relative entropy to even ones: the stretches
            exclude each other, so that entropy balancing (Hainmueller 2012, Political Analysis 20(1)) has a closed
            form, the same weight for every path of a stretch.

    >>> np.round(tilt(np.array([3, 0, 0, 0]), (6,), np.array([0.5])).weights, 3).tolist()
    [0.5, 0.167, 0.167, 0.167]
    """
    stratum = strata_of(back, horizons)
    count = np.bincount(stratum, minlength=len(horizons) + 1)
    mass, met = masses(chance, count > 0)
    return Tilt((mass / np.maximum(count, 1))[stratum], met)
