"""What can be looked for: every kind has words, or a reason why nobody need look for it."""

import numpy as np
import pytest

from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.likelihood import KINDS
from smoulder.assessment.observable import B2, NOT_SOUGHT, OBSERVABLE, weight_beside, what_to_seek
from smoulder.assessment.weights import Weighed
from smoulder.assessment.working import Working, work_out
from smoulder.records.evidence import Likelihood
from smoulder.records.statement import Hypothesis
from tests.assessment.worked import exactly, worked

EVEN = dict.fromkeys(LEAVES, 1 / 7)
PARENTS: dict[str, Hypothesis] = {leaf: leaf for leaf in LEAVES}


def case(*clusters: str) -> Working:
    table = dict.fromkeys(LEAVES, 0.5)
    return worked(EVEN, [exactly(f"e{at}", table, cluster) for at, cluster in enumerate(clusters)])


def test_every_kind_is_either_looked_for_or_has_a_reason() -> None:
    assert set(OBSERVABLE) | set(NOT_SOUGHT) == set(KINDS)
    assert not set(OBSERVABLE) & set(NOT_SOUGHT)


def test_everything_sought_has_a_chance_under_each_leaf_and_a_weight() -> None:
    sought = what_to_seek(case(), {}, PARENTS)
    table = {leaf: Likelihood(low=0.5, mid=0.5, high=0.5) for leaf in LEAVES}
    report = Weighed("e1", "", dict(table), "B", "2")
    as_update = work_out(np.full((1, 7), 1 / 7), [report], LEAVES, np.random.default_rng(0)).weights[0, 0]
    assert [one.kind for one in sought] == list(OBSERVABLE)
    for one in sought:
        assert one.likelihoods.shape == (7,)
        assert np.all((one.likelihoods > 0) & (one.likelihoods < 1))
        assert one.weight == pytest.approx(as_update)


def test_a_second_report_of_the_same_kind_weighs_less_than_the_first_and_a_third_less_still() -> None:
    kinds = {"e0": "capacity judged low", "e1": "capacity judged low"}
    weights = [
        weight_beside(case(*clusters), kinds, "capacity judged low") for clusters in ((), ("",), ("", ""))
    ]
    assert weights[0] == B2
    assert weights[0] > weights[1] > weights[2] > 0


def test_what_can_happen_again_keeps_its_weight() -> None:
    seen = case("", "")
    sought = what_to_seek(seen, {"e0": "large attack", "e1": "capacity judged low"}, PARENTS)
    weight = {one.kind: one.weight for one in sought}
    assert weight["large attack"] == B2
    assert weight["capacity judged low"] < B2


def test_a_part_of_a_leaf_has_the_likelihoods_of_the_leaf() -> None:
    table = {"patience north": 0.5, "patience south": 0.5}
    parted = worked(table, [])
    sought = what_to_seek(parted, {}, {"patience north": "patience", "patience south": "patience"})
    for one in sought:
        assert one.likelihoods[0] == one.likelihoods[1]
