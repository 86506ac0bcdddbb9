from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from smoulder.records.when import When, between

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2011-12-18", date(2011, 12, 18), date(2011, 12, 18)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2011", date(2011, 1, 1), date(2011, 12, 31)),
        ("2011-10/2012-03", date(2011, 10, 1), date(2012, 3, 31)),
        ("../2012", date.min, date(2012, 12, 31)),
        ("2011-10-05/..", date(2011, 10, 5), date.max),
    ],
)
def test_a_time_is_an_interval_of_days(written: str, earliest: date, latest: date) -> None:
    when = When(written)
    assert (when.earliest, when.latest) == (earliest, latest)
    assert str(when) == written


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2011-13",
        "2011-02-30",
        "11",
        "2012/2011",
        "../..",
        "2011/",
        "today",
        "2011-1-1",
        "0000",
        "2011/2012/2013",
    ],
)
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        When(written)


def test_an_error_says_how_to_write_a_time() -> None:
    with pytest.raises(ValidationError, match=r"'soon' is no time; write a day 2011-12-18, a month 2011-12"):
        When("soon")


def test_a_day_and_a_year_as_toml_has_them_are_taken() -> None:
    assert When.model_validate(date(2011, 12, 18)) == When("2011-12-18")
    assert When.model_validate(2011) == When("2011")


def test_surely_before_asks_for_every_day_and_overlap_for_one() -> None:
    december, year, next_year = When("2011-12"), When("2011"), When("2012")
    assert december.surely_before(next_year)
    assert not december.surely_before(year)
    assert december.overlaps(year)
    assert not december.overlaps(next_year)


@given(DAYS, st.integers(0, 2000))
def test_what_lies_between_two_days_is_written_so_that_it_reads_back(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    when = between(first, last)
    assert (when.earliest, when.latest, when.days) == (first, last, more + 1)
    assert When.model_validate_json(when.model_dump_json()) == when


@given(DAYS, DAYS, DAYS, DAYS)
def test_two_times_overlap_or_one_is_surely_before_the_other(a: date, b: date, c: date, d: date) -> None:
    one, other = between(min(a, b), max(a, b)), between(min(c, d), max(c, d))
    assert one.overlaps(other) + one.surely_before(other) + other.surely_before(one) == 1
