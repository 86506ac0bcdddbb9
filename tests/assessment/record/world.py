"""Small months of one group with which the tests of the record work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from smoulder.assessment.record.deciding import Decider
from smoulder.reading.groups import load_registry
from smoulder.reading.own_groups import OwnGroups
from smoulder.records.asked import Asked
from smoulder.records.event import Coverage
from smoulder.records.month import month_index
from smoulder.records.series import Measure, Series
from smoulder.store.counts import Counts

NOW = datetime(2024, 1, 15, tzinfo=UTC)


class Months(Counts):
    """Counts that hold one series, and say which releases cover it."""

    def __init__(self, one: Series, covers: Sequence[Coverage] = ()) -> None:
        super().__init__()
        self.one, self.covers = one, tuple(covers)

    def series(self, group_id: int, country: str, measure: Measure = "all kinds") -> Series:
        return self.one

    def coverage(self) -> tuple[Coverage, ...]:
        return self.covers


def series(first: str, deaths: Sequence[float], **about: Any) -> Series:
    """Deaths by month; NaN where a month is not covered."""
    values = np.array(deaths, dtype=float)
    names = ("events", "deaths", "low", "high", "inflicted", "suffered", "unknown")
    whole: dict[str, Any] = {"group_id": 234, "group": "IS", "country": "Iraq", "source": "UCDP GED"}
    return Series(
        first=month_index(first), vintage="25.1", **{**whole, **about}, **dict.fromkeys(names, values)
    )


def decider(one: Series, covers: Sequence[Coverage] = ()) -> Decider:
    """What looks that series up."""
    own = OwnGroups()
    return Decider(Months(one, covers), load_registry(own), own, NOW.date())


def asked(**about: Any) -> Asked:
    """A question as of the start of 2020, twelve months ahead, line 60."""
    whole: dict[str, Any] = {
        "id": "0" * 12,
        "case_id": "case",
        "group_id": 234,
        "group": "IS",
        "country": "Iraq",
        "as_of": date(2020, 1, 1),
        "topic": "comeback",
        "horizon": 12,
        "line": 60.0,
        "lull": "2018-07",
    }
    return Asked(**{**whole, **about})


def release(
    vintage: str, first: str, last: str, *, final: bool = True, released: date = date(2021, 6, 1)
) -> Coverage:
    """A release that covers a span of months in every country."""
    return Coverage(
        "ucdp" if final else "candidate",
        vintage,
        final,
        released,
        (),
        month_index(first),
        month_index(last),
    )
