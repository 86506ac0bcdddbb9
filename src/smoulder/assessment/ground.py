"""The ground an answer stands on: the series that was asked for, what it lacks, what is on record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

import numpy as np

from smoulder.assessment.provisional import mark_provisional
from smoulder.assessment.signs import (
    links_in_force,
    sign_of_agreement,
    sign_of_elsewhere,
    sign_of_reporting,
    signs_on_record,
)
from smoulder.assessment.subject import Request, Subject, data_end, see_day
from smoulder.assessment.weighing import Draft
from smoulder.reading.background import load_agreements
from smoulder.reading.holdings import known_countries, load_whole_years
from smoulder.reading.yearly import load_country_months
from smoulder.records.errors import NoCountry, NoData
from smoulder.records.group import Group
from smoulder.records.month import last_full_month, month_of, month_text
from smoulder.records.series import Floats, Lull, Series, YearRow
from smoulder.series.chain import follow_chains
from smoulder.series.coverage import check_coverage
from smoulder.series.situation import Standing, cut_series, stand
from smoulder.series.yearly import series_from_years
from smoulder.store.counts import Counts

LEAST_MONTHS = 24
"""Monthly series shorter than this give way to yearly rows that reach further back."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the answer stands on: the series that was asked for and where it stands."""

    subject: Subject
    series: Series
    years: tuple[YearRow, ...]
    standing: Standing
    to: int
    """Last full month before the as-of day."""
    end: int
    """Last month whose rows may be seen: `to`, or earlier in the mode known-then."""
    notes: tuple[str, ...]
    counts: Counts


def find_ground(subject: Subject, request: Request, rng: np.random.Generator) -> Ground:
    """Look the group up in that country, to the as-of day.

    raises: NoData if no row of it is there by then; BadEntry where the day is to come.
    """
    see_day(subject.as_of, request.today)
    group, country = subject.group, subject.country
    years = tuple(load_whole_years(group.group_id, country))
    to = last_full_month(subject.as_of)
    end = data_end(subject.as_of, request.mode)
    counts = request.counts.on(request.mode, subject.as_of)
    series = _choose_series(subject, years, end, counts)
    series, notes = follow_chains(series, group.links, counts.series, subject.as_of, request.settings.chains)
    in_force = links_in_force(group.links, country, subject.as_of)
    notes += tuple(f"{link.since}: {link.note}." for link in in_force)
    since = min((month_of(link.known) for link in in_force if link.kind == "won"), default=None)
    if series.first > end and not any(row.year * 12 + 11 <= end for row in years):
        raise NoData(
            f"{group.name} in {country}: the rows begin {month_text(series.first)}, after {subject.as_of}; "
            "give a later --as-of"
        )
    standing = stand(series, years, end, to, request.settings, rng, since)
    standing, provisional = mark_provisional(standing, counts, country)
    notes += provisional
    return Ground(subject, series, years, standing, to, end, notes, counts)


def countries_with_rows(request: Request) -> Callable[[int, date], Sequence[str]]:
    """A function that gives the countries in which a group has rows that may be seen on a day, those with months
    first."""

    def find(group_id: int, as_of: date) -> Sequence[str]:
        counts = request.counts.on(request.mode, as_of)
        return tuple(dict.fromkeys((*counts.countries(group_id), *known_countries(group_id))))

    return find


def _choose_series(subject: Subject, years: Sequence[YearRow], end: int, counts: Counts) -> Series:
    """The monthly series, or yearly rows where the months begin too late or are too few to show a spell."""
    group, country = subject.group, subject.country
    yearly_from = min((row.year * 12 for row in years if row.where == country), default=None)
    try:
        series = counts.series(group.group_id, country)
    except NoData:
        if yearly_from is None:
            raise NoData(_no_rows(group, country, counts)) from None
        return series_from_years(group.group_id, group.name, country, years)
    short = len(series.deaths) < LEAST_MONTHS or series.first > end
    if short and yearly_from is not None and yearly_from < series.first:
        return series_from_years(group.group_id, group.name, country, years)
    return series


def _no_rows(group: Group, country: str, counts: Counts) -> str:
    name = group.full_name or group.name
    where = dict.fromkeys((*counts.countries(group.group_id), *known_countries(group.group_id)))
    if not where:
        return f"{name} has no rows in any country; load event data for it"
    return f"{name} has no rows for {country}; it has rows for {', '.join(list(where)[:8])}: give one with --country"


def covered_share(ground: Ground) -> float:
    """Share of the twelve months before the as-of day that monthly rows hold."""
    return float(np.clip((12 - ground.standing.situation.stale) / 12, 0.0, 1.0))


def find_signs(ground: Ground, lull: Lull) -> list[Draft]:
    """What the data themselves say, apart from the months the comeback model has used."""
    subject, to = ground.subject, ground.end
    links = subject.group.links
    found: list[Draft | None] = list(signs_on_record(links, subject.country, lull.began, subject.as_of))
    check = check_coverage(
        ground.standing.cut, lull.began, to, series=ground.counts.all_series(), **_panel_of(ground, to)
    )
    found.append(sign_of_reporting(check, subject.country, lull.began))
    others = [
        cut_series(ground.counts.series(subject.group.group_id, country), to)
        for country in ground.counts.countries(subject.group.group_id)
        if country != subject.country
    ]
    found.append(sign_of_elsewhere(subject.group, others, subject.country, lull.began, to))
    signed = load_agreements(subject.group.group_id, subject.country)
    found.append(sign_of_agreement(links, subject.country, signed, subject.as_of))
    return [draft for draft in found if draft is not None]


class _Panel(TypedDict, total=False):
    country_months: tuple[int, Floats]
    own_state_based: Series


def _panel_of(ground: Ground, to: int) -> _Panel:
    """The country's fights by month, and the group's part in them; empty where one of the two is missing."""
    group_id, country = ground.subject.group.group_id, ground.subject.country
    try:
        own = cut_series(ground.counts.series(group_id, country, "state-based"), to)
        return {"country_months": load_country_months(country), "own_state_based": own}
    except (NoData, NoCountry):
        return {}


def decidable(horizons: Sequence[int], undecidable: Mapping[int, str]) -> tuple[int, ...]:
    """The horizons that get an answer: those that later rows can decide; all of them where they can decide none.

    >>> decidable((6, 12, 24), {6: "only yearly rows follow"}), decidable((6,), {6: "no rows follow"})
    ((12, 24), (6,))
    """
    return tuple(one for one in horizons if one not in undecidable) or tuple(horizons)


def undecidable_horizons(ground: Ground, horizons: Sequence[int]) -> dict[int, str]:
    """Horizons that the rows to come cannot decide, where the months have already ended."""
    if ground.standing.situation.stale == 0:
        return {}
    years = [row for row in ground.years if row.where == ground.subject.country]
    out = {}
    for horizon in horizons:
        ends = [month for month in range(ground.to + 1, ground.to + horizon + 1) if month % 12 == 11]
        if not years:
            out[horizon] = (
                f"monthly rows end {ground.standing.situation.last_month}, and no yearly rows follow"
            )
        elif not ends:
            out[horizon] = "only yearly rows follow the months, and no calendar year ends in that time"
    return out
