"""The packaged figures hold the named cases, add up, and say what they do not cover."""

import re

import numpy as np
import pytest

from smoulder.reading.figures import (
    ALL_KINDS,
    BY_DYAD,
    data_use,
    load_all_series,
    load_country_months,
    load_episodes,
    load_links,
    load_pressure_cases,
    load_series,
    load_years,
    series_countries,
    vintage,
)
from smoulder.reading.tables import read_rows
from smoulder.records.errors import NoCountry, NoData
from smoulder.records.month import month_index, month_text
from smoulder.records.series import Measure, Series

IS = 234
BOKO_HARAM = 1051
LTTE = 320


def twelve(series: Series, month: str) -> float:
    end = month_index(month) - series.first + 1
    return float(series.deaths[end - 12 : end].sum())


@pytest.mark.parametrize(
    ("measure", "deaths"),
    [("all kinds", 968.0), ("state-based", 795.0), ("non-state", 0.0), ("one-sided", 173.0)],
)
def test_islamic_state_in_iraq_has_its_known_deaths_in_2018(measure: Measure, deaths: float) -> None:
    assert twelve(load_series(IS, "Iraq", measure), "2018-12") == deaths


def test_the_forerunner_in_iraq_has_its_known_peak_and_low() -> None:
    series = load_series(IS, "Iraq")
    assert round(twelve(series, "2007-03")) == 4496
    assert round(twelve(series, "2011-11")) == 1091


def test_battle_related_deaths_by_dyad_are_those_of_the_yearly_file() -> None:
    rows = {row.year: row for row in load_years(IS, "Iraq") if row.kind == BY_DYAD}
    deaths = {year: row.deaths for year, row in rows.items() if year >= 2017}
    assert deaths == {2017: 10012, 2018: 866, 2019: 498, 2020: 674, 2021: 707, 2022: 338, 2023: 203}
    assert all(row.low <= row.deaths <= row.high for row in rows.values())


def test_group_totals_cover_all_countries_and_only_years_with_all_three_files() -> None:
    rows = {row.year: row.deaths for row in load_years(IS, "Iraq") if row.kind == ALL_KINDS}
    assert rows[2019] == 8983
    assert max(rows) == 2022


def test_the_tamil_tigers_have_their_span_and_their_last_war() -> None:
    series = load_series(LTTE, "Sri Lanka")
    assert (month_text(series.first), month_text(series.last)) == ("1989-01", "2022-12")
    assert twelve(series, "2009-05") > 5000
    assert twelve(series, "2022-12") == 0


@pytest.mark.parametrize("measure", ["all kinds", "state-based", "non-state", "one-sided"])
def test_the_sides_add_up_to_all_deaths_in_every_month(measure: Measure) -> None:
    for series in load_all_series(measure, include_mexico=True):
        parts = series.inflicted + series.suffered + series.unknown
        assert np.allclose(parts, series.deaths, rtol=0, atol=1e-8, equal_nan=True)
        known = ~np.isnan(series.deaths)
        columns = (series.events, series.low, series.inflicted, series.suffered, series.unknown)
        assert all((column[known] >= 0).all() for column in columns)


def test_the_kinds_add_up_to_all_kinds() -> None:
    kinds = [load_all_series(kind, include_mexico=True) for kind in ("state-based", "non-state", "one-sided")]
    for whole, *parts in zip(load_all_series(include_mexico=True), *kinds, strict=True):
        assert {(part.group_id, part.country) for part in parts} == {(whole.group_id, whole.country)}
        total = np.sum([part.deaths for part in parts], axis=0)
        assert np.allclose(total, whole.deaths, rtol=0, atol=1e-8, equal_nan=True)


def test_one_sided_deaths_of_a_group_are_inflicted_or_of_an_unknown_side() -> None:
    series = load_series(IS, "Iraq", "one-sided")
    assert series.suffered.sum() == 0
    assert series.inflicted.sum() > 0


def test_base_rates_leave_mexico_out() -> None:
    countries = {series.country for series in load_all_series()}
    assert "Mexico" not in countries
    assert len(load_all_series(include_mexico=True)) - len(load_all_series()) == 72


def test_a_month_that_no_source_covers_is_unknown_and_not_zero() -> None:
    series = load_series(IS, "Syria")
    hole = month_index("2019-12") - series.first
    assert np.isnan([series.deaths[hole], series.events[hole], series.inflicted[hole]]).all()
    assert np.isnan(series.deaths).sum() == 1


def test_boko_haram_has_no_deaths_while_it_is_counted_as_islamic_state() -> None:
    series = load_series(BOKO_HARAM, "Nigeria")
    gap = slice(month_index("2015-04") - series.first, month_index("2016-08") - series.first)
    assert series.deaths[gap].sum() == 0
    other = load_series(IS, "Nigeria")
    assert other.deaths[gap.start + series.first - other.first :][: gap.stop - gap.start].min() > 0
    link = next(link for link in load_links(BOKO_HARAM) if link.kind == "counted as")
    assert (link.group_id, str(link.since), str(link.until)) == (IS, "2015-03-07", "2016-08-03")


def test_the_series_cannot_be_changed_by_a_reader() -> None:
    with pytest.raises(ValueError, match="read-only"):
        load_series(IS, "Iraq").deaths[0] = 1.0


def test_a_group_without_rows_in_a_country_is_told_where_it_has_some() -> None:
    with pytest.raises(NoData, match=r"no monthly series for Sri Lanka; it has one for .*Nigeria"):
        load_series(BOKO_HARAM, "Sri Lanka")
    with pytest.raises(NoData, match="no monthly series for any country"):
        load_series(528, "Rwanda")


def test_countries_of_a_group_are_those_of_its_series() -> None:
    assert series_countries(LTTE) == ("Sri Lanka",)
    assert series_countries(10**9) == ()


def test_country_months_are_unknown_before_the_country_is_covered() -> None:
    first, deaths = load_country_months("South Sudan")
    assert first == month_index("1990-01")
    assert len(deaths) == 412
    start = month_index("2011-07") - first
    assert np.isnan(deaths[:start]).all()
    assert not np.isnan(deaths[start:]).any()


def test_country_months_of_an_unknown_country_say_what_to_give() -> None:
    with pytest.raises(NoCountry, match="as UCDP names it"):
        load_country_months("Burma")


def test_ended_episodes_within_states_are_those_of_the_termination_file() -> None:
    ended = [e for e in load_episodes() if e.intrastate and e.outcome]
    assert len(ended) == 435
    assert sum(e.last_year < 2020 for e in ended) == 426
    assert all(e.next_episode_year is None or e.next_episode_year > e.last_year for e in ended)


def test_every_link_is_known_no_earlier_than_it_holds_and_names_its_source() -> None:
    rows = read_rows("group_links.csv")
    assert len(rows) > 80
    for row in rows:
        links = load_links(int(row["group_id"]))
        assert links
        for link in links:
            assert link.known >= link.since
            assert link.until is None or link.until > link.since
            assert link.note
            assert link.source


def test_links_that_name_a_victory_hold_the_known_ones() -> None:
    won = {
        (int(row["group_id"]), row["country"], row["since"])
        for row in read_rows("group_links.csv")
        if row["kind"] == "won"
    }
    assert {
        (303, "Afghanistan", "2021-08-15"),
        (414, "Ethiopia", "1991-05-28"),
        (554, "Central African Republic", "2013-03-24"),
        (422, "DR Congo (Zaire)", "1997-05-17"),
    } <= won


def test_named_past_cases_hold_the_departure_of_2011_and_the_deaths_of_the_yearly_file() -> None:
    steps = load_pressure_cases()
    assert any(step.case == "Iraq 2011" and step.date.startswith("2011-12") for step in steps)
    battle = {row.year: row.deaths for row in load_years(IS, "Iraq") if row.kind == BY_DYAD}
    told = {int(s.date): s.number for s in steps if s.step == "battle-related deaths"}
    assert told == {year: battle[year] for year in told}
    assert len(told) == 5


def test_each_source_has_a_licence_a_citation_and_a_vintage() -> None:
    uses = data_use()
    assert len(uses) >= 8
    assert all(use.licence and use.citation and use.vintage and use.what for use in uses)
    assert vintage()["UCDP GED: Syria"] == "19.1, 23.1"
    with pytest.raises(KeyError, match="no source is called ACLED"):
        data_use(("ACLED",))


def test_no_note_on_a_group_tells_what_came_after_it_was_known() -> None:
    for row in read_rows("group_links.csv"):
        years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", row["note"])]
        assert all(year <= int(row["known"][:4]) for year in years), row["note"]
        assert not re.search(r"\buntil\b|\blater\b", row["note"]), row["note"]
