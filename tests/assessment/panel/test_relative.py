from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from smoulder.assessment.panel.relative import nearest_events, nearest_shares
from smoulder.assessment.panel.rules import Rules, over, partition
from smoulder.records.series import Floats
from tests.assessment.panel.test_nearest import NAMES, case_rules

answers = st.integers(0, 2**32 - 1).map(
    lambda seed: np.random.default_rng(seed).uniform(0.02, 0.95, len(NAMES))
)
said = st.lists(st.floats(0.001, 1), min_size=2, max_size=9).map(np.array)


def whole(size: int) -> Rules:
    names = tuple(str(at) for at in range(size))
    return over(names, [partition(names)])


def shares_apart(found: Floats, chances: Floats) -> float:
    return float((found * np.log(found / chances) - found + chances).sum())


def events_apart(found: Floats, chances: Floats) -> float:
    no = (1 - found) * np.log((1 - found) / (1 - chances))
    return float((found * np.log(found / chances) + no).sum())


@given(said)
def test_for_a_partition_relative_entropy_of_shares_is_bringing_to_one(chances: Floats) -> None:
    found = nearest_shares(chances, whole(len(chances)))
    assert found == pytest.approx(chances / chances.sum(), abs=1e-9)


@given(said)
def test_for_a_partition_events_move_by_the_same_log_odds(chances: Floats) -> None:
    kept = np.clip(chances, 0.01, 0.99)
    found = nearest_events(kept, whole(len(kept)))
    moved = np.log(found / (1 - found)) - np.log(kept / (1 - kept))
    assert found.sum() == pytest.approx(1, abs=1e-9)
    assert moved == pytest.approx(np.full(len(kept), moved[0]), abs=1e-5)


@pytest.mark.parametrize(
    ("nearest", "apart"), [(nearest_shares, shares_apart), (nearest_events, events_apart)]
)
@settings(max_examples=20, deadline=None)
@given(chances=answers)
def test_under_all_kinds_of_rules_nothing_nearer_is_found_by_an_outside_solver(
    nearest, apart, chances: Floats
) -> None:  # type: ignore[no-untyped-def]
    rules = case_rules()
    found = nearest(chances, rules)
    assert rules.kept_by(found, 1e-8)
    outside = minimize(
        lambda x: apart(x, chances),
        np.full(len(chances), 0.3),
        bounds=[(1e-9, 1 - 1e-9)] * len(chances),
        constraints=[
            {"type": "ineq" if least else "eq", "fun": lambda x, row=row, to=to: row @ x - to}
            for row, to, least in zip(rules.weights, rules.equals, rules.least, strict=True)
        ],
        method="SLSQP",
        options={"ftol": 1e-13, "maxiter": 500},
    )
    assert apart(found, chances) <= apart(outside.x, chances) + 1e-7
    assert nearest(found, rules) == pytest.approx(found, abs=1e-8)


@pytest.mark.parametrize("nearest", [nearest_shares, nearest_events])
def test_what_adds_up_already_stays(nearest) -> None:  # type: ignore[no-untyped-def]
    kept = np.array([1.0, 0.0, 0.0])
    assert nearest(kept, whole(3)).tolist() == kept.tolist()


def test_nothing_can_be_made_of_noughts_by_shares_and_even_shares_by_events() -> None:
    with pytest.raises(ValueError, match="none was given"):
        nearest_shares(np.zeros(3), whole(3))
    assert nearest_events(np.zeros(4), whole(4)) == pytest.approx(np.full(4, 0.25))


def test_a_leaf_of_nought_stays_nought() -> None:
    assert nearest_shares(np.array([0.0, 0.4, 0.2]), whole(3)) == pytest.approx([0, 2 / 3, 1 / 3])
