"""How questions stand is counted, on either kind of ledger."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from smoulder.records.case import Assessment
from smoulder.store.ledger import Ledger
from tests.store.test_asked import NOW, asked, came, days


@pytest.fixture
def case(ledger: Ledger, make_assessment: Callable[..., Assessment]) -> str:
    return ledger.keep(make_assessment(), now=NOW).case_id


def test_questions_are_counted_by_topic_branch_and_how_they_stand(ledger: Ledger, case: str) -> None:
    ledger.asked.add(
        [
            asked(case),
            asked(case, 2, horizon=24),
            asked(case, 3, topic="major"),
            asked(case, 4, branch="stays", rule="stays"),
            asked(case, 5, horizon=6),
        ],
        [],
    )
    assert sum(n for *_, n in ledger.asked.tally()) == 5
    ledger.asked.settle(
        [
            came("yes", days(1), final=True),
            came("yes", days(1), 2, early=True),
            came("void", days(1), 4, final=True),
        ]
    )
    assert ledger.asked.tally() == [
        ("comeback", "", "open", False, 1),
        ("comeback", "", "yes", False, 1),
        ("comeback", "", "yes", True, 1),
        ("comeback", "stays", "void", False, 1),
        ("major", "", "open", False, 1),
    ]


def test_the_last_outcome_of_a_question_is_the_one_that_is_counted(ledger: Ledger, case: str) -> None:
    ledger.asked.add([asked(case)], [])
    ledger.asked.settle([came("yes", days(1), early=True)])
    ledger.asked.settle([came("no", days(2), final=True)])
    assert ledger.asked.tally() == [("comeback", "", "no", False, 1)]


def test_outcomes_that_can_still_change_are_those_not_for_good(ledger: Ledger, case: str) -> None:
    ledger.asked.add([asked(case), asked(case, 2), asked(case, 3)], [])
    early = came("yes", days(1), 2, final=True, early=True)
    ledger.asked.settle([came("no", days(1), final=True), early])
    assert ledger.asked.standing() == {early.question: early}
    assert len(ledger.asked.standing(case)) == 2
    assert [int(one.id, 16) for one in ledger.asked.open(asked(case).as_of)] == [2, 3]
