"""What holds a group down: rows of data sets that count it, before they become entries of a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PressureKind = Literal[
    "foreign troops", "air campaign", "peacekeepers", "government offensive", "sanctions", "deal"
]


@dataclass(frozen=True, slots=True)
class PressureRow:
    """One row of a data set: so much pressure of one presser, in one place, over some months.

    country:   as `figures/countries.csv` names it.
    by:        who presses: a country as UCDP names it, or a mission, 'UNMIL'.
    first, last: month indices, both included; a yearly row has January and December.
    size:      in `unit`; None where it is not reported or known to be wrong. 0 means counted and none there.
    unit:      what is counted, 'US military personnel'; '' where there is no size.
    place:     a town or region; '' for the whole country. latitude, longitude: degrees, or None.
    source:    name and version of the data set. row: line of the file it was read from, the heads being line 1.
    """

    country: str
    kind: PressureKind
    by: str
    first: int
    last: int
    size: float | None
    unit: str
    source: str
    row: int
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
