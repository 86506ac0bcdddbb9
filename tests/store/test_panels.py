"""Loaded events laid over the panels that ship."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from smoulder.reading.panels import load_country_panel, load_group_panel
from smoulder.records.month import month_index
from smoulder.store.events import Asked, EventStore, open_events
from smoulder.store.panels import country_panel, group_panel, newest_month
from tests.reading.ged_samples import event
from tests.store.event_files import put


@pytest.fixture
def store(tmp_path: Path) -> EventStore:
    return open_events(tmp_path)


def fight(number: int, country: str, day: str, best: int, kind: int = 1, start: str = "") -> dict[str, str]:
    return event(
        number, country=country, date_start=f"{start or day} 00:00:00.000", date_end=f"{day} 00:00:00.000",
        year=day[:4], best=best, low=best, high=best, type_of_violence=kind,
    )  # fmt: skip


def test_without_loaded_events_the_panels_are_those_that_ship(store: EventStore) -> None:
    assert np.array_equal(country_panel(store).counts, load_country_panel().counts, equal_nan=True)
    assert group_panel(store, "deaths").units == load_group_panel("deaths").units


def test_a_covered_month_is_counted_from_the_rows_and_carries_the_country_on(store: EventStore) -> None:
    rows = [
        fight(1, "Chad", "2025-11-20", 40),
        fight(2, "Chad", "2025-12-03", 9, start="2025-11-01"),
        fight(3, "Chad", "2025-12-04", 500, kind=3),
    ]
    put(store, rows, "26.1", countries=("Chad", "Niger"))
    shipped, panel = load_country_panel(), country_panel(store)
    assert panel.last == month_index("2025-12")
    chad, niger, mali = (panel.counts[panel.units.index(name)] for name in ("Chad", "Niger", "Mali"))
    # the second counts where it ended, and civilians killed by one side are not state-based
    assert chad[-3:].tolist() == [0.0, 40.0, 9.0]
    assert not niger.any()
    old = shipped.counts[shipped.units.index("Mali")]
    assert np.array_equal(mali[: len(old)], old)
    assert np.isnan(mali[len(old) :]).all()
    assert newest_month(panel) == shipped.last


def test_a_release_that_covers_all_countries_carries_all_on(store: EventStore) -> None:
    put(store, [fight(1, "Chad", "2024-11-20", 40)], "25.1", countries=())
    panel = country_panel(store)
    assert newest_month(panel) == panel.last == month_index("2024-12")
    assert not np.isnan(panel.counts[:, -1]).any()
    assert np.nansum(panel.counts) == 40
    south_sudan = panel.counts[panel.units.index("South Sudan")]
    assert np.isnan(south_sudan[: month_index("2011-07") - panel.first]).all()


def test_a_release_from_before_the_panel_ended_changes_nothing(store: EventStore) -> None:
    put(store, [fight(1, "Ethiopia", "2021-11-20", 40)], "23.1", countries=("Ethiopia",))
    assert np.array_equal(country_panel(store).counts, load_country_panel().counts, equal_nan=True)


def test_single_loaded_months_far_behind_the_panel_are_left_off(store: EventStore) -> None:
    put(store, [fight(1, "Chad", "2026-01-20", 40)], "26.0.1", countries=("Chad",))
    assert country_panel(store).last == load_country_panel().last


def test_all_countries_at_once_are_what_each_is_alone(store: EventStore) -> None:
    rows = [
        fight(at, name, f"2020-0{at}-15", at) for at, name in enumerate(("Chad", "Mali", "Chad"), start=1)
    ]
    put(store, rows, "21.1", countries=("Chad", "Mali", "Niger"))
    together = store.all_country_months("state-based", Asked(rule="end"))
    assert [one.country for one in together] == ["Chad", "Mali", "Niger"]
    for one in together:
        alone = store.country_months(one.country, "state-based", Asked(rule="end"))
        assert (one.first, one.deaths.tolist()) == (alone.first, alone.deaths.tolist())


def test_the_newest_month_is_the_last_that_half_of_the_units_cover() -> None:
    panel = load_country_panel()
    counts = panel.counts.copy()
    counts[:90, -1] = np.nan
    assert newest_month(replace(panel, counts=counts)) == panel.last
    counts[:96, -1] = np.nan
    assert newest_month(replace(panel, counts=counts)) == panel.last - 1
