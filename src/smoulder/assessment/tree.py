"""The tree as an analyst has it: leaves renamed, split into parts, or with a prior of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.assessment.hypothesis import LEAVES, WORDS, Range, draw_range, draw_ratio
from smoulder.assessment.likelihood import word_ranges
from smoulder.assessment.weights import stream
from smoulder.records.change import HypothesisPut, Part
from smoulder.records.errors import BadEntry
from smoulder.records.evidence import Likelihood
from smoulder.records.series import Floats
from smoulder.records.statement import Hypothesis

STEPS = 60


@dataclass(frozen=True, slots=True)
class Branchlet:
    """One leaf of the tree, or one part of a leaf.

    leaf: the one of the seven that it is or belongs to. part: how it was split off, None where the leaf is whole.
    """

    id: str
    words: str
    leaf: Hypothesis
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """The leaves of the tree in its order, with parts in the place of a leaf that was split.

    own: priors that were set, by leaf.
    """

    nodes: tuple[Branchlet, ...]
    own: Mapping[Hypothesis, Likelihood]

    @property
    def ids(self) -> tuple[str, ...]:
        """Names of leaves and parts."""
        return tuple(node.id for node in self.nodes)

    @property
    def parents(self) -> tuple[int, ...]:
        """For each, the place of its leaf among the seven."""
        return tuple(LEAVES.index(node.leaf) for node in self.nodes)

    def likelihoods(self, of_leaves: Mapping[str, Likelihood]) -> dict[str, Likelihood]:
        """Likelihoods for every leaf and part: a part that is not named takes its leaf's, a leaf even chances."""
        even = word_ranges()["roughly even chance"]
        return {node.id: of_leaves.get(node.id, of_leaves.get(node.leaf, even)) for node in self.nodes}

    def joined(self, of_nodes: Floats) -> Floats:
        """Chances of leaves from those of leaves and parts; shape (draw, node) to (draw, leaf)."""
        out = np.zeros((len(of_nodes), len(LEAVES)))
        for at, leaf in enumerate(self.parents):
            out[:, leaf] += of_nodes[:, at]
        return out


WHOLE = Tree(tuple(Branchlet(leaf, WORDS[leaf], leaf) for leaf in LEAVES), {})
"""The seven as they are."""


def grow(changes: Mapping[str, HypothesisPut]) -> Tree:
    """The tree with an analyst's changes.

    changes: by leaf, or by part for new words of one.
    raises:  BadEntry for a leaf that is not known, a part that has the name of another leaf or part, and a part that
             is split or given a prior itself.
    """
    parts = {part.id: leaf for leaf, put in changes.items() if leaf in LEAVES for part in put.parts}
    _check(changes, parts)
    nodes: list[Branchlet] = []
    own: dict[Hypothesis, Likelihood] = {}
    for leaf in LEAVES:
        put = changes.get(leaf)
        if put is not None and put.prior is not None:
            own[leaf] = put.prior
        words = (put.words if put else "") or WORDS[leaf]
        if put is None or not put.parts:
            nodes.append(Branchlet(leaf, words, leaf))
            continue
        for part in put.parts:
            renamed = changes[part.id].words if part.id in changes else ""
            nodes.append(Branchlet(part.id, renamed or part.words, leaf, part))
    return Tree(tuple(nodes), own)


def _check(changes: Mapping[str, HypothesisPut], parts: Mapping[str, str]) -> None:
    names = [part.id for leaf, put in changes.items() if leaf in LEAVES for part in put.parts]
    for name in names:
        if name in LEAVES or names.count(name) > 1:
            raise BadEntry(f"part {name!r} has the name of another leaf or part; give it one of its own")
    for name, put in changes.items():
        if name in LEAVES:
            _check_values(put)
            continue
        if name not in parts:
            raise BadEntry(f"no leaf is called {name!r}; there are {', '.join((*LEAVES, *parts))}")
        if put.parts or put.prior is not None:
            raise BadEntry(
                f"{name!r} is a part of {parts[name]!r} already; split {parts[name]!r} anew, with a share for each part"
            )


def _check_values(put: HypothesisPut) -> None:
    shares = [("the prior", put.prior)] + [(f"the share of {part.id!r}", part.share) for part in put.parts]
    for what, value in shares:
        if value is not None and not 0 < value.low <= value.mid <= value.high < 1:
            raise BadEntry(
                f"{what} must lie between 0 and 1, low before high; 0 and 1 would rule a leaf out or in"
            )
    for part in put.parts:
        if not 0 < part.odds.low <= part.odds.mid <= part.odds.high:
            raise BadEntry(
                f"the odds of {part.id!r} must be above 0, low before high; 1 is as the first part"
            )


@dataclass(frozen=True, slots=True)
class Shares:
    """How leaves were split, in draws.

    shares: shape (draw, node), of the leaf; parts of one leaf add up to one, a whole leaf has 1.
    odds:   shape (draw, node), of a comeback, as a multiple of the first part's.
    """

    shares: Floats
    odds: Floats


def draw_shares(tree: Tree, size: int, seed: int) -> Shares:
    """Draw how the prior of each split leaf is shared, and the odds of its parts.

    returns: each part has its own stream, so that a split leaves all other numbers as they are.
    """
    shares, odds = np.ones((size, len(tree.nodes))), np.ones((size, len(tree.nodes)))
    for at, node in enumerate(tree.nodes):
        if node.part is not None:
            own = stream(f"part {node.id}", seed)
            shares[:, at] = draw_range(_range(node.part.share), size, own)
            odds[:, at] = draw_ratio(_range(node.part.odds), size, own)
    for rows in _splits(tree):
        shares[:, rows] /= shares[:, rows].sum(axis=1, keepdims=True)
        odds[:, rows] /= odds[:, rows[:1]]
    return Shares(shares, odds)


def split_priors(priors: Floats, tree: Tree, split: Shares) -> Floats:
    """Priors of leaves and parts from those of leaves; shape (draw, leaf) to (draw, node)."""
    return np.asarray(priors[:, list(tree.parents)] * split.shares)


def split_given(given: Floats, tree: Tree, split: Shares) -> Floats:
    """P(comeback | part) such that the parts of a leaf mix to what the leaf has.

    given:   shape (draw, leaf, month).
    returns: shape (draw, node, month).
    """
    out = given[:, list(tree.parents), :].copy()
    for rows in _splits(tree):
        whole = out[:, rows[0], :]
        out[:, rows, :] = solve_parts(whole, split.shares[:, rows], split.odds[:, rows])
    return out


def solve_parts(whole: Floats, shares: Floats, odds: Floats) -> Floats:
    """Chances of parts with given odds between them, whose mix is the chance of the whole.

    whole:   shape (draw, month), 0 to 1. shares, odds: shape (draw, part); shares add up to one.
    returns: shape (draw, part, month). Newton's steps on the log odds of the first part, held between two bounds.

    >>> parts = solve_parts(np.array([[0.4]]), np.array([[0.5, 0.5]]), np.array([[1.0, 3.0]]))[0, :, 0]
    >>> parts.round(5).tolist(), round(float(parts.mean()), 12)
    ([0.27178, 0.52822], 0.4)
    """
    inside = (whole > 0) & (whole < 1)
    mean = np.where(inside, whole, 0.5)
    level = np.log(mean / (1 - mean))
    push = np.log(odds)
    low = level - push.max(axis=1, keepdims=True)
    high = level - push.min(axis=1, keepdims=True)
    at = (low + high) / 2
    chance = np.empty((len(whole), odds.shape[1], whole.shape[1]))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(at[:, np.newaxis, :] + push[:, :, np.newaxis])))
        off = np.einsum("dp,dpm->dm", shares, chance) - mean
        if np.max(np.abs(off), initial=0.0) < 1e-15:
            break
        low, high = np.where(off < 0, at, low), np.where(off < 0, high, at)
        slope = np.einsum("dp,dpm->dm", shares, chance * (1 - chance))
        step = at - off / np.maximum(slope, 1e-300)
        moved = np.where((step > low) & (step < high), step, (low + high) / 2)
        if np.array_equal(moved, at):
            break
        at = moved
    return np.where(inside[:, np.newaxis, :], chance, whole[:, np.newaxis, :])


def _splits(tree: Tree) -> Sequence[list[int]]:
    """Places of the parts of each split leaf."""
    found: dict[str, list[int]] = {}
    for at, node in enumerate(tree.nodes):
        if node.part is not None:
            found.setdefault(node.leaf, []).append(at)
    return list(found.values())


def _range(value: Likelihood) -> Range:
    return Range(value.mid, value.low, value.high, "assumed", "")
