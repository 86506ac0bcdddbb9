"""Is it the group that went quiet, or the sources?"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.reading.figures import load_all_series, load_country_months, load_series
from smoulder.records.month import month_index
from smoulder.series.before_since import ratio_interval
from smoulder.series.coverage import CoverageCheck, check_coverage
from tests.series.test_lull import series

BEGAN, TO = month_index("2002-01"), month_index("2003-12")
OWN = series([9.0] * 24 + [0.0] * 24)


def part(check: CoverageCheck, kind: str, at: int = 0):  # type: ignore[no-untyped-def]
    return [one for one in check.parts if one.kind == kind][at]


def test_reporting_of_others_that_goes_on_is_said_with_its_counts() -> None:
    other = series([2.0] * 48, group_id=2)
    check = check_coverage(OWN, BEGAN, TO, series=[OWN, other])
    found = part(check, "others in the country")
    assert (found.said, found.n_before, found.n_since, found.before, found.since) == (
        "held",
        24,
        24,
        1.0,
        1.0,
    )
    assert "24 of 24 (100%) since, against 24 of 24 (100%) before" in found.words
    assert check.said == "held"


def test_reporting_that_falls_for_all_is_said() -> None:
    other = series([2.0] * 24 + [0.0] * 22 + [1.0] * 2, group_id=2)
    check = check_coverage(OWN, BEGAN, TO, series=[other])
    assert check.said == "fell"
    assert part(check, "others in the country").high < 0.5


def test_the_group_itself_and_other_countries_do_not_count_as_others_in_the_country() -> None:
    elsewhere = series([2.0] * 48, group_id=2, country="Elsewhere")
    check = check_coverage(OWN, BEGAN, TO, series=[OWN, elsewhere])
    assert [one.kind for one in check.parts] == ["rest of the source"]
    # that a source goes on elsewhere does not say that this country is watched
    assert check.said == "cannot be told"


def test_a_source_that_stops_everywhere_is_said() -> None:
    elsewhere = series([20.0] * 24 + [1.0] * 24, group_id=2, country="Elsewhere")
    assert check_coverage(OWN, BEGAN, TO, series=[elsewhere]).said == "fell"


def test_the_end_of_other_data_is_no_fall() -> None:
    short = series([20.0] * 30, group_id=2)
    assert check_coverage(OWN, BEGAN, TO, series=[short]).parts == ()


def test_too_few_months_are_called_too_few() -> None:
    other = series([2.0] * 48, group_id=2)
    check = check_coverage(OWN, BEGAN, month_index("2002-04"), series=[other])
    assert check.said == "cannot be told"
    assert "too few" in part(check, "others in the country").words


def test_the_groups_own_deaths_are_taken_off_the_country() -> None:
    panel = (OWN.first, OWN.deaths + np.array([1.0] * 24 + [0.0] * 24))
    check = check_coverage(OWN, BEGAN, TO, country_months=panel, own_state_based=OWN)
    found = part(check, "country's fights")
    assert (found.before, found.since, found.said) == (1.0, 0.0, "fell")


def test_another_source_that_still_sees_the_group_goes_before_the_rest() -> None:
    fell = series([2.0] * 24 + [0.0] * 24, group_id=2)
    seen = series([8.0] * 48)
    check = check_coverage(OWN, BEGAN, TO, series=[fell], other_sources=[seen])
    assert (check.said, part(check, "other sources").said) == ("held", "held")
    assert part(check, "others in the country").said == "fell"


def test_precision_is_counted_over_events_and_decides_nothing() -> None:
    days = pd.to_datetime(["2001-06-15"] * 20 + ["2002-06-15"] * 20)
    rows = pd.DataFrame({"date_end": days, "where_prec": [1] * 20 + [4] * 18 + [1] * 2, "date_prec": 1})
    check = check_coverage(OWN, BEGAN, TO, rows=rows)
    place, day = part(check, "precision"), part(check, "precision", 1)
    assert (place.before, place.since, place.said, day.said) == (1.0, 0.1, "fell", "held")
    assert check.said == "cannot be told"


def test_rows_without_known_precision_are_left_out() -> None:
    rows = pd.DataFrame({"date_end": pd.to_datetime(["2001-06-15"]), "where_prec": [np.nan]})
    assert check_coverage(OWN, BEGAN, TO, rows=rows).parts == ()


def test_nothing_to_compare_with_is_said() -> None:
    check = check_coverage(OWN, BEGAN, TO)
    assert (check.parts, check.said) == ((), "cannot be told")
    assert "too little to tell" in check.words


def test_iraq_was_still_reported_when_islamic_state_went_quiet() -> None:
    own = load_series(234, "Iraq")
    check = check_coverage(
        own,
        month_index("2017-11"),
        month_index("2018-12"),
        series=load_all_series(),
        country_months=load_country_months("Iraq"),
        own_state_based=load_series(234, "Iraq", "state-based"),
    )
    assert check.said == "held"
    assert part(check, "country's fights").n_since == 14


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 60), st.integers(0, 60))
def test_the_interval_of_a_ratio_holds_the_ratio_and_turns_over_with_it(
    b: int, c: int, a: int, d: int
) -> None:
    m, n = b + c, a + d
    low, high = ratio_interval(b, m, a, n)
    corrected = (b + 0.5) / (m + 0.5) / ((a + 0.5) / (n + 0.5))
    assert low <= corrected * (1 + 1e-9)
    assert corrected <= high * (1 + 1e-9)
    back = ratio_interval(a, n, b, m)
    assert back == pytest.approx((1 / high, 1 / low))
