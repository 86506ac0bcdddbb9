"""What a judgement stands on: with no evidence the answer is the comeback model's, whatever tree analysts have."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.branches import Pressing
from smoulder.assessment.footing import Counted, Footing, agree_under, stand_on
from smoulder.assessment.hypothesis import COMEBACK_ODDS, LEAVES, Range, draw_priors
from smoulder.assessment.judge import chance_with, update_on, view_hypotheses
from smoulder.records.case_file import Said
from smoulder.records.change import HypothesisPut, Part
from smoulder.records.evidence import Likelihood
from tests.assessment.test_once import draft

DRAWS = 60
NEAR = Range(1.0, 0.6, 1.6, "assumed", "")


def between(low: float, mid: float, high: float) -> Likelihood:
    return Likelihood(low=low, mid=mid, high=high)


def stand(
    spent: float, chances: list[float], hypotheses: dict[str, HypothesisPut], said: Any = None
) -> Footing:
    rng = np.random.default_rng(3)
    stack = np.clip(np.sort(chances) + rng.normal(0, 0.01, size=(DRAWS, 1)), 0.001, 0.999)
    matter: Any = SimpleNamespace(
        comeback=SimpleNamespace(draws=stack, major_draws=stack / 2, lulls=9),
        always_major=False,
        hypotheses=hypotheses,
        said=said or {},
        horizons=(1, 2),
        late=0,
        pressing=Pressing((), "Norland", 0),
    )
    small, some = Range(0.02, 0.01, 0.05, "estimated", "", 9), Range(0.2, 0.1, 0.3, "estimated", "", 9)
    away = Range(spent, spent * 0.8, 1 - (1 - spent) * 0.8, "estimated", "", 9)
    counted: Any = Counted(None, draw_priors(small, some, away, DRAWS, rng), {**COMEBACK_ODDS, "deal": NEAR})  # type: ignore[arg-type]
    return stand_on(matter, counted, rng)


@st.composite
def trees(draw: st.DrawFn) -> dict[str, HypothesisPut]:
    """A tree with one leaf split, another with a prior of its own, or neither."""
    changes: dict[str, HypothesisPut] = {}
    for leaf in draw(st.lists(st.sampled_from(LEAVES), max_size=1)):
        share, odds = draw(st.floats(0.05, 0.9)), draw(st.floats(0.1, 10.0))
        first = Part(id="one", words="one", share=between(share / 2, share, (1 + share) / 2))
        second = Part(
            id="other", words="other", share=between(0.1, 0.5, 0.9), odds=between(odds / 2, odds, odds * 2)
        )
        changes[leaf] = HypothesisPut(leaf=leaf, parts=(first, second))
    for leaf in draw(st.lists(st.sampled_from(LEAVES), max_size=1)):
        mid = draw(st.floats(0.05, 0.9))
        put = changes.get(leaf, HypothesisPut(leaf=leaf))
        changes[leaf] = put.model_copy(update={"prior": between(mid * 0.8, mid, 1 - (1 - mid) * 0.8)})
    return changes


@given(trees(), st.floats(0.05, 0.95), st.lists(st.floats(0.02, 0.9), min_size=2, max_size=2))
@settings(max_examples=60, deadline=None)
def test_with_no_evidence_the_answer_is_the_comeback_models(
    changes: dict[str, HypothesisPut], spent: float, chances: list[float]
) -> None:
    footing = stand(spent, chances, changes)
    before, posterior = footing.before, update_on(footing, []).posterior
    np.testing.assert_allclose(before.sum(axis=1), 1.0)
    np.testing.assert_allclose(posterior, before, atol=1e-9)
    total = np.einsum("dl,dlm->dm", before, footing.given)
    np.testing.assert_allclose(total, footing.stack, atol=1e-9)
    assert chance_with(footing, [], 2) == pytest.approx(float(footing.stack[:, 1].mean()), abs=1e-9)


@given(trees(), st.floats(0.05, 0.8))
@settings(max_examples=30, deadline=None)
def test_after_evidence_the_answer_is_the_sum_over_hypotheses(
    changes: dict[str, HypothesisPut], spent: float
) -> None:
    footing = stand(spent, [0.2, 0.4], changes)
    items = [draft("a"), draft("b", grades="F6")]
    posterior = update_on(footing, items).posterior
    np.testing.assert_allclose(posterior.sum(axis=1), 1.0)
    views = view_hypotheses(footing, posterior)
    assert sum(one.posterior.value for one in views) == pytest.approx(1.0)
    by_hand = float((posterior * footing.given[:, :, 1]).sum(axis=1).mean())
    assert chance_with(footing, items, 2) == pytest.approx(by_hand)


def test_other_priors_still_give_the_models_answer() -> None:
    changes = {"deal": HypothesisPut(leaf="deal", parts=(
        Part(id="one", words="one", share=between(0.3, 0.5, 0.7)),
        Part(id="other", words="other", share=between(0.3, 0.5, 0.7), odds=between(2, 3, 4)),
    ))}  # fmt: skip
    footing = stand(0.2, [0.2, 0.4], changes)
    other = footing.before * np.linspace(1, 2, footing.before.shape[1])
    other /= other.sum(axis=1, keepdims=True)
    kept, found = agree_under(footing, other, 1)
    np.testing.assert_allclose((kept * found).sum(axis=1), footing.stack[:, 1], atol=1e-9)
    assert (np.abs(kept - other).max(axis=1) < 1e-12).mean() > 0.8


def test_a_part_and_a_prior_of_an_analyst_are_shown_as_such() -> None:
    changes = {
        "deal": HypothesisPut(leaf="deal", parts=(
            Part(id="truce", words="a truce", share=between(0.3, 0.5, 0.7)),
            Part(id="bought", words="bought off", share=between(0.3, 0.5, 0.7)),
        )),
        "patience": HypothesisPut(leaf="patience", words="bides its time", prior=between(0.5, 0.6, 0.7)),
    }  # fmt: skip
    said = {"patience": {"prior": Said(who="Analyst A", why="their own words")}}
    footing = stand(0.2, [0.2, 0.4], changes, said)
    views = {one.id: one for one in view_hypotheses(footing, footing.before)}
    assert (views["truce"].parent, views["truce"].words, views["moved"].parent) == ("deal", "a truce", "")
    assert views["truce"].prior.basis == "assumed"
    assert "its share assumed" in views["truce"].prior.why
    patience = views["patience"]
    assert (patience.set_by, patience.words) == ("Analyst A", "bides its time")
    assert patience.prior.why == "set by Analyst A: their own words"
    assert patience.prior.value == pytest.approx(0.6, abs=0.03)
    assert views["spent"].set_by == ""


def test_priors_in_conflict_are_shown_as_they_were_and_as_they_are() -> None:
    views = {one.id: one for one in view_hypotheses(*_with_posterior(stand(0.9, [0.3, 0.6], {})))}
    narrow = views["spent"].narrow
    assert narrow is not None
    assert narrow.value > views["spent"].prior.value
    assert narrow.high - narrow.low < views["spent"].prior.high - views["spent"].prior.low
    agreed = view_hypotheses(*_with_posterior(stand(0.1, [0.1, 0.2], {})))
    assert {one.narrow for one in agreed} == {None}


def _with_posterior(footing: Footing) -> tuple[Footing, Any]:
    return footing, footing.before
