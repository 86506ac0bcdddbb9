# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""Forms of times that are counted from the day of the report, or from the time named before."""

from __future__ import annotations

from datetime import date, timedelta

from smoulder.reading.calendar_days import Days, around, back, month_days, singular, unit_days
from smoulder.reading.date_rules import Form, Match, Setting, form, near_day
from smoulder.reading.date_words import COUNT, DAY, NO_EVENT, PART_OF_DAY, UNIT, WEEKDAYS, YEAR
from smoulder.reading.numbers import number_value, small_number
from smoulder.reading.published import MONTH, WEEKDAY, month_number

_NEAR = {
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def _weekday(found: Match, setting: Setting) -> Days | None:
    """The last such day up to publication, or the next where the verb looks ahead."""
    if setting.published is None:
        return None
    which = (found["which"] or "").strip().lower()
    away = (setting.published.weekday() - WEEKDAYS.index(found["weekday"].lower())) % 7
    ahead = which in ("next", "this coming", "coming") or (
        which not in ("last", "this past", "past")
        and setting.ahead(found.start("weekday"), found.end("weekday"))
    )
    behind = -away or (-7 if which == "last" else 0)
    day = setting.published + timedelta(days=(-away % 7 or (7 if which else 0)) if ahead else behind)
    return day, day


def _weekdays(found: Match, setting: Setting) -> Days | None:
    """From one weekday to another: the last such stretch that has ended, or the next."""
    if setting.published is None:
        return None
    first, last = (WEEKDAYS.index(found[name].lower()) for name in ("weekday", "weekday2"))
    away = (setting.published.weekday() - last) % 7
    ahead = setting.ahead(found.start("weekday"), found.end())
    end = setting.published + timedelta(days=-away % 7 if ahead else -away)
    return end - timedelta(days=(last - first) % 7), end


def _near(found: Match, setting: Setting) -> Days | None:
    if setting.published is None:
        return None
    day = setting.published + timedelta(days=_NEAR.get(" ".join(found["near"].lower().split()), 0))
    return day, day


def _which_unit(found: Match, setting: Setting) -> Days | None:
    day = setting.published
    if day is None:
        return None
    which, unit = " ".join(found["which"].lower().split()), found["unit"]
    if which == "this past":
        which = "last" if unit == "weekend" else "the past"
    if which in ("the past", "the last"):
        return back(day, 1, "week" if unit == "weekend" else unit), day
    if (
        unit == "weekend"
        and which in ("this", "the")
        and day.weekday() < 5
        and not setting.ahead(found.start(), found.end())
    ):
        return unit_days(day, unit, -1)
    if which in ("the next", "the coming"):
        ahead = which == "the coming" or setting.ahead(found.start(), found.end())
        return (day, back(day, -1, "week" if unit == "weekend" else unit)) if ahead else None
    shift = {"last": -1, "next": 1}.get(which, 0)
    first, last = unit_days(day, unit, shift)
    if which == "earlier this":
        return first, day
    return (day, last) if which == "later this" else (first, last)


def _count(text: str) -> int | None:
    words = " ".join(text.lower().split())
    if words.endswith("dozen"):
        return int(number_value(words) or 0) or None
    return small_number(words)


def _past_units(found: Match, setting: Setting) -> Days | None:
    count = _count(found["count"])
    return (
        (back(setting.published, count, found["unit"]), setting.published)
        if count and setting.published
        else None
    )


def _coming_units(found: Match, setting: Setting) -> Days | None:
    count = _count(found["count"])
    if not count or setting.published is None or not setting.ahead(found.start(), found.end()):
        return None
    return setting.published, back(setting.published, -count, found["unit"])


def _in_units(found: Match, setting: Setting) -> Days | None:
    """'in two weeks', where the verb looks ahead; 'in two weeks of talks' is how long something took."""
    if setting.published is None or not (found["time"] or setting.ahead(found.start(), found.end())):
        return None
    count = _count(found["count"]) if found["time"] or found["count"].lower() not in ("a", "an") else None
    return around(back(setting.published, -count, found["unit"]), found["unit"]) if count else None


def _for_units(found: Match, setting: Setting) -> Days | None:
    """'has held it for two weeks', or 'for two weeks now': up to the day of the report."""
    if not found["now"] and not setting.perfect(found.start(), found.end()):
        return None
    return _past_units(found, setting)


def _counted(found: Match, setting: Setting) -> Days | None:
    """'two weeks ago', 'ten days later', 'a year earlier'."""
    count, way = _count(found["count"]), " ".join(found["way"].lower().split())
    if not count or setting.published is None:
        return None
    if way in ("before", "after") and not NO_EVENT.match(setting.text[found.end() :]):
        return None
    if way == "ago":
        return around(back(setting.published, count, found["unit"]), found["unit"])
    if way == "from now":
        return around(back(setting.published, -count, found["unit"]), found["unit"])
    if setting.anchor is None or setting.anchor[0] is None or setting.anchor[1] is None:
        return None
    sign = 1 if way in ("earlier", "before", "previously") else -1
    return _from_anchor(setting.anchor[0], setting.anchor[1], sign * count, found["unit"])


def _beside_event(found: Match, setting: Setting) -> Days | None:
    """'a week after the attack of 3 May', 'the day before the vote on June 5': from the day of the event."""
    count = 1 if found["count"].lower() == "the" else _count(found["count"])
    number, month = int("".join(filter(str.isdigit, found["d"] or found["d2"]))), found["m"] or found["m2"]
    if found["y"]:
        event: date | None = date(int(found["y"]), month_number(month), number)
    else:
        event = near_day(number, month_number(month), found.start(), found.end(), setting)
    if not count or event is None:
        return None
    day = back(event, count if found["way"] == "before" else -count, found["unit"])
    return day, day


def _from_anchor(first: date, last: date, count: int, unit: str) -> Days:
    """The time named before, moved back by so many units: its own length, or the unit where that is longer."""
    if singular(unit) in ("day", "week", "fortnight") or first == last:
        return back(first, count, unit), back(last, count, unit)
    return (
        around(back(first, count, unit), unit)
        if singular(unit) == "year"
        else month_days(back(first, count, unit).year, back(first, count, unit).month)
    )


def _beside(found: Match, setting: Setting) -> Days | None:
    """'the previous day', 'the following week', 'the next day', from the time named before."""
    if setting.anchor is None or setting.anchor[0] is None or setting.anchor[1] is None:
        return None
    way = " ".join(found["way"].lower().split())
    if way in ("day before", "day after", "year before", "year after", "week before", "week after"):
        if not NO_EVENT.match(setting.text[found.end() :]):
            return None
        unit, way = way.split()
    else:
        unit = found["unit"]
    if way == "next" and setting.ahead(found.start(), found.end()):
        # 'if they leave, we will be there the next day' hangs on no time named before
        return None
    shift = -1 if way in ("previous", "preceding", "before") else 1
    return unit_days(setting.anchor[0] if shift < 0 else setting.anchor[1], unit, shift)


def _end_of_unit(found: Match, setting: Setting) -> Days | None:
    """'the end of the year': this one."""
    if setting.published is None or not found["part"].lower().rstrip().endswith("the"):
        return None
    return unit_days(setting.published, found["unit"])


def _same(found: Match, setting: Setting) -> Days | None:
    if setting.anchor is None or setting.anchor[0] is None:
        return None
    first, last = setting.anchor[0], setting.anchor[1] or setting.anchor[0]
    unit = found["unit"]
    if unit_days(first, unit) != unit_days(last, unit):
        return None
    return unit_days(first, unit)


def _since_then(found: Match, setting: Setting) -> Days | None:
    if setting.anchor is None or setting.anchor[0] is None or not found["lead"].lower().startswith("since"):
        return None
    return setting.anchor[0], setting.published


def _day_of_near_month(found: Match, setting: Setting) -> Days | None:
    if setting.published is None:
        return None
    shift = {"last": -1, "this": 0, "next": 1}[found["which"].lower()]
    first, last = unit_days(setting.published, "month", shift)
    day = int("".join(sign for sign in found["d"] if sign.isdigit()))
    return (first.replace(day=day),) * 2 if day <= last.day else None


_WHICH_DAY = r"(?P<which>(?:[Tt]his\s+(?:past|coming)|[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming)\s+)?"
_ONE = r"(?P<unit>week|weekend|month|year|decade|century)"
_EVENT_OF_DAY = (
    r"\s+(?:the|an?|its|his|her|their)\s+(?:[\w’'-]+\s+){1,5}?(?:of|on)\s+"
    rf"(?:{WEEKDAY},?\s+)?(?:(?P<d>{DAY})\s+(?P<m>{MONTH})|(?P<m2>{MONTH})\s+(?P<d2>{DAY}))(?:,?\s+(?P<y>{YEAR})(?!\d))?"
)
"""An event with its day right behind it: 'the attack of 3 May'; the day is a time of its own."""
NEAR: tuple[Form, ...] = (
    form("weekday", rf"{_WHICH_DAY}(?P<weekday>{WEEKDAY})(?:\s+{PART_OF_DAY}\b)?", _weekday, "day"),
    form("weekday", rf"(?:[Ff]rom\s+|(?P<both>[Bb]etween)\s+)?(?P<weekday>{WEEKDAY})(?(both)\s+and\s+|\s*(?:-|–|\bto\b|\bthrough\b|\buntil\b)\s*)(?P<weekday2>{WEEKDAY})", _weekdays, "span"),
    form("near", rf"(?P<near>(?:[Tt]he\s+day\s+before\s+)?[Yy]esterday|(?:[Tt]he\s+day\s+after\s+)?[Tt]omorrow|(?:[Ee]arlier\s+|[Ll]ater\s+)?[Tt]oday|[Tt]onight|[Tt]his\s+{PART_OF_DAY}|[Ll]ast\s+night)(?:\s+{PART_OF_DAY}\b)?", _near, "day"),
    form("unit", rf"(?P<which>(?i:earlier\s+this|later\s+this|the\s+past|this\s+past|the\s+last|the\s+coming|the\s+next|last|this|next))\s+{_ONE}(?!\s*-)", _which_unit, "week"),
    form("unit", r"(?i:over|at|during|throughout|on)\s+(?P<which>the)\s+(?P<unit>weekend)", _which_unit, "week"),
    form("unit", rf"(?:(?i:in|over|during|for|within|throughout)\s+)?(?i:the\s+|these\s+)?(?:past|last|previous)\s+(?P<count>{COUNT})\s+(?P<unit>{UNIT})", _past_units, "span"),
    form("unit", rf"(?:(?i:in|over|during|for|within|throughout)\s+)?(?i:the\s+)?(?:next|coming)\s+(?P<count>{COUNT})\s+(?P<unit>{UNIT})", _coming_units, "span"),
    form("unit", rf"[Ww]ithin\s+(?P<count>{COUNT})\s+(?P<unit>{UNIT})(?!\s+(?:of|after|before)\b)", _coming_units, "span"),
    form("unit", rf"[Ii]n\s+(?P<count>{COUNT})\s+(?P<unit>{UNIT})(?P<time>['’]?\s+time)?(?!\s+of\b)", _in_units, "week"),
    form("unit", rf"[Ff]or\s+(?P<count>{COUNT})\s+(?P<unit>{UNIT})(?P<now>\s+now)?", _for_units, "span"),
    form("unit", rf"(?P<count>{COUNT})\s+(?P<unit>{UNIT})\s+(?P<way>ago|later|earlier|before|after|previously|from\s+now)", _counted, "week"),
    form("unit", rf"(?P<count>{COUNT}|[Tt]he)\s+(?P<unit>{UNIT})\s+(?P<way>before|after)(?={_EVENT_OF_DAY})", _beside_event, "day"),
    form("unit", r"[Tt]he\s+(?P<way>previous|preceding|following|next)\s+(?P<unit>day|week|weekend|month|year|decade|century)", _beside, "week"),
    form("unit", r"[Tt]he\s+(?P<way>(?:day|week|year)\s+(?:before|after))(?!\s+(?:yesterday|tomorrow))", _beside, "week"),
    form("unit", r"(?:[Tt]he\s+same|[Tt]hat(?:\s+same)?)\s+(?P<unit>day|week|weekend|month|year|decade)", _same, "week"),
    form("unit", r"(?P<unit>week|month|year|decade|century)(?!\s+of\b|['’-])", _end_of_unit, "week"),
    form("near", r"then(?=[\s,.])", _since_then, "span"),
    form("unit", rf"the\s+(?P<d>{DAY})\s+of\s+(?P<which>last|this|next)\s+month", _day_of_near_month, "day"),
)  # fmt: skip
"""Their granularity 'week' stands for the unit that is named in them."""
