from __future__ import annotations

from datetime import date

import pytest

from smoulder.records.calendar import Calendar
from smoulder.records.force import PRESSING, Force, Phase
from smoulder.records.pressure import KINDS, PressureEntry, PressureKind

TROOPS: PressureKind = "foreign troops"


def entry(**said: object) -> PressureEntry:
    return PressureEntry.model_validate({"kind": TROOPS, "by": "Sudland", "country": "Norland"} | said)


def calendar(*entries: PressureEntry) -> Calendar:
    return Calendar(entries=entries)


def phase(one: Calendar, day: date) -> Phase:
    return one.phase(None, "Norland", day)[TROOPS].phase


STAY = calendar(
    entry(began="2003-03"),
    entry(announced="2008-11-17", due="2011"),
    entry(handed_over="2009-06-30"),
    entry(departed="2011-12-18"),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2003, 2, 28), "none"),
        (date(2003, 3, 31), "in force"),
        (date(2008, 11, 16), "in force"),
        (date(2008, 11, 17), "announced"),
        (date(2009, 6, 30), "handed over"),
        (date(2011, 12, 17), "handed over"),
        (date(2011, 12, 18), "departed"),
        (date(2030, 1, 1), "departed"),
    ],
)
def test_a_phase_holds_from_the_day_of_its_step(day: date, expected: Phase) -> None:
    assert phase(STAY, day) == expected


def test_every_kind_has_a_phase_and_none_where_nothing_is_told() -> None:
    found = STAY.phase(None, "Norland", date(2010, 1, 1))
    assert tuple(found) == KINDS
    assert {kind: one.phase for kind, one in found.items() if one.phase != "none"} == {TROOPS: "handed over"}
    assert STAY.phase(None, "Estland", date(2010, 1, 1))[TROOPS].phase == "none"


def test_a_step_inside_its_span_may_have_happened_or_not() -> None:
    one = calendar(entry(began="2003-03"), entry(announced="2008"), entry(departed="2008-06/2009-06"))
    found = one.phase(None, "Norland", date(2008, 7, 1))[TROOPS]
    assert found.phase == "in force"
    assert found.possible == ("in force", "announced", "departed")


def test_a_later_sighting_or_announcement_takes_nothing_back_and_a_new_beginning_does() -> None:
    seen = calendar(*STAY.entries, entry(seen="2012-09", size=179, unit="troops"), entry(announced="2013"))
    assert phase(seen, date(2014, 1, 1)) == "departed"
    assert phase(calendar(*seen.entries, entry(began="2014-06")), date(2014, 7, 1)) == "in force"


def test_to_be_seen_or_reduced_takes_no_announcement_back() -> None:
    one = calendar(entry(announced="2008"), entry(seen="2009", size=9, unit="troops"), entry(reduced="2010"))
    assert phase(one, date(2011, 1, 1)) == "announced"


def test_a_count_of_nought_is_a_departure() -> None:
    one = calendar(entry(began="2003"), entry(seen="2009-05", size=0, unit="troops"))
    assert phase(one, date(2010, 1, 1)) == "departed"


def test_the_phase_of_a_kind_is_that_of_the_greater_part() -> None:
    big = (entry(seen="2003", size=9000, unit="troops"), entry(departed="2010"))
    small = entry(by="Estland", seen="2004", size=50, unit="soldiers")
    found = calendar(*big, small).phase(None, "Norland", date(2011, 1, 1))[TROOPS]
    assert (found.phase, found.possible) == ("departed", ("in force", "departed"))
    assert set(found.entries) == {one.id for one in (*big, small)}


def test_where_a_size_is_not_known_the_most_pressing_force_counts() -> None:
    one = calendar(
        entry(seen="2003", size=9000, unit="troops"),
        entry(departed="2010"),
        entry(by="Estland", began="2004"),
    )
    assert phase(one, date(2011, 1, 1)) == "in force"


def test_an_entry_on_all_groups_presses_on_each_and_one_on_a_group_on_that_alone() -> None:
    everybody, one_group = entry(began="2003"), entry(group_id=7, announced="2005")
    both = calendar(everybody, one_group)
    assert both.on(7, "Norland").entries == (everybody, one_group)
    assert both.on(8, "Norland").entries == (everybody,)
    assert both.phase(7, "Norland", date(2006, 1, 1))[TROOPS].phase == "announced"
    assert both.phase(8, "Norland", date(2006, 1, 1))[TROOPS].phase == "in force"


def test_an_entry_on_a_group_without_a_country_presses_everywhere() -> None:
    one = entry(kind="sanctions", country="", group_id=7, began="2003")
    assert calendar(one).on(7, "Estland").entries == (one,)
    assert calendar(one).on(8, "Estland").entries == ()


def test_what_is_corrected_or_withdrawn_does_not_stand() -> None:
    wrong, other = entry(began="2003"), entry(by="Estland", began="2004")
    right = entry(began="2002", supersedes=wrong.id)
    gone = other.model_copy(update={"supersedes": other.id, "withdrawn": True})
    whole = calendar(wrong, other, right, gone)
    assert whole.standing().entries == (right,)
    assert whole.entries == (wrong, other, right, gone)


def test_an_entry_is_known_from_its_day_of_knowledge_else_from_what_happened_last() -> None:
    late = entry(began="2003", known="2005-03-01")
    planned = entry(announced="2004-05-05", due="2010")
    seen = entry(seen="2004", size=5, unit="troops")
    whole = calendar(late, planned, seen)
    assert whole.known_by(date(2004, 5, 5)).entries == (planned,)
    assert whole.known_by(date(2004, 12, 31)).entries == (planned, seen)
    assert whole.known_by(date(2005, 3, 1)).entries == whole.entries


def test_a_correction_known_later_leaves_the_first_entry_standing_before() -> None:
    wrong = entry(began="2003")
    right = entry(began="2002", supersedes=wrong.id, known="2006")
    whole = calendar(wrong, right)
    assert whole.known_by(date(2005, 1, 1)).standing().entries == (wrong,)
    assert whole.known_by(date(2007, 1, 1)).standing().entries == (right,)


def test_forces_are_told_apart_by_presser_kind_and_place() -> None:
    whole = calendar(
        entry(began="2003"),
        entry(by="SUDLAND", departed="2005"),
        entry(began="2003", place="Harbour"),
        entry(kind="air campaign", began="2003"),
    )
    assert [len(force.entries) for force in whole.forces()] == [2, 1, 1]


def test_the_counts_of_a_force_come_in_the_order_of_their_days() -> None:
    (force,) = calendar(
        entry(seen="2009", size=5, unit="troops"),
        entry(began="2003", size=(7, 9), unit="troops"),
        entry(due="2010"),
    ).forces()
    assert [(str(one.when), one.low, one.high) for one in force.counts] == [("2003", 7, 9), ("2009", 5, 5)]


def test_a_force_without_entries_is_in_no_phase() -> None:
    empty = Force(TROOPS, "Sudland", "", ())
    assert empty.phase(date(2010, 1, 1)) == "none"
    assert empty.possible(date(2010, 1, 1)) == ("none",)
    assert set(PRESSING) >= {"none"}


def test_an_empty_calendar_tells_nothing() -> None:
    assert {one.phase for one in Calendar().phase(None, "Norland", date(2010, 1, 1)).values()} == {"none"}


MOVED = [
    {"country": "Estland"},
    {"kind": "peacekeepers"},
    {"country": "", "group_id": 8},
]
"""What a correction can change so that the right entry presses elsewhere."""


@pytest.mark.parametrize("change", MOVED)
def test_an_entry_corrected_to_press_elsewhere_stands_no_longer_where_it_was(
    change: dict[str, object],
) -> None:
    wrong = entry(began="2003", group_id=7)
    right = entry(**{"began": "2003", "group_id": 7, "supersedes": wrong.id} | change)
    whole, day = calendar(wrong, right), date(2010, 1, 1)
    here = whole.on(7, "Norland", TROOPS)
    assert here.entries == (wrong,)
    assert here.standing().entries == here.forces() == ()
    assert here.on(7).known_by(day).standing().entries == ()
    assert whole.phase(7, "Norland", day)[TROOPS].phase == "none"
    assert here.digest() != calendar(wrong).on(7, "Norland", TROOPS).digest()


def test_a_correction_elsewhere_does_not_act_before_it_was_known_in_whatever_order_it_is_asked() -> None:
    wrong = entry(began="2003")
    right = entry(began="2003", country="Estland", supersedes=wrong.id, known="2006")
    whole, before, after = calendar(wrong, right), date(2005, 1, 1), date(2007, 1, 1)
    assert whole.known_by(before).on(None, "Norland").standing().entries == (wrong,)
    assert whole.on(None, "Norland").known_by(before).standing().entries == (wrong,)
    assert whole.known_by(after).on(None, "Norland").standing().entries == ()
    assert whole.on(None, "Norland").known_by(after).standing().entries == ()


def test_what_undid_an_entry_is_the_last_of_its_corrections() -> None:
    first = entry(began="2003")
    second = entry(began="2002", supersedes=first.id)
    gone = second.model_copy(update={"supersedes": second.id, "withdrawn": True})
    whole = calendar(first, second, gone)
    assert (whole.undone_by(first.id), whole.undone_by(gone.id)) == (gone, None)
