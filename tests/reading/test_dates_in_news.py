# ruff: noqa: E501  (a table row stays on its line)
"""Times by tense, by what was named before, as ranges, and in the ten ways a day is written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.dates import find_dates
from smoulder.reading.parser import load_parser

PUBLISHED = date(2020, 1, 23)  # a Thursday


def read(text: str) -> list[tuple[str, str, str]]:
    """First day, last day and granularity of each time in a sentence, with its parse."""
    parse = next(iter(load_parser().parse([text])))
    return [
        (str(item.first or ""), str(item.last or ""), item.granularity)
        for item in find_dates(text, PUBLISHED, parse=parse)
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The minister will meet the rebels on Monday.", "2020-01-27"),
        ("The talks are scheduled for Monday.", "2020-01-27"),
        ("The general is leaving on Monday.", "2020-01-27"),
        ("The court opens on Monday in Kano.", "2020-01-27"),
        ("The army plans to withdraw on Monday.", "2020-01-27"),
        ("The vote is due on Monday.", "2020-01-27"),
        ("The men killed on Monday were farmers.", "2020-01-20"),
        ("Soldiers were forced to leave on Monday.", "2020-01-20"),
        ("The commander, who arrived on Monday, said nothing.", "2020-01-20"),
        ("They had planned an attack on Monday.", "2020-01-20"),
        ("Monday's attack was the third.", "2020-01-20"),
        ("The mayor is angry about Monday's attack.", "2020-01-20"),
        ("The election, set for 15 March, was postponed.", "2020-03-15"),
        ("He may leave in May.", "2020-05-01"),
        ("The siege began in May.", "2019-05-01"),
    ],
)
def test_the_tense_of_the_verb_says_which_way_a_time_lies(text: str, first: str) -> None:
    assert [found[0] for found in read(text)] == [first]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was quiet in the 19th century.", ("1800-01-01", "1899-12-31", "century")),
        ("It was quiet in the nineties.", ("1990-01-01", "1999-12-31", "decade")),
        ("It was quiet in the early 1990s.", ("1990-01-01", "1993-05-02", "span")),
        ("He was born in 1867.", ("1867-01-01", "1867-12-31", "year")),
        ("They fought from 28 January to 3 February 2019.", ("2019-01-28", "2019-02-03", "span")),
        ("They fought between 5 and 7 January.", ("2020-01-05", "2020-01-07", "span")),
        ("They fought from Monday to Wednesday.", ("2020-01-20", "2020-01-22", "span")),
        ("They fought from March 2014 to 5 June 2017.", ("2014-03-01", "2017-06-05", "span")),
        ("They fought from November to February 2018.", ("2017-11-01", "2018-02-28", "span")),
        ("They came over the weekend.", ("2020-01-18", "2020-01-19", "week")),
        ("They came in the third quarter of 2019.", ("2019-07-01", "2019-09-30", "span")),
        ("They came on Monday evening.", ("2020-01-20", "2020-01-20", "part of day")),
        ("They came at 10:30 a.m. on Monday.", ("2020-01-20", "2020-01-20", "hour")),
        ("They came earlier this month.", ("2020-01-01", "2020-01-23", "day")),
        ("The group has held the town for three months.", ("2019-10-23", "2020-01-23", "span")),
        ("The truce will begin within two weeks.", ("2020-01-23", "2020-02-06", "span")),
        ("The council will decide in two weeks.", ("2020-02-03", "2020-02-09", "week")),
        ("They will be gone by the end of the year.", ("", "2020-12-31", "span")),
        ("They came on the 5th of this month.", ("2020-01-05", "2020-01-05", "day")),
        ("The two sides met at Christmas.", ("2019-12-25", "2019-12-25", "day")),
    ],
)
def test_a_time_is_read_with_its_granularity(text: str, found: tuple[str, str, str]) -> None:
    first, last, granularity = found
    assert [(item[0], item[1]) for item in read(text)] == [(first, last)]
    if "earlier" not in text:
        assert read(text)[0][2] == granularity


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("He left on 12 January, and two days earlier she came.", ("2020-01-10", "2020-01-10")),
        ("He left on 12 January. The following day she came.", ("2020-01-13", "2020-01-13")),
        ("He left on 12 January; the day before, she came.", ("2020-01-11", "2020-01-11")),
        ("He left on 12 January. That month they met.", ("2020-01-01", "2020-01-31")),
        ("He left in March 2014, and a year later she came.", ("2015-01-01", "2015-12-31")),
    ],
)
def test_a_time_is_counted_from_the_one_before(text: str, second: tuple[str, str]) -> None:
    assert read(text)[1][:2] == second


@pytest.mark.parametrize(
    "text",
    [
        "The siege lasted for three months.",
        "They came two days after the withdrawal.",
        "The rebels sold Christmas trees.",
        "A reader of the paper News TODAY wrote.",
        "If they leave, we will be there the next day.",
        "31 June 2019 was a quiet day.",
        "It is a 21st-century army.",
    ],
)
def test_what_hangs_on_no_known_day_is_left_out(text: str) -> None:
    assert read(text) == []


STYLES = (
    "{day.day} {month} {day.year}", "{month} {day.day}, {day.year}", "{weekday}, {day.day} {month} {day.year}",
    "{weekday}, {month} {day.day}, {day.year}", "{day.day}{th} {month} {day.year}", "{month} {day.day}{th}, {day.year}",
    "the {day.day}{th} of {month} {day.year}", "{day:%Y-%m-%d}", "{day:%Y/%m/%d}", "{day.day} {short} {day.year}",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A week after the attack of 3 May 2019 the town was empty.", [("A week after", "2019-05-10"), ("3 May 2019", "2019-05-03")]),
        ("They met the day before the vote on June 5, 2018.", [("the day before", "2018-06-04"), ("June 5, 2018", "2018-06-05")]),
        ("Two months before its second summit on 31 August 2017 it split.", [("Two months before", "2017-06-30"), ("31 August 2017", "2017-08-31")]),
        ("They met the day after the vote.", []),
        ("A week after the attack on the town nobody spoke.", []),
    ],
)  # fmt: skip
def test_a_day_counted_from_an_event_is_read_where_the_event_has_its_day(
    text: str, found: list[tuple[str, str]]
) -> None:
    days = [(text[item.start : item.end], str(item.day)) for item in find_dates(text, PUBLISHED)]
    assert days == found


@pytest.mark.parametrize(
    "text",
    [
        "The 2015 Peace Accord held.",
        "The Kalim Agreement of 2015 held.",
        "The Kalim Peace Agreement 2015 held.",
        "The Kalim accords, signed in Oldport (2015), held.",
    ],
)
def test_the_year_of_an_agreement_is_a_year_and_no_day(text: str) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert (str(found.first), str(found.last), found.granularity) == ("2015-01-01", "2015-12-31", "year")


@pytest.mark.parametrize(
    "text", ["Resolution 1970 was passed.", "Some 2000 rebels left.", "The M1918 was old."]
)
def test_a_number_that_is_no_year_is_no_time(text: str) -> None:
    assert find_dates(text, PUBLISHED) == []


@settings(max_examples=150, deadline=None)
@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)),
    st.sampled_from(STYLES),
    st.sampled_from(["on ", "The truce of ", ""]),
)
def test_every_day_written_in_ten_styles_is_read_back(day: date, style: str, lead: str) -> None:
    th = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    written = style.format(
        day=day, month=f"{day:%B}", weekday=f"{day:%A}", short=f"{day:%b}.".replace("May.", "May"), th=th
    )
    text = f"{lead}{written} was quiet."
    found = find_dates(text, PUBLISHED)
    assert [(item.first, item.last) for item in found] == [(day, day)]
    assert written.removeprefix("the ") in text[found[0].start : found[0].end]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 6), st.booleans())
def test_a_weekday_is_at_most_a_week_away(away: int, ahead: bool) -> None:
    day = PUBLISHED + timedelta(days=away if ahead else -away)
    found = find_dates(f"It {'will begin' if ahead else 'began'} on {day:%A}", PUBLISHED)
    assert [item.first for item in found] == [day]


SOME = (
    "on the last next this 5 12 31 2019 1990s March May Monday week weeks ago since until from to between and two years later "
    "early end of day then – - , . night century first summer winter today's that same before 10:30 \u200f é 🙂 \n"
)
WORDS = st.sampled_from(SOME.split(" "))


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)),
    st.sampled_from([None, PUBLISHED]),
)
def test_any_text_gives_ordered_spans_within_it_and_ordered_days(text: str, published: date | None) -> None:
    found = find_dates(text, published, offset=7)
    places = [7, *(place for item in found for place in (item.start, item.end)), 7 + len(text)]
    assert places == sorted(places)
    for item in found:
        assert item.end > item.start
        assert item.first is not None or item.last is not None
        assert item.first is None or item.last is None or item.first <= item.last
