"""Months: `YYYY-MM` in files, an integer index inside (year * 12 + month - 1)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from smoulder.records.errors import BadDate

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


def month_index(text: str) -> int:
    """The index of a month written `YYYY-MM`.

    raises: BadDate if the text is no month.

    >>> month_index("2018-07")
    24222
    """
    found = _MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12 or not int(found[1]):
        raise BadDate(f"{text!r} is no month; write it as YYYY-MM, for example 2018-07")
    return int(found[1]) * 12 + int(found[2]) - 1


def month_text(index: int) -> str:
    """A month index written as `YYYY-MM`.

    >>> month_text(24222)
    '2018-07'
    """
    year, month = divmod(int(index), 12)
    return f"{year:04d}-{month + 1:02d}"


def month_of(day: date) -> int:
    """The index of the month a day lies in.

    >>> month_text(month_of(date(2020, 1, 23)))
    '2020-01'
    """
    return day.year * 12 + day.month - 1


def days_of(index: int) -> tuple[date, date]:
    """First and last day of a month.

    >>> days_of(month_index("2020-02"))
    (datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))
    """
    first, following = (date(one // 12, one % 12 + 1, 1) for one in (index, index + 1))
    return first, following - timedelta(days=1)


def last_full_month(as_of: date) -> int:
    """The last month that was complete before the as-of day.

    >>> month_text(last_full_month(date(2020, 1, 23)))
    '2019-12'
    """
    return month_of(as_of) - 1


def parse_day(text: str) -> date:
    """A day written `YYYY-MM-DD`, or a month `YYYY-MM`, which means the first day after it.

    So a month is seen whole: the last full month before the day is the one that was written.

    raises: BadDate if the text is neither, or a day that does not exist.

    >>> parse_day("2018-12")
    datetime.date(2019, 1, 1)
    """
    try:
        if _MONTH.fullmatch(text):
            following = month_index(text) + 1
            return date(following // 12, following % 12 + 1, 1)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError as reason:
        raise BadDate(f"{text!r} is no day: {reason}; write it as YYYY-MM-DD") from reason
    raise BadDate(f"{text!r} is no day; write it as YYYY-MM-DD, for example 2020-01-23")
