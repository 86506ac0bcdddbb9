"""The same thing has the same id, and a later answer of a case is a later version of the same objects."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import samples

from smoulder.brief.edition import Issue
from smoulder.brief.stix.ids import after, first_moment, object_id, stamp_of

OPENED = datetime(2026, 3, 1, 9, tzinfo=UTC)
DESK = Issue(organisation="A desk", case="is-iraq-2020-01-23-7f3a", opened=OPENED, made=OPENED)


def test_an_id_depends_on_each_part_and_its_place() -> None:
    assert len({object_id("note", "a", "b"), object_id("note", "b", "a"), object_id("note", "ab")}) == 3
    assert object_id("note", "a") != object_id("report", "a").replace("report", "note")


def test_a_later_answer_of_a_case_has_the_same_ids_and_is_modified_later() -> None:
    asked = samples.model_case().question
    later = Issue(organisation="A desk", case=DESK.case, opened=OPENED, made=OPENED + timedelta(days=9))
    moved = asked.model_copy(update={"as_of": asked.as_of + timedelta(days=9)})
    first, second = stamp_of(asked, DESK), stamp_of(moved, later)
    one, other = first.of_case("note", "item", "e1"), second.of_case("note", "item", "e1")
    assert one["id"] == other["id"]
    assert one["created"] == other["created"] == OPENED
    assert other["modified"] == OPENED + timedelta(days=9)


def test_two_organisations_share_no_object() -> None:
    asked = samples.model_case().question
    other = Issue(organisation="Another desk", case=DESK.case, opened=OPENED, made=OPENED)
    assert stamp_of(asked, DESK).report != stamp_of(asked, other).report


def test_an_answer_that_was_not_kept_bears_its_day() -> None:
    stamp = stamp_of(samples.model_case().question, Issue())
    assert stamp.of_case("report")["modified"] == datetime(2020, 1, 23, tzinfo=UTC)
    # what no case owns began with this way of writing, and is not older than that
    group = stamp.of_organisation("threat-actor", 234)
    assert group["created"] == group["modified"] == datetime(2026, 1, 1, tzinfo=UTC)


def test_a_month_goes_over_into_the_next_year() -> None:
    assert after("2018-12") == first_moment("2019-01") == datetime(2019, 1, 1, tzinfo=UTC)
