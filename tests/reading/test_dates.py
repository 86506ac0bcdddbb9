"""Times in news, as intervals of days."""

from __future__ import annotations

from datetime import date

import pytest

from smoulder.reading.dates import find_dates

PUBLISHED = date(2020, 1, 23)  # a Thursday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("he said Wednesday", "2020-01-22", "2020-01-22"),
        ("he said on Thursday", "2020-01-23", "2020-01-23"),
        ("he said last Thursday", "2020-01-16", "2020-01-16"),
        ("they will meet on Monday", "2020-01-27", "2020-01-27"),
        ("talks scheduled for Monday", "2020-01-27", "2020-01-27"),
        ("he said Monday that troops would leave", "2020-01-20", "2020-01-20"),
        ("it fell last March", "2019-03-01", "2019-03-31"),
        ("it fell in March", "2019-03-01", "2019-03-31"),
        ("it fell in January", "2020-01-01", "2020-01-31"),
        ("it will open in March", "2020-03-01", "2020-03-31"),
        ("since October", "2019-10-01", "2020-01-23"),
        ("on 5 January", "2020-01-05", "2020-01-05"),
        ("on January 5", "2020-01-05", "2020-01-05"),
        ("on December 20", "2019-12-20", "2019-12-20"),
        ("on December 20, 2017", "2017-12-20", "2017-12-20"),
        ("on 20 December 2017", "2017-12-20", "2017-12-20"),
        ("this month", "2020-01-01", "2020-01-31"),
        ("last month", "2019-12-01", "2019-12-31"),
        ("last year", "2019-01-01", "2019-12-31"),
        ("in 2014", "2014-01-01", "2014-12-31"),
        ("from 2014 to 2017", "2014-01-01", "2017-12-31"),
        ("in 2014-17", "2014-01-01", "2017-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("three days ago", "2020-01-20", "2020-01-20"),
        ("two years ago", "2018-01-01", "2018-12-31"),
        ("over the past ten days", "2020-01-13", "2020-01-23"),
        ("over the last few months", "2019-10-23", "2020-01-23"),
        ("in the summer of 2014", "2014-06-01", "2014-08-31"),
        ("last winter", "2018-12-01", "2019-02-28"),
        ("early in 2019", "2019-01-01", "2019-05-02"),
        ("until May 2019", None, "2019-05-31"),
        ("yesterday", "2020-01-22", "2020-01-22"),
        ("in December last year", "2019-12-01", "2019-12-31"),
    ],
)
def test_a_time_is_an_interval(text: str, first: str | None, last: str | None) -> None:
    found = find_dates(text, PUBLISHED)
    assert [
        (str(item.first) if item.first else None, str(item.last) if item.last else None) for item in found
    ] == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "the march on the capital",
        "he may leave",
        "2000 soldiers left",
        "March on",
        "30 February 2019",
        "room 2014b",
    ],
)
def test_words_that_only_look_like_times_are_none(text: str) -> None:
    assert find_dates(text, PUBLISHED) == []


def test_without_a_publication_day_only_whole_dates_are_read() -> None:
    found = find_dates("he said Wednesday that the truce of 22 February 2002 held in March", None)
    assert [str(item.first) for item in found] == ["2002-02-22"]


def test_since_then_goes_back_to_the_time_before() -> None:
    earlier = find_dates("parliament voted on 5 January", PUBLISHED)
    found = find_dates("operations have slowed since then, he said", PUBLISHED, before=tuple(earlier))
    assert (found[0].first, found[0].last) == (date(2020, 1, 5), PUBLISHED)


def test_ten_days_later_is_counted_from_the_time_before() -> None:
    found = find_dates("he left on 4 January, and ten days later she left", PUBLISHED)
    assert found[1].first == date(2020, 1, 14)
