"""What would follow from another tree, before it is entered: priors, posterior and answer on the kept evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from smoulder.assessment.agreement import agree
from smoulder.assessment.counts import deal_odds
from smoulder.assessment.hypothesis import (
    COMEBACK_ODDS,
    LEAVES,
    PATIENT_ODDS,
    Priors,
    Range,
    draw_range,
    draw_ratio,
    set_priors,
)
from smoulder.assessment.item_on_tree import on_leaves
from smoulder.assessment.tree import Tree, draw_shares, grow, split_given, split_priors
from smoulder.assessment.weighing import name_items
from smoulder.assessment.working import work_out
from smoulder.reading.background import load_episodes
from smoulder.records.case import Assessment
from smoulder.records.change import HypothesisPut
from smoulder.records.forecast import Chance
from smoulder.records.series import Floats
from smoulder.records.statement import Hypothesis

DRAWS = 2000
ROUNDS = 40
EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an answer would come to.

    tree:      leaves and parts in their order; prior, posterior: of each, both add up to one.
    horizon:   months; answer: chance of a comeback within them.
    """

    tree: Tree
    prior: tuple[float, ...]
    posterior: tuple[float, ...]
    horizon: int
    answer: float


def foresee(
    answer: Assessment, then: Mapping[str, HypothesisPut], now: Mapping[str, HypothesisPut]
) -> Foreseen:
    """What the answer would say with another tree and the evidence as it weighed it.

    answer: in a lull, so that it has hypotheses and numbers.
    then:   what analysts had made of the tree when it was given, by leaf; now: what they would make of it.
    returns: computed as the answer is, on draws made from the priors and chances that were kept, at one horizon; with
             the tree as it was it gives the answer back. Without the months, a new answer differs by rounding and by
             the draws: about a point.
    raises:  BadEntry where the tree cannot be so.

    Each step is that of the answer: priors that were set, agreement with the comeback model, shares of parts, Bayes'
    rule on the kept likelihoods. What the two ways of drawing differ by for the tree as it was is taken off again.
    """
    horizon = 12 if 12 in answer.answer else max(answer.answer)
    base = _Base(answer, horizon)
    was, is_ = base.ask(grow(then)), base.ask(grow(now))
    kept = np.array([_of_leaf(answer, leaf, "posterior") for leaf in LEAVES])
    off = kept / np.maximum(_leaves(was.tree, was.posterior), EDGE)
    posterior = np.array(is_.posterior) * off[list(is_.tree.parents)]
    odds = answer.answer[horizon].value / (1 - answer.answer[horizon].value)
    tilt = odds / (was.answer / (1 - was.answer))
    chance = is_.answer / (1 - is_.answer) * tilt
    told = tuple((posterior / posterior.sum()).tolist())
    return replace(is_, posterior=told, answer=chance / (1 + chance))


class _Base:
    """Draws made from what an answer kept."""

    def __init__(self, answer: Assessment, horizon: int) -> None:
        rng = np.random.default_rng(answer.seed)
        self._horizon, self._seed = horizon, answer.seed % 2**32
        self._stack = np.clip(_drawn(answer.stack[horizon], rng), EDGE, 1 - EDGE)[:, np.newaxis]
        ranges = {leaf: _range(answer, leaf) for leaf in LEAVES}
        means = np.array([_of_leaf(answer, leaf, "prior") for leaf in LEAVES])
        draws = np.stack([draw_range(ranges[leaf], DRAWS, rng) for leaf in LEAVES], axis=1)
        self._priors = Priors(_raked(draws, means / means.sum()), ranges)
        deal = deal_odds(load_episodes(), answer.question.as_of.year - 1)
        odds = [*(COMEBACK_ODDS[one] for one in ("unseen", "moved", "won")), deal]
        self._ratios = tuple(draw_ratio(one, DRAWS, rng) for one in odds)
        self._patient = draw_ratio(PATIENT_ODDS, DRAWS, rng)
        self._items = [on_leaves(one, answer) for one in answer.evidence]

    def ask(self, tree: Tree) -> Foreseen:
        """What these draws say on a tree."""
        priors = set_priors(self._priors, tree.own, dict.fromkeys(tree.own, ""), self._seed)
        agreed = agree(self._stack, priors.draws, self._ratios, self._patient)
        split = draw_shares(tree, DRAWS, self._seed)
        before = split_priors(agreed.priors, tree, split)
        given = split_given(agreed.given, tree, split)[:, :, 0]
        rng = np.random.default_rng([self._seed, 0])
        after = work_out(before, name_items(self._items, tree), tree.ids, rng).posterior.T
        prior = before.mean(axis=0)
        return Foreseen(
            tree=tree,
            prior=tuple((prior / prior.sum()).tolist()),
            posterior=tuple(after.mean(axis=0).tolist()),
            horizon=self._horizon,
            answer=float(np.einsum("dl,dl->d", after, given).mean()),
        )


def _raked(draws: Floats, means: Floats) -> Floats:
    """Draws whose rows add up to one and whose columns have given means."""
    found = draws / draws.sum(axis=1, keepdims=True)
    for _ in range(ROUNDS):
        found = found * (means / np.maximum(found.mean(axis=0), EDGE))
        found = found / found.sum(axis=1, keepdims=True)
    return np.asarray(found)


def _drawn(chance: Chance, rng: np.random.Generator) -> Floats:
    return draw_range(_safe(chance.value, chance.low, chance.high), DRAWS, rng)


def _safe(value: float, low: float, high: float) -> Range:
    """A range within 0 and 1, low before high."""
    mid = min(max(value, EDGE), 1 - EDGE)
    return Range(mid, min(max(low, EDGE / 10), mid), max(min(high, 1 - EDGE / 10), mid), "assumed", "")


def _range(answer: Assessment, leaf: Hypothesis) -> Range:
    """The range of a leaf before evidence; that of a split one is as wide as that of its parts together."""
    views = [one for one in answer.hypotheses if (one.parent or one.id) == leaf]
    total = sum(one.prior.value for one in views)
    low, high = sum(one.prior.low for one in views), sum(one.prior.high for one in views)
    return _safe(total, low, high)


def _of_leaf(answer: Assessment, leaf: Hypothesis, part: str) -> float:
    """What a leaf had, with all its parts; part: 'prior' or 'posterior'."""
    found: list[Chance] = [getattr(one, part) for one in answer.hypotheses if (one.parent or one.id) == leaf]
    return max(sum(one.value for one in found), EDGE)


def _leaves(tree: Tree, shares: tuple[float, ...]) -> Floats:
    found: Floats = tree.joined(np.array([shares]))[0]
    return found
