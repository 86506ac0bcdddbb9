from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.records.case import Assessment
from smoulder.records.case_file import CaseFile, own_item_id
from smoulder.records.change import (
    Change,
    DayMoved,
    HypothesisPut,
    ItemMark,
    ItemPut,
    Judged,
    Note,
    NumberGiven,
    Part,
    ReportPut,
)
from smoulder.records.errors import BadEntry, ChangedMeanwhile, NoCase, NoReport
from smoulder.records.evidence import Likelihood, Source
from smoulder.records.fix import SourceGrade
from smoulder.store.answer_inputs import inputs_key
from smoulder.store.case_log import Unless
from smoulder.store.ledger import Ledger
from tests.conftest import build_assessment

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
Make = Callable[..., Assessment]
LIKELY = Likelihood(low=0.55, mid=0.7, high=0.8, word="likely")
ITEM = ItemPut(
    kind="arms found",
    text="Rifles were found in a barn.",
    source=Source(kind="data", name="Norland Daily", row="page 3"),
    likelihoods={"patience": LIKELY},
)
EVERY: tuple[Change, ...] = (
    ITEM,
    ItemMark(item=own_item_id(ITEM), reliability="B", likelihoods={"spent": LIKELY}),
    ItemMark(item=own_item_id(ITEM), takes_back=("spent",)),
    HypothesisPut(
        leaf="patience",
        parts=(
            Part(id="waiting", words="w", share=LIKELY, odds=LIKELY),
            Part(id="b", words="", share=LIKELY),
        ),
    ),
    Judged(
        analyst="desk 4", round=2, hypotheses={"spent": 0.2}, items={"e1": {"won": 0.1}}, comeback={12: 0.3}
    ),
    NumberGiven(analyst="desk 4", horizon=12, as_of=date(2020, 1, 23), value=0.4),
    HypothesisPut(leaf="spent", prior=LIKELY),
    HypothesisPut(leaf="spent", takes_back=("prior",)),
    DayMoved(as_of=date(2020, 3, 1)),
    Note(text="look again"),
)


@pytest.fixture
def case(ledger: Ledger, make_assessment: Make) -> str:
    return ledger.keep(make_assessment(), now=NOW).case_id


def test_every_kind_of_change_comes_back_as_it_was_entered(ledger: Ledger, case: str) -> None:
    entered = ledger.log.add(case, EVERY, who="desk 4", why="seen on site", now=NOW)
    first, *rest = ledger.log.entries(case)
    assert isinstance(first.change, ReportPut)
    assert rest == entered
    assert [entry.change for entry in rest] == list(EVERY)
    assert {(entry.who, entry.why, entry.at, entry.case_id) for entry in rest} == {
        ("desk 4", "seen on site", NOW, case)
    }
    numbers = [entry.number for entry in (first, *rest)]
    assert numbers == sorted(set(numbers))


def test_whose_work_stands_in_a_ledger_is_known_by_name(ledger: Ledger, case: str) -> None:
    accounts = ledger.workbench().accounts
    before = accounts.names_taken()
    ledger.log.add(case, EVERY, who="Rita, taken in by Bo", why="", now=NOW)
    grade = SourceGrade(name="Norland Daily", reliability="B", since=NOW.date(), why="known")
    ledger.grades.add([grade], who="GRADER", now=NOW)
    accounts.add("Ola  Nord", "reader", NOW)
    assert accounts.names_taken() - before == {"rita", "desk 4", "grader", "ola nord"}


def test_a_case_can_be_seen_as_it_stood(ledger: Ledger, case: str) -> None:
    later = NOW + timedelta(days=30)
    ledger.log.add(case, [Note(text="early")], who="a", why="", now=NOW + timedelta(microseconds=1))
    ledger.log.add(case, [Note(text="late")], who="a", why="", now=later)
    assert ledger.file(case).notes == ("early", "late")
    assert ledger.file(case, later - timedelta(seconds=1)).notes == ("early",)
    assert ledger.file(case, NOW).notes == ()
    assert ledger.file(case, NOW - timedelta(days=1)).reports == {}
    assert ledger.file(case).last == ledger.log.entries(case)[-1].number


def test_one_change_that_cannot_be_entered_keeps_the_others_out(ledger: Ledger, case: str) -> None:
    with pytest.raises(NoReport, match=r"no report 0{12}… is in the ledger"):
        ledger.log.add(case, [Note(text="x"), ReportPut(sha256=64 * "0")], who="a", why="", now=NOW)
    assert ledger.file(case).notes == ()


def test_of_many_who_change_one_thing_at_one_instant_one_enters_it(ledger: Ledger, case: str) -> None:
    """All looked at the same state; whoever comes second is told what the first one entered, and enters nothing."""
    item = own_item_id(ITEM)
    (first,) = ledger.log.add(case, [ITEM], who="desk one", why="", now=NOW)
    unless = Unless(first.number, lambda change: change.what == "mark" and change.item == item)
    ready = Barrier(4)

    def enter(who: str) -> str:
        ready.wait()
        try:
            ledger.log.add(
                case, [ItemMark(item=item, rejected=True)], who=who, why="", now=NOW, unless=unless
            )
        except ChangedMeanwhile as reason:
            return reason.others[0].who
        return ""

    names = [f"desk {number}" for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(enter, names))
    (entered,) = [one for one in ledger.log.entries(case) if one.change.what == "mark"]
    assert sorted(told) == ["", entered.who, entered.who, entered.who]
    assert told[names.index(entered.who)] == ""
    note = ledger.log.add(case, [Note(text="beside it")], who="desk 9", why="", now=NOW, unless=Unless(
        first.number, lambda change: change.what == "note"))  # fmt: skip
    assert len(note) == 1


def test_what_is_checked_while_the_case_is_held_keeps_changes_out(ledger: Ledger, case: str) -> None:
    ready = Barrier(4)

    def one_note(file: CaseFile) -> None:
        if file.notes:
            raise BadEntry("there is a note already")

    def enter(who: str) -> bool:
        ready.wait()
        try:
            ledger.log.add(case, [Note(text=who)], who=who, why="", now=NOW, check=one_note)
        except BadEntry:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        entered = list(pool.map(enter, [f"desk {number}" for number in range(4)]))
    assert sorted(entered) == [False, False, False, True]
    assert ledger.file(case).notes == (f"desk {entered.index(True)}",)


def test_a_case_that_is_not_there_has_no_log(ledger: Ledger) -> None:
    for ask in (
        lambda: ledger.log.entries("nope"),
        lambda: ledger.log.add("nope", [Note(text="x")], who="a", why="", now=NOW),
        lambda: ledger.file("nope"),
    ):
        with pytest.raises(NoCase, match=r"no case 'nope' in .*case list"):
            ask()


def test_a_report_can_join_a_case_and_leave_it_again(
    ledger: Ledger, case: str, make_assessment: Make
) -> None:
    (reading,) = make_assessment(texts=("A second report.",)).readings
    ledger.reports.add([reading.report])
    put = ReportPut(sha256=reading.report.sha256)
    ledger.log.add(case, [put], who="a", why="found later", now=NOW)
    assert len(ledger.file(case).read) == 2
    ledger.log.add(case, [put.model_copy(update={"status": "retracted"})], who="a", why="", now=NOW)
    assert len(ledger.file(case).read) == 1
    assert len(ledger.log.entries(case)) == 3


@given(order=st.permutations(range(3)), marks=st.sets(st.integers(0, 2)))
def test_the_order_in_which_things_were_entered_does_not_make_other_inputs(
    order: list[int], marks: set[int]
) -> None:
    from smoulder.records.case_file import lay
    from smoulder.records.change import Entry

    def file(places: list[int]) -> object:
        changes: list[Change] = [ITEM.model_copy(update={"text": f"Item {place}."}) for place in places]
        changes += [ItemMark(item=f"e{place}", rejected=place in marks) for place in places]
        return lay(
            [
                Entry(number=number, case_id="c", who="a", why="", at=NOW, change=change)
                for number, change in enumerate(changes, start=1)
            ]
        )

    whole = build_assessment()
    assert inputs_key("c", whole, file(order)) == inputs_key("c", whole, file([0, 1, 2]))  # type: ignore[arg-type]
    other = file([0, 1, 2, 3])
    assert inputs_key("c", whole, file(order)) != inputs_key("c", whole, other)  # type: ignore[arg-type]


def test_the_standing_of_a_report_makes_other_inputs_and_its_joining_does_not() -> None:
    from smoulder.records.case_file import CaseFile

    whole = build_assessment()
    sha256 = whole.readings[0].report.sha256

    def key(**standing: str) -> str:
        put = ReportPut.model_validate({"sha256": sha256, **standing})
        return inputs_key("c", whole, CaseFile(reports={sha256: put}))

    plain = inputs_key("c", whole, CaseFile())
    assert key(status="read") == plain
    standings = [key(status=one) for one in ("corrected", "retracted", "dropped")]
    replaced = key(status="corrected", replaced_by="0" * 64)
    assert len({plain, replaced, *standings}) == 5


@pytest.mark.parametrize(
    ("part", "value"),
    [("published", date(2020, 1, 1)), ("publisher", "Another Post")],
)
def test_what_weighs_of_a_report_beside_its_text_makes_other_inputs(part: str, value: object) -> None:
    from smoulder.records.case_file import CaseFile

    whole = build_assessment()
    first, *rest = whole.readings
    other = first.model_copy(update={"report": first.report.model_copy(update={part: value})})
    changed = whole.model_copy(update={"readings": (other, *rest)})
    assert inputs_key("c", whole, CaseFile()) != inputs_key("c", changed, CaseFile())
