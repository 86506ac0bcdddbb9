"""Rows of the page of a group: names, successors and sources on one axis of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from smoulder.desk.group_picture import Covers, GroupPicture
from smoulder.records.month import days_of, month_index, month_text
from smoulder.records.pressure import STEPS, PressureEntry
from smoulder.records.situation import MonthPoint
from smoulder.web.views.small_svg import range_svg, span_svg
from smoulder.web.views.watch_row import group_address

DECADE = 10
AT_ONCE = ("renamed", "split", "merged", "successor")
"""Links that are of one day; the others hold from then on."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Years on which bars under one another stand; first, last: with fractions."""

    first: float
    last: float

    def bar(self, since: float, until: float, words: str, day: float | None = None) -> Markup:
        """A stretch on the axis, none where it begins and ends at once, with a ring at a day."""
        ticks = [year for year in range(int(self.first) + 1, int(self.last) + 1) if year % DECADE == 0]
        stretch = [(since, until)] if until > since else []
        return span_svg(
            stretch, words, first=self.first, last=self.last, ticks=ticks,
            days=[] if day is None else [day],
        )  # fmt: skip

    @property
    def words(self) -> str:
        """From when to when."""
        return f"{int(self.first)} to {int(self.last)}"


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name for a time, or what the group became or came from. address: of the other group's page, '' for none."""

    what: str
    name: str
    address: str
    when: str
    note: str
    source: str
    bar: Markup


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source and the months it covers."""

    covers: Covers
    when: str
    bar: Markup


@dataclass(frozen=True, slots=True)
class PressureRow:
    """An entry of the calendar in words."""

    entry: PressureEntry
    size: str
    when: tuple[str, ...]


def axis_of(picture: GroupPicture) -> Axis:
    """From the first that is known of the group to the as-of day."""
    last = _year(picture.found.question.as_of)
    starts = [one.first / 12 for one in picture.covers]
    starts += [found for one in _dated(picture.facts) if (found := _when(one["since"])) is not None]
    return Axis(min([*starts, last - 1]), last)


def name_rows(picture: GroupPicture, axis: Axis) -> list[NameRow]:
    """Names with the time they held, and links with their kind; the oldest first."""
    spans: dict[tuple[str, str], list[str]] = {}
    for one in picture.facts["dated_names"]:
        spans.setdefault((one["since"], one["until"]), []).append(one["name"])
    rows = [(since, _name_row(names, since, until, axis)) for (since, until), names in spans.items()]
    links = [*picture.facts["merges"], *_other_links(picture.facts)]
    rows += [(one["since"], _link_row(one, axis, picture.found.question.country)) for one in links]
    return [row for _, row in sorted(rows, key=lambda one: one[0])]


def source_rows(picture: GroupPicture, axis: Axis) -> list[SourceRow]:
    """Which source covers which months."""
    return [
        SourceRow(
            one, when, axis.bar(one.first / 12, (one.last + 1) / 12, f"{one.what}, {one.source}: {when}")
        )
        for one in picture.covers
        for when in [f"{month_text(one.first)} to {month_text(one.last)}"]
    ]


@dataclass(frozen=True, slots=True)
class YearRange:
    """Deaths of a calendar year with the bounds of the source. months: with a row, of which there can be fewer."""

    year: int
    months: int
    low: float
    best: float
    high: float
    drawn: Markup


def year_ranges(points: Sequence[MonthPoint]) -> list[YearRange]:
    """The years with monthly rows on one scale, the newest first, from the first with a death on."""
    sums: dict[int, list[tuple[float, float, float]]] = {}
    for one in points:
        if one.deaths is not None and one.low is not None and one.high is not None:
            sums.setdefault(int(one.month[:4]), []).append((one.low, one.deaths, one.high))
    told = {year: [sum(column) for column in zip(*rows, strict=True)] for year, rows in sums.items()}
    first = min((year for year, (_, _, high) in told.items() if high > 0), default=None)
    shown = {year: values for year, values in told.items() if first is not None and year >= first}
    most = max((high for _, _, high in shown.values()), default=1.0)
    return [
        YearRange(
            year, len(sums[year]), low, best, high,
            range_svg(best, low, high, f"{best:,.0f}, from {low:,.0f} to {high:,.0f}", most=most, width=260),
        )
        for year, (low, best, high) in sorted(shown.items(), reverse=True)
    ]  # fmt: skip


def pressure_row(entry: PressureEntry) -> PressureRow:
    """An entry of the calendar as a page shows it."""
    size = ""
    if entry.size is not None:
        low, high = (f"{one:,.0f}" if one.is_integer() else f"{one:,}" for one in entry.size)
        size = f"{low if low == high else f'{low}–{high}'} {entry.unit}"
    when = tuple(
        f"{step.replace('_', ' ')} {told.root}" for step in STEPS if (told := entry.date_of(step)) is not None
    )
    return PressureRow(entry, size, when)


def _name_row(names: Sequence[str], since: str, until: str, axis: Axis) -> NameRow:
    """Names that held for the same time."""
    when = f"{since or 'the beginning'} to {until or 'now'}"
    left, right = _when(since), _when(until, end=True)
    told = ", ".join(names)
    bar = axis.bar(
        axis.first if left is None else left, axis.last if right is None else right, f"{told}: {when}"
    )
    return NameRow("name" if len(names) == 1 else "names", told, "", when, "", "", bar)


def _link_row(one: dict[str, Any], axis: Axis, country: str) -> NameRow:  # Any: JSON
    since, until = one["since"], one["until"]
    when = f"{since} to {until}" if until else since
    known = f"; known {one['known']}" if one["known"] != since else ""
    begin = _when(since) or axis.first
    end = begin if one["kind"] in AT_ONCE and not until else _when(until, end=True) or axis.last
    bar = axis.bar(begin, end, f"{one['kind']}, {when}", begin)
    other, to = one.get("name", ""), {"from": "from ", "to": "to "}.get(one.get("direction", ""), "")
    there = one.get("country") or country
    address = group_address(one["group_id"], there) if other and one["group_id"] else ""
    name, note = (f"{to}{other}", one["note"]) if other else (one["note"], "")
    return NameRow(one["kind"], name, address, f"{when}{known}", note, one["source"], bar)


def _other_links(facts: dict[str, Any]) -> list[dict[str, Any]]:  # Any: JSON
    """Links that are no merging of names, such as a victory or a deal."""
    merged = {(one["kind"], one["since"], one["note"]) for one in facts["merges"]}
    return [one for one in facts["links"] if (one["kind"], one["since"], one["note"]) not in merged]


def _dated(facts: dict[str, Any]) -> Sequence[dict[str, Any]]:  # Any: JSON
    return [*facts["dated_names"], *facts["merges"], *facts["links"]]


def _when(text: str | None, *, end: bool = False) -> float | None:
    """A day, month or year as a year with a fraction; None where nothing is written.

    >>> _when("2004-07"), _when("2004-12", end=True), _when("2004"), _when("")
    (2004.5, 2005.0, 2004.0, None)
    """
    if not text:
        return None
    if len(text) == 4:
        return float(text) + end
    if len(text) == 7:
        return (month_index(text) + end) / 12
    return _year(date.fromisoformat(text))


def _year(day: date) -> float:
    last = days_of(day.year * 12 + day.month - 1)[1].day
    return day.year + (day.month - 1 + (day.day - 1) / last) / 12
