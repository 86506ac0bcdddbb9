"""A case under work: found again, added to, put right, graded, moved on, and answered while it stays open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from smoulder.assessment.assess import read_reports
from smoulder.assessment.subject import Request
from smoulder.assessment.work import work_first
from smoulder.records.case import Assessment
from smoulder.records.change import HypothesisPut, ItemMark, ItemPut, Part, ReportPut
from smoulder.records.errors import NoCase, NoData
from smoulder.records.evidence import Item, Likelihood, Source
from smoulder.records.fix import Fix, SourceGrade
from smoulder.records.report import Report
from smoulder.records.statement import Reading
from smoulder.store.ledger import Ledger, open_ledger
from tests.assessment.at_work import AGAIN, EARLY, GENERAL, START, Answered, Desk, numbers, posterior, request

HALF = Likelihood(low=0.4, mid=0.5, high=0.6)
SEEN = ItemPut(
    kind="traders' talk",
    text="Traders were asked for money again in two towns.",
    source=Source(kind="report", name="a letter", reliability="B", credibility="2"),
    likelihoods={"patience": Likelihood(low=0.5, mid=0.6, high=0.7)},
    why="it gathers means",
)


def words(answer: Assessment) -> list[str]:
    assert answer.moved is not None
    return [one.words for one in answer.moved.steps]


def only(answer: Assessment, kind: str) -> Item:
    (item,) = [one for one in answer.evidence if one.kind == kind]
    return item


def speaker_fix(reading_of: Assessment, now: str) -> Fix:
    """Another speaker for the passage that tells of a victory."""
    item = only(reading_of, "declared defeated")
    assert item.source.start is not None
    assert item.source.end is not None
    return Fix(
        sha256=GENERAL.sha256,
        part="speaker",
        start=item.source.start,
        end=item.source.end,
        was=item.speaker,
        now=now,
    )


def test_a_horizon_that_cannot_be_decided_is_given_nowhere_in_an_answer(answered: Answered) -> None:
    first = answered.first
    assert any("6-month question cannot be decided" in one for one in first.not_known)
    assert first.branches is not None
    assert first.learnt is not None
    given = [
        first.answer,
        first.stack,
        first.major,
        *(by for one in first.branches.branches for by in (one.comeback, one.major)),
        *first.branches.differences.values(),
        *(one.comeback for one in first.hypotheses),
        *(one.adds for one in first.evidence if one.adds),
        *first.learnt.members.values(),
    ]
    assert {tuple(sorted(by)) for by in given} == {(12, 24)}
    asked = answered.ledger.asked.questions(answered.case)
    assert {one.horizon for one in asked} == {12, 24}


def test_the_same_inputs_find_the_case_again_and_add_nothing(answered: Answered) -> None:
    again = answered.assess(GENERAL)
    assert (again.kept.case_id, again.kept.new, again.kept.new_answer) == (answered.case, False, False)
    assert again.assessment == answered.first
    joined = answered.later(EARLY).assessment
    assert words(joined)
    for once_more in (answered.assess(GENERAL), answered.assess(GENERAL, EARLY), answered.later()):
        assert not once_more.kept.new_answer
        assert once_more.assessment.model_copy(update={"chosen": "given"}) == joined
    assert len(answered.ledger.answers(answered.case)) == 2


def test_a_later_report_moves_the_day_and_is_told_first(answered: Answered) -> None:
    done = answered.later(AGAIN)
    assert (done.moved_from, done.assessment.question.as_of) == (date(2020, 1, 24), date(2020, 2, 3))
    assert answered.ledger.file(answered.case).as_of == date(2020, 2, 3)
    moved = done.assessment.moved
    assert moved is not None
    assert (moved.steps[0].kind, moved.steps[0].words) == (
        "data",
        "the day moved from 2020-01-24 to 2020-02-03",
    )
    assert moved.before == answered.first.answer[12].value
    assert "the group made a large attack" in words(done.assessment)
    assert {one.id for one in answered.first.evidence} < {one.id for one in done.assessment.evidence}
    entered = [one for one in answered.ledger.log.entries(answered.case) if one.change.what == "day"]
    assert [(one.who, one.why) for one in entered] == [("desk one", "later reports came in")]
    found = answered.assess(GENERAL)
    assert not found.kept.new_answer
    assert found.assessment.question.as_of == date(2020, 2, 3), (
        "the old question leads to the case as it stands"
    )


def test_items_that_join_leave_the_numbers_of_the_others_as_they_were(answered: Answered) -> None:
    joined = answered.later(EARLY).assessment
    old = {one.id for one in answered.first.evidence}
    assert numbers(joined) != numbers(answered.first)
    assert [one.id for one in joined.evidence if one.id in old] == [one.id for one in answered.first.evidence]
    answered.puts(*(ItemMark(item=one.id, rejected=True) for one in joined.evidence if one.id not in old))
    assert numbers(answered.later().assessment) == numbers(answered.first)


def test_the_order_in_which_reports_come_does_not_matter(answered: Answered, desk: Desk) -> None:
    first = answered.later(EARLY).assessment
    turned = desk.assess(EARLY, as_of=date(2020, 1, 24)).kept.case_id
    second = desk.add(turned, GENERAL).assessment
    assert turned == answered.case
    assert [one.report.name for one in second.readings] == ["early.txt", "iraq-2020.txt"]
    assert numbers(second) == numbers(first)
    assert {one.id: one.change for one in second.evidence} == {one.id: one.change for one in first.evidence}


def test_a_report_of_after_the_day_is_said_and_not_used(answered: Answered) -> None:
    done = answered.assess(GENERAL, AGAIN, as_of=date(2020, 1, 24))
    assert done.kept.case_id == answered.case
    assert any(
        note == "Report again.txt of 2020-02-03 is later than the as-of day and is not used."
        for note in done.assessment.situation.notes
    )
    assert numbers(done.assessment) == numbers(answered.first)
    assert words(done.assessment) == []
    assert list(answered.ledger.file(answered.case).reports) == [GENERAL.sha256]


def test_items_of_a_retracted_report_stay_listed_and_move_the_number_back(answered: Answered) -> None:
    joined = answered.later(EARLY).assessment
    answered.puts(ReportPut(sha256=EARLY.sha256, status="retracted"))
    back = answered.later().assessment
    out = {one.id: one.left_out for one in back.evidence if one.left_out}
    assert set(out) == {one.id for one in joined.evidence if one.source.report == 1}
    assert set(out.values()) == {"its report was retracted by its publisher"}
    assert numbers(back) == numbers(answered.first)
    told = "no longer counted: an observer judges that the group lacks means"
    assert f"{told} (its report was retracted by its publisher)" in words(back)
    assert "Report early.txt gives no evidence: it is marked retracted." in back.situation.notes


def test_a_correction_is_applied_without_reading_again_and_taken_back_with_it(
    answered: Answered, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Report] = []

    def spy(asked: Request) -> tuple[Reading, ...]:
        opened.extend(asked.reports)
        return read_reports(asked)

    monkeypatch.setattr("smoulder.assessment.work.read_reports", spy)
    fix = speaker_fix(answered.first, "a coalition general")
    answered.ledger.fixes.add([fix], who="desk two", why="he said it", now=answered.now())
    fixed = answered.later().assessment
    assert opened == []
    assert only(fixed, "declared defeated").cluster == only(fixed, "capacity judged low").cluster
    assert [one.split(":")[0] for one in words(fixed)] == ["weighed anew"] * len(words(fixed)) != []

    desk.ledger.fixes.add([fix], who="desk two", why="he said it", now=desk.now())
    assert numbers(desk.assess(GENERAL).assessment) == numbers(fixed)
    opened.clear()

    right = fix.model_copy(update={"now": fix.was})
    answered.ledger.fixes.add([right], who="desk two", why="he did not", now=answered.now())
    back = answered.later().assessment
    assert [one.name for one in opened] == ["iraq-2020.txt"]
    assert numbers(back) == numbers(answered.first)
    assert back.readings == answered.first.readings


def test_an_item_that_the_reader_got_wrong_goes_and_comes_back(answered: Answered) -> None:
    item = only(answered.first, "unused opportunity")
    assert item.source.start is not None
    assert item.source.end is not None
    fix = Fix(
        sha256=GENERAL.sha256,
        part="evidence",
        start=item.source.start,
        end=item.source.end,
        was="unused opportunity",
    )
    answered.ledger.fixes.add([fix], who="desk two", why="another group", now=answered.now())
    gone = answered.later().assessment
    assert item.id not in {one.id for one in gone.evidence}
    assert words(gone) == ["no longer counted: the group did not use an opportunity"]
    assert gone.answer[12].value > answered.first.answer[12].value
    right = fix.model_copy(update={"now": fix.was})
    answered.ledger.fixes.add([right], who="desk two", why="it was right", now=answered.now())
    back = answered.later().assessment
    assert (numbers(back), words(back)) == (
        numbers(answered.first),
        ["the group did not use an opportunity"],
    )


def test_grades_over_time_change_the_answer(answered: Answered) -> None:
    grade = SourceGrade(name="Iraqi army", reliability="E", since=date(2020, 1, 25), why="found wrong twice")
    answered.ledger.grades.add([grade], who="desk two", now=answered.now())
    assert not answered.later().kept.new_answer, "it was not so graded on the day"
    earlier = grade.model_copy(update={"since": date(2019, 1, 1)})
    answered.ledger.grades.add([earlier], who="desk two", now=answered.now())
    found = answered.later().assessment
    item = only(found, "waiting judged likely")
    assert item.source.reliability == "E"
    assert "graded E since 2019-01-01: found wrong twice" in item.source.grade_why
    assert words(found) == ["weighed anew: an observer judges that the group holds back on purpose"]
    assert posterior(found)["patience"] < posterior(answered.first)["patience"]


def test_a_mark_says_who_put_it_in_the_step(answered: Answered) -> None:
    item = only(answered.first, "unused opportunity")
    answered.puts(ItemMark(item=item.id, credibility="5"), why="no other says so")
    told = words(answered.later().assessment)
    assert told == [
        "weighed anew: the group did not use an opportunity (credibility 5 (was 3) by desk two: no other says so)"
    ]


def test_a_prior_and_a_split_are_steps_of_the_tree(answered: Answered) -> None:
    answered.puts(HypothesisPut(leaf="patience", prior=Likelihood(low=0.5, mid=0.6, high=0.7)))
    put = answered.later().assessment
    assert put.moved is not None
    (step,) = put.moved.steps
    assert (step.kind, step.words) == ("hypotheses", "the prior of 'patience' was set")
    assert put.answer[12].value == step.after
    parts = tuple(
        Part(id=name, words=name, share=HALF, odds=Likelihood(low=odds, mid=odds, high=odds))
        for name, odds in (("abroad", 1.0), ("home", 4.0))
    )
    answered.puts(HypothesisPut(leaf="patience", parts=parts))
    leaning = {
        "abroad": Likelihood(low=0.1, mid=0.1, high=0.1),
        "home": Likelihood(low=0.9, mid=0.9, high=0.9),
    }
    answered.puts(SEEN.model_copy(update={"likelihoods": leaning}))
    split = answered.later().assessment
    assert split.moved is not None
    assert [one.kind for one in split.moved.steps][-1] == "evidence"
    assert {one.id for one in split.hypotheses} >= {"abroad", "home"}
    before = [one for one in split.moved.steps if one.kind == "hypotheses"]
    assert all(one.words.startswith("the tree was split: abroad, home") for one in before)


def test_a_split_that_is_taken_back_moves_no_item_that_nobody_touched(answered: Answered) -> None:
    parts = tuple(
        Part(id=name, words=name, share=HALF, odds=Likelihood(low=odds, mid=odds, high=odds))
        for name, odds in (("abroad", 1.0), ("home", 2.0))
    )
    answered.puts(HypothesisPut(leaf="patience", parts=parts))
    assert answered.later().assessment.moved is not None
    answered.puts(HypothesisPut(leaf="patience", takes_back=("parts",)))
    joined = answered.later().assessment
    assert numbers(joined) == numbers(answered.first)
    assert joined.moved is not None
    assert joined.moved.steps == ()


def test_a_split_that_is_taken_back_with_an_item_marked_tells_the_item_alone(answered: Answered) -> None:
    parts = tuple(Part(id=name, words=name, share=HALF) for name in ("abroad", "home"))
    answered.puts(HypothesisPut(leaf="patience", parts=parts))
    answered.later()
    item = only(answered.first, "unused opportunity")
    answered.puts(HypothesisPut(leaf="patience", takes_back=("parts",)))
    answered.puts(ItemMark(item=item.id, credibility="5"), why="no other says so")
    assert words(answered.later().assessment) == [
        "weighed anew: the group did not use an opportunity (credibility 5 (was 3) by desk two: no other says so)"
    ]


def test_a_day_that_cannot_be_answered_leaves_the_case_where_it_stood(answered: Answered) -> None:
    with pytest.raises(NoData, match="give a later --as-of"):
        answered.later(as_of=date(1980, 1, 1))
    assert answered.ledger.file(answered.case).as_of is None
    again = answered.later()
    assert (again.moved_from, again.kept.new_answer) == (None, False)


def test_the_day_of_an_answer_that_moved_it_is_seen_by_it(answered: Answered) -> None:
    done = answered.later(as_of=date(2020, 2, 1))
    assert (done.moved_from, done.kept.new_answer) == (date(2020, 1, 24), True)
    assert done.held is not None
    file = answered.ledger.file(answered.case)
    assert (file.as_of, done.held.request.file) == (date(2020, 2, 1), file)
    kept = answered.ledger.export_case(answered.case, answered.now()).answers[-1]
    assert kept.entry == file.last, "the entry that moved the day is none that came after the answer"
    assert not answered.later().kept.new_answer


def test_a_case_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(NoCase):
        desk.add("nobody-knows-1", GENERAL)


def test_what_cannot_be_answered_makes_no_ledger(quick: None, tmp_path: Path) -> None:
    opened: list[Ledger] = []

    def open_() -> Ledger:
        opened.append(open_ledger(tmp_path / "new"))
        return opened[-1]

    asked = request(group="LTTE", country="Sri Lanka", as_of=date(1980, 1, 1))
    with pytest.raises(NoData):
        work_first(asked, open_, now=START)
    assert opened == []
    done = work_first(request(GENERAL), open_, now=START)
    assert done.kept.new
    assert (tmp_path / "new").exists()


def test_a_correction_of_what_was_taken_out_holds_when_it_comes_later(answered: Answered) -> None:
    item = only(answered.first, "declared defeated")
    place = {"start": item.source.start, "end": item.source.end, "was": item.kind}
    out = Fix(sha256=GENERAL.sha256, part="evidence", now="", **place)
    for now in ("", "regrouping"):
        fix = out.model_copy(update={"now": now})
        answered.ledger.fixes.add([fix], who="desk two", why="it says another thing", now=answered.now())
        told = answered.later().assessment
        fixes = tuple(one.fix for one in answered.ledger.fixes.of([GENERAL.sha256]))
        assert told.readings == read_reports(request(GENERAL, fixes=fixes))
    assert "regrouping" in {one.kind for one in told.evidence}
