"""An indicator of a group by month, as the brief shows it."""

from __future__ import annotations

from smoulder.records.base import Record


class Indicator(Record):
    """One measure over time.

    name:   'events', 'lethality', 'footprint', … (docs/methods/indicators.md); unit: what a value counts.
    window: months that each value looks back over, 1 for a single month.
    months: (YYYY-MM, value or None where it is unknown), without gaps.
    source: name and vintage of the rows.
    """

    name: str
    words: str
    unit: str
    window: int
    months: tuple[tuple[str, float | None], ...]
    source: str
