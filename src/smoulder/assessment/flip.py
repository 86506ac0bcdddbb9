"""The smallest set of items without which another hypothesis comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from smoulder.assessment.left_out import TIE, lead, posteriors, speaks, thinned
from smoulder.assessment.working import Working
from smoulder.records.sensitivity import Flip
from smoulder.records.series import Floats

LARGEST = 4
"""Sets of up to this many items are searched one by one."""
TRIES = 165
"""Sets of one size that are searched; where there are more, those among the items that move most."""
SCREEN = 400
"""Draws in which sets are looked at first; those near a flip are then decided in all draws."""
NEAR = 0.03
"""What screening may be off by: a set whose margin is above this in the screening is no flip, and of many items one
whose margin is below it is one."""
SHORTLIST = 32


@dataclass(frozen=True, slots=True)
class _Search:
    """A case twice: in all draws and in a few, with what the few are off by as a whole.

    bias: shape (leaf,); first: the leaf that comes first with everything there.
    """

    full: Working
    thin: Working
    bias: Floats
    first: int

    def margins(self, out: Sequence[Sequence[int]]) -> Floats:
        """By how much the first leaf leads without each set; below 0 the order flips."""
        return lead(posteriors(self.full, out), self.first)

    def screen(self, out: Sequence[Sequence[int]]) -> Floats:
        """The same from a few draws."""
        return lead(posteriors(self.thin, out) + self.bias, self.first)


def smallest_flip(working: Working, alone: Floats) -> Flip:
    """Search for the smallest set, by size: exact where every smaller set was tried, and it says so.

    alone: shape (item, leaf), the posterior with each item left out, in all draws.
    """
    items = len(working.ids)
    if items == 0:
        return Flip()
    whole = working.posterior.mean(axis=1)
    first = int(np.argmax(whole))
    margins = lead(alone, first)
    if margins.min() < -TIE:
        at = int(np.argmin(margins))
        return Flip(items=(working.ids[at],), to=working.leaves[int(np.argmax(alone[at]))], smallest=True)
    thin = thinned(working, max(1, working.start.shape[1] // SCREEN))
    search = _Search(working, thin, whole - thin.posterior.mean(axis=1), first)
    movers = _movers(working, whole, first)
    tried = 1
    for size in range(2, min(LARGEST, items) + 1):
        among = _among(items, size)
        found, sure = _of_size(search, [sorted(one) for one in combinations(movers[:among], size)])
        if found is not None:
            return _named(working, found, tried)
        if among == items and sure and tried == size - 1:
            tried = size
    many = _many(search, movers)
    return Flip(none_up_to=tried) if many is None else _named(working, many, tried)


def _movers(working: Working, whole: Floats, first: int) -> list[int]:
    """The items in the order in which they hold the first leaf above one of its three best rivals."""
    said = speaks(working)
    rivals = [leaf for leaf in np.argsort(-whole) if leaf != first][:3]
    holds = np.max([said[:, first] - said[:, leaf] for leaf in rivals], axis=0)
    return [int(at) for at in np.argsort(-holds, kind="stable")]


def _among(items: int, size: int) -> int:
    """Among how many items every set of a size can be tried."""
    most = items
    while most > size and comb(most, size) > TRIES:
        most -= 1
    return most


def _of_size(search: _Search, sets: list[list[int]]) -> tuple[list[int] | None, bool]:
    """The set that flips the order furthest, and whether all that came near were decided in all draws."""
    screened = search.screen(sets)
    near = [int(at) for at in np.argsort(screened) if screened[at] < NEAR]
    if not near:
        return None, True
    short = near[:SHORTLIST]
    exact = search.margins([sets[at] for at in short])
    best = int(np.argmin(exact))
    if exact[best] < -TIE:
        return sets[short[best]], True
    return None, len(near) <= SHORTLIST


def _many(search: _Search, movers: list[int]) -> list[int] | None:
    """Items taken out one after the other until the order flips, less those that need not go."""
    sets = [movers[: at + 1] for at in range(len(movers))]
    screened = search.screen(sets)
    out = next((one for one, at in zip(sets, screened, strict=True) if _flips(search, one, float(at))), [])
    for item in reversed(list(out)):
        fewer = [one for one in out if one != item]
        if _flips(search, fewer, float(search.screen([fewer])[0])):
            out = fewer
    # the screening alone decided some of it
    return out if out and search.margins([out])[0] < -TIE else None


def _flips(search: _Search, out: list[int], screened: float) -> bool:
    """Whether a set flips the order: by its margin in the screening where that is plain, else in all draws."""
    if abs(screened) > NEAR:
        return screened < 0
    return bool(search.margins([out])[0] < -TIE)


def _named(working: Working, out: list[int], tried: int) -> Flip:
    """tried: the size up to which every set of all items was tried and did not flip the order."""
    to = posteriors(working, [out])[0]
    return Flip(
        items=tuple(working.ids[at] for at in sorted(out)),
        to=working.leaves[int(np.argmax(to))],
        smallest=tried == len(out) - 1,
        none_up_to=tried,
    )
