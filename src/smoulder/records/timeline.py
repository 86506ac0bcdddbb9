"""What stands beside the months on the time axis: pressure and opportunities."""

from __future__ import annotations

from typing import Literal

from smoulder.records.base import Record


class TimelineMark(Record):
    """A stretch of time, or a day where `first` and `last` are one.

    lane:  'pressure' or 'opportunity'; kind: its kind in that calendar ('foreign troops', 'protests', …).
    phase: of pressure: 'present', 'announced', 'handed over' or 'departed'; '' for an opportunity.
    first, last: days, YYYY-MM-DD; `last` None where it goes on.
    sign:  of an opportunity: +1 where more acts would be expected, -1 where less.
    to:    anchor of its evidence item or report span, '' where there is none.
    """

    lane: Literal["pressure", "opportunity"]
    kind: str
    words: str
    phase: str = ""
    first: str
    last: str | None = None
    sign: int = 0
    source: str = ""
    to: str = ""
