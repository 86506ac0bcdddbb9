"""From evidence to a posterior that adds up (docs/methods/evidence.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.assessment.hypothesis import LEAVES
from smoulder.records.evidence import Likelihood
from smoulder.records.series import Floats
from smoulder.records.statement import Hypothesis

RELIABILITY = {"A": 1.0, "B": 0.85, "C": 0.65, "D": 0.4, "E": 0.2, "F": 0.5}
CREDIBILITY = {"1": 1.0, "2": 0.85, "3": 0.65, "4": 0.4, "5": 0.2, "6": 0.5}
"""Powers by grade; F and 6 cannot be judged and stand in the middle, not at the bottom."""

LEANING = 0.5
"""How much two items of one cluster say the same: 0 not at all, 1 a copy (assumed)."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One item before the update.

    likelihoods: P(item | leaf) as a range; a leaf that is not named takes the item's middle.
    share:       part of it that is news, 1 unless months of the series already hold it.
    """

    id: str
    cluster: str
    likelihoods: dict[Hypothesis, Likelihood]
    reliability: str
    credibility: str
    share: float = 1.0
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Updated:
    """Posteriors in draws.

    posterior: shape (draw, leaf), rows add up to one.
    without:   by item id, the mean posterior less what the item itself says, shape (leaf,).
    removed:   the same as if the item had never been there: the others of its cluster then weigh more.
    weights:   by item id, the power its likelihoods are raised to.
    """

    posterior: Floats
    without: dict[str, Floats]
    removed: dict[str, Floats]
    weights: dict[str, float]


def item_weights(items: Sequence[Weighed]) -> dict[str, float]:
    """The power of each item: its grades, less what its cluster says already.

    k items of one cluster count 1 / (1 + LEANING · (k − 1)) each; copies count 1 / k together.

    >>> one = Weighed("a", "x", {}, "A", "1")
    >>> item_weights([one])
    {'a': 1.0}
    """
    sizes = Counter(item.cluster for item in items)
    weights = {}
    for item in items:
        leaning = 1.0 if item.copy else LEANING
        grade = RELIABILITY[item.reliability] * CREDIBILITY[item.credibility]
        weights[item.id] = grade * item.share / (1 + leaning * (sizes[item.cluster] - 1))
    return weights


def update(priors: Floats, items: Sequence[Weighed], rng: np.random.Generator) -> Updated:
    """Bayes' rule in draws: each draw has its own prior and its own likelihoods within their ranges.

    priors:  shape (draw, leaf), rows add up to one.
    returns: posteriors; the order of items does not matter, because each item's numbers come from
             its own stream, seeded by its id. Leaving one out keeps the numbers of the others.
    """
    weights = item_weights(items)
    seed = int(rng.integers(2**32))
    logs = {item.id: weights[item.id] * _log_likelihood(item, len(priors), seed) for item in items}
    start = np.log(np.maximum(priors, 1e-12))
    total = start + sum(logs.values(), np.zeros_like(start))
    without = {id_: _normal(total - log).mean(axis=0) for id_, log in logs.items()}
    removed = {}
    for item in items:
        others = [other for other in items if other.id != item.id]
        reweighed = item_weights(others)
        rest = start.copy()
        for other in others:
            if weights[other.id] > 0:
                rest += logs[other.id] * (reweighed[other.id] / weights[other.id])
        removed[item.id] = _normal(rest).mean(axis=0)
    return Updated(_normal(total), without, removed, weights)


def _normal(logs: Floats) -> Floats:
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    normal: Floats = shares / shares.sum(axis=1, keepdims=True)
    return normal


def _log_likelihood(item: Weighed, draws: int, seed: int) -> Floats:
    """Log likelihood of one item by draw and leaf: triangular between low and high, peak at mid."""
    own = np.random.default_rng([seed, *item.id.encode()])
    out = np.empty((draws, len(LEAVES)))
    for at, leaf in enumerate(LEAVES):
        value = item.likelihoods[leaf]
        level = own.uniform(size=draws)
        out[:, at] = _triangular(value, level) if value.high > value.low else value.mid
    return np.log(out)


def _triangular(value: Likelihood, level: Floats) -> Floats:
    """The quantile of a triangular distribution at each level."""
    width = value.high - value.low
    turn = (value.mid - value.low) / width
    rising = value.low + np.sqrt(level * width * (value.mid - value.low))
    falling = value.high - np.sqrt((1 - level) * width * (value.high - value.mid))
    return np.where(level < turn, rising, falling)
