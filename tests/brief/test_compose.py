"""A page has the parts that the answer has something to say in."""

from __future__ import annotations

import samples

from smoulder.brief.compose import compose
from smoulder.brief.page import Card, Run, Table


def test_the_model_case_has_every_part_in_its_order() -> None:
    assert [section.id for section in compose(samples.model_case()).sections] == [
        *("situation", "places", "past-cases", "episodes", "hypotheses", "evidence", "reports", "branches"),
        *("record", "hindsight", "cases", "months", "methods", "data", "settings"),
    ]


def test_an_active_group_gets_its_state_and_no_tree() -> None:
    page = compose(samples.active_group())
    assert [section.id for section in page.sections] == [
        *("situation", "places", "months", "methods", "data", "settings"),
    ]
    assert page.front.question == "How active is Islamic State in Iraq as of 15 January 2016?"
    assert page.front.answers == ()


def test_the_least_answer_still_makes_a_page() -> None:
    page = compose(samples.bare())
    assert page.front.rests_on == ()
    assert page.front.branches == ()


def test_at_most_three_reasons_stand_on_the_first_screen() -> None:
    plain = samples.model_case()
    many = plain.model_copy(update={"rests_on": plain.rests_on * 3})
    assert len(compose(many).front.rests_on) == 3


def test_evidence_stands_in_the_order_of_its_weight() -> None:
    evidence = next(section for section in compose(samples.model_case()).sections if section.id == "evidence")
    cards = [block.id for block in evidence.blocks if hasattr(block, "blocks")]
    assert cards == ["item-e3", "item-e1", "item-e2", "item-d1"]


def test_a_missing_horizon_is_named_as_undecided() -> None:
    answers = compose(samples.undecidable()).front.answers
    assert [one.word for one in answers] == ["cannot be decided", "very unlikely", "unlikely"]
    assert answers[0].number is None


def test_explanations_that_an_item_treats_alike_share_a_row() -> None:
    evidence = next(section for section in compose(samples.model_case()).sections if section.id == "evidence")
    card = next(block for block in evidence.blocks if isinstance(block, Card) and block.id == "item-e3")
    table = next(block for block in card.blocks if isinstance(block, Table))
    names = ["".join(run.text for run in row.cells[0] if isinstance(run, Run)) for row in table.rows]
    assert names == ["unseen, moved, won, deal", "patience", "degraded", "spent"]
