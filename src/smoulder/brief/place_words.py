"""Periods and places of a map in words."""

from __future__ import annotations

from smoulder.brief.language.say import say, say_many, to_say
from smoulder.brief.numbers import amount, month_words, months_words
from smoulder.records.event_map import EventMap, MapPeriod, Placed
from smoulder.records.month import month_index

DRAWN: tuple[Placed, ...] = ("place", "district", "unsaid", "province")
"""Classes that a map draws, the surest first."""
NAMES = {
    "the peak": to_say("the peak"),
    "before the lull": to_say("before the lull"),
    "the lull so far": to_say("the lull so far"),
    "the 12 months before": to_say("the 12 months before"),
    "the last 12 months": to_say("the last 12 months"),
}
CLASSES: dict[Placed, str] = {
    "place": to_say("place known, to 25 km"),
    "district": to_say("district known"),
    "unsaid": to_say("not said how sure"),
    "province": to_say("province known"),
    "country": to_say("country known"),
}
"""In the key of the maps."""
SHORT: dict[Placed, str] = {
    "place": to_say("Place"),
    "district": to_say("District"),
    "unsaid": to_say("Not said"),
    "province": to_say("Province"),
    "country": to_say("Country"),
}
"""At the head of a column."""


def period_name(name: str) -> str:
    """The name of a period."""
    return say(NAMES.get(name, name))


def span_words(period: MapPeriod) -> str:
    """The first and the last month of a period."""
    return say("{first} to {last}", first=month_words(period.first), last=month_words(period.last))


def counts_words(period: MapPeriod) -> str:
    """How many months a period has, and what happened in them."""
    return say(
        "{months}: {deaths}, {events}",
        months=months_words(month_index(period.last) - month_index(period.first) + 1),
        deaths=deaths_words(period.deaths),
        events=events_words(period.events),
    )


def count_of(period: MapPeriod, placed: Placed) -> float:
    """Events of a period whose place is known so well."""
    return sum(cell.events for cell in period.cells if cell.placed == placed)


def cells_of(period: MapPeriod) -> int:
    """Cells with an event whose district is known at least."""
    return len({(one.latitude, one.longitude) for one in period.cells if one.placed in ("place", "district")})


def events_words(events: float) -> str:
    """A number of events, which may not be whole.

    >>> events_words(1.0), events_words(0.25)
    ('1 event', '0.2 events')
    """
    return say_many("{number} event", "{number} events", _whole(events), number=amount(events))


def deaths_words(deaths: float) -> str:
    """A number of deaths, which may not be whole."""
    return say_many("{number} death", "{number} deaths", _whole(deaths), number=amount(deaths))


def _whole(number: float) -> int:
    """The whole number by which a language chooses its word for so many: that of several where there is a part.

    >>> _whole(1.0), _whole(0.25), _whole(2870.4)
    (1, 3, 2870)
    """
    return round(number) if number >= 10 or number == round(number) else max(3, round(number))


def spread_words(found: EventMap) -> str:
    """In how many cells events lay, in the first period and in the lull or the last one."""
    first, last = found.periods[0], found.periods[-1]
    for one in found.periods:
        if one.name == "the lull so far":
            last = one
    if first is last:
        return ""
    return say(
        "Cells of half a degree with an event: {before} ({first}), {after} ({last}).",
        before=cells_of(first),
        first=period_name(first.name),
        after=cells_of(last),
        last=period_name(last.name),
    )
