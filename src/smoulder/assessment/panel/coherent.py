"""One analyst's judgement made coherent: shares that add up, and a chance of a comeback that fits them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from smoulder.assessment.panel.held import Held
from smoulder.assessment.panel.nearest import nearest_squares
from smoulder.assessment.panel.relative import nearest_events, nearest_shares
from smoulder.assessment.panel.rules import Rule, no_less, over, partition, total, union
from smoulder.records.change import Judged
from smoulder.records.series import Floats

LEAST = 1e-3
"""Likelihoods and shares are read as no less than this where their logarithm is taken."""
_SMALLEST = 1e-12
"""A leaf that was given less, and not nought, is read as this: less drowns in the rounding of the others."""
_NOUGHT = 1e-6
"""A whole or a comeback that was given nought is read as this, so that it can be moved at all."""


@dataclass(frozen=True, slots=True)
class Coherent:
    """A judgement, and the coherent one nearest to it.

    judged:  what was said. open: leaves that were left open, filled as the case with the own items shares the rest.
    shares:  shape (leaf,), by relative entropy of shares: those that count. squares, events: by least squares and by
             relative entropy of events. All None where nothing was said of leaves or items.
    from_items: True where no leaf was named and the shares follow from items.
    comeback: by horizon, what fits the shares and the number that was given, if one was.
    total:   sum of what was said of the leaves, with what fills the open ones.
    moved:   distance to the nearest judgements that keep the rules of probability, by least squares.
    nats:    the same by relative entropy of shares. tested: whether what was said could have broken a rule.
    """

    judged: Judged
    open: tuple[str, ...]
    shares: Floats | None
    squares: Floats | None
    events: Floats | None
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
    shares = {leaf: max(one, _SMALLEST) if one > 0 else one for leaf, one in judged.hypotheses.items()}
    leaves, left_open = _fill(judged.model_copy(update={"hypotheses": shares}), held)
    names, said = _line_up(judged, held, leaves)
    own = _own_rules(judged, held, leaves is not None)
    rules = over(names, own)
    by_squares = nearest_squares(said, rules)
    tied = rules if leaves is None else over(names, [*own, *_totals(judged, held)])
    found = nearest_shares(said, tied)
    size = 0 if leaves is None else len(held.leaves)
    given = {one: float(found[names.index(_by(one))]) for one in sorted(judged.comeback)}
    named = bool(judged.hypotheses)
    return Coherent(
        judged=judged,
        open=left_open,
        shares=found[:size] if size else None,
        squares=nearest_squares(said, tied)[:size] if size else None,
        events=nearest_events(said, tied)[:size] if size else None,
        from_items=bool(judged.items) and not named,
        comeback={one: float(found[:size] @ held.comeback[one]) for one in held.comeback} if size else given,
        total=float(leaves.sum()) if leaves is not None and named else None,
        moved=float(np.linalg.norm(by_squares - said)),
        nats=_nats(nearest_shares(said, rules), said),
        tested=(named and not left_open) or len(given) > 1 or bool(np.any(by_squares != said)),
    )


def _line_up(judged: Judged, held: Held, leaves: Floats | None) -> tuple[tuple[str, ...], Floats]:
    """What was said in one row, leaves first, with the name of each."""
    found = {} if leaves is None else dict(zip(held.leaves, leaves.tolist(), strict=True))
    for name, value in judged.hypotheses.items():
        if name in held.parts:
            found[name] = max(value, _NOUGHT)
    for horizon, value in sorted(judged.comeback.items()):
        found[_by(horizon)] = max(value, _NOUGHT)
    return tuple(found), np.array(list(found.values()))


def _own_rules(judged: Judged, held: Held, spoken: bool) -> list[Rule]:
    """The rules of probability that what was said has to keep."""
    wholes = [name for name in judged.hypotheses if name in held.parts]
    later = [no_less(_by(after), _by(before)) for before, after in pairwise(sorted(judged.comeback))]
    if not spoken:
        return later
    return [partition(held.leaves), *(union(one, held.parts[one]) for one in wholes), *later]


def _totals(judged: Judged, held: Held) -> list[Rule]:
    """The law of total probability for each number that was given."""
    return [
        total(_by(one), dict(zip(held.leaves, held.comeback[one].tolist(), strict=True)))
        for one in sorted(judged.comeback)
    ]


def _by(horizon: int) -> str:
    return f"by {horizon}"


def _fill(judged: Judged, held: Held) -> tuple[Floats | None, tuple[str, ...]]:
    """What was said by leaf, and the leaves that were left open, filled in proportion to what the items leave."""
    like = _from_items(judged, held)
    if not judged.hypotheses:
        return (like if judged.items else None), ()
    found = np.array([judged.hypotheses.get(leaf, np.nan) for leaf in held.leaves])
    for whole, parts in held.parts.items():
        if whole in judged.hypotheses:
            places = [held.leaves.index(part) for part in parts]
            found[places] = _share_rest(found[places], judged.hypotheses[whole], like[places])
    left = tuple(leaf for leaf, one in zip(held.leaves, found, strict=True) if np.isnan(one))
    return _share_rest(found, 1.0, like), left


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
