"""One analyst's judgement made coherent: shares that add up, and a chance of a comeback that fits them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from smoulder.assessment.panel.held import Held
from smoulder.assessment.panel.nearest import nearest_squares
from smoulder.assessment.panel.relative import nearest_shares
from smoulder.assessment.panel.rules import Rule, no_less, over, partition, total, union
from smoulder.records.change import Judged
from smoulder.records.series import Floats

LEAST = 1e-3
"""Likelihoods and shares are read as no less than this where their logarithm is taken."""
_NOUGHT = 1e-6
"""A whole or a comeback that was given nought is read as this, so that it can be moved at all."""


@dataclass(frozen=True, slots=True)
class Coherent:
    """A judgement, and the coherent one nearest to it.

    judged: what was said. open: leaves that were left open, filled as the case's own posterior shares the rest.
    shares: shape (leaf,), by relative entropy; None where nothing was said of leaves or items.
    squares: the same by least squares. from_items: True where no leaf was named and the shares follow from items.
    comeback: by horizon, what fits the shares and the number that was given, if one was.
    total:  sum of what was said of the leaves, with what fills the open ones.
    moved:  distance to the nearest judgements that keep the rules of probability, by least squares.
    nats:   the same by relative entropy. tested: whether what was said could have broken a rule.
    """

    judged: Judged
    open: tuple[str, ...]
    shares: Floats | None
    squares: Floats | None
    from_items: bool
    comeback: dict[int, float]
    total: float | None
    moved: float
    nats: float
    tested: bool

    @property
    def analyst(self) -> str:
        """Whose it is."""
        return self.judged.analyst


def make_coherent(judged: Judged, held: Held) -> Coherent:
    """The nearest coherent judgement.

    judged:  checked by `check_judged`.
    returns: shares that add up to one, whole leaves that equal their parts, later horizons no less than earlier
             ones, and P(comeback) = Σ P(leaf) P(comeback | leaf) with the case's own P(comeback | leaf). How far
             it was moved counts only the rules of probability: to part with the case's own chances is no
             incoherence.
    source:  docs/methods/panel.md#coherent
    """
    shares, left_open = _fill(judged, held)
    wholes = [name for name in judged.hypotheses if name in held.parts]
    horizons = sorted(judged.comeback)
    spoken = bool(judged.hypotheses)
    names = (*(held.leaves if spoken else ()), *wholes, *(f"by {one}" for one in horizons))
    said = np.array(
        [
            *(shares if spoken else ()),
            *(max(judged.hypotheses[one], _NOUGHT) for one in wholes),
            *(max(judged.comeback[one], _NOUGHT) for one in horizons),
        ]
    )
    own: list[Rule] = [no_less(f"by {later}", f"by {earlier}") for earlier, later in pairwise(horizons)]
    if spoken:
        own += [partition(held.leaves), *(union(one, held.parts[one]) for one in wholes)]
    rules = over(names, own)
    nearest, by_squares = nearest_shares(said, rules), nearest_squares(said, rules)
    fitted, squares, comeback = _fit(judged, held, shares, said, names, own)
    return Coherent(
        judged=judged,
        open=left_open,
        shares=fitted,
        squares=squares,
        from_items=not spoken and bool(judged.items),
        comeback=comeback,
        total=float(shares.sum()) if spoken else None,
        moved=float(np.linalg.norm(by_squares - said)),
        nats=_nats(nearest, said),
        tested=(spoken and not left_open) or len(horizons) > 1 or bool(np.any(by_squares != said)),
    )


def _fit(
    judged: Judged, held: Held, shares: Floats, said: Floats, names: tuple[str, ...], own: list[Rule]
) -> tuple[Floats | None, Floats | None, dict[int, float]]:
    """Shares and comebacks that keep the law of total probability as well; shares both ways of being near."""
    horizons = sorted(judged.comeback)
    if not judged.hypotheses and judged.items:
        return shares, shares, {one: float(shares @ given) for one, given in held.comeback.items()}
    if not judged.hypotheses:
        found = nearest_shares(said, over(names, own))
        return None, None, dict(zip(horizons, found.tolist(), strict=True))
    tied = [
        total(f"by {one}", dict(zip(held.leaves, held.comeback[one].tolist(), strict=True)))
        for one in horizons
    ]
    # a later horizon is no less than an earlier one by what the case gives, so that rule is not needed here
    rules = over(names, [*(rule for rule in own if not rule.least), *tied])
    found, by_squares = nearest_shares(said, rules), nearest_squares(said, rules)
    leaves = len(held.leaves)
    return (
        found[:leaves],
        by_squares[:leaves],
        {one: float(found[:leaves] @ given) for one, given in held.comeback.items()},
    )


def _fill(judged: Judged, held: Held) -> tuple[Floats, tuple[str, ...]]:
    """What was said by leaf, and the leaves that were left open, filled in proportion to the case's posterior."""
    if not judged.hypotheses:
        return _from_items(judged, held), ()
    found = np.array([judged.hypotheses.get(leaf, np.nan) for leaf in held.leaves])
    for whole, parts in held.parts.items():
        if whole in judged.hypotheses:
            places = [held.leaves.index(part) for part in parts]
            found[places] = _share_rest(found[places], judged.hypotheses[whole], held.posterior[places])
    left = tuple(leaf for leaf, one in zip(held.leaves, found, strict=True) if np.isnan(one))
    return _share_rest(found, 1.0, held.posterior), left


def _share_rest(said: Floats, whole: float, like: Floats) -> Floats:
    """What was not said (NaN) shares what the rest leaves of the whole, in proportion to `like`."""
    unsaid = np.isnan(said)
    if not unsaid.any():
        return said
    rest = max(whole - float(np.nansum(said)), 0.0)
    weights = np.maximum(like[unsaid], _NOUGHT)
    filled = said.copy()
    filled[unsaid] = rest * weights / weights.sum()
    return filled


def _from_items(judged: Judged, held: Held) -> Floats:
    """The case's posterior with the analyst's likelihoods in the place of its own."""
    logs = np.log(np.maximum(held.posterior, _NOUGHT))
    for name, by_leaf in judged.items.items():
        item = held.items[name]
        own = held.spread(by_leaf, item.likelihoods)
        logs = logs + item.weight * (
            np.log(np.maximum(own, LEAST)) - np.log(np.maximum(item.likelihoods, LEAST))
        )
    raw = np.exp(logs - logs.max())
    shares: Floats = raw / raw.sum()
    return shares


def _nats(found: Floats, said: Floats) -> float:
    kept = found > 0
    return float(np.sum(found[kept] * np.log(found[kept] / said[kept])) - found.sum() + said.sum())
