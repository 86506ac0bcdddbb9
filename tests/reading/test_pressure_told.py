from __future__ import annotations

from datetime import date

import pytest

from smoulder.reading.groups import load_registry
from smoulder.reading.pressure_told import NOT_NAMED, Told, entries_from_reading
from smoulder.records.pressure import STEPS
from smoulder.records.report import Report
from smoulder.records.statement import PressureMention, Reading

PUBLISHED = date(2020, 1, 24)


def told(
    *mentions: PressureMention,
    published: date | None = PUBLISHED,
    country: str | None = "Iraq",
    **given: object,
) -> Told:
    report = Report(
        name="report.txt",
        sha256="ab" * 32,
        raw="",
        text="",
        published=published,
        address="https://example.org/a",
    )
    reading = Reading(report=report, pressure=mentions, group_id=234, country=country)
    return entries_from_reading(reading, load_registry(), **given)  # type: ignore[arg-type]


def mention(**said: object) -> PressureMention:
    whole = {
        "text": "Soldiers left.",
        "start": 10,
        "end": 24,
        "kind": "foreign troops",
        "by": "US",
        "step": "departed",
    }
    return PressureMention.model_validate(whole | said)


def dates(found: Told) -> list[dict[str, str]]:
    return [{step: str(when) for step in STEPS if (when := one.date_of(step))} for one in found.entries]


def test_an_entry_keeps_document_span_address_and_day_and_no_words() -> None:
    (one,) = told(mention(date=date(2020, 1, 5))).entries
    assert (one.document, one.start, one.end) == ("ab" * 32, 10, 24)
    assert (one.source, str(one.known)) == ("https://example.org/a", "2020-01-24")
    assert (one.by, one.group_id, one.country) == ("United States of America", 234, "Iraq")
    assert "Soldiers" not in one.model_dump_json()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"step": "departed", "date": date(2020, 1, 5)}, {"departed": "2020-01-05"}),
        ({"step": "departed"}, {"departed": "../2020-01-24"}),
        ({"step": "departed", "date": date(2020, 6, 1)}, {"due": "2020-06-01"}),
        ({"step": "departed", "size": 500, "unit": "troops"}, {"reduced": "../2020-01-24"}),
        ({"step": "in force", "date": PUBLISHED}, {"seen": "2020-01-24"}),
        ({"step": "in force", "date": date(2019, 5, 2)}, {"began": "2019-05-02"}),
        ({"step": "departure announced", "date": date(2020, 1, 2)}, {"announced": "2020-01-02"}),
        (
            {"step": "departure announced", "date": date(2020, 5, 1)},
            {"announced": "2020-01-24", "due": "2020-05-01"},
        ),
        ({"step": "departure demanded", "date": date(2020, 1, 5)}, {"demanded": "2020-01-05"}),
        ({"step": "handed over", "date": date(2020, 1, 5)}, {"handed_over": "2020-01-05"}),
        ({"step": "broken", "kind": "ceasefire", "date": date(2020, 1, 5)}, {"departed": "2020-01-05"}),
        ({"step": "announced", "kind": "sanctions", "date": date(2020, 1, 5)}, {"began": "2020-01-05"}),
        ({"step": "resumed", "kind": "air campaign", "date": date(2020, 1, 5)}, {"began": "2020-01-05"}),
    ],
)
def test_a_step_becomes_a_date_of_the_calendar(said: dict[str, object], expected: dict[str, str]) -> None:
    assert dates(told(mention(**said))) == [expected]


def test_a_size_counts_only_where_so_many_are_there() -> None:
    there, fewer = told(
        mention(step="in force", date=PUBLISHED, size=5200, unit="soldiers"),
        mention(step="reduced", date=PUBLISHED, size=500, unit="soldiers"),
    ).entries
    assert (there.size, there.unit, there.note) == ((5200, 5200), "soldiers", "")
    assert (fewer.size, fewer.unit, fewer.note) == (None, "", "the report says 500 soldiers")


def test_operations_and_ceasefires_become_kinds_of_the_calendar_with_their_words() -> None:
    operations, truce = told(
        mention(kind="coalition operations", step="in force", date=PUBLISHED),
        mention(kind="ceasefire", step="in force", date=PUBLISHED),
    ).entries
    assert (operations.kind, operations.note) == ("foreign troops", "coalition operations")
    assert (truce.kind, truce.note) == ("deal", "ceasefire")


@pytest.mark.parametrize("by", ["", "General Jo Smith"])
def test_a_presser_that_is_not_named_or_is_a_person_is_not_named(by: str) -> None:
    (one,) = told(mention(by=by)).entries
    assert one.by == NOT_NAMED


def test_who_demands_a_departure_is_not_who_presses() -> None:
    (one,) = told(mention(step="departure demanded", by="Iraq's parliament")).entries
    assert one.by == NOT_NAMED


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"kind": "amnesty", "step": "in force"}, "amnesty, in force: a calendar has no such kind"),
        ({"step": "announced"}, "foreign troops, announced: it was only announced"),
        (
            {"step": "in force", "date": date(2020, 6, 1)},
            "foreign troops, in force: neither it nor the report",
        ),
    ],
)
def test_what_has_no_place_in_a_calendar_is_left_out_with_its_reason(
    said: dict[str, object], why: str
) -> None:
    found = told(mention(**said))
    assert found.entries == ()
    assert found.left_out[0].startswith(why)


def test_without_a_day_anywhere_there_is_no_entry() -> None:
    assert "has a day" in told(mention(), published=None).left_out[0]


def test_the_given_group_and_country_go_before_those_of_the_report() -> None:
    (one,) = told(mention(), group_id=1051, country="Nigeria").entries
    assert (one.group_id, one.country) == (1051, "Nigeria")


def test_the_same_said_twice_in_one_place_is_one_entry_and_a_report_without_pressure_has_none() -> None:
    assert len(told(mention(), mention()).entries) == 1
    assert told() == Told((), ())
