"""What the number of a UCDP release says: final or candidate, which months, known since when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from smoulder.records.errors import BadData
from smoulder.records.month import month_index

FIRST_YEAR = 1989
YEARLY = "^[0-9]{2}[.][12]$"
"""What the number of a yearly release looks like; all others are candidates."""
_YEARLY = re.compile(r"(\d\d)\.([12])")
_MONTHLY = re.compile(r"(\d\d)\.0\.(1[0-2]|[1-9])")
_SPAN = re.compile(r"(\d\d)\.(0[1-9]|1[0-2])\.(\d\d)\.(0[1-9]|1[0-2])")
_IN_NAME = (
    re.compile(r"v?(\d\d)[._](0[1-9]|1[0-2])[._](\d\d)[._](0[1-9]|1[0-2])(?!\d)"),
    re.compile(r"v?(\d\d)[._](0)[._](1[0-2]|[1-9])(?!\d)"),
    re.compile(r"(?:v|ged|ged[ _-]?v?)(\d\d)[._]?([12])(?![\d._]\d)", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Release:
    """One release.

    first, last: month indices that it covers.
    released:    first day on which it counts as known: 1 June of its year for a yearly release, the last
                 day of the month after its last one for a candidate release (UCDP promises them within it).
    """

    version: str
    final: bool
    first: int
    last: int
    released: date


def parse_release(version: str) -> Release:
    """The release of that number.

    raises: BadData where the text is no number of a release.

    >>> release = parse_release("26.1")
    >>> release.final, str(release.released)
    (True, '2026-06-01')
    >>> str(parse_release("23.0.10").released), str(parse_release("25.01.25.06").released)
    ('2023-11-30', '2025-07-31')
    """
    text = version.strip().removeprefix("v")
    if found := _YEARLY.fullmatch(text):
        year = 2000 + int(found[1])
        first, last = month_index(f"{FIRST_YEAR}-01"), month_index(f"{year - 1}-12")
        return Release(text, True, first, last, date(year, 6, 1))
    if found := _MONTHLY.fullmatch(text):
        month = month_index(f"20{found[1]}-{int(found[2]):02d}")
        return Release(text, False, month, month, _end_of_month(month + 1))
    if found := _SPAN.fullmatch(text):
        first, last = month_index(f"20{found[1]}-{found[2]}"), month_index(f"20{found[3]}-{found[4]}")
        if first <= last:
            return Release(text, False, first, last, _end_of_month(last + 1))
    raise BadData(
        f"{version!r} is no UCDP release; write 26.1 for a yearly one, 26.0.3 for a month, "
        "25.01.25.06 for a span of months"
    )


def version_in_name(name: str) -> str | None:
    """The number of a release in a file name, or None.

    >>> version_in_name("GEDEvent_v26_0_1.csv"), version_in_name("ged231-csv.zip"), version_in_name("a.csv")
    ('26.0.1', '23.1', None)
    """
    for pattern in _IN_NAME:
        if found := pattern.search(name):
            return ".".join(found.groups())
    return None


def _end_of_month(month: int) -> date:
    following = month + 1
    return date.fromordinal(date(following // 12, following % 12 + 1, 1).toordinal() - 1)
