"""Loaded events laid over the figures that ship."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from smoulder.reading.figures import load_series
from smoulder.records.event import Coverage
from smoulder.records.event_place import EventPlace
from smoulder.records.month import month_index
from smoulder.records.series import Series
from smoulder.store.counts import Counts, lay_over
from smoulder.store.events import EventStore


def made(deaths: list[float], first: str) -> Series:
    counts = np.array(deaths, dtype=float)
    return Series(
        group_id=1, group="Group", country="Country", first=month_index(first),
        events=counts, deaths=counts, low=counts, high=counts,
        inflicted=counts, suffered=counts * 0, unknown=counts * 0, vintage="1",
    )  # fmt: skip


def span(first: str, last: str) -> tuple[int, int]:
    return month_index(first), month_index(last)


def test_a_loaded_month_takes_the_place_of_the_shipped_one_and_an_empty_one_is_nought() -> None:
    shipped, loaded = made([5.0] * 24, "2000-01"), made([9.0, np.nan, 7.0], "2001-10")
    found = lay_over(shipped, loaded, [span("2001-10", "2002-03")])
    assert found.deaths[20:].tolist() == [5.0, 9.0, 0.0, 7.0, 0.0, 0.0, 0.0]
    assert found.inflicted[21:24].tolist() == [9.0, 0.0, 7.0]
    assert found.last == month_index("2002-03")
    assert found.vintage == "1, with loaded events"


def test_a_group_without_a_loaded_event_is_quiet_in_covered_months() -> None:
    found = lay_over(made([5.0] * 24, "2000-01"), None, [span("2002-01", "2002-12")])
    assert found.deaths[24:].tolist() == [0.0] * 12


def test_single_months_far_behind_the_figures_are_left_off() -> None:
    shipped = made([5.0] * 24, "2000-01")
    found = lay_over(shipped, made([9.0], "2010-01"), [span("2010-01", "2010-01")])
    assert found.last == shipped.last
    assert found.vintage == "1"


def test_a_loaded_year_behind_a_gap_is_kept_with_the_gap_unknown() -> None:
    found = lay_over(made([5.0] * 24, "2000-01"), made([2.0] * 12, "2003-01"), [span("2003-01", "2003-12")])
    assert np.isnan(found.deaths[24:36]).all()
    assert found.deaths[36:].tolist() == [2.0] * 12


def test_loaded_months_before_the_figures_carry_them_back() -> None:
    found = lay_over(made([5.0] * 24, "2000-01"), made([2.0] * 12, "1999-01"), [span("1999-01", "1999-12")])
    assert found.first == month_index("1999-01")
    assert found.deaths[:13].tolist() == [2.0] * 12 + [5.0]


def test_without_a_store_the_figures_are_what_there_is() -> None:
    counts = Counts()
    assert not counts.own_data
    assert counts.series(234, "Iraq").deaths[-12:].sum() == pytest.approx(968.0)
    assert len(counts.all_series()) == 571
    assert counts.countries(532) == ("Sierra Leone",)


class OtherFamily(EventStore):
    """A store in which only another family of sources covers Iraq."""

    def coverage(self) -> tuple[Coverage, ...]:
        whole = month_index("2014-01"), month_index("2014-12")
        return (Coverage("acled", "2015-01-01", True, date(2015, 1, 1), ("Iraq",), *whole),)

    def all_series(self, *_: object, **__: object) -> list[Series]:
        return []


def test_what_another_family_of_sources_covers_leaves_the_figures_as_they_are(tmp_path: Path) -> None:
    counts = Counts(OtherFamily(EventPlace(str(tmp_path))))
    assert counts.coverage() == ()
    np.testing.assert_array_equal(counts.series(234, "Iraq").deaths, load_series(234, "Iraq").deaths)


class Whole(EventStore):
    """A store with one release on Iraq, of 2014 to 2016, and no event in it."""

    def coverage(self) -> tuple[Coverage, ...]:
        months = month_index("2014-01"), month_index("2016-12")
        return (Coverage("ucdp", "17.1", True, date(2017, 6, 1), ("Iraq",), *months),)

    def all_series(self, *_: object, **__: object) -> list[Series]:
        return []


def test_a_loaded_month_after_the_day_is_not_nought(tmp_path: Path) -> None:
    shipped = load_series(234, "Iraq")
    found = Counts(Whole(EventPlace(str(tmp_path)))).on("revised", date(2016, 1, 15)).series(234, "Iraq")
    nought = (found.months >= month_index("2014-01")) & (found.months <= month_index("2015-12"))
    assert not found.deaths[nought].any()
    np.testing.assert_array_equal(found.deaths[~nought], shipped.deaths[~nought])


def test_counts_of_a_day_see_the_releases_of_the_day_and_are_made_once(tmp_path: Path) -> None:
    counts = Counts(Whole(EventPlace(str(tmp_path))))
    before, after = date(2017, 5, 31), date(2017, 6, 1)
    assert counts.on("known-then", before).coverage() == ()
    assert counts.on("known-then", after).coverage() == counts.on("revised", before).coverage() != ()
    assert counts.on("known-then", before) is counts.on("known-then", before)
    then = counts.on("known-then", before)
    assert then.on("known-then", before) is then


def test_known_then_measures_no_factor_by_releases_to_come(tmp_path: Path) -> None:
    asked: list[date | None] = []

    class Noted(Whole):
        def inflation(self, kind: object = None, as_of: date | None = None) -> tuple[()]:
            asked.append(as_of)
            return ()

    counts = Counts(Noted(EventPlace(str(tmp_path))))
    for mode in ("revised", "known-then"):
        assert counts.on(mode, date(2017, 5, 31)).inflation("Iraq") is None
    assert asked == [None, date(2017, 5, 31)]
