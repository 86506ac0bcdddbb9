"""What a case says with some of its evidence left out: many variants at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from smoulder.assessment.weights import spread_weights
from smoulder.assessment.working import Working, scale, scaled
from smoulder.records.series import Floats

BLOCK = 120_000
"""Numbers worked on at a time, so that they stay in the processor's cache."""
TIE = 1e-12
"""Two leaves nearer than this come first together: the order stays as it was."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the case says in each variant, as means over draws.

    posterior: shape (variant, leaf), rows add up to one. answer: shape (variant,), comeback within 12 months.
    """

    posterior: Floats
    answer: Floats


def say(working: Working, given: Floats, out: Sequence[Sequence[int]]) -> Said:
    """The posterior and the answer without each of these sets of items, the others weighed anew.

    given: shape (leaf, draw), chance of a comeback within 12 months under each leaf.
    out:   for each variant the places of the items that go; an empty one leaves the case as it is.
    """
    posterior, answer = np.empty((len(out), len(working.leaves))), np.empty(len(out))
    for rows, shares in _in_draws(working, out):
        posterior[rows] = shares.mean(axis=2)
        # not a product of matrices, which would be shared out to threads for what one does at once
        answer[rows] = np.einsum("vld,ld->v", shares, given) / given.shape[1]
    return Said(posterior, answer)


def posteriors(working: Working, out: Sequence[Sequence[int]]) -> Floats:
    """The mean posterior without each of these sets of items; shape (variant, leaf)."""
    found = np.empty((len(out), len(working.leaves)))
    for rows, shares in _in_draws(working, out):
        found[rows] = shares.mean(axis=2)
    return found


def _in_draws(working: Working, out: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], Floats]]:
    """The posteriors in draws, shape (variant, leaf, draw), some variants at a time, in the order that costs least.

    Each change is worked out once, in the same piece of memory, and added to all variants that it is part of. What is
    given out holds until the next is asked for.
    """
    parts = [_by_family(working, gone) for gone in out]
    used: dict[tuple[int, ...], list[int]] = {}
    for row, of in enumerate(parts):
        for part in of:
            used.setdefault(part, []).append(row)
    # variants of one change are given out at once, the others are added up
    place = {row: at for at, row in enumerate(row for row, of in enumerate(parts) if len(of) != 1)}
    sums = np.empty((len(place), *working.total.shape))
    sums[:] = working.total
    change, said = np.empty_like(working.total), np.empty_like(working.total)
    for part, rows in used.items():
        change_without(working, part, change, said)
        for row in rows:
            if row in place:
                sums[place[row]] += change
        if alone := [row for row in rows if row not in place]:
            shares = scale(np.add(working.total, change, out=said))[np.newaxis]
            for row in alone:
                yield [row], shares
    rows, block = list(place), max(1, BLOCK // working.total.size)
    for low in range(0, len(rows), block):
        yield rows[low : low + block], scale(sums[low : low + block])


def _by_family(working: Working, gone: Sequence[int]) -> list[tuple[int, ...]]:
    """The items that go, in parts that weigh on each other."""
    parts: dict[int, list[int]] = {}
    for at in sorted(gone):
        parts.setdefault(working.families[at], []).append(at)
    return [tuple(part) for part in parts.values()]


def change_without(working: Working, gone: tuple[int, ...], change: Floats, said: Floats) -> None:
    """The change of the log posterior when items of one family go.

    change: where it is put, shape (leaf, draw); said: memory to work in, of the same shape.
    """
    family = working.families[gone[0]]
    stay = [at for at, one in enumerate(working.families) if one == family and at not in gone]
    change.fill(0.0)
    for at in gone:
        change -= np.multiply(working.weights[at], working.logs[at], out=said)
    if stay:
        more = spread_weights(
            working.powers[stay], [working.clusters[at] for at in stay], [working.roots[at] for at in stay]
        )
        more -= working.weights[stay]
        for row, at in enumerate(stay):
            change += np.multiply(more[row], working.logs[at], out=said)


def lead(posterior: Floats, first: int) -> Floats:
    """By how much a leaf leads the best of the others, shape (variant,); below 0 another one comes first.

    posterior: shape (variant, leaf).
    """
    led: Floats = posterior[:, first] - np.delete(posterior, first, axis=1).max(axis=1)
    return led


def thinned(working: Working, step: int) -> Working:
    """The same case in every `step`-th draw."""
    return replace(
        working,
        start=np.ascontiguousarray(working.start[:, ::step]),
        logs=np.ascontiguousarray(working.logs[:, :, ::step]),
        powers=np.ascontiguousarray(working.powers[:, ::step]),
        weights=np.ascontiguousarray(working.weights[:, ::step]),
        total=np.ascontiguousarray(working.total[:, ::step]),
    )


def speaks(working: Working) -> Floats:
    """Mean log likelihood of each item at its weight, shape (item, leaf): what it says in the middle."""
    said: Floats = np.einsum("id,ild->il", working.weights, working.logs) / working.start.shape[1]
    return said


def prior_means(working: Working) -> Floats:
    """Shape (leaf,)."""
    means: Floats = scaled(working.start).mean(axis=1)
    return means
