"""An answer is kept anew where reports fall, come back or are dated anew, and where another says why."""

from __future__ import annotations

from datetime import date

import pytest

from smoulder.reading.page import report_from_text
from smoulder.records.case_file import own_item_id
from smoulder.records.change import ItemMark, ReportPut
from smoulder.records.fix import Fix
from tests.assessment.at_work import EARLY, GENERAL, Answered, numbers
from tests.assessment.test_work import SEEN


@pytest.mark.parametrize("status", ["corrected", "retracted", "dropped"])
def test_a_report_that_falls_is_kept_as_a_new_answer_and_so_is_its_coming_back(
    answered: Answered, status: str
) -> None:
    put = ReportPut(sha256=GENERAL.sha256)
    answered.puts(put.model_copy(update={"status": status}))
    fallen = answered.later()
    assert fallen.kept.new_answer
    assert not answered.later().kept.new_answer
    answered.puts(put)
    back = answered.later()
    assert back.kept.new_answer
    assert numbers(back.assessment) == numbers(answered.first) != numbers(fallen.assessment)
    assert [numbers(one) for one in answered.ledger.answers(answered.case)] == [
        numbers(one) for one in (answered.first, fallen.assessment, back.assessment)
    ]


def test_a_report_whose_date_is_put_right_gives_a_new_answer_though_its_text_stands(
    answered: Answered,
) -> None:
    answered.later(EARLY)
    was = EARLY.published
    assert was is not None
    fix = Fix(sha256=EARLY.sha256, part="published", start=0, end=0, was=str(was), now="2020-01-05")
    answered.ledger.fixes.add([fix], who="desk two", why="misdated", now=answered.now())
    done = answered.later()
    assert done.assessment.readings[-1].report.published == date(2020, 1, 5)
    assert done.kept.new_answer


def test_an_answer_is_kept_anew_where_another_gives_another_reason(answered: Answered) -> None:
    item = answered.first.evidence[0].id
    answered.puts(ItemMark(item=item, rejected=True), why="a rumour")
    assert answered.later().kept.new_answer
    answered.puts(ItemMark(item=item, rejected=True), why="the town was taken weeks before")
    again = answered.later()
    assert again.kept.new_answer
    told = [one.left_out for one in again.assessment.evidence if one.id == item]
    assert "the town was taken weeks before" in told[0]


def test_what_is_rejected_while_its_copy_stands_moves_nothing_by_itself(answered: Answered) -> None:
    copy = report_from_text("copy.txt", GENERAL.raw.replace("24 January 2020", "25 January 2020"))
    both = answered.later(copy).assessment
    original = next(one.copy_of for one in both.evidence if one.copy_of)
    answered.puts(ItemMark(item=original, rejected=True), SEEN)
    moved = answered.later().assessment.moved
    assert moved is not None
    assert [one.item for one in moved.steps] == [own_item_id(SEEN)]
    answered.puts(ItemMark(item=own_item_id(SEEN), rejected=True))
    assert numbers(answered.later().assessment) == pytest.approx(numbers(both))
