"""Where loaded events were: by cell and month, as the series counts them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from smoulder.records.month import month_index
from smoulder.store.counts import Counts
from smoulder.store.events import Asked, EventStore, open_events
from tests.reading.ged_samples import event
from tests.store.event_files import put


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    """One release with every precision code, an event over three months, and one as the first side."""
    made = open_events(tmp_path / "data")
    codes = [event(10 + code, where_prec=code, deaths_b=10 * code) for code in range(1, 8)]
    long = event(20, date_start="2020-01-20", date_end="2020-03-11", deaths_b=40, where_prec="")
    west = event(21, latitude=-0.1, longitude=-0.1, deaths_b=5)
    own = event(22, type_of_violence=3, side_a_new_id=9001, side_a="Embers", side_b_new_id=1, deaths_b=0)
    put(made, [*codes, long, west, own], "21.1")
    return made


def test_each_code_has_its_class_and_the_country_alone_no_cell(store: EventStore) -> None:
    march = [one for one in store.places(9001, "Norland") if one.month == month_index("2020-03")]
    events = {(one.placed, one.latitude, one.longitude): one.events for one in march}
    assert events["place", 10.25, 40.75] == 3
    assert events["district", 10.25, 40.75] == 1
    assert events["province", 10.25, 40.75] == 2
    assert events["country", None, None] == 2
    assert events["place", -0.25, -0.25] == 1
    assert 0 < events["unsaid", 10.25, 40.75] < 1


@pytest.mark.parametrize(
    "asked",
    [Asked(rule="days"), Asked("known-then", date(2020, 8, 1), "days"), Asked(as_of=date(2020, 3, 1))],
)
def test_the_cells_of_a_month_add_up_to_the_series(store: EventStore, asked: Asked) -> None:
    put(store, [event(1, deaths_b=2), event(7, date_start="2020-03-30", date_end="2020-04-02")], "20.0.3")
    by_days = Asked(asked.mode, asked.as_of, "days")
    series = store.series(9001, "Norland", asked=by_days)
    places = store.places(9001, "Norland", by_days)
    for month, events, deaths in zip(series.months, series.events, series.deaths, strict=True):
        held = [one for one in places if one.month == month]
        assert sum(one.events for one in held) == pytest.approx(np.nan_to_num(events), abs=1e-4)
        assert sum(one.deaths for one in held) == pytest.approx(np.nan_to_num(deaths), abs=1e-4)
    assert {one.month for one in places} <= set(series.months.tolist())


def test_months_that_a_release_covers_are_placed_by_it_and_the_others_by_what_ships(tmp_path: Path) -> None:
    store = open_events(tmp_path / "data")
    loaded = event(
        1, country="Iraq", country_id=645, side_b_new_id=234, side_b="IS", latitude=36.3, longitude=43.1,
        date_start="2018-12-05", date_end="2018-12-05", deaths_b=7, year=2018,
    )  # fmt: skip
    put(store, [loaded], "18.0.12", countries=("Iraq",))
    shipped, both = Counts().places(234, "Iraq"), Counts(store).places(234, "Iraq")
    december = [one for one in both if one.month == month_index("2018-12")]
    assert [(one.latitude, one.longitude, one.events) for one in december] == [(36.25, 43.25, 1.0)]
    earlier = [one for one in shipped if one.month < month_index("2018-12")]
    assert [one for one in both if one.month < month_index("2018-12")] == earlier
