"""What stands beside the months on the time axis: pressure and opportunities."""

from __future__ import annotations

from typing import Literal

from smoulder.records.base import Record


class TimelineMark(Record):
    """A stretch of time, or a day where `first` and `last` are one.

    lane:  'pressure' or 'opportunity'; kind: its kind in that calendar ('foreign troops', 'protests', …).
    words: what the source says beside that: who presses, how many, what was seen.
    phase: of pressure: 'present', 'announced' (its end) or 'handed over', and of what happened on one day 'demanded'
           (its end), 'reduced' or 'departed'; '' for an opportunity.
    first, last: days, YYYY-MM-DD; `last` None where it goes on.
    sign:  of an opportunity: +1 where more acts would be expected, -1 where less, 0 where it is not said.
    source: where it is from. to: anchor of its evidence item or report span, '' where there is none.
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
