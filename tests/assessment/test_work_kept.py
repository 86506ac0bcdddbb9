"""What is told of a case is what is kept of it: other figures, other hands, clocks that differ, a full disk."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from smoulder.assessment import work as at_work
from smoulder.records.case import Assessment
from smoulder.records.change import ItemMark, Judged
from smoulder.records.errors import CannotWrite
from smoulder.records.fix import SourceGrade
from tests.assessment.at_work import AGAIN, Answered, numbers


def test_other_figures_of_the_same_release_give_another_answer(
    answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_on = at_work.answer_on

    def corrected(*args: Any) -> Assessment:  # Any: as `answer_on`
        found = answer_on(*args)
        moved = {
            horizon: one.model_copy(update={"value": one.value + 0.02})
            for horizon, one in found.answer.items()
        }
        question = found.question.model_copy(update={"line": 864.0})
        return found.model_copy(update={"answer": moved, "question": question})

    monkeypatch.setattr(at_work, "answer_on", corrected)
    done = answered.later()
    assert done.kept.new_answer
    assert done.assessment.question.line == 864.0
    asked = [one for one in answered.ledger.asked.questions(answered.case) if one.topic == "comeback"]
    assert 864.0 in {one.line for one in asked}
    assert not answered.later().kept.new_answer


def test_a_last_digit_of_another_machine_is_no_other_answer(
    answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_on = at_work.answer_on

    def elsewhere(*args: Any) -> Assessment:  # Any: as `answer_on`
        found = answer_on(*args)
        near = {
            horizon: one.model_copy(update={"value": one.value * (1 + 1e-12)})
            for horizon, one in found.answer.items()
        }
        return found.model_copy(update={"answer": near})

    monkeypatch.setattr(at_work, "answer_on", elsewhere)
    done = answered.later()
    assert not done.kept.new_answer
    assert numbers(done.assessment) == numbers(answered.first), "what is told is what is kept"


def test_another_reason_of_a_grade_is_kept(answered: Answered) -> None:
    for day, why in enumerate(("it was there", "it was there twice"), start=1):
        grade = SourceGrade(name="Iraqi army", reliability="E", since=date(2020, 1, day), why=why)
        answered.ledger.grades.add([grade], who="desk two", now=answered.now())
        done = answered.later()
        assert done.kept.new_answer
        assert any(one.source.grade_why.endswith(f": {why}") for one in done.assessment.evidence)


def test_a_judgement_adds_no_answer_and_what_moved_nothing_repeats_no_step(answered: Answered) -> None:
    item = answered.first.evidence[0].id
    answered.puts(ItemMark(item=item, rejected=True))
    moved = answered.later().assessment.moved
    assert moved is not None
    assert moved.steps
    answered.puts(Judged(analyst="Ann", hypotheses={"patience": 0.5}, comeback={12: 0.3}))
    assert not answered.later().kept.new_answer
    answered.puts(ItemMark(item="e12345678", rejected=True))
    again = answered.later()
    assert again.kept.new_answer, "it has seen the mark"
    assert again.assessment.moved is not None
    assert (again.assessment.moved.before, again.assessment.moved.steps) == (moved.after, ())


def test_an_answer_of_a_desk_whose_clock_is_behind_is_the_last_everywhere(answered: Answered) -> None:
    first, second = (one.id for one in answered.first.evidence[:2])
    answered.acts = 50
    answered.puts(ItemMark(item=first, rejected=True))
    answered.later()
    answered.acts = 20
    answered.puts(ItemMark(item=second, rejected=True))
    done = answered.later()
    assert done.kept.new_answer
    kept = answered.ledger.kept_answers(answered.case)
    assert kept[-1].answer == answered.ledger.answers(answered.case, last=1)[0] == done.assessment
    assert [one.answer for one in kept] == answered.ledger.answers(answered.case)
    assert not answered.later().kept.new_answer


def test_the_day_stands_where_the_answer_that_moves_it_cannot_be_kept(
    answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    import smoulder.store.ledger as store

    def full(*_: object) -> bool:
        raise CannotWrite("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(store, "add_answer", full)
        with pytest.raises(CannotWrite):
            answered.add(answered.case, AGAIN)
    file = answered.ledger.file(answered.case)
    assert (file.as_of, len(file.reports)) == (None, 1)
    assert answered.later(AGAIN).moved_from == answered.first.question.as_of
