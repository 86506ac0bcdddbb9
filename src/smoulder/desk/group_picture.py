"""Everything that is known of a group in a country on a day, before any question is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from smoulder.records.month import last_full_month, month_index

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.desk.one_series import Mode
    from smoulder.desk.series_counts import Kind
    from smoulder.reading.groups import Registry
    from smoulder.records.case import Assessment
    from smoulder.records.group import Group
    from smoulder.store.events import EventStore

PERIOD = 12
"""Months of a period of indicators."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which picture: a group in a country, on a day, by today's figures or by those known then, of one kind."""

    group_id: int
    country: str
    day: date
    mode: Mode = "revised"
    kind: Kind = "all"


@dataclass(frozen=True, slots=True)
class Covers:
    """Months that a source covers; first, last: month indices. provisional: candidate rows, revised later."""

    what: str
    source: str
    first: int
    last: int
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class GroupPicture:
    """A group in a country on a day.

    found:   months, lulls, pressure, places and indicators as an answer has them, without its tree and its chances.
    facts:   the group as JSON (docs/data/groups.md): names, links, in which data, by year, what tables say.
    periods: indicators by twelve months from loaded events, none where none of the group here are loaded.
    covers:  which sources cover which months of the country.
    """

    group: Group
    found: Assessment
    facts: dict[str, Any]  # Any: JSON
    periods: list[dict[str, Any]]  # Any: JSON
    covers: tuple[Covers, ...]


def picture_group(desk: Desk, registry: Registry, wanted: Wanted) -> GroupPicture:
    """Look at a group in a country.

    raises: NoGroup, NoCountry where there is none; NoData where nothing is known of it there by the day.
    """
    from smoulder.assessment.assess import picture
    from smoulder.assessment.subject import Subject
    from smoulder.desk.group_json import group_json
    from smoulder.desk.request import request_of
    from smoulder.desk.series_periods import period_indicators
    from smoulder.store.events import Asked, open_events
    from smoulder.store.group_facts import told_of

    group, country = registry.group(wanted.group_id), registry.country(wanted.country)
    request = request_of(desk, str(group.group_id), country, wanted.day, wanted.mode)
    found = picture(request, Subject(group, country, wanted.day, "given"))
    if wanted.kind != "all":
        found = _of_kind(desk, registry, wanted, found)
    store = open_events(desk.chosen.events)
    facts = group_json(
        group, registry, store, told_of(desk.chosen.data, group, registry), desk.chosen.settings
    )
    periods = period_indicators(store, group.group_id, country, PERIOD, Asked(wanted.mode, wanted.day))
    return GroupPicture(group, found, facts, periods, _covers(facts, store, country))


def _of_kind(desk: Desk, registry: Registry, wanted: Wanted, found: Assessment) -> Assessment:
    """The picture with months, lulls and state of one kind of violence; yearly rows of it bridge nothing."""
    import numpy as np

    from smoulder.assessment.assess import view_lull
    from smoulder.assessment.subject import data_end
    from smoulder.desk.one_series import Wish, look_at
    from smoulder.series.month_indicators import month_indicators
    from smoulder.series.situation import stand

    settings = desk.chosen.settings
    wish = Wish(str(wanted.group_id), wanted.country, wanted.day, wanted.kind, "days", wanted.mode)
    looked = look_at(desk.chosen, registry, wish)
    end, to = data_end(wanted.day, wanted.mode), last_full_month(wanted.day)
    standing = stand(looked.series, (), end, to, settings, np.random.default_rng(settings.seed), looked.won)
    lowest = standing.situation.lowest
    line = None if lowest is None else settings.comeback_line(lowest)
    source = f"{looked.series.source} {looked.series.vintage}".strip()
    question = {"measure": looked.series.measure, "line": line, "peak": standing.situation.peak}
    return found.model_copy(
        update={
            "question": found.question.model_copy(update=question),
            "situation": standing.situation.model_copy(update={"notes": looked.notes}),
            "months": standing.points,
            "lulls": tuple(view_lull(one) for one in standing.lulls),
            "bridge": None,
            "indicators": month_indicators(standing.points, source),
        }
    )


def _covers(facts: dict[str, Any], store: EventStore, country: str) -> tuple[Covers, ...]:  # Any: JSON
    """Which sources cover which months of a country: those that ship, yearly tables, loaded releases."""
    data = facts["data"]
    found = [
        Covers(
            "months",
            f"{one['source']} {one['vintage']}".strip(),
            month_index(one["covered_from"]),
            month_index(one["covered_to"]),
        )
        for one in data["months"]
        if one["country"] == country
    ]
    found += [
        Covers(f"years, {one['kind']}", one["source"], one["first"] * 12, one["last"] * 12 + 11)
        for one in data["years"]
        if one["where"] in (country, "all countries")
    ]
    found += [
        Covers("loaded events", f"{one.source} {one.vintage}", one.first, one.last, not one.final)
        for one in store.coverage()
        if not one.countries or country in one.countries
    ]
    return tuple(found)
