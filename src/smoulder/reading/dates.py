"""Times in news: weekdays by tense, 'last March', 'since October', as intervals of days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from smoulder.reading.date_words import MONTH_CUES, PATTERN, SEASONS, TENSES, WEEKDAYS, YEAR_CUES
from smoulder.reading.numbers import small_number
from smoulder.reading.published import month_number


@dataclass(frozen=True, slots=True)
class Dated:
    """A time as written: characters of the text, and the days it covers (None where a side is open)."""

    start: int
    end: int
    first: date | None
    last: date | None

    @property
    def day(self) -> date | None:
        """The one day it names, or None where it is longer."""
        return self.first if self.first == self.last else None


def find_dates(
    text: str, published: date | None, *, offset: int = 0, before: tuple[Dated, ...] = ()
) -> list[Dated]:
    """The times named in one sentence.

    text:      the sentence. offset: where it begins, added to every place.
    published: the day of the report; without it only whole dates and years are read.
    before:    times of earlier sentences, for 'since then' and 'ten days later'.

    >>> [str(found.first) for found in find_dates("he said Wednesday", date(2020, 1, 23))]
    ['2020-01-22']
    """
    found_dates: list[Dated] = []
    at = 0
    while at < len(text):
        found = PATTERN.search(text, at)
        if not found:
            break
        at = max(found.end(), found.start() + 1)
        earlier = [*before, *found_dates]
        days = _resolve(text, found, published, earlier[-1] if earlier else None)
        if days is None:
            continue
        first, last = _lead(found["lead"], _part(found["part"], *days), published)
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        found_dates.append(Dated(offset + start, offset + found.end(), first, last))
    return found_dates


Days = tuple[date | None, date | None]


def _resolve(text: str, found: re.Match[str], published: date | None, anchor: Dated | None) -> Days | None:
    parts = found.groupdict()
    try:
        whole = _whole(parts, text[: found.start()], published)
        if whole or published is None:
            return whole
        if parts["d1"] or parts["d2"] or parts["m5"] or parts["m6"]:
            return _month_or_day(text, found, parts, published)
        if parts["weekday"]:
            day = _weekday(text, found, parts["weekday"], (parts["which9"] or "").strip().lower(), published)
            return day, day
        return _relative(parts, published, anchor)
    except (ValueError, OverflowError):
        return None


def _whole(parts: dict[str, str | None], left: str, published: date | None) -> Days | None:
    """Times that carry their own year."""
    if parts["from_year"] and parts["to_year"]:
        return date(int(parts["from_year"]), 1, 1), date(int(parts["to_year"]), 12, 31)
    if parts["span_year"] and parts["span_end"]:
        first, last = int(parts["span_year"]), parts["span_end"]
        ends = int(last) if len(last) == 4 else first - first % 100 + int(last)
        return (date(first, 1, 1), date(ends, 12, 31)) if ends > first else None
    for form in ("1", "2"):
        day, month, year = parts[f"d{form}"], parts[f"m{form}"], parts[f"y{form}"]
        if day and month and year:
            whole = date(int(year), month_number(month), int(day))
            return whole, whole
    if parts["y3"] and parts["n3"] and parts["d3"]:
        whole = date(int(parts["y3"]), int(parts["n3"]), int(parts["d3"]))
        return whole, whole
    if parts["m4"] and parts["y4"]:
        if parts["y4"].isdigit():
            return _month(int(parts["y4"]), month_number(parts["m4"]))
        shift = {"last": -1, "this": 0, "next": 1}[parts["y4"].split()[0].lower()]
        return _month(published.year + shift, month_number(parts["m4"])) if published else None
    if parts["season"] and parts["y7"]:
        return _season(int(parts["y7"]), parts["season"])
    if parts["decade"]:
        return date(int(parts["decade"]), 1, 1), date(int(parts["decade"]) + 9, 12, 31)
    if parts["y13"] and (parts["lead"] or parts["part"] or YEAR_CUES.search(left)):
        return date(int(parts["y13"]), 1, 1), date(int(parts["y13"]), 12, 31)
    return None


def _month_or_day(
    text: str, found: re.Match[str], parts: dict[str, str | None], published: date
) -> Days | None:
    """A month, or a day of a month, whose year is left out: the last one, or the next where the tense says so."""
    future = _is_future(text[: found.start()])
    if parts["m5"] and parts["which5"]:
        month, which = month_number(parts["m5"]), parts["which5"].lower()
        if which == "this":
            return _month(published.year, month)
        if which == "next":
            return _month(published.year + (month <= published.month), month)
        return _month(published.year - (month >= published.month), month)
    if parts["m6"]:
        name = parts["m6"]
        lead = text[: found.start("m6")]
        if name.rstrip(".") in ("May", "March", "Mar", "Sep", "Dec") and not MONTH_CUES.search(lead):
            return None
        month = month_number(name)
        if future and not (parts["lead"] or "").lower().startswith("since"):
            return _month(published.year + (month < published.month), month)
        return _month(published.year - (month > published.month), month)
    day, month = int(parts["d1"] or parts["d2"] or 0), month_number(parts["m1"] or parts["m2"] or "")
    year = published.year
    while not 1 <= day <= monthrange(year, month)[1]:
        year -= 1
        if published.year - year > 8:
            return None
    whole = date(year, month, day)
    if whole > published and not future:
        whole = whole.replace(year=year - 1)
    elif whole < published and future and (published - whole).days > 31:
        whole = whole.replace(year=year + 1)
    return whole, whole


def _weekday(text: str, found: re.Match[str], name: str, which: str, published: date) -> date:
    """The last such day up to publication, or the next where the words before it look ahead."""
    number = WEEKDAYS.index(name.lower())
    behind = (published.weekday() - number) % 7
    if which == "next" or (which != "last" and _is_future(text[: found.start()])):
        return published + timedelta(days=(number - published.weekday()) % 7 or (7 if which == "next" else 0))
    return published - timedelta(days=behind or (7 if which == "last" else 0))


def _is_future(left: str) -> bool:
    """Whether the last word before the time that shows tense looks ahead."""
    last = None
    for found in TENSES.finditer(left[-160:]):
        last = found
    return last is not None and last["future"] is not None


def _relative(parts: dict[str, str | None], published: date, anchor: Dated | None) -> Days | None:
    near = (parts["near"] or "").lower()
    if near:
        shift = {"yesterday": 1, "last night": 1, "tomorrow": -1, "the day before yesterday": 2}.get(
            " ".join(near.split()), 0
        )
        return published - timedelta(days=shift), published - timedelta(days=shift)
    if parts["unit10"] and parts["which10"]:
        return _calendar(parts["which10"].lower(), parts["unit10"], published)
    if parts["count11"] and parts["unit11"]:
        count = small_number(parts["count11"])
        return (_back(published, count, parts["unit11"]), published) if count else None
    if parts["count12"] and parts["unit12"]:
        count = small_number(parts["count12"])
        if not count or (parts["way12"] == "later" and (anchor is None or anchor.day is None)):
            return None
        if parts["way12"] == "later" and anchor and anchor.day:
            day = _back(anchor.day, -count, parts["unit12"])
            return day, day
        day = _back(published, count, parts["unit12"])
        return _spread(day, parts["unit12"])
    if parts["season8"] and parts["which8"]:
        return _last_season(parts["season8"], parts["which8"].lower(), published)
    if parts["same"]:
        return (anchor.day, anchor.day) if anchor and anchor.day else None
    if parts["then"] and (parts["lead"] or "").lower().startswith("since") and anchor and anchor.first:
        return anchor.first, published
    return None


def _calendar(which: str, unit: str, published: date) -> Days:
    if which.startswith("the "):
        return _back(published, 1, unit), published
    shift = {"last": -1, "next": 1}.get(which, 0)
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * shift)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + shift
        return _month(months // 12, months % 12 + 1)
    if unit == "year":
        return date(published.year + shift, 1, 1), date(published.year + shift, 12, 31)
    decade = published.year // 10 * 10 + 10 * shift
    return date(decade, 1, 1), date(decade + 9, 12, 31)


def _back(day: date, count: int, unit: str) -> date:
    """The day so many units before (after, where count is negative)."""
    unit = unit.rstrip("s")
    if unit in ("day", "week", "fortnight"):
        return day - timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    months = day.year * 12 + day.month - 1 - count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _spread(day: date, unit: str) -> Days:
    """The days that 'three months ago' may mean: the unit it is counted in."""
    unit = unit.rstrip("s")
    if unit == "day":
        return day, day
    if unit in ("week", "fortnight"):
        return day - timedelta(days=3), day + timedelta(days=3)
    if unit == "month":
        return _month(day.year, day.month)
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _last_season(season: str, which: str, published: date) -> Days:
    for year in range(published.year + 1, published.year - 3, -1):
        first, last = _season(year, season)
        if (
            (which == "next" and first > published and _season(year - 1, season)[0] <= published)
            or (which == "last" and last < published)
            or (which == "this" and year == published.year)
        ):
            return first, last
    return _season(published.year, season)


def _season(year: int, season: str) -> tuple[date, date]:
    first, last = SEASONS[season.lower()]
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    return date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _part(part: str | None, first: date | None, last: date | None) -> Days:
    """The early, middle or late part of an interval of a month or longer."""
    if not part or first is None or last is None or (last - first).days < 27:
        return first, last
    days = (last - first).days + 1
    word = part.lower()
    if "half" in word:
        middle = first + timedelta(days=days // 2)
        return (first, middle) if "first" in word else (middle, last)
    third = timedelta(days=days // 3)
    if re.match(r"early|the (?:start|beginning)", word):
        return first, first + third
    if re.match(r"late|the end", word):
        return last - third, last
    return first + third, last - third


def _lead(lead: str | None, days: Days, published: date | None) -> Days:
    first, last = days
    word = (lead or "").strip().lower()
    if word.startswith("since"):
        return first, published if published and first and published >= first else None
    if word.startswith(("until", "till", "by")):
        return None, last
    return first, last
