from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.pressure.branch_rule import Answer, BranchName, BranchRule, branch_taken
from smoulder.reading.pressure_calendar import load_calendar
from smoulder.records.calendar import Calendar
from smoulder.records.pressure import PressureEntry

START, END = date(2020, 1, 23), date(2021, 1, 23)
BRANCHES: tuple[BranchName, ...] = ("stays", "eases", "comes off")
Answers = tuple[Answer, Answer, Answer]


def entry(**said: object) -> PressureEntry:
    return PressureEntry.model_validate(
        {"kind": "foreign troops", "by": "Sudland", "country": "Norland"} | said
    )


def troops(size: object, **said: object) -> PressureEntry:
    return entry(size=size, unit="troops", **said)


def judge(*entries: PressureEntry, to: date = END, **rule: object) -> Answers:
    """The answers on the three branches, in their order."""
    whole = {"kind": "foreign troops", "group_id": 7, "country": "Norland"} | rule
    rules = [BranchRule(branch=branch, **whole) for branch in BRANCHES]  # type: ignore[arg-type]
    stays, eases, off = (branch_taken(Calendar(entries=entries), one, START, to).answer for one in rules)
    return stays, eases, off


T: Answer = "taken"
N: Answer = "not taken"
U: Answer = "not known"
BEFORE = troops(5200, seen="2019-12")


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ([troops(5200, seen="2021-01-23")], (T, N, N)),
        ([troops(3900, reduced="2020-06-15"), troops(3900, seen="2021-02")], (T, N, N)),
        ([troops(3899, reduced="2020-06-15"), troops(3899, seen="2021-02")], (N, T, N)),
        ([troops(1300, reduced="2020-06-15"), troops(1300, seen="2021-02")], (N, T, N)),
        ([troops(1299, reduced="2020-06-15")], (N, N, T)),
        ([entry(departed="2021-01-23")], (N, N, T)),
        ([entry(departed="2020-03/2020-09")], (N, N, T)),
        ([troops(0, seen="2020-03")], (N, N, T)),
        ([troops(3000, reduced="2020-06-15"), troops(1000, reduced="2020-09-15")], (N, N, T)),
        ([troops(1000, reduced="2020-03-15"), troops(5200, seen="2021-01-23")], (N, N, T)),
        ([troops(1000, seen="2020-03"), troops(5200, seen="2021-01-23")], (N, N, T)),
    ],
)
def test_a_hand_worked_course_takes_one_branch(later: list[PressureEntry], expected: Answers) -> None:
    assert judge(BEFORE, *later) == expected


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], (U, U, U)),
        ([troops(5200, seen="2018-12")], (U, U, U)),
        ([troops(5200, seen="2020-02")], (U, U, U)),
        ([entry(began="2014", departed="2019-12-01")], (U, U, U)),
        ([entry(demanded="2020-01-05"), entry(due="2020-06")], (U, U, U)),
        ([troops(5200, seen="2019-06")], (U, U, U)),
        ([BEFORE, troops(5200, seen="2020-12"), entry(reduced="2020-06")], (U, U, U)),
        ([BEFORE, entry(reduced="2020-06"), troops(5200, seen="2022-12")], (U, U, U)),
        ([BEFORE, troops(2000, seen="2021-02")], (U, U, N)),
        ([BEFORE, entry(departed="2020-06/2022-06")], (U, U, U)),
        ([BEFORE, entry(by="Estland", seen="2019-12"), troops(5200, seen="2021-02")], (U, U, U)),
    ],
)
def test_where_the_calendar_cannot_tell_the_answer_is_not_known(
    entries: list[PressureEntry], expected: Answers
) -> None:
    assert judge(*entries) == expected


def test_what_comes_off_after_its_months_takes_no_branch() -> None:
    later = (BEFORE, troops(5200, seen="2020-11"), troops(5200, seen="2021-06"), entry(departed="2021-07-01"))
    assert judge(*later, to=date(2022, 1, 23)) == (N, N, N)
    assert judge(*later, to=date(2022, 1, 23), within=24) == (N, N, T)


def test_several_forces_are_added_up_and_a_rule_can_name_one() -> None:
    both = (
        troops(4000, seen="2019-12"),
        troops(4000, seen="2021-01-23"),
        troops(1200, by="Estland", seen="2019-12"),
        entry(by="Estland", departed="2020-06-01"),
    )
    assert judge(*both) == (T, N, N)
    assert judge(*both, by="estland") == (N, N, T)
    assert judge(*both, by="Sudland", kind="air campaign") == (U, U, U)


def test_sizes_in_different_units_are_not_added_up_and_the_reason_says_so() -> None:
    calendar = Calendar(entries=(BEFORE, entry(by="Estland", size=4, unit="jets", seen="2019-12")))
    rule = BranchRule("stays", "foreign troops", 7, "Norland")
    verdict = branch_taken(calendar, rule, START, END)
    assert verdict.answer == "not known"
    assert "sizes in jets and people cannot be added up; name the presser in the rule" in verdict.why
    assert verdict.entries == tuple(one.id for one in calendar.entries)


def test_a_range_is_the_same_as_long_as_nothing_new_is_told() -> None:
    assert judge(troops((4000, 6000), seen="2020-01")) == (T, N, N)
    assert judge(troops((4000, 6000), seen="2020-01"), troops((4000, 6000), seen="2021-01-23")) == (U, U, N)


def test_what_nobody_counted_stays_while_it_is_seen_and_comes_off_when_it_ends() -> None:
    deal = entry(kind="deal", began="2019-06-01")
    assert judge(deal, entry(kind="deal", seen="2020-05"), to=END, kind="deal") == (T, N, N)
    assert judge(deal, entry(kind="deal", departed="2020-05"), kind="deal") == (N, N, T)
    assert judge(deal, kind="deal") == (U, U, U)


def test_an_entry_on_another_group_or_country_does_not_count() -> None:
    gone = (entry(departed="2020-03", group_id=8), entry(departed="2020-03", country="Estland"))
    assert judge(BEFORE, troops(5200, seen="2021-01-23"), *gone) == (T, N, N)


def test_a_return_begins_a_course_of_its_own() -> None:
    earlier = (troops(90000, seen="2010"), entry(began="2003", departed="2011-12-18"), entry(began="2014-06"))
    assert judge(*earlier, BEFORE, troops(5200, seen="2021-01-23")) == (T, N, N)


def test_a_reason_names_the_day_and_the_entries_it_rests_on() -> None:
    rule = BranchRule("comes off", "foreign troops", None, "Norland")
    verdict = branch_taken(Calendar(entries=(BEFORE, entry(departed="2020-06-01"))), rule, START, END)
    assert verdict.why == "under 25% of the first day's on 2020-06-01"
    assert len(verdict.entries) == 2


def test_a_horizon_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends on 2020-01-22, before it begins on 2020-01-23"):
        judge(BEFORE, to=date(2020, 1, 22))


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2011, 12, 15), (N, N, T)), (date(2020, 1, 23), (N, T, N))]
)
def test_the_named_cases_took_the_branch_that_the_documents_say(
    root: Path, day: date, expected: Answers
) -> None:
    calendar = load_calendar(root / "examples" / "pressure.toml")
    rules = [BranchRule(branch, "foreign troops", 234, "Iraq") for branch in BRANCHES]
    found = [branch_taken(calendar, one, day, day.replace(year=day.year + 1)) for one in rules]
    assert tuple(one.answer for one in found) == expected


MONTHS = st.lists(
    st.tuples(
        st.sampled_from(["seen", "reduced", "departed", "began"]),
        st.dates(date(2019, 1, 1), date(2022, 1, 1)),
    ),
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(MONTHS, st.lists(st.sampled_from([0, 1000, 3000, 5200]), min_size=5, max_size=5))
def test_at_most_one_branch_is_taken(steps: list[tuple[str, date]], sizes: list[int]) -> None:
    later = [
        entry(**{step: day}) if step == "departed" else troops(size, **{step: day})
        for (step, day), size in zip(steps, sizes, strict=False)
    ]
    answers = judge(BEFORE, *later)
    assert answers.count("taken") <= 1
    assert "taken" not in answers or answers.count("not known") == 0


def test_a_departure_that_was_corrected_to_another_country_ends_nothing_here() -> None:
    later, gone = troops(5200, seen="2021-02"), entry(departed="2020-06-01")
    elsewhere = entry(departed="2020-06-01", country="Estland", supersedes=gone.id)
    assert judge(BEFORE, later, gone) == (N, N, T)
    assert judge(BEFORE, later, gone, elsewhere) == judge(BEFORE, later) == (T, N, N)
