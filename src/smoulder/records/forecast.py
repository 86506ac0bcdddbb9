"""A probability that leaves the tool: with its interval, its count and what it rests on."""

from __future__ import annotations

from typing import Literal

from smoulder.records.base import Record


class Chance(Record):
    """A probability.

    low, high: bounds of the 90 % interval.
    n:         past cases it rests on (at risk at the start), None where it is assumed.
    count:     of these, how many came back (before censoring is allowed for), else None.
    basis:     'estimated' from n cases, 'assumed', or 'combined' from both.
    method:    anchor in docs/methods that says how it is computed.
    """

    value: float
    low: float
    high: float
    n: int | None = None
    count: int | None = None
    basis: Literal["estimated", "assumed", "combined"] = "estimated"
    method: str = ""
    why: str = ""


class Difference(Record):
    """A difference of two probabilities that share their random numbers, with its 90 % interval."""

    value: float
    low: float
    high: float
    told_apart: bool
    """False where the interval holds zero: the data cannot tell these apart."""
