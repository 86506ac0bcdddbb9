"""Where a group stands on the as-of day: months, yearly rows, lulls, state."""

from __future__ import annotations

from typing import Literal

from smoulder.records.base import Record


class MonthPoint(Record):
    """One month of the series; None where it is unknown.

    twelve: deaths in the 12 months that end with it. basis says where the month comes from.
    """

    month: str
    events: float | None = None
    deaths: float | None = None
    low: float | None = None
    high: float | None = None
    inflicted: float | None = None
    suffered: float | None = None
    unknown: float | None = None
    twelve: float | None = None
    twelve_low: float | None = None
    twelve_high: float | None = None
    basis: Literal["monthly", "bridged from a year", "unknown"] = "monthly"


class YearPoint(Record):
    """A yearly row beside the months, or after them."""

    year: int
    kind: str
    where: str
    deaths: float
    source: str
    used: bool
    """True where it bridges unknown months of this answer."""


class LullView(Record):
    """A lull of this group as months in text."""

    known: str
    began: str
    peak: float
    lowest: float
    ended: str | None
    end: Literal["comeback", "won", "open"]
    months: int


class Bridge(Record):
    """How yearly rows of another kind of count stand in for months.

    ratio: months of the series' kind per one of the yearly kind, from `years` overlapping years,
           with the 90 % interval for one new year.
    """

    kind: str
    ratio: float
    low: float
    high: float
    years: tuple[int, ...]
    note: str


class Situation(Record):
    """The state the group is in on the as-of day.

    state:      on the last month that is known or bridged.
    deaths_12:  A(t), deaths in the 12 months that end there, with bounds where it is bridged.
    still:      chance that the lull still runs on the as-of day, 1 where the months say so.
    stale:      months between `last_month` (the last with a monthly row) and the as-of day.
    """

    state: Literal["active", "quiet", "subdued", "never active", "unknown"]
    last_month: str
    """Last month with a monthly row; empty where there are only yearly rows."""
    seen_to: str
    """Last month that is known or bridged."""
    stale: int
    unseen: int
    """Months between `seen_to` and the last full month before the as-of day: nothing covers them."""
    deaths_12: float | None = None
    deaths_12_low: float | None = None
    deaths_12_high: float | None = None
    peak: float | None = None
    lowest: float | None = None
    known: str | None = None
    began: str | None = None
    age: int | None = None
    """Months since `known`, at `seen_to`."""
    still: float | None = None
    months_since_death: int | None = None
    inflicted_state: str = ""
    inflicted_12: float | None = None
    inflicted_12_high: float | None = None
    suffered_12: float | None = None
    inflicted_agrees: bool = True
    events_state: str = ""
    events_12: float | None = None
    notes: tuple[str, ...] = ()
