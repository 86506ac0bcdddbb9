"""Rows of a data set on pressure as entries of a calendar: who came when, how many were there, when they left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from smoulder.records.pressure import PressureEntry, PressureRow
from smoulder.records.when import When, between

STEP = 0.25
"""A size that differs from the last one told by this share of the greater is told."""
_EVERY = 12
"""Months after which a size is told again, though nothing changed."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What a data set says by what it leaves out.

    first, last: months it covers.
    absent:      'none there' where a month without a row inside them means that nobody was there, else 'unknown'.
    unsized:     'there' where a row without a size still says that somebody was there, else 'unknown'.
    rows:        'stays' where each row is a whole stay, to the month, with the greatest size it reached; else
                 'times', at which the size was counted.
    """

    first: int
    last: int
    absent: Literal["none there", "unknown"] = "unknown"
    unsized: Literal["there", "unknown"] = "unknown"
    rows: Literal["times", "stays"] = "times"


@dataclass(frozen=True, slots=True)
class _Stay:
    """Rows of one presser without a time between them at which none were there."""

    rows: tuple[PressureRow, ...]
    began: When | None
    departed: When | None


def entries_from_rows(
    rows: Iterable[PressureRow], cover: Cover, group_id: int | None = None, place: str = ""
) -> list[PressureEntry]:
    """The entries of one country's rows: of each stay the arrival, the sizes it went through, and the departure.

    place:   only the rows of that place; without it, of the whole country. Rows of one presser and time are added
             up, and a sum is unknown where one of its parts is.
    returns: by presser, then time. A size is told where it has changed by a quarter, at the greatest, at the last,
             and at least once in twelve months. Arrival and departure lie between the rows that tell of them, and
             are left out where the data set begins later or ends earlier.
    """
    wanted = [row for row in rows if not place or row.place.casefold() == place.casefold()]
    series = defaultdict(list)
    for row in _summed(wanted, place):
        series[row.country, row.kind, row.by, row.place].append(row)
    if cover.rows == "stays":
        return [_whole(row, cover, group_id) for own in series.values() for row in own]
    return [
        entry
        for own in series.values()
        for stay in _stays(sorted(own, key=lambda one: (one.first, one.last)), cover)
        for entry in _told(stay, group_id)
    ]


def _summed(rows: Sequence[PressureRow], place: str) -> list[PressureRow]:
    """One row for each presser and time, of a place or of the whole country."""
    parts = defaultdict(list)
    for row in rows:
        parts[row.country, row.kind, row.by, row.first, row.last].append(row)
    found = []
    for same in parts.values():
        sizes = [row.size for row in same if row.size is not None]
        whole = len(sizes) == len(same)
        found.append(
            replace(
                same[0],
                size=sum(sizes) if whole else None,
                unit=same[0].unit if whole else "",
                source=same[0].source + (f", sum of {len(same)} rows" if len(same) > 1 else ""),
                place=same[0].place if place else "",
            )
        )
    return found


def _stays(rows: Sequence[PressureRow], cover: Cover) -> Iterator[_Stay]:
    """The stays of one presser, oldest first."""
    none_before = _day(cover.first) if cover.absent == "none there" and rows[0].first > cover.first else None
    inside: list[PressureRow] = []
    end = cover.first - 1
    for row in rows:
        gap = cover.absent == "none there" and row.first > end + 1
        if gap and inside:
            yield _stay(inside, none_before, _last_day(inside[-1].last))
            inside = []
        if gap:
            none_before = _day(row.first)
        end = max(end, row.last)
        if row.size == 0:
            if inside:
                yield _stay(inside, none_before, _last_day(row.last))
                inside = []
            none_before = _day(row.first)
        elif row.size is not None or cover.unsized == "there":
            inside.append(row)
    if inside:
        gone = cover.absent == "none there" and end < cover.last
        yield _stay(inside, none_before, _last_day(inside[-1].last) if gone else None)


def _stay(rows: list[PressureRow], none_before: date | None, none_after: date | None) -> _Stay:
    """A stay that began after one day and was over by another; None where that is not known."""
    began = between(none_before, _last_day(rows[0].last)) if none_before else None
    departed = between(_day(rows[-1].first), none_after) if none_after else None
    return _Stay(tuple(rows), began, departed)


def _whole(row: PressureRow, cover: Cover, group_id: int | None) -> PressureEntry:
    """The entry of a row that is a whole stay; it had its greatest size some time in it."""
    departed = _month(row.last) if row.last < cover.last else None
    return _entry(row, _Stay((row,), _month(row.first), departed), "stay", group_id, departed=departed)


def _told(stay: _Stay, group_id: int | None) -> Iterator[PressureEntry]:
    told = list(_turns(stay.rows))
    for row, note in told[:-1]:
        yield _entry(row, stay, note, group_id)
    row, note = told[-1]
    last = f"{note}, departure" if stay.departed else note
    yield _entry(row, stay, last, group_id, departed=stay.departed)


def _turns(rows: Sequence[PressureRow]) -> Iterator[tuple[PressureRow, str]]:
    """The rows that are told, with what they are; the first and the last are always among them."""
    greatest = max((row.size for row in rows if row.size is not None), default=None)
    told: PressureRow | None = None
    size: float | None = None
    for at, row in enumerate(rows):
        note = _turn(row.size, size, greatest) if row.size is not None else "" if told else "there"
        if not note and (at == len(rows) - 1 or told is None or row.last - told.last >= _EVERY):
            note = "there" if row.size is None else "count"
        if note:
            told, size = row, size if row.size is None else row.size
            yield row, note


def _turn(size: float, before: float | None, greatest: float | None) -> str:
    """What a size is after the last that was told; '' where it tells nothing new."""
    if before is None:
        return "first count"
    if size == greatest and before != greatest:
        return "peak"
    if abs(size - before) < STEP * max(size, before):
        return ""
    return "build-up" if size > before else "draw-down"


def _entry(
    row: PressureRow, stay: _Stay, note: str, group_id: int | None, *, departed: When | None = None
) -> PressureEntry:
    return PressureEntry(
        kind=row.kind,
        by=row.by,
        group_id=group_id,
        country=row.country,
        place=row.place,
        size=None if row.size is None else (row.size, row.size),
        unit="" if row.size is None else row.unit,
        began=stay.began,
        seen=between(_day(row.first), _last_day(row.last)),
        departed=departed,
        source=row.source,
        row=row.row,
        note=note,
    )


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _last_day(month: int) -> date:
    return _day(month + 1) - timedelta(days=1)


def _month(month: int) -> When:
    return between(_day(month), _last_day(month))
