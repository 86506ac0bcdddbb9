from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from smoulder.assessment.panel.nearest import nearest_partition, nearest_squares
from smoulder.assessment.panel.rules import Rules, complement, no_less, over, partition, total, union
from smoulder.records.series import Floats

LEAVES = ("won", "deal", "patience", "degraded", "spent")
NAMES = (*LEAVES, "able or not", "by 6", "by 12", "yes", "no")
said = st.lists(st.floats(0, 1), min_size=2, max_size=9).map(np.array)
answers = st.integers(0, 2**32 - 1).map(lambda seed: np.random.default_rng(seed).uniform(0, 1, len(NAMES)))


def case_rules() -> Rules:
    """Leaves that cover everything, a whole and its parts, two totals, a pair, and a later day."""
    by_6 = dict(zip(LEAVES, (0.02, 0.05, 0.3, 0.1, 0.0), strict=True))
    by_12 = {leaf: 1.5 * chance for leaf, chance in by_6.items()}
    return over(
        NAMES,
        [
            partition(LEAVES),
            union("able or not", ("patience", "degraded")),
            total("by 6", by_6),
            total("by 12", by_12),
            complement("yes", "no"),
            no_less("yes", "by 12"),
        ],
    )


def by_reference(chances: Floats, rules: Rules) -> Floats:
    """The same by SciPy's sequential quadratic programming."""
    found = minimize(
        lambda x: ((x - chances) ** 2).sum(),
        np.full(len(chances), 0.3),
        jac=lambda x: 2 * (x - chances),
        bounds=[(0, 1)] * len(chances),
        constraints=[
            {"type": "ineq" if least else "eq", "fun": lambda x, row=row, to=to: row @ x - to}
            for row, to, least in zip(rules.weights, rules.equals, rules.least, strict=True)
        ],
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )
    return np.asarray(found.x)


def test_a_worked_case_takes_the_same_from_each_and_stops_at_nought() -> None:
    assert nearest_partition(np.array([0.9, 0.5, 0.0])) == pytest.approx([0.7, 0.3, 0.0])
    assert nearest_partition(np.array([0.1, 0.1])) == pytest.approx([0.5, 0.5])


@given(said)
def test_the_nearest_shares_add_up_and_nothing_nearer_does(chances: Floats) -> None:
    found = nearest_partition(chances)
    assert found.sum() == pytest.approx(1, abs=1e-12)
    assert np.all(found >= 0)
    # the mark of a projection: no corner lies further along the way back to what was said
    corners = np.eye(len(chances)) - found
    assert np.max(corners @ (chances - found)) < 1e-9


@given(said)
def test_what_adds_up_already_stays_and_twice_is_once(chances: Floats) -> None:
    once = nearest_partition(chances)
    assert nearest_partition(once) == pytest.approx(once, abs=1e-12)


@given(said)
def test_the_general_way_gives_the_same_for_a_partition(chances: Floats) -> None:
    names = tuple(str(at) for at in range(len(chances)))
    general = nearest_squares(chances, over(names, [partition(names)]))
    assert general == pytest.approx(nearest_partition(chances), abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(answers)
def test_under_all_kinds_of_rules_it_equals_an_outside_solver(chances: Floats) -> None:
    rules = case_rules()
    found = nearest_squares(chances, rules)
    assert rules.kept_by(found, 1e-8)
    outside = by_reference(chances, rules)
    assert rules.kept_by(outside, 1e-6)
    assert ((found - chances) ** 2).sum() <= ((outside - chances) ** 2).sum() + 1e-6
    assert found == pytest.approx(outside, abs=1e-3)
    assert nearest_squares(found, rules) == pytest.approx(found, abs=1e-8)


def test_judgements_that_keep_the_rules_come_back_as_they_are() -> None:
    rules = case_rules()
    shares = np.array([0.1, 0.1, 0.4, 0.3, 0.1])
    by_6 = float(shares @ rules.weights[2][:5])
    kept = np.array([*shares, 0.7, by_6, 1.5 * by_6, 0.6, 0.4])
    assert nearest_squares(kept, rules).tolist() == kept.tolist()


def test_rules_that_contradict_each_other_are_refused() -> None:
    twice = over(("a", "b"), [partition(("a", "b")), union("a", ("b",)), total("a", {"b": 0.5})])
    with pytest.raises(ValueError, match="contradict"):
        nearest_squares(np.array([0.2, 0.2]), twice)
    beyond = over(("a", "b"), [total("a", {"b": 3.0}), partition(("b",))])
    with pytest.raises(ValueError, match="between 0 and 1"):
        nearest_squares(np.array([0.2, 0.2]), beyond)


def test_a_rule_about_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="'c', which is not among a, b"):
        over(("a", "b"), [partition(("a", "c"))])
