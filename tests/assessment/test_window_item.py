"""An opportunity test as an item of a case."""

from datetime import date

import numpy as np
import pytest

from smoulder.assessment.case_items import lay_items
from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.once import WINDOW, Used, count_once, windows_of
from smoulder.assessment.update import update
from smoulder.assessment.weighing import name_items
from smoulder.assessment.window_item import window_item
from smoulder.records.case_file import CaseFile, OwnItem, own_item_id
from smoulder.records.month import month_index
from smoulder.records.opportunity import LeafFactor, OpportunityResult, PhaseSeen, TestPower
from smoulder.records.statement import Hypothesis


def factor(first: Hypothesis, second: Hypothesis, value: float) -> LeafFactor:
    return LeafFactor(
        first=first,
        second=second,
        value=value,
        low=value / 2,
        high=value * 1.5,
        log_used=float(np.log(value)),
    )


def result(patience: float = 0.2, degraded: float = 0.8, **more: object) -> OpportunityResult:
    phase = PhaseSeen(
        name="during", sign="more", months=("2019-10", "2019-11"), exposed=1.0, expected=10, middle=9, low=2,
        high=20, seen=3, below=0.1,
    )  # fmt: skip
    plain = OpportunityResult(
        kind="protests",
        kind_words="state forces are busy",
        group_id=1,
        group="Group",
        country="Country",
        measure="all kinds",
        counted="deaths",
        first=date(2019, 10, 5),
        last=date(2019, 12, 20),
        as_of=date(2020, 1, 1),
        covered=True,
        until="2019-09",
        phases=(phase,),
        factors=(
            factor("patience", "degraded", patience / degraded),
            factor("patience", "spent", patience),
            factor("degraded", "spent", degraded),
        ),
        power=TestPower(if_used=0.8, if_not=0.7, power=0.7, bound=2, least=0.5, smallest=1.5),
    )
    return plain.model_copy(update=more)


@pytest.mark.parametrize(("patience", "degraded"), [(0.2, 0.8), (3.0, 1.2), (40.0, 1.0)])
def test_the_ratios_between_leaves_are_the_factors_of_the_test(patience: float, degraded: float) -> None:
    item = window_item(result(patience, degraded))
    assert (item.kind, item.basis) == (WINDOW, "estimated")
    values = item.likelihoods
    assert set(values) == set(LEAVES)
    assert all(0 < one.low <= one.mid <= one.high < 1 for one in values.values())
    assert values["patience"].mid / values["spent"].mid == pytest.approx(patience)
    assert values["degraded"].mid / values["spent"].mid == pytest.approx(degraded)
    assert values["patience"].low / values["spent"].mid == pytest.approx(patience / 2)
    three = (values["patience"].mid + values["degraded"].mid + values["spent"].mid) / 3
    assert values["deal"].mid == values["moved"].mid == pytest.approx(three)


def test_it_rests_on_the_months_that_were_read_and_on_its_opportunity() -> None:
    item = window_item(result())
    assert (item.months, item.indicator) == (("2019-10", "2019-11"), "protests 2019-10")
    assert "3 deaths during, expected 9 (2 to 20)" in item.text


def test_a_neutral_test_moves_nothing_and_takes_no_month() -> None:
    item = window_item(result(neutral="the counts could not tell"))
    assert (item.months, item.indicator) == (None, "")
    assert "the counts could not tell" in item.why
    own = OwnItem(id=own_item_id(item), item=item, who="A")
    drafts = count_once(lay_items([], CaseFile(items=(own,)), {}, []), Used())
    assert windows_of(drafts) is None
    even = np.full((50, 7), 1 / 7)
    found = update(even, name_items(drafts), LEAVES, np.random.default_rng(1)).posterior
    np.testing.assert_allclose(found, even, atol=1e-12)


def test_a_window_ends_what_the_comeback_model_sees_and_then_counts_in_full() -> None:
    item = window_item(result())
    own = OwnItem(id=own_item_id(item), item=item, who="A")
    laid = lay_items([], CaseFile(items=(own,)), {}, [])
    first = windows_of(laid)
    assert first == month_index("2019-10")
    seen = Used(months=frozenset(range(first - 30, first)))
    assert count_once(laid, seen)[0].share == 1
    every = Used(months=frozenset(range(first - 30, first + 3)))
    assert count_once(laid, every)[0].share == 0
