"""Months that rest on candidate releases."""

from datetime import date

import numpy as np
import pytest

from smoulder.assessment.provisional import mark_provisional
from smoulder.records.event import Coverage, Inflation
from smoulder.records.month import month_index
from smoulder.records.settings import Settings
from smoulder.series.situation import Standing, stand
from smoulder.store.counts import Counts
from tests.series.test_lull import series


def standing() -> Standing:
    to = month_index("2003-12")
    return stand(series([20.0] * 24 + [1.0] * 24), (), to, to, Settings(), np.random.default_rng(1))


class Loaded(Counts):
    """Counts whose last three months are candidate rows."""

    factor: Inflation | None = Inflation("", 1, 40, 100.0, 150.0, 1.5, 1.2, 2.0, "estimated")

    def coverage(self) -> tuple[Coverage, ...]:
        return (
            Coverage(
                "candidate",
                "4.0.1",
                False,
                date(2004, 2, 1),
                (),
                month_index("2003-10"),
                month_index("2003-12"),
            ),
        )

    def inflation(self, country: str) -> Inflation | None:
        return self.factor


def test_candidate_months_widen_the_sum_by_what_final_figures_added_before() -> None:
    found, notes = mark_provisional(standing(), Loaded(), "Country")
    # three candidate months of one death: final 3 to 6 of them instead of 3
    assert found.situation.deaths_12 == 12.0
    assert found.situation.deaths_12_low == pytest.approx(12.6)
    assert found.situation.deaths_12_high == pytest.approx(15.0)
    assert "Months from 2003-10" in notes[0]
    assert "1.50 times" in notes[0]


def test_without_overlaps_it_is_said_that_the_factor_is_not_known() -> None:
    counts = Loaded()
    counts.factor = None
    found, notes = mark_provisional(standing(), counts, "Country")
    assert "cannot be counted yet" in notes[0]
    assert found.situation == standing().situation


def test_final_months_are_left_as_they_are() -> None:
    found, notes = mark_provisional(standing(), Counts(), "Country")
    assert notes == ()
    assert found.situation == standing().situation
