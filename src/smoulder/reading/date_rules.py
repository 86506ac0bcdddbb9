# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""Forms of times that name their day, month, season, year, decade or century."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from smoulder.reading.calendar_days import Days, month_days, season_days, year_days
from smoulder.reading.date_words import (
    DAY,
    LEAD,
    MONTH_CUES,
    NO_YEAR,
    OLD_YEAR_CUES,
    ORDINALS,
    PART,
    SEASON,
    SPAN,
    TENS_OF_YEARS,
    YEAR,
    YEAR_CUES,
)
from smoulder.reading.published import MONTH, WEEKDAY, month_number

Granularity = Literal["hour", "part of day", "day", "week", "month", "season", "year", "decade", "century", "span"]  # fmt: skip
Match = re.Match[str]


@dataclass(frozen=True)
class Setting:
    """What a form may lean on: the text, the day of the report, the time named before, and which way the verb looks."""

    text: str
    published: date | None
    anchor: Days | None
    ahead: Callable[[int, int], bool]
    perfect: Callable[[int, int], bool]
    is_noun: Callable[[int, int], bool | None]
    """Whether the parse takes a span for a name: 'May' in 'since May'; None without a parse."""


Resolver = Callable[[Match, Setting], Days | None]


@dataclass(frozen=True)
class Form:
    """One way to write a time; `cue` is the kind of word without which it is not tried."""

    cue: str
    pattern: re.Pattern[str]
    resolve: Resolver
    granularity: Granularity


def form(cue: str, pattern: str, resolve: Resolver, granularity: Granularity) -> Form:
    """A form with the words that may stand before it: 'since', 'until', 'early', 'the end of'."""
    whole = rf"(?<![\w-])(?P<lead>{LEAD})(?P<part>{PART})(?:{pattern})(?!\w)"
    return Form(cue, re.compile(whole), resolve, granularity)


def _day(text: str) -> int:
    return int(re.match(r"\d+", text)[0])  # type: ignore[index]


def _day_of_month(found: Match, setting: Setting) -> Days | None:
    month = month_number(found["m"])
    if found["y"]:
        whole = date(int(found["y"]), month, _day(found["d"]))
        return whole, whole
    day = near_day(_day(found["d"]), month, found.start(), found.end(), setting)
    return (day, day) if day else None


def near_day(day: int, month: int, start: int, end: int, setting: Setting) -> date | None:
    """A day without a year: the last one, or the next where the verb looks ahead or it is at most a month away."""
    if setting.published is None:
        return None
    year = setting.published.year
    while not 1 <= day <= monthrange(year, month)[1]:
        year -= 1
        if setting.published.year - year > 8:
            return None
    whole = date(year, month, day)
    ahead = setting.ahead(start, end)
    if (whole - setting.published).days > 31 and not ahead:
        return whole.replace(year=year - 1)
    if whole < setting.published and ahead and (setting.published - whole).days > 31:
        return whole.replace(year=year + 1)
    return whole


def _numbers(found: Match, setting: Setting) -> Days | None:
    day, month, year = int(found["d"]), int(found["m"]), int(found["y"])
    if month > 12 >= day:
        day, month = month, day
    elif found.start("y") > found.start("d") and day <= 12 and day != month:
        return None
    whole = date(year, month, day)
    return whole, whole


def _days_of_month(found: Match, setting: Setting) -> Days | None:
    month = month_number(found["m"])
    if found["y"]:
        year = int(found["y"])
    else:
        last = near_day(_day(found["d2"]), month, found.start(), found.end(), setting)
        if last is None:
            return None
        year = last.year
    return _ordered(date(year, month, _day(found["d"])), date(year, month, _day(found["d2"])))


def _days_of_months(found: Match, setting: Setting) -> Days | None:
    first, last = month_number(found["m"]), month_number(found["m2"])
    if found["y"]:
        year = int(found["y"])
    else:
        end = near_day(_day(found["d2"]), last, found.start(), found.end(), setting)
        if end is None:
            return None
        year = end.year
    return date(year - (first > last), first, _day(found["d"])), date(year, last, _day(found["d2"]))


def _months(found: Match, setting: Setting) -> Days | None:
    first, last = month_number(found["m"]), month_number(found["m2"])
    year = int(found["y"]) if found["y"] else _near_month(last, found, setting)
    if year is None:
        return None
    return month_days(year - (first > last), first)[0], month_days(year, last)[1]


def _near_month(month: int, found: Match, setting: Setting) -> int | None:
    if setting.published is None:
        return None
    if setting.ahead(found.start(), found.end()):
        return setting.published.year + (month < setting.published.month)
    return setting.published.year - (month > setting.published.month)


def _month(found: Match, setting: Setting) -> Days | None:
    month = month_number(found["m"])
    if found["y"].isdigit():
        return month_days(int(found["y"]), month)
    if setting.published is None:
        return None
    shift = {"last": -1, "this": 0, "next": 1}[found["y"].split()[0].lower()]
    return month_days(setting.published.year + shift, month)


def _which_month(found: Match, setting: Setting) -> Days | None:
    if setting.published is None:
        return None
    month, which, day = month_number(found["m"]), found["which"].lower(), setting.published
    if which == "this":
        return month_days(day.year, month)
    if which == "last":
        return month_days(day.year - (month >= day.month), month)
    return month_days(day.year + (month <= day.month), month)


def _bare_month(found: Match, setting: Setting) -> Days | None:
    left = setting.text[: found.start("m")]
    if found["m"].rstrip(".") in ("May", "March", "Mar", "Sep", "Dec") and not MONTH_CUES.search(left):
        return None
    if found["m"] == "May" and setting.is_noun(found.start("m"), found.end("m")) is False:
        return None
    month = month_number(found["m"])
    if setting.published and found["lead"].lower().startswith("since"):
        return month_days(setting.published.year - (month > setting.published.month), month)
    year = _near_month(month, found, setting)
    return month_days(year, month) if year else None


def _season(found: Match, setting: Setting) -> Days | None:
    return season_days(int(found["y"]), found["season"])


def _which_season(found: Match, setting: Setting) -> Days | None:
    day = setting.published
    if day is None:
        return None
    which, season = found["which"].lower(), found["season"]
    for year in range(day.year + 1, day.year - 3, -1):
        first, last = season_days(year, season)
        if (
            (which == "next" and first > day and season_days(year - 1, season)[0] <= day)
            or (which == "last" and last < day)
            or (which == "this" and (first <= day <= last or (year == day.year and not last < first)))
        ):
            return first, last
    return None


def _years(found: Match, setting: Setting) -> Days | None:
    first, last = int(found["y"]), found["y2"]
    ends = int(last) if len(last) == 4 else first - first % 100 + int(last)
    return year_days(first, ends) if ends > first else None


def _decade(found: Match, setting: Setting) -> Days | None:
    words = found["decade"].lower()
    if words in TENS_OF_YEARS:
        return year_days(1900 + TENS_OF_YEARS[words], 1909 + TENS_OF_YEARS[words])
    first = int(re.sub(r"\D", "", words))
    first += (1900 if first >= 20 else 2000) if first < 100 else 0
    return year_days(first, first + 9)


def _century(found: Match, setting: Setting) -> Days | None:
    words = found["number"].lower()
    number = ORDINALS.get(words) or int(re.sub(r"\D", "", words))
    if not 1 <= number <= 22:
        return None
    return year_days(100 * number - 100 or 1, 100 * number - 1)


def _year(found: Match, setting: Setting) -> Days | None:
    left, right = setting.text[: found.start("y")], setting.text[found.end() :]
    cue = YEAR_CUES if found["y"] >= "1900" else OLD_YEAR_CUES
    if NO_YEAR.match(right) or not (found["part"] or cue.search(left)):
        return None
    return year_days(int(found["y"]))


def _feast(found: Match, setting: Setting) -> Days | None:
    left, right = setting.text[: found.start("feast")], setting.text[found.end() :]
    if not (found["y"] or found["lead"] or MONTH_CUES.search(left)) or re.match(
        r"\s+(?!and|in|on|at|but)[a-z]", right
    ):
        # 'Christmas trees'
        return None
    name = " ".join(found["feast"].lower().replace("’", "'").split())
    month, day = {"christmas eve": (12, 24), "new year's eve": (12, 31), "new year's day": (1, 1)}.get(
        name, (12, 25)
    )
    if found["y"]:
        whole: date | None = date(int(found["y"]), month, day)
    else:
        whole = near_day(day, month, found.start(), found.end(), setting)
    return (whole, whole) if whole else None


def _ordered(first: date, last: date) -> Days | None:
    return (first, last) if first <= last else None


_THIS_YEAR = r"(?:last|this|next)\s+year"
_ENDS = rf"(?(both)\s+and\s+|{SPAN})"
_BEGINS = r"(?:(?P<both>[Bb]etween)\s+|[Ff]rom\s+)?(?:the\s+)?"
_Y = rf"(?:,?\s+(?P<y>{YEAR})(?!\d))?"
_NUMBERED = "|".join(sorted(ORDINALS, key=len, reverse=True))
ABSOLUTE = (
    form("month", rf"(?:{WEEKDAY},?\s+)?(?:the\s+)?(?P<d>{DAY})(?:\s+(?:of\s+)?|-)(?P<m>{MONTH}){_Y}", _day_of_month, "day"),
    form("month", rf"(?:{WEEKDAY},?\s+)?(?P<m>{MONTH})\s+(?:the\s+)?(?P<d>{DAY})(?!,\d{{3}}\b){_Y}", _day_of_month, "day"),
    form("slash", r"(?P<y>\d{4})(?P<by>[-/.])(?P<m>\d{2})(?P=by)(?P<d>\d{2})(?!\d)", _numbers, "day"),
    form("slash", r"(?P<d>\d{1,2})(?P<by>[/.])(?P<m>\d{1,2})(?P=by)(?P<y>\d{4})", _numbers, "day"),
    form("month", rf"{_BEGINS}(?P<d>{DAY}){_ENDS}(?P<d2>{DAY})(?:\s+of)?\s+(?P<m>{MONTH}){_Y}", _days_of_month, "span"),
    form("month", rf"(?P<m>{MONTH})\s+(?P<d>{DAY}){SPAN}(?P<d2>{DAY}){_Y}", _days_of_month, "span"),
    form("month", rf"{_BEGINS}(?P<d>{DAY})\s+(?P<m>{MONTH}){_ENDS}(?P<d2>{DAY})\s+(?P<m2>{MONTH}){_Y}", _days_of_months, "span"),
    form("month", rf"{_BEGINS}(?P<m>{MONTH})\s+(?P<d>{DAY}){_ENDS}(?P<m2>{MONTH})\s+(?P<d2>{DAY}){_Y}", _days_of_months, "span"),
    form("month", rf"{_BEGINS}(?P<m>{MONTH}){_ENDS}(?P<m2>{MONTH})(?!\s+\d{{1,2}}\b)(?:,?\s+(?:of\s+)?(?P<y>{YEAR})(?!\d))?", _months, "span"),
    form("month", rf"(?P<m>{MONTH}),?\s+(?:of\s+|in\s+)?(?P<y>{YEAR}|{_THIS_YEAR})", _month, "month"),
    form("month", rf"(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<m>{MONTH})", _which_month, "month"),
    form("month", rf"(?P<m>{MONTH})(?!\s*\d|-\d)", _bare_month, "month"),
    form("season", rf"(?:(?:[Tt]he|[Ii]n)\s+)?(?P<season>{SEASON})(?:\s+of|,)?\s+(?P<y>{YEAR})", _season, "season"),
    form("season", rf"(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<season>{SEASON})", _which_season, "season"),
    form("year", rf"(?P<y>{YEAR})\s?[-–/]\s?(?P<y2>\d{{2}}|{YEAR})(?![\d-])", _years, "span"),
    form("year", rf"(?:[Ff]rom|(?P<both>[Bb]etween))\s+(?P<y>{YEAR})\s+(?(both)and|(?:to|until|till|through))\s+(?P<y2>{YEAR})(?!\d)", _years, "span"),
    form("decade", r"(?:the\s+)?(?P<decade>(?:1[1-9]|20)\d0|['’]\d0)['’]?s", _decade, "decade"),
    form("decade", rf"the\s+(?P<decade>{'|'.join(TENS_OF_YEARS)})", _decade, "decade"),
    form("unit", rf"(?:the\s+)?(?P<number>\d{{1,2}}(?:st|nd|rd|th)|(?i:{_NUMBERED}))\s+century", _century, "century"),
    form("feast", r"(?P<feast>Christmas(?:\s+(?:Day|Eve))?|New\s+Year['’]s\s+(?:Day|Eve))" + _Y, _feast, "day"),
    form("year", rf"(?:the\s+year\s+)?(?P<y>{YEAR})(?!\d)", _year, "year"),
)  # fmt: skip
