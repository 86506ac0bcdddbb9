"""Inflicted deaths on a branch of pressure, as they leave the tool."""

from __future__ import annotations

from pydantic import Field

from smoulder.records.base import Record
from smoulder.records.forecast import Difference


class Expected(Record):
    """A number of deaths: the middle of the draws, with 5 and 95 % of them."""

    value: float
    low: float
    high: float


class BranchCount(Record):
    """Inflicted deaths on one branch, weighted to the comeback model.

    months:      deaths of each month from the as-of day on (month, middle, low, high).
    upto:        deaths in all by each horizon: the middle, and 90 % interval of what one future may bring.
    differences: of the mean number against the first branch by horizon, the middle of the parameters' draws with
                 their error alone; empty for the first branch itself.
    draws:       paths drawn; effective: how many equally weighted ones they are worth.
    not_met:     horizons whose chance of a comeback no weights could meet, as no path came back in time.
    """

    months: tuple[tuple[int, float, float, float], ...]
    upto: dict[int, Expected]
    differences: dict[int, Difference] = Field(default_factory=dict)
    draws: int
    effective: float
    not_met: tuple[int, ...] = ()
