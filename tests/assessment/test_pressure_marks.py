"""What was known of the pressure, beside the months."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.pressure_marks import pressure_marks
from smoulder.brief.excerpt import span_anchor
from smoulder.reading.groups import load_registry
from smoulder.reading.page import open_report
from smoulder.reading.pressure_calendar import load_calendar, read_calendar
from smoulder.reading.pressure_told import entries_from_reading
from smoulder.reading.read import read_many
from smoulder.records.calendar import Calendar
from smoulder.records.pressure import PressureEntry
from smoulder.records.timeline import TimelineMark
from smoulder.records.when import When

EXAMPLES = Path(__file__).parents[2] / "examples"
IRAQ = EXAMPLES / "pressure-iraq-2011.toml"


def marks(record: Calendar, day: date, country: str = "Iraq") -> tuple[TimelineMark, ...]:
    return pressure_marks(record, 234, country, day, ())


def spans(found: tuple[TimelineMark, ...]) -> list[tuple[str, str, str | None]]:
    return [(one.phase, one.first, one.last) for one in found]


def test_a_calendar_becomes_a_stretch_for_each_phase_and_a_day_of_departure() -> None:
    found = marks(load_calendar(IRAQ), date(2013, 1, 1))
    assert spans(found) == [
        ("present", "2003-03-20", "2008-11-17"),
        ("announced", "2008-11-17", "2009-06-30"),
        ("handed over", "2009-06-30", "2011-12-18"),
        ("departed", "2011-12-18", "2011-12-18"),
    ]
    assert {one.lane for one in found} == {"pressure"}
    assert found[1].words.endswith("due 2011-12-31")
    assert "38,603 US military personnel (2011-09)" in found[2].words
    assert all(one.source for one in found)


def test_nothing_later_than_the_as_of_day_is_seen() -> None:
    found = marks(load_calendar(IRAQ), date(2010, 6, 1))
    assert spans(found)[-1] == ("handed over", "2009-06-30", None)
    assert "2009-09" in found[-1].words
    assert "2010" not in found[-1].words.replace("2010-06", "")


def test_what_presses_elsewhere_is_left_out_and_no_record_gives_no_mark() -> None:
    assert marks(load_calendar(IRAQ), date(2013, 1, 1), "Syria") == ()
    assert marks(Calendar(), date(2013, 1, 1)) == ()


def test_a_demand_and_a_reduction_are_days_and_change_no_phase() -> None:
    record = read_calendar(
        '[[pressure]]\nkind = "peacekeepers"\nby = "Mission"\ncountry = "Iraq"\nbegan = "2015-02"\n'
        '[[pressure]]\nkind = "peacekeepers"\nby = "Mission"\ncountry = "Iraq"\ndemanded = "2016-05-02"\n'
        '[[pressure]]\nkind = "peacekeepers"\nby = "Mission"\ncountry = "Iraq"\nreduced = "2017-01-01"\n',
        "test",
    )
    assert spans(marks(record, date(2018, 1, 1))) == [
        ("present", "2015-02-28", None),
        ("demanded", "2016-05-02", "2016-05-02"),
        ("reduced", "2017-01-01", "2017-01-01"),
    ]


@pytest.fixture(scope="module")
def told() -> tuple[TimelineMark, ...]:
    registry = load_registry()
    readings = tuple(read_many([open_report(EXAMPLES / "iraq-2020.txt")], registry, None))
    entries = entries_from_reading(readings[0], registry, 234, "Iraq").entries
    return pressure_marks(Calendar(entries=entries), 234, "Iraq", date(2020, 1, 24), readings)


def test_a_mark_from_a_report_leads_to_the_sentence_on_the_page(told: tuple[TimelineMark, ...]) -> None:
    assert {one.to for one in told} <= {span_anchor(0, "read", f"P{at}") for at in range(1, 9)}
    assert [one.phase for one in told].count("demanded") == 1
    assert any("5,200 troops" in one.words for one in told)
    assert "not named" not in " ".join(one.words for one in told)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("began", "seen", "announced", "reduced", "handed_over", "departed", "demanded")),
            st.dates(date(2000, 1, 1), date(2015, 12, 31)),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_stretches_never_overlap_and_end_by_the_day(steps: list[tuple[str, date]]) -> None:
    entries = tuple(
        PressureEntry.model_validate(
            {"kind": "foreign troops", "by": "A state", "country": "Iraq", step: When(day.isoformat())}
        )
        for step, day in steps
    )
    day = date(2010, 1, 1)
    found = marks(Calendar(entries=entries), day)
    lasting = [one for one in found if one.phase in ("present", "announced", "handed over")]
    assert all(one.first <= day.isoformat() for one in found)
    for before, after in pairwise(lasting):
        assert before.last is not None
        assert before.last <= after.first


def test_a_size_stands_alone_where_nobody_is_named() -> None:
    record = read_calendar(
        '[[pressure]]\nkind = "peacekeepers"\nby = "not named"\ncountry = "Iraq"\nbegan = "2015-02"\n'
        'size = 14000\nunit = "peacekeepers"\n',
        "test",
    )
    (found,) = marks(record, date(2018, 1, 1))
    assert found.words.startswith("14,000 peacekeepers")
