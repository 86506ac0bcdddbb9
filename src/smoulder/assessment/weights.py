"""How much each item counts: its grades, less what its cluster says already (docs/methods/evidence.md#weight)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from smoulder.records.evidence import Likelihood
from smoulder.records.series import Floats

RELIABILITY = {"A": 1.0, "B": 0.85, "C": 0.65, "D": 0.4, "E": 0.2}
CREDIBILITY = {"1": 1.0, "2": 0.85, "3": 0.65, "4": 0.4, "5": 0.2}
"""Powers by grade (assumed). F and 6 are none of them: one that cannot be judged may be any of these."""

SHARED_DOUBT = 0.5
"""What is left of the lighter doubt beside the graver one: 1 if they are of two kinds, 0 if of one (assumed)."""

LEANING = 0.5
"""How much two items of one cluster say the same: 0 not at all, 1 a copy (assumed)."""
COPIES = 1.0
FEW = 6
"""Items that are sorted faster one against the other than column by column."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One item before the update.

    cluster:     items that lean on one another share one; '' for an item that leans on none.
    likelihoods: P(item | leaf) as a range, for every leaf of the update.
    share:       part of it that is news, 1 unless months of the series already hold it.
    copy_of:     id of the item that this one repeats; '' for one of its own.
    source:      who is behind it: an unknown reliability is one and the same for all items of a source, and copies
                 have that of what they repeat. '' where nobody is named.
    root_source: who is behind the item that this one repeats, where that one is left out; None elsewhere.
    """

    id: str
    cluster: str
    likelihoods: dict[str, Likelihood]
    reliability: str
    credibility: str
    share: float = 1.0
    copy_of: str = ""
    source: str = ""
    root_source: str | None = None


class Repeating(Protocol):
    """What is asked of an item to find what it repeats."""

    @property
    def id(self) -> str:
        """Its id in the case."""
        ...

    @property
    def copy_of(self) -> str:
        """The id of the item that it repeats, '' where it repeats none."""
        ...


def roots_of(items: Sequence[Repeating]) -> tuple[str, ...]:
    """For each item the one that it repeats in the end, itself where it repeats none.

    >>> def item(id_, of=""):
    ...     return Weighed(id_, "", {}, "A", "1", copy_of=of)
    >>> roots_of([item("a"), item("b", "a"), item("c", "b"), item("d", "x"), item("e", "f"), item("f", "e")])
    ('a', 'a', 'a', 'x', 'e', 'e')
    """
    of = {item.id: item.copy_of for item in items if item.copy_of}
    found = []
    for item in items:
        chain = [item.id]
        while (after := of.get(chain[-1], "")) and after not in chain:
            chain.append(after)
        # items that repeat each other in a ring have the first by name as their root
        found.append(min(chain[chain.index(after) :]) if after else chain[-1])
    return tuple(found)


def draw_powers(items: Sequence[Weighed], roots: Sequence[str], draws: int, seed: int) -> Floats:
    """The powers of items by their grades and their share of news, shape (item, draw).

    roots:   what they repeat.
    returns: the lower of the two powers times the root of the higher, because a doubt about the source and one about
             what it says are partly the same doubt. F and 6 are drawn from the five known grades, each as likely; F
             once for each source, and both once for all copies of one item.
    """
    sources = {item.id: item.source for item in items}
    out = np.empty((len(items), draws))
    for at, (item, root) in enumerate(zip(items, roots, strict=True)):
        own = item.source if item.root_source is None else item.root_source
        source = sources.get(root, own) or root
        reliability = _grade(RELIABILITY, item.reliability, f"source {source}", draws, seed)
        credibility = _grade(CREDIBILITY, item.credibility, f"item {root}", draws, seed)
        out[at] = join_grades(reliability, credibility) * item.share
    return out


def join_grades(reliability: float | Floats, credibility: float | Floats) -> Floats:
    """One power from the two grades' powers.

    source: docs/methods/evidence.md#weight

    >>> join_grades(0.65, 0.65).round(3), join_grades(1.0, 0.4), join_grades(0.4, 1.0)
    (np.float64(0.524), np.float64(0.4), np.float64(0.4))
    """
    lower = np.minimum(reliability, credibility)
    higher = np.maximum(reliability, credibility)
    joint: Floats = lower * higher**SHARED_DOUBT
    return joint


def _grade(powers: dict[str, float], grade: str, name: str, draws: int, seed: int) -> float | Floats:
    if grade in powers:
        return powers[grade]
    return _any_of(tuple(powers.values()), name, draws, seed)


# one source is asked for with each of its items, and at every answer of an open case; 200 are 6 MB in 4,000 draws
@lru_cache(maxsize=200)
def _any_of(powers: tuple[float, ...], name: str, draws: int, seed: int) -> Floats:
    """Draws of a power that may be any of these, shape (draw,); not to be written to."""
    drawn: Floats = np.array(powers)[stream(name, seed).integers(len(powers), size=draws)]
    drawn.setflags(write=False)
    return drawn


def stream(name: str, seed: int) -> np.random.Generator:
    """Random numbers of one name, the same whatever else is drawn."""
    return np.random.default_rng([seed, int.from_bytes(name.encode(), "big")])


def spread_weights(powers: Floats, clusters: Sequence[str], roots: Sequence[str]) -> Floats:
    """The weight of each item beside the others: copies count as one, what leans on one another less than apart.

    powers:  shape (item, draw), not negative.
    returns: shape (item, draw). k items of one cluster with the same power count k / (1 + LEANING · (k − 1)) times as
             one together, copies as one; where powers differ, the same holds for each layer of power by itself, so
             that an item more never takes away from what a cluster says.
    source:  Kish's design effect (1965, section 5.4).

    >>> spread_weights(np.ones((3, 1)), ["c", "c", ""], ["a", "b", "d"]).ravel().round(3).tolist()
    [0.667, 0.667, 1.0]
    >>> spread_weights(np.array([[1.0], [0.4]]), ["", ""], ["a", "a"]).ravel().tolist()
    [0.8, 0.2]
    """
    out = powers.copy()
    units: dict[str, list[int]] = {}
    for at, root in enumerate(roots):
        units.setdefault(root, []).append(at)
    for rows in units.values():
        if len(rows) > 1:
            out[rows] = _by_layer(out[rows], COPIES)
    leaning: dict[str, list[list[int]]] = {}
    for rows in units.values():
        # copies stand in the first cluster that any of them has
        cluster = min((clusters[at] for at in rows if clusters[at]), default="")
        if cluster:
            leaning.setdefault(cluster, []).append(rows)
    for group in leaning.values():
        if len(group) == 1:
            continue
        if all(len(rows) == 1 for rows in group):
            alone = [rows[0] for rows in group]
            out[alone] = _by_layer(out[alone], LEANING)
            continue
        totals = np.stack([out[rows].sum(axis=0) for rows in group])
        kept = _by_layer(totals, LEANING) / np.where(totals > 0, totals, 1.0)
        for rows, share in zip(group, kept, strict=True):
            out[rows] *= share
    return out


def _by_layer(powers: Floats, leaning: float) -> Floats:
    """Powers less what the others say, layer by layer of power; shape (item, draw)."""
    # known grades are the same in every draw
    one = powers[:, :1] if (powers == powers[:, :1]).all() else powers
    weigh = _of_few if one.shape[1] > 1 and len(one) <= FEW else _of_many
    return np.broadcast_to(weigh(one, leaning), powers.shape)


def _of_many(powers: Floats, leaning: float) -> Floats:
    order = np.argsort(-powers, axis=0)
    each = _each(np.take_along_axis(powers, order, axis=0), leaning)
    out = np.empty_like(powers)
    # which of two equal powers stands first makes no odds: they have the same weight
    np.put_along_axis(out, order, each, axis=0)
    return out


def _of_few(powers: Floats, leaning: float) -> Floats:
    """The same, faster: numpy sorts thousands of short columns slowly, and compares a few long rows fast."""
    falling = np.empty_like(powers)
    for row, one in enumerate(powers):
        for place in range(row):
            higher = np.maximum(falling[place], one)
            one = np.minimum(falling[place], one)
            falling[place] = higher
        falling[row] = one
    each = _each(falling, leaning)
    out = np.empty_like(powers)
    for row, one in enumerate(powers):
        weight = each[0]
        for above, less in zip(falling[:-1], each[1:], strict=True):
            weight = np.where(above > one, less, weight)
        out[row] = weight
    return out


def _each(falling: Floats, leaning: float) -> Floats:
    """The weights of powers that stand in falling order; shape (item, draw)."""
    each = falling.copy()
    each[:-1] -= falling[1:]
    each /= 1 + leaning * np.arange(len(falling))[:, np.newaxis]
    for row in range(len(each) - 2, -1, -1):
        each[row] += each[row + 1]
    return each
