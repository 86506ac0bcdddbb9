"""The store against series that others counted from the same events."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import find_source
from smoulder.records.month import month_index, month_text
from smoulder.store.events import Asked, EventStore, open_events

PANEL = "views/country_month_state_based_1990-01_2024-04.parquet"
COUNTRIES = {"Sri Lanka": "ged_sri_lanka", "South Sudan": "ged_south_sudan", "Ethiopia": "ged_ethiopia"}


@pytest.fixture(scope="module")
def data(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue("shared")) / "data"


@pytest.fixture(scope="module")
def countries(data: Path, tmp_path_factory: pytest.TempPathFactory) -> EventStore:
    store = open_events(tmp_path_factory.mktemp("countries"))
    for name in COUNTRIES.values():
        store.load(find_source("ucdp"), data / "ucdp" / f"{name}.csv", ReadOptions(vintage="23.1"))
    return store


def compare(store: EventStore, data: Path, country: str) -> pd.DataFrame:
    """State-based deaths by month of both, where both cover."""
    ours = store.country_months(country, "state-based")
    months = [month_text(ours.first + place) for place in range(len(ours.deaths))]
    panel = pd.read_parquet(data / PANEL)
    theirs = panel[panel.name == country].set_index("month").deaths
    return pd.DataFrame({"ours": pd.Series(ours.deaths, index=months), "panel": theirs}).dropna()


@pytest.mark.parametrize(("country", "months"), [("Sri Lanka", 396), ("South Sudan", 138)])
def test_country_months_by_last_day_equal_the_views_panel(
    countries: EventStore, data: Path, country: str, months: int
) -> None:
    both = compare(countries, data, country)
    assert len(both) == months
    assert both.ours.to_list() == both.panel.to_list()


def test_ethiopia_differs_before_its_id_began_and_where_it_was_revised(
    countries: EventStore, data: Path
) -> None:
    both = compare(countries, data, "Ethiopia")
    different = both[both.ours != both.panel]
    early = different[different.index < "1993-05"]
    late = different[different.index >= "1993-05"]
    assert (len(early), early.ours.sum(), early.panel.sum()) == (21, 62097, 0)
    assert (len(late), late.index.min(), late.index.max()) == (18, "2020-11", "2022-11")
    assert (late.ours.sum(), late.panel.sum()) == (110124, 307025)


@pytest.fixture(scope="module")
def events(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[EventStore, pd.DataFrame]:
    """The table of events with its declared spans, and its rows by pandas."""
    folder = tmp_path_factory.mktemp("events")
    path = data / "groups" / "ged_events_1989-01_2026-02.parquet"
    rows = pd.read_parquet(path)
    spans = pd.read_csv(data / "groups" / "ged_country_coverage.csv")
    spans["vintage"] = spans.source.map(rows.groupby("source").ged_version.first())
    spans["country"] = spans.country.replace({"Myanmar": "Myanmar (Burma)"})
    spans.to_csv(folder / "spans.csv", index=False)
    store = open_events(folder)
    report = store.load(find_source("ucdp"), path, ReadOptions(coverage=folder / "spans.csv"))
    assert (report.rows, report.added, report.rejected) == (88080, 88080, 0)
    return store, rows


def test_the_group_months_are_reproduced_but_for_events_dropped_as_doubles(
    events: tuple[EventStore, pd.DataFrame], data: Path
) -> None:
    store, rows = events
    theirs = pd.read_parquet(data / "groups" / "group_month.parquet")
    theirs["country"] = theirs.country.replace({"Myanmar": "Myanmar (Burma)"})
    ours = {(one.group_id, one.country): one for one in store.all_series(asked=Asked(rule="days"))}
    missing, different = defaultdict(int), []
    for (group_id, country), months in theirs.groupby(["group_id", "country"]):
        if (group_id, country) not in ours:
            missing[group_id, country] += len(months)
            continue
        one = ours[group_id, country]
        places = months.month.map(month_index).to_numpy() - one.first
        for name, column in (("events", "events"), ("deaths", "deaths_best"), ("low", "deaths_low")):
            wrong = np.abs(getattr(one, name)[places] - months[column].to_numpy()) > 1e-6
            different += list(
                months[wrong][["group_id", "country", "month"]].itertuples(index=False, name=None)
            )
    assert dict(missing) == {(-1, "Syria"): 59}  # four events of a coalition without an id
    different = sorted(set(different))
    assert len(different) == 48
    doubled = rows[rows.id.isna()]
    assert {country for _, country, _ in different} == set(doubled.country)
    assert {(country, month[:4]) for _, country, month in different} == set(
        zip(doubled.country, doubled.date_end.dt.strftime("%Y"), strict=True)
    )
    for group_id, country, month in different:
        series = ours[group_id, country]
        row = theirs[(theirs.group_id == group_id) & (theirs.country == country) & (theirs.month == month)]
        assert series.events[month_index(month) - series.first] > float(row.events.iloc[0])


def test_candidate_and_final_months_overlap_where_both_cover(
    events: tuple[EventStore, pd.DataFrame],
) -> None:
    store, rows = events
    month = rows.date_end.dt.strftime("%Y-%m") == "2023-10"
    for one in store.inflation():
        if one.country:
            here = rows[month & (rows.country == one.country)]
            assert one.candidate == here[here.ged_version == "23.0.10"].best.sum()
            assert one.final == here[here.ged_version == "24.1"].best.sum()
    assert {one.country for one in store.inflation()} == {"", "Mexico", "Myanmar (Burma)"}
