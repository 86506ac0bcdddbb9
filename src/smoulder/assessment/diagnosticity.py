"""How far an item tells hypotheses apart: nothing, where it speaks for or against all of them alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Floats

TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Diagnosticity:
    """What items tell, shape (item,) each, in bits (docs/methods/sensitivity.md#diagnosticity).

    spread:  expected size of the log odds between two leaves drawn from the priors.
    learned: Kullback–Leibler divergence of the posterior after this item alone from the priors.
    for_, against: the pair of leaves told apart most, as columns; equal where nothing is.
    ratio:   odds in favour of the first of the pair, 1 or more.
    """

    spread: Floats
    learned: Floats
    for_: list[int]
    against: list[int]
    ratio: Floats


def diagnose(priors: Floats, speaks: Floats) -> Diagnosticity:
    """What each item tells about the leaves, from the differences of its log likelihoods alone.

    priors: shape (leaf,), add up to one.
    speaks: shape (item, leaf), log P(item | leaf) at the item's weight; any constant added tells nothing more.

    >>> told = diagnose(np.array([0.5, 0.5]), np.log([[0.1, 0.1], [0.8, 0.2]]))
    >>> told.spread.tolist(), told.ratio.round(9).tolist()
    ([0.0, 1.0], [1.0, 4.0])
    """
    bits = speaks / np.log(2)
    odds = bits[:, :, np.newaxis] - bits[:, np.newaxis, :]
    pairs = priors[:, np.newaxis] * priors[np.newaxis, :]
    told = np.abs(odds) * pairs
    after = priors * np.exp2(bits - bits.max(axis=1, keepdims=True))
    after /= after.sum(axis=1, keepdims=True)
    first, second, ratio = [], [], []
    for item in range(len(bits)):
        one, other = np.unravel_index(int(np.argmax(told[item])), pairs.shape)
        if odds[item, one, other] < 0:
            one, other = other, one
        first.append(int(one))
        second.append(int(other))
        ratio.append(float(np.exp2(odds[item, one, other])))
    return Diagnosticity(
        spread=told.sum(axis=(1, 2)),
        learned=divergence(after, priors[np.newaxis, :]),
        for_=first,
        against=second,
        ratio=np.array(ratio),
    )


def divergence(after: Floats, before: Floats) -> Floats:
    """Kullback–Leibler divergence in bits over the last axis: how much was learned.

    >>> float(divergence(np.array([1.0, 0.0]), np.array([0.5, 0.5])).round(9))
    1.0
    """
    ratio = np.log2(np.maximum(after, TINY) / np.maximum(before, TINY))
    bits: Floats = np.maximum(np.sum(after * ratio, axis=-1), 0.0)
    return bits


def entropy(shares: Floats) -> Floats:
    """What is open, in bits, over the last axis.

    >>> float(entropy(np.full(4, 0.25)))
    2.0
    """
    bits: Floats = np.maximum(-np.sum(shares * np.log2(np.maximum(shares, TINY)), axis=-1), 0.0)
    return bits
