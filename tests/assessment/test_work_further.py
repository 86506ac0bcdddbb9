"""A case that stays open is answered with new items at once, and as if it were looked up again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smoulder.assessment.case_items import COPY
from smoulder.assessment.work import Held, work_further
from smoulder.records.change import HypothesisPut, ItemMark, ReportPut
from smoulder.store.ledger import open_ledger
from tests.assessment.at_work import EARLY, GENERAL, Answered
from tests.assessment.test_work import HALF, SEEN, only, speaker_fix

Twin = tuple[Answered, Held, Answered]


@pytest.fixture
def twins(answered: Answered, tmp_path: Path) -> Twin:
    """A case that is held open, and its twin in another folder that is answered from the start each time."""
    held = answered.later().held
    assert held is not None
    shutil.copytree(answered.folder, tmp_path / "twin")
    other = replace(answered, ledger=open_ledger(tmp_path / "twin"), folder=tmp_path / "twin")
    return answered, held, other


def test_an_open_case_answers_as_one_that_is_looked_up_again(twins: Twin) -> None:
    mine, held, other = twins
    item = only(mine.first, "capacity judged low").id
    waiting = only(mine.first, "waiting judged likely").id
    rounds: list[Callable[[Answered], None]] = [
        lambda at: at.puts(SEEN),
        lambda at: at.puts(ItemMark(item=item, rejected=True), ItemMark(item=waiting, reliability="E")),
        lambda at: at.puts(ItemMark(item=waiting, cluster=COPY + item), ItemMark(item=item, rejected=False)),
        lambda at: at.puts(ItemMark(item=waiting, likelihoods={"patience": HALF, "degraded": HALF})),
    ]
    for enter in rounds:
        enter(mine)
        enter(other)
        quick = work_further(held, mine.ledger, now=mine.now(), who="desk one")
        whole = other.later()
        assert quick is not None
        assert quick.held is not None
        assert quick.assessment == whole.assessment
        assert quick.kept == whole.kept
        held = quick.held
    assert mine.ledger.answers(mine.case) == other.ledger.answers(other.case)
    nothing = work_further(held, mine.ledger, now=mine.now(), who="desk one")
    assert nothing is not None
    assert not nothing.kept.new_answer


def changes() -> dict[str, Callable[[Answered], object]]:
    window = SEEN.model_copy(
        update={"kind": "opportunity test", "months": ("2019-10", "2019-11"), "indicator": "fairs"}
    )
    even = HypothesisPut(leaf="patience", prior=HALF)
    return {
        "a report joins": lambda at: at.later(EARLY),
        "a report falls": lambda at: at.puts(ReportPut(sha256=GENERAL.sha256, status="dropped")),
        "the tree": lambda at: at.puts(even),
        "the day": lambda at: at.later(as_of=date(2020, 2, 1)),
        "a correction": lambda at: at.ledger.fixes.add(
            [speaker_fix(at.first, "a farmer")], who="desk two", why="-", now=at.now()
        ),
        "a window": lambda at: at.puts(window),
    }


@pytest.mark.parametrize("name", list(changes()))
def test_more_than_items_wants_a_look_up_of_its_own(answered: Answered, name: str) -> None:
    held = answered.later().held
    assert held is not None
    changes()[name](answered)
    before = len(answered.ledger.answers(answered.case))
    assert work_further(held, answered.ledger, now=answered.now()) is None
    assert len(answered.ledger.answers(answered.case)) == before


def test_who_put_a_prior_counts_as_a_change_of_the_tree(answered: Answered) -> None:
    answered.puts(HypothesisPut(leaf="patience", prior=HALF))
    held = answered.later().held
    assert held is not None
    answered.ledger.log.add(
        answered.case,
        [HypothesisPut(leaf="patience", prior=HALF)],
        who="desk three",
        why="",
        now=answered.now(),
    )
    assert work_further(held, answered.ledger, now=answered.now()) is None
    (leaf,) = [one for one in answered.later().assessment.hypotheses if one.id == "patience"]
    assert leaf.set_by == "desk three"
