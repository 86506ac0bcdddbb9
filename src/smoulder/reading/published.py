"""When a report was published: from the page's metadata, a line of its own, or the dateline."""

from __future__ import annotations

import re
from datetime import date

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
_META = (
    "article:published_time", "datepublished", "og:article:published_time", "og:published_time", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "date", "article.published", "displaydate",
    "originalpublicationdate", "cxenseparse:recs:publishtime",
)  # fmt: skip


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


def meta_date(meta: dict[str, str], linked_data: list[str], times: list[str]) -> tuple[date | None, str]:
    """The date a page declares, and by which part: 'meta', 'JSON-LD', 'time' or ''.

    meta: values of <meta> by lower-case key. linked_data: JSON-LD texts. times: <time datetime> values.
    """
    for key in _META:
        day = full_date(meta.get(key, "")[:40])
        if day:
            return day, "meta"
    for text in linked_data:
        found = re.search(r'"datePublished"\s*:\s*"([^"]{8,40})"', text)
        day = full_date(found[1]) if found else None
        if day:
            return day, "JSON-LD"
    for text in times:
        day = full_date(text[:40])
        if day:
            return day, "time"
    return None, ""


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
