"""What an update works with, kept so that any part of it can be left out again (docs/methods/evidence.md#update)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from smoulder.assessment.weights import Weighed, draw_powers, roots_of, spread_weights, stream
from smoulder.records.evidence import Likelihood
from smoulder.records.series import Floats

LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Working:
    """The pieces of one update. Items stand in the order of their ids, so that it does not matter how they came.

    leaves:   names, in the order of the tree.
    ids, clusters, sources, roots: of each item; roots are what copies repeat.
    families: of each item; an item's weight depends on others of its family alone.
    start:    log prior, shape (leaf, draw).
    logs:     log likelihood in full, shape (item, leaf, draw).
    powers:   grades and share of news, shape (item, draw).
    weights:  the same, less what others of the cluster say, shape (item, draw).
    total:    log posterior before it is scaled, shape (leaf, draw).
    """

    leaves: tuple[str, ...]
    ids: tuple[str, ...]
    clusters: tuple[str, ...]
    sources: tuple[str, ...]
    roots: tuple[str, ...]
    families: tuple[int, ...]
    start: Floats
    logs: Floats
    powers: Floats
    weights: Floats
    total: Floats

    @property
    def posterior(self) -> Floats:
        """P(leaf | evidence), shape (leaf, draw), columns add up to one."""
        return scaled(self.total)

    def unsaid(self) -> Floats:
        """The mean posterior less what each item itself says, the others weighed as they are; shape (item, leaf)."""
        means, rest = np.empty(self.logs.shape[:2]), np.empty_like(self.total)
        for at, (weights, logs) in enumerate(zip(self.weights, self.logs, strict=True)):
            np.subtract(self.total, np.multiply(weights, logs, out=rest), out=rest)
            means[at] = scale(rest).mean(axis=1)
        return means

    def with_priors(self, priors: Floats) -> Working:
        """The same evidence on other priors.

        priors: shape (draw, leaf), rows add up to one.
        """
        start = log_priors(priors)
        return replace(self, start=start, total=self.total - self.start + start)


def work_out(
    priors: Floats, items: Sequence[Weighed], leaves: Sequence[str], rng: np.random.Generator
) -> Working:
    """Draw everything that an update needs.

    priors:  shape (draw, leaf), rows add up to one; items: no two with one id.
    returns: an item's numbers come from its own stream, seeded by its id, or by the id of what it repeats: the order
             of items does not matter, and leaving one out or adding one leaves those of the others as they are.
    """
    seed = int(rng.integers(2**32))
    ordered = sorted(items, key=lambda one: one.id)
    start = log_priors(priors)
    draws = start.shape[1]
    roots = roots_of(ordered)
    clusters = tuple(one.cluster for one in ordered)
    logs = np.empty((len(ordered), len(leaves), draws))
    powers = draw_powers(ordered, roots, draws, seed)
    for at, (item, root) in enumerate(zip(ordered, roots, strict=True)):
        for leaf, row in zip(leaves, logs[at], strict=True):
            row[:] = _log_likelihood(item.likelihoods[leaf], root, draws, seed)
    weights = spread_weights(powers, clusters, roots)
    return Working(
        leaves=tuple(leaves),
        ids=tuple(one.id for one in ordered),
        clusters=clusters,
        sources=tuple(one.source for one in ordered),
        roots=roots,
        families=_families(clusters, roots),
        start=start,
        logs=logs,
        powers=powers,
        weights=weights,
        total=start + _weighted(weights, logs),
    )


def log_priors(priors: Floats) -> Floats:
    """Logarithms of priors of shape (draw, leaf), as shape (leaf, draw)."""
    return np.ascontiguousarray(np.log(np.maximum(priors, LEAST)).T)


def scaled(logs: Floats) -> Floats:
    """Shares that add up to one from their logarithms; shape (leaf, draw)."""
    return scale(logs.copy())


def scale(logs: Floats) -> Floats:
    """The same in the place of the logarithms, for many of them: new memory takes longer than the sums.

    logs: shape (…, leaf, draw).
    """
    logs -= logs.max(axis=-2, keepdims=True)
    np.exp(logs, out=logs)
    logs /= logs.sum(axis=-2, keepdims=True)
    return logs


def _weighted(weights: Floats, logs: Floats) -> Floats:
    total: Floats = np.einsum("id,ild->ld", weights, logs)
    return total


def _families(clusters: Sequence[str], roots: Sequence[str]) -> tuple[int, ...]:
    """One number for all items that share a cluster or repeat the same, also through others."""
    family = list(range(len(roots)))
    for names in (roots, clusters):
        first: dict[str, int] = {}
        for at, name in enumerate(names):
            if not name:
                continue
            one, other = family[first.setdefault(name, at)], family[at]
            family = [one if own == other else own for own in family]
    return tuple(family)


def _log_likelihood(value: Likelihood, root: str, draws: int, seed: int) -> Floats:
    """Draws of a log likelihood, shape (draw,): triangular between low and high, peak at mid.

    Leaves with the same range share their draws: an item that is as likely under all of them parts none, however
    wide the range.
    """
    return _log_levels(value.low, value.mid, value.high, root, draws, seed)


# An open case asks for the same draws at every answer. 500 ranges are those of some 150 items: 16 MB in 4,000 draws.
@lru_cache(maxsize=500)
def _log_levels(low: float, mid: float, high: float, root: str, draws: int, seed: int) -> Floats:
    """Logarithms of draws from one range, shape (draw,); not to be written to."""
    if high <= low:
        levels = np.full(draws, mid)
    else:
        name = f"{root} {low!r} {mid!r} {high!r}"
        levels = _triangular(low, mid, high, stream(name, seed).uniform(size=draws))
    found: Floats = np.log(levels)
    found.setflags(write=False)
    return found


def _triangular(low: float, mid: float, high: float, level: Floats) -> Floats:
    """The quantile of a triangular distribution at each level."""
    width = high - low
    turn = (mid - low) / width
    rising = low + np.sqrt(level * width * (mid - low))
    falling = high - np.sqrt((1 - level) * width * (high - mid))
    return np.where(level < turn, rising, falling)
