"""A time that is known to the day, the month or the year, or only to lie between two of these."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from functools import lru_cache

from pydantic import ConfigDict, RootModel, model_validator

from smoulder.records.errors import BadDate

_SIDE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
OPEN = ".."


class When(RootModel[str]):
    """A time as an interval of days; its JSON form is the text it was written in.

    Written `2011-12-18`, `2011-12` or `2011`; `2011-10/2012-03` for some day between the two, `../2012-03` for
    some day up to the end of the month, `2011-10/..` for some day from its beginning on.

    raises: ValidationError where the text is no such time, or ends before it begins.

    >>> When("2011-12").earliest, When("2011-12").latest
    (datetime.date(2011, 12, 1), datetime.date(2011, 12, 31))
    """

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _from_value(cls, value: object) -> object:
        """A day as TOML and Python have it, a year as a number, or a text."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, int) and not isinstance(value, bool):
            return f"{value:04d}"
        return value.strip() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _in_order(self) -> When:
        try:
            earliest, latest = self._days()
        except BadDate as reason:
            raise ValueError(str(reason)) from reason
        if earliest > latest:
            raise ValueError(f"{self.root!r} ends before it begins; turn the two sides round")
        return self

    @property
    def earliest(self) -> date:
        """The first day it can be; `date.min` where that is open."""
        return self._days()[0]

    @property
    def latest(self) -> date:
        """The last day it can be; `date.max` where that is open."""
        return self._days()[1]

    @property
    def days(self) -> int:
        """How many days it can be."""
        earliest, latest = self._days()
        return (latest - earliest).days + 1

    def surely_before(self, other: When) -> bool:
        """Whether every day it can be comes before every day of the other."""
        return self.latest < other.earliest

    def overlaps(self, other: When) -> bool:
        """Whether both can be on one day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def __str__(self) -> str:
        return self.root

    def _days(self) -> tuple[date, date]:
        return _interval(self.root)


def between(first: date, last: date) -> When:
    """Some day from one to the other, both included, written as shortly as that can be.

    >>> str(between(date(2011, 12, 1), date(2011, 12, 31))), str(between(date(2011, 1, 1), date(2012, 3, 4)))
    ('2011-12', '2011-01-01/2012-03-04')
    """
    if first == last:
        return When(first.isoformat())
    month_end = monthrange(last.year, last.month)[1]
    if first.day == 1 and last.day == month_end:
        if (first.year, first.month) == (last.year, last.month):
            return When(f"{first:%Y-%m}")
        if first.month == 1 and last.month == 12:
            years = (f"{first.year:04d}", f"{last.year:04d}")
            return When(years[0] if first.year == last.year else "/".join(years))
        return When(f"{first.year:04d}-{first.month:02d}/{last.year:04d}-{last.month:02d}")
    return When(f"{first.isoformat()}/{last.isoformat()}")


@lru_cache(maxsize=4096)  # the same few days are compared with each other over and over
def _interval(text: str) -> tuple[date, date]:
    """First and last day of a time.

    raises: BadDate if the text is none.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _side(first, text)
    if first == last == OPEN:
        raise BadDate(f"{text!r} is no time: one side must be closed; write for example ../2012-03")
    earliest = date.min if first == OPEN else _side(first, text)[0]
    return earliest, date.max if last == OPEN else _side(last, text)[1]


def _side(text: str, whole: str) -> tuple[date, date]:
    """First and last day of a day, month or year.

    raises: BadDate if the text is none of them.
    """
    found = _SIDE.fullmatch(text)
    cure = "write a day 2011-12-18, a month 2011-12, a year 2011, or two with a / between"
    if not found:
        raise BadDate(f"{whole!r} is no time; {cure}")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError as reason:
        raise BadDate(f"{whole!r} is no time ({reason}); {cure}") from reason
    if day:
        return first, first
    last_month = month or 12
    return first, date(first.year, last_month, monthrange(first.year, last_month)[1])
