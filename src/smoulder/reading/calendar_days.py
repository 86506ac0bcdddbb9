"""Stretches of the calendar: months, seasons, decades, and the early or late part of them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from smoulder.reading.date_words import SEASONS

Days = tuple[date | None, date | None]
"""First and last day; None where a side is open."""


def month_days(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month.

    >>> [str(day) for day in month_days(2020, 2)]
    ['2020-02-01', '2020-02-29']
    """
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_days(first: int, last: int | None = None) -> tuple[date, date]:
    """The first day of a year and the last day of it, or of a later one."""
    return date(first, 1, 1), date(first if last is None else last, 12, 31)


def season_days(year: int, season: str) -> tuple[date, date]:
    """The days of a season of the northern year; winter runs from December into the next year.

    >>> [str(day) for day in season_days(2018, "winter")]
    ['2018-12-01', '2019-02-28']
    """
    first, last = SEASONS[season.lower()]
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    return date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def back(day: date, count: int, unit: str) -> date:
    """The day so many units before (after, where count is negative).

    unit: 'day', 'week', 'fortnight', 'month', 'year', 'decade' or 'century', singular or plural.

    >>> str(back(date(2020, 3, 31), 1, "months"))
    '2020-02-29'
    """
    unit = singular(unit)
    if unit in ("day", "week", "fortnight"):
        return day - timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    months = day.year * 12 + day.month - 1
    months -= count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def singular(unit: str) -> str:
    """A unit of time in the singular: 'weeks' is 'week', 'centuries' is 'century'."""
    unit = unit.lower()
    return "century" if unit.startswith("centur") else unit.rstrip("s")


def around(day: date, unit: str) -> tuple[date, date]:
    """The days that 'three months ago' may mean, around the day counted to: the unit it is counted in."""
    unit = singular(unit)
    if unit == "day":
        return day, day
    if unit in ("week", "fortnight"):
        return day - timedelta(days=3), day + timedelta(days=3)
    return unit_days(day, {"decade": "year", "century": "decade"}.get(unit, unit))


def unit_days(day: date, unit: str, shift: int = 0) -> tuple[date, date]:
    """The calendar unit a day lies in, or one so many units later.

    unit: 'day', 'week' (from Monday), 'weekend', 'month', 'year', 'decade' or 'century' (from the round year).

    >>> [str(end) for end in unit_days(date(2020, 1, 23), "week", -1)]
    ['2020-01-13', '2020-01-19']
    """
    unit = singular(unit)
    if unit == "day":
        return day + timedelta(days=shift), day + timedelta(days=shift)
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * shift)
        return monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + shift
        return month_days(months // 12, months % 12 + 1)
    if unit == "year":
        return year_days(day.year + shift)
    if unit == "decade":
        decade = day.year // 10 * 10 + 10 * shift
        return year_days(decade, decade + 9)
    century = day.year // 100 * 100 + 100 * shift
    return year_days(century, century + 99)


def part_of(words: str, first: date | None, last: date | None) -> Days:
    """The early, middle or late part of an interval of a week or longer; the whole where no part is named.

    words: 'early', 'the end of', 'the first half of', 'the third quarter of', 'the last days of', …
    """
    word = words.strip().lower()
    if not word or first is None or last is None or (last - first).days < 6:
        return first, last
    days = (last - first).days + 1
    if "half" in word:
        middle = first + timedelta(days=days // 2)
        return (first, middle) if "first" in word else (middle, last)
    if "quarter" in word and days in (365, 366):
        number = next((n for n, name in enumerate(("first", "second", "third")) if name in word), 3)
        return month_days(first.year, number * 3 + 1)[0], month_days(first.year, number * 3 + 3)[1]
    third = timedelta(days=days // 3)
    if re.match(r"(?:the\s+)?(?:very\s+)?(?:early|start|beginning|first)", word):
        return first, first + third
    if re.match(r"(?:the\s+)?(?:very\s+)?(?:late|end|last|final)", word):
        return last - third, last
    return first + third, last - third
