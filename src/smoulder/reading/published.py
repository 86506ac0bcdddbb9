"""When a report was published: from the page's metadata, a line of its own, or the dateline."""

from __future__ import annotations

import re
from datetime import date

from smoulder.reading.body import LARGEST
from smoulder.reading.html import Page

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.|Jul\.|Aug\.?|Sept\.?|Sep\.?|Oct\.?|Nov\.?|Dec\.?)"
)
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?"
_DAY_FIRST = rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m1>{MONTH}),?\s+(?P<y1>\d{{4}})"
_MONTH_FIRST = rf"(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
_ISO = r"(?P<y3>\d{4})-(?P<n3>\d{2})-(?P<d3>\d{2})"
_SLASHED = r"(?P<d4>\d{1,2})[/.](?P<n4>\d{1,2})[/.](?P<y4>\d{4})"
_FULL = re.compile(rf"(?i:{_DAY_FIRST}|{_MONTH_FIRST}|{_ISO}|{_SLASHED})")
_LINE = re.compile(
    rf"""(?ix)^\W*(?:(?:first\s+)?(?:published|posted|updated|last\s+updated|last\s+modified|modified|created|date|issued|release[d]?(?:\s+date)?)\W*(?:on\W*|at\W*)?)?
    (?:\d{{1,2}}[:.]\d{{2}}\s*(?:[ap]\.?m\.?)?\W*(?:[A-Z]{{2,4}}\W*)?(?:on\W*)?)?
    (?:(?:{WEEKDAY}|{_SHORT_WEEKDAY})\W*)?(?:{_DAY_FIRST}|{_MONTH_FIRST}|{_ISO}|{_SLASHED})
    (?:\W*(?:at\s+|T)?\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?\s*(?:[ap]\.?m\.?)?)?(?:\W*(?:[A-Z]{{1,4}}|[+-]\d{{2}}:?\d{{2}}))?
    (?:\W*\d+\s*min(?:ute)?s?\s*(?:read)?)?\W*$"""
)
EARLIEST, LATEST = date(1945, 1, 1), date(2099, 12, 31)
"""A page that declares an earlier or later day declares none."""


def month_number(text: str) -> int:
    """The number of a month's name or short form, 1 to 12.

    >>> month_number("Sept.")
    9
    """
    return MONTHS[text.lower().rstrip(".")]


def full_date(text: str) -> date | None:
    """The first whole date (day, month, year) in a text, or None.

    Numbers with slashes are read only where day and month cannot be mixed up.

    >>> full_date("Updated 23 January, 2020 at 10:00")
    datetime.date(2020, 1, 23)
    """
    for found in _FULL.finditer(text):
        day = _day(found)
        if day:
            return day
    return None


def date_line(line: str) -> date | None:
    """The date of a line that holds nothing but a date (with 'Published', weekday, time), or None.

    >>> date_line("Published on Friday, 24 January 2020, 08:15 GMT")
    datetime.date(2020, 1, 24)
    """
    if len(line) > 120:
        return None
    found = _LINE.match(line)
    return _day(found) if found else None


def declared_date(raw: str, page: Page) -> tuple[date | None, str]:
    """The date a page was first published on, as htmldate finds it, and by which part of the page.

    raw:     the source of the page. page: the same, tokenized.
    returns: with the date 'meta', 'JSON-LD' or 'time', where such a part holds it, else 'page'; None and '' without.
    """
    from htmldate import find_date

    if len(raw) > LARGEST:
        return None, ""
    try:
        found = find_date(
            raw, extensive_search=False, original_date=True,
            min_date=EARLIEST.isoformat(), max_date=LATEST.isoformat(),
        )  # fmt: skip
    except (ValueError, RecursionError):
        return None, ""
    if not found:
        return None, ""
    day = date.fromisoformat(found)
    parts = (("meta", page.meta.values()), ("JSON-LD", page.linked_data), ("time", page.times))
    for part, texts in parts:
        if any(found in text or full_date(text[:60]) == day for text in texts):
            return day, part
    return day, "page"


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    try:
        for form in ("1", "2"):
            if parts[f"y{form}"]:
                return date(int(parts[f"y{form}"]), month_number(parts[f"m{form}"]), int(parts[f"d{form}"]))
        if parts["y3"]:
            return date(int(parts["y3"]), int(parts["n3"]), int(parts["d3"]))
        day, month, year = int(parts["d4"]), int(parts["n4"]), int(parts["y4"])
        if month > 12 >= day:
            day, month = month, day
        elif day <= 12 and day != month:
            return None
        return date(year, month, day)
    except ValueError:
        return None
