"""US troops by country and quarter, 1950 to 2025 (troopdata), with what is no count marked unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from smoulder.reading.pressure_data.country_codes import country_of_code
from smoulder.reading.pressure_data.table import Row, read_table
from smoulder.records.month import month_index
from smoulder.records.pressure import PressureRow

SOURCE = "troopdata, quarters 1950 to 2025"
UNIT = "US military personnel"
FALSE_ZERO_FROM = 100.0
"""A zero between two counts of at least this many is a gap in the tables, not an absence."""
DOUBLE = 1.7
"""A count this many times both its neighbours, from 1,000 on, was added up twice."""

_COLUMNS = {
    "code": ("ccode",),
    "year": ("year",),
    "quarter": ("quarter",),
    "table": ("source",),
    "active": ("troops_ad",),
    "all": ("troops_all",),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """Counts of one country and span that are known to be no counts.

    first, last: months, both included. above: only counts above this many; -1 for every count, zero included.
    below: only counts below this many.
    """

    country: str
    first: str
    last: str
    above: float
    below: float
    why: str


CORRECTIONS = (
    Correction(
        "Iraq",
        "2006-01",
        "2007-12",
        200_000.0,
        float("inf"),
        "423,300 and 510,000 are three times 141,100 and 170,000: one count added up over three tables",
    ),
    Correction(
        "Iraq",
        "2017-10",
        "2025-12",
        -1.0,
        1_000.0,
        "the Department of Defense stopped publishing the country in December 2017; some 2,500 stayed on",
    ),
    Correction(
        "Syria",
        "2017-10",
        "2025-12",
        -1.0,
        500.0,
        "the Department of Defense stopped publishing the country in December 2017; some 900 and more stayed on",
    ),
    Correction(
        "Afghanistan",
        "2017-10",
        "2021-08",
        -1.0,
        500.0,
        "not published from December 2017; the last troops left on 30 August 2021",
    ),
)
"""What the rules cannot see; each with its reason, and listed in docs/methods/pressure.md."""


def load_troopdata(path: Path) -> list[PressureRow]:
    """US military personnel by country and quarter, by country and month.

    path:    the quarterly file of the package troopdata, as CSV.
    returns: one row per country and quarter that the file has, `size` of all services with guard and
             reserve; None where the file says nothing (a zero or a blank without a table), where a zero
             stands between two counts of 100 or more, where a count is twice both its neighbours, and
             where `CORRECTIONS` says so. Territories that are no country are left out.
    raises:  BadData with row and cure.
    source:  Allen, Flynn and Machain 2022, Conflict Management and Peace Science 39(3); figures of the
             US Defense Manpower Data Center. The package is under the GPL: nothing of it ships.
    """
    by_country: dict[str, list[PressureRow]] = defaultdict(list)
    for row in read_table(path, _COLUMNS):
        country = country_of_code(row.whole("code", 1, 99_999))
        if country is not None:
            by_country[country].append(_row(row, country))
    found = []
    for country in sorted(by_country):
        found += _checked(sorted(by_country[country], key=lambda one: one.first))
    return found


def _row(row: Row, country: str) -> PressureRow:
    year, quarter = row.whole("year", 1900, 2100), row.whole("quarter", 1, 4)
    first = month_index(f"{year:04d}-{quarter * 3 - 2:02d}")
    active, everyone = row.number("active"), row.number("all")
    size = active if everyone is None else everyone
    if size is not None and size < 0:
        raise row.bad(f"a count of {size:.0f}", "leave it empty where there is no count")
    if row.text("table") in ("", "NA") and not size:
        size = None
    return PressureRow(
        country=country,
        kind="foreign troops",
        by="United States of America",
        first=first,
        last=first + 2,
        size=size,
        unit="" if size is None else UNIT,
        source=SOURCE,
        row=row.line,
    )


def _checked(rows: Sequence[PressureRow]) -> list[PressureRow]:
    """The rows of one country, oldest first, with what is no count marked unknown: corrections first,
    so that a wrong count is nobody's neighbour, then doubles, then false zeros."""
    rows = [_unknown(row) if _listed(row) else row for row in rows]
    rows = [_unknown(row) if _doubled(rows, at) else row for at, row in enumerate(rows)]
    return [_unknown(row) if _false_zero(rows, at) else row for at, row in enumerate(rows)]


def _listed(row: PressureRow) -> bool:
    return row.size is not None and any(
        one.country == row.country
        and month_index(one.first) <= row.first <= month_index(one.last)
        and one.above < row.size < one.below
        for one in CORRECTIONS
    )


def _neighbours(rows: Sequence[PressureRow], at: int, least: float) -> tuple[float, float] | None:
    """The nearest known counts above `least` before and after a row, or None if one side has none in two years."""
    before = [r.size for r in rows[max(0, at - 8) : at] if r.size is not None and r.size > least]
    after = [r.size for r in rows[at + 1 : at + 9] if r.size is not None and r.size > least]
    return (before[-1], after[0]) if before and after else None


def _doubled(rows: Sequence[PressureRow], at: int) -> bool:
    size = rows[at].size
    near = _neighbours(rows, at, 0.0)
    return size is not None and near is not None and size >= 1000 and size >= DOUBLE * max(near)


def _false_zero(rows: Sequence[PressureRow], at: int) -> bool:
    near = _neighbours(rows, at, 0.0)
    return rows[at].size == 0 and near is not None and min(near) >= FALSE_ZERO_FROM


def _unknown(row: PressureRow) -> PressureRow:
    return replace(row, size=None, unit="")
