"""What speaks to a case."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.pressure.effect import combined, effect_for, kind_effects, shrunk, speaks
from smoulder.models.pressure.pooling import NO_EFFECT_SD
from smoulder.reading.pressure_effects import load_effects
from smoulder.records.month import month_index
from tests.models.pressure.made import estimated

NOW = month_index("2012-06")


def test_an_estimate_is_shrunk_halfway_where_it_is_as_sure_as_the_prior() -> None:
    mean, error = shrunk([estimated(1.0, error=NO_EFFECT_SD)])
    assert mean == pytest.approx(0.5, abs=1e-6)
    assert error == pytest.approx(NO_EFFECT_SD / np.sqrt(2), abs=1e-6)
    assert shrunk([]) == (0.0, NO_EFFECT_SD)


def test_two_estimates_of_one_kind_are_no_surer_together_than_the_surer_one() -> None:
    both = combined([estimated(1.0, error=0.5), estimated(0.0, error=0.5)])
    assert both == pytest.approx((0.5, 0.5))
    assert combined([]) is None


def test_evidence_of_another_kind_of_pressure_is_not_used() -> None:
    rows = [estimated(0.9)]
    own = effect_for("peacekeepers", "Mali", NOW, effects=rows)
    other = effect_for("foreign troops", "Mali", NOW, effects=rows)
    assert (own.basis, len(own.evidence)) == ("estimated", 1)
    assert own.log_hazard > 0
    assert (other.basis, other.evidence) == ("assumed", ())
    assert [other.log_hazard, other.hazard_error] == pytest.approx([0.0, NO_EFFECT_SD])
    assert "assumed" in other.why


@pytest.mark.parametrize("phase", ["announced", "handed over"])
def test_phases_that_no_data_set_dates_are_assumed(phase: str) -> None:
    found = effect_for("peacekeepers", "Mali", NOW, phase, [estimated(0.9)])  # type: ignore[arg-type]
    assert (found.basis, found.rate_basis) == ("assumed", "assumed")
    assert phase in found.why


def test_an_estimate_on_later_outcomes_is_not_taken_and_the_latest_of_the_earlier_is() -> None:
    rows = [estimated(0.1, until="2004-12"), estimated(0.2, until="2009-12"), estimated(0.3, until="2014-12")]
    assert effect_for("peacekeepers", "Mali", NOW, effects=rows).evidence[0].value == 0.2
    assert effect_for("peacekeepers", "Mali", month_index("2004-11"), effects=rows).basis == "assumed"


def test_a_case_is_no_evidence_for_itself() -> None:
    rows = [estimated(0.9), estimated(0.1, without="Mali"), estimated(None, error=None, without="Chad")]
    assert effect_for("peacekeepers", "Mali", NOW, effects=rows).evidence[0].value == 0.1
    assert effect_for("peacekeepers", "Chad", NOW, effects=rows).basis == "assumed"
    assert effect_for("peacekeepers", "Peru", NOW, effects=rows).evidence[0].value == 0.9


@pytest.mark.parametrize(
    "lacking", [{"events": 4}, {"events_against": 4}, {"countries": 2}, {"value": None}, {"error": None}]
)
def test_too_few_events_or_countries_do_not_speak(lacking: dict[str, float | None]) -> None:
    assert speaks(estimated())
    assert not speaks(estimated().model_copy(update=lacking))


def test_rates_speak_by_groups_and_countries_apart_from_hazards() -> None:
    rate = estimated(0.4, part="inflicted deaths", units=10, countries=3, events=900)
    found = effect_for("peacekeepers", "Mali", NOW, effects=[rate])
    assert (found.basis, found.rate_basis) == ("assumed", "estimated")
    assert found.log_rate > 0
    assert not speaks(rate.model_copy(update={"units": 9}))
    assert not speaks(rate.model_copy(update={"part": "steps"}))


@given(st.floats(-3, 3), st.floats(0.05, 3))
def test_shrinking_never_leaves_the_side_of_the_estimate_nor_goes_beyond_it(
    value: float, error: float
) -> None:
    mean, sd = shrunk([estimated(value, error=error)])
    assert abs(mean) <= abs(value) + 1e-9
    assert mean * value >= 0
    assert sd <= min(error, NO_EFFECT_SD) + 1e-6


def test_pooling_over_kinds_pulls_them_together_and_the_case_does_not_feel_it() -> None:
    rows = [estimated(1.0), estimated(-1.0, kind="foreign troops")]
    one, two = kind_effects(NOW, effects=rows)
    assert one.pooled[0] < one.alone[0] < one.estimate[0]
    assert two.pooled[0] > two.alone[0] > two.estimate[0]
    assert effect_for("peacekeepers", "Mali", NOW, effects=rows).log_hazard == pytest.approx(one.alone[0])
    assert kind_effects(NOW, effects=[]) == ()


def test_the_packaged_estimates_leave_the_day_and_the_country_of_iraq_2011_out() -> None:
    found = effect_for("foreign troops", "Iraq", month_index("2011-11"))
    assert found.evidence
    assert {(row.until, row.without) for row in found.evidence} == {("2009-12", "Iraq")}
    assert all(row.kind == "foreign troops" for row in found.evidence)


def test_packaged_intervals_hold_their_estimates_and_no_row_has_less_than_no_error() -> None:
    rows = load_effects()
    assert len(rows) > 100
    for row in rows:
        if row.low is not None and row.high is not None and row.value is not None:
            assert row.low <= row.value <= row.high
        assert row.error is None or row.error > 0
