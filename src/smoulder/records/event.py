"""One event as the store holds it, what a source covers, and what became of a file that was loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["state-based", "non-state", "one-sided"]

EVENT_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "source": "VARCHAR",
        "vintage": "VARCHAR",
        "id": "VARCHAR",
        "kind": "VARCHAR",
        "conflict_id": "INTEGER",
        "conflict": "VARCHAR",
        "dyad_id": "INTEGER",
        "dyad": "VARCHAR",
        "side_a_id": "INTEGER",
        "side_a": "VARCHAR",
        "side_b_id": "INTEGER",
        "side_b": "VARCHAR",
        "country": "VARCHAR",
        "country_id": "INTEGER",
        "adm_1": "VARCHAR",
        "adm_2": "VARCHAR",
        "where_prec": "INTEGER",
        "latitude": "DOUBLE",
        "longitude": "DOUBLE",
        "date_start": "DATE",
        "date_end": "DATE",
        "date_prec": "INTEGER",
        "event_clarity": "INTEGER",
        "sources": "INTEGER",
        "source_headline": "VARCHAR",
        "deaths_a": "INTEGER",
        "deaths_b": "INTEGER",
        "deaths_civilians": "INTEGER",
        "deaths_unknown": "INTEGER",
        "best": "INTEGER",
        "low": "INTEGER",
        "high": "INTEGER",
    }
)
"""Columns of the one event table and their DuckDB types.

source:   the source the row belongs to: 'ucdp', 'candidate', 'acled', …; vintage: its release, '26.1', '26.0.1'.
id:       the source's own id as text; unique within source and vintage. Made from the row where the file has none.
kind:     'state-based', 'non-state' or 'one-sided' (side B of which is civilians).
*_id:     UCDP ids; null where the source has none. Group ids are UCDP actor ids, or those of the registry.
country:  as UCDP names it ('Myanmar (Burma)'), country_id its Gleditsch–Ward number.
dates:    first and last day, both included; precisions and clarity by UCDP's codes, null where unknown.
sources:  how many reports it rests on, null where it is not said.
deaths_*: of side A, side B, civilians, unknown; best is their sum; low and high bound it, null where not given.
"""

NEEDED = ("kind", "country", "date_start", "best")
"""Columns without which a row is no event; `best` may be the sum of the four."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Months that a release covers: in them, no row means no event.

    final:       True for a release that replaces candidate rows of the same months.
    released:    first day on which it counts as known.
    countries:   as UCDP names them; empty means all.
    first, last: month indices (records.month), both included.
    """

    source: str
    vintage: str
    final: bool
    released: date
    countries: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken.

    row: as a spreadsheet counts, the header being row 1.
    """

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did with one file.

    rows:       rows read; rows = added + replaced + unchanged + rejected + repeated.
    added:      rows new to the store; replaced: same source, vintage and id, other content.
    unchanged:  rows the store held already; repeated: exact copies of another row of the file, left out.
    superseded: candidate rows of earlier loads in whose months a final release now stands (they are kept).
    reasons:    the first ten rejects.
    assumptions: what was assumed or repaired to read the file, in words.
    """

    file: str
    source: str
    rows: int
    added: int
    replaced: int
    unchanged: int
    rejected: int
    repeated: int = 0
    superseded: int = 0
    reasons: tuple[Reject, ...] = ()
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    coverage: tuple[Coverage, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryMonths:
    """Monthly counts of one country, each event once.

    first: month index of the first month; arrays have shape (n,), NaN in months that no release covers.
    kind:  the kinds of violence in it.
    """

    country: str
    first: int
    kind: str
    events: NDArray[np.float64]
    deaths: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Inflation:
    """By how much final figures of deaths exceed those of the candidate release before them.

    country:   '' for all countries together.
    lag:       months from the end of the month to the candidate release.
    months:    country-months that both cover and that hold deaths.
    candidate, final: deaths in them.
    factor:    final per candidate death, with low and high the bounds of the 90 % interval for one new
               country-month.
    basis:     'estimated' from these months, 'pooled' where the country's own were drawn to the others',
               'assumed' where under three months are there at all.
    """

    country: str
    lag: int
    months: int
    candidate: float
    final: float
    factor: float
    low: float
    high: float
    basis: Literal["estimated", "pooled", "assumed"]
