"""What was practised on past lulls: kept apart from every case."""

from __future__ import annotations

from datetime import datetime

from smoulder.records.base import Record


class Practised(Record):
    """One past lull that an analyst gave a number for, and what came.

    group_id, group, country, lull, as_of: which, and the last month that was shown, both 'YYYY-MM'.
    horizon, line: months ahead, and deaths in 12 months that were a comeback.
    hidden:    True where name, place and calendar were hidden.
    value:     the analyst's; base_rate: of past lulls as of then, None where there were none; model: the comeback
               model's as of then, None where it was not asked.
    came_back: the month in which the line was reached, '' where it was not within the horizon.
    made:      with its time zone; seed: by which the lulls were drawn.
    """

    analyst: str
    group_id: int
    group: str
    country: str
    lull: str
    as_of: str
    horizon: int
    line: float
    hidden: bool
    value: float
    base_rate: float | None
    model: float | None
    came_back: str
    made: datetime
    seed: int
