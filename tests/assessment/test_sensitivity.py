"""Sensitivity: each thing changed once, each row what an update of its own gives."""

from collections.abc import Sequence
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings

from smoulder.assessment.next_look import Seekable
from smoulder.assessment.sensitivity import find_sensitivity
from smoulder.assessment.tilt import tilt
from smoulder.assessment.working import Working, work_out
from smoulder.records.sensitivity import Sensitivity, Variant
from tests.assessment.test_flip import LEAVES, cases
from tests.assessment.worked import exactly, of_the_rest, worked

LOOK = Seekable("large attack", "a large attack", np.array([0.6, 0.3, 0.1]), 0.7)


def find(working: Working, sought: Sequence[Seekable] = (LOOK,)) -> Sensitivity:
    chance = np.broadcast_to(np.array([[0.5], [0.2], [0.0]]), working.start.shape).copy()
    tilts = tilt(np.exp(working.start).T, LEAVES, lambda other: (other, chance.T))
    return find_sensitivity(working, chance, tilts, sought)


def row(found: Sensitivity, what: str, name: str) -> Variant:
    return next(one for one in found.variants if (one.what, one.name) == (what, name))


@given(cases())
@settings(max_examples=30, deadline=None)
def test_every_row_is_the_update_without_that_item(working: Working) -> None:
    found = find(working)
    whole = working.posterior.mean(axis=1)
    for at, id_ in enumerate(working.ids):
        after, told = of_the_rest(working, [at]), row(found, "item", id_)
        for leaf, by in zip(LEAVES, after - whole, strict=True):
            assert told.moves.get(leaf, 0.0) == pytest.approx(by, abs=0.0051)
        assert told.answer == pytest.approx(float(after @ np.array([0.5, 0.2, 0.0])), abs=1e-4)
        assert told.reorders == (told.first != found.first)


@given(cases())
@settings(max_examples=20, deadline=None)
def test_odds_before_evidence_are_halved_and_doubled(working: Working) -> None:
    found = find(working)
    priors = np.exp(working.start).T
    for at, leaf in enumerate(LEAVES):
        for what, factor in (("prior halved", 0.5), ("prior doubled", 2.0)):
            odds = factor * priors[:, at] / (1 - priors[:, at])
            other = priors * ((1 - odds / (1 + odds)) / (1 - priors[:, at]))[:, np.newaxis]
            other[:, at] = odds / (1 + odds)
            expected = working.with_priors(other).posterior.mean(axis=1)
            told = row(found, what, leaf)
            assert told.answer == pytest.approx(float(expected @ np.array([0.5, 0.2, 0.0])), abs=1e-4)


@given(cases())
@settings(max_examples=20, deadline=None)
def test_a_set_that_flips_is_there_when_a_row_says_so(working: Working) -> None:
    found = find(working)
    single = [one for one in found.variants if one.what == "item" and one.reorders]
    assert bool(single) == (len(found.flip.items) == 1)
    assert (found.first == found.second) is False
    assert found.lead >= 0


def test_an_item_as_likely_under_every_leaf_moves_and_tells_nothing() -> None:
    even = worked(dict.fromkeys(LEAVES, 1 / 3), [exactly("e1", dict.fromkeys(LEAVES, 0.05))])
    found = find(even)
    told = found.items[0]
    assert (told.spread, told.bits, told.adds, told.between) == (0, 0, 0, None)
    assert row(found, "item", "e1").moves == {}


def test_a_source_or_cluster_of_the_same_items_is_listed_once() -> None:
    table = {"patience": 0.6, "degraded": 0.4, "spent": 0.2}
    case = worked(
        dict.fromkeys(LEAVES, 1 / 3),
        [
            exactly("e1", table, cluster="briefing", source="army"),
            exactly("e2", table, cluster="briefing", source="army"),
            exactly("e3", table, source="monitor"),
        ],
    )
    found = find(case)
    assert [(one.what, one.name) for one in found.variants if one.items > 1] == [("source", "army")]
    assert row(found, "source", "army").items == 2


def test_without_items_priors_and_looks_remain() -> None:
    found = find(worked({"patience": 0.5, "degraded": 0.3, "spent": 0.2}, []))
    assert found.items == ()
    assert found.flip.items == ()
    assert {one.what for one in found.variants} == {"prior halved", "prior doubled"}
    assert found.looks[0].bits > 0


def test_other_priors_solve_the_chance_of_a_comeback_anew() -> None:
    case = worked({"patience": 0.5, "degraded": 0.3, "spent": 0.2}, [])
    always = np.array([[0.4], [0.4], [0.0]])

    def regive(priors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        # so that the answer before evidence is .32 under whatever priors
        shared: np.ndarray = always.T * 0.32 / (priors @ always)
        return priors, shared

    found = find_sensitivity(case, always, tilt(np.exp(case.start).T, LEAVES, regive), [LOOK])
    assert {one.answer for one in found.variants} == {0.32}


@pytest.mark.slow
@pytest.mark.timed
def test_fifty_items_in_four_thousand_draws_take_a_blink() -> None:
    numbers = np.random.default_rng(4)
    weighed = [
        exactly(f"e{at:02}", dict(zip(LEAVES, numbers.uniform(0.3, 0.7, 3), strict=True)), f"c{at % 20}")
        for at in range(50)
    ]
    priors = numbers.dirichlet([4, 3, 2], size=4000)
    working = work_out(priors, weighed, LEAVES, np.random.default_rng(1))
    took = []
    for _ in range(3):
        began = perf_counter()
        find(working)
        took.append(perf_counter() - began)
    # 0.03 s on a quiet machine
    assert min(took) < 0.2
