"""Military interventions for a government or against its rebels, 1946 to 2005 (IMI)."""

from __future__ import annotations

from pathlib import Path

from smoulder.reading.pressure_data.country_codes import country_of_code
from smoulder.reading.pressure_data.table import Row, read_table
from smoulder.records.month import month_index
from smoulder.records.pressure import PressureRow

SOURCE = "International Military Intervention 1946 to 2005"
LAST = month_index("2005-12")
OPEN = (88888888, 99999999)
"""Codes of an end that was not there yet, or is not known."""
OPEN_ENDS = (month_index("1988-12"), LAST)
"""Months in which the two collections were closed: what 'ends' in them may have run on, and is no departure."""
FOR_GOVERNMENT = (1, 2)
"""Directions: support of the government, opposition to rebels."""
_SLIPS = {199705170: 19970517}
"""Dates with a digit too many in the file as published."""
_COLUMNS = {
    "intervener": ("intervener",),
    "target": ("target",),
    "start": ("start",),
    "end": ("end",),
    "direction": ("direction",),
    "amount": ("amount",),
    "dispute": ("domestic_dispute",),
}


def load_imi(path: Path) -> list[PressureRow]:
    """Interventions with ground troops for a government in a dispute inside its country, one row each.

    path:    the file of interventions as published.
    returns: rows from the month troops came to the month they left, or to the last month of the collection
             they are in (`OPEN_ENDS`) where the end is open.
             `size` is None: the file has classes of size, no counts. Interventions of another direction,
             without troops on the ground or of an unknown number, and such as relief after a flood, which take
             no side in a dispute, are left out. An intervener
             that is no country (a body of states) is named by its number.
    raises:  BadData with row and cure.
    source:  Pickering and Kisangani 2009, Journal of Peace Research 46(4); Pearson and Baumann 1993.
    """
    found = []
    for row in read_table(path, _COLUMNS):
        country = country_of_code(row.whole("target", 1, 9999))
        serves = row.whole("direction", 0, 9) in FOR_GOVERNMENT and row.number("dispute") == 1
        if country is None or not serves or not 1 <= row.whole("amount", 0, 9) <= 4:
            continue
        code = row.whole("intervener", 1, 9999)
        first, last = _month(row, "start"), _last(row)
        if last < first:
            raise row.bad("the intervention ends before it begins", "mend one of the dates")
        found.append(
            PressureRow(
                country=country,
                kind="foreign troops",
                by=country_of_code(code) or f"intervener {code}",
                first=first,
                last=last,
                size=None,
                unit="",
                source=SOURCE,
                row=row.line,
            )
        )
    return found


def _last(row: Row) -> int:
    day = row.number("end")
    return LAST if day is None or int(day) in OPEN else min(_month(row, "end"), LAST)


def _month(row: Row, column: str) -> int:
    """The month of a date written YYYYMMDD; an unknown month (00 or 99) is the middle of the year."""
    text = row.text(column).removesuffix(".0")
    text = str(_SLIPS.get(int(text), text)) if text.isdigit() else text
    if len(text) != 8 or not text.isdigit():
        raise row.bad(f"{column} {text!r} is no date", "write it as YYYYMMDD, for example 19901231")
    month = text[4:6]
    if month in ("00", "99"):
        month = "07"
    if not 1 <= int(month) <= 12 or not 1900 <= int(text[:4]) <= 2100:
        raise row.bad(f"{column} {text!r} is no date", "write it as YYYYMMDD, for example 19901231")
    return month_index(f"{text[:4]}-{month}")
