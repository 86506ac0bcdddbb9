"""The panel of a case: each judgement made coherent, weighed, pooled, and beside the case's own answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from smoulder.assessment.panel.coherent import Coherent, make_coherent
from smoulder.assessment.panel.held import Held
from smoulder.assessment.panel.parting import Parting, Split, part_ways
from smoulder.assessment.panel.pooled import (
    PooledChance,
    PooledShares,
    pool_comebacks,
    pool_shares,
    weigh_analysts,
)
from smoulder.assessment.panel.recalibrate import Recalibration
from smoulder.records.change import Judged

Judgements = Mapping[tuple[str, int], Judged]
"""By analyst and round, as a case file has them."""


@dataclass(frozen=True, slots=True)
class PanelView:
    """What a panel thinks.

    analysts: in the order of their names, the last round of each.
    weights:  by analyst, adding up to one over all; in a pool, over those who speak of it.
    shares:   None where nobody spoke of leaves.
    comeback: by horizon of which somebody spoke.
    blind:    the chances pooled from first rounds alone, where somebody has gone into a second; else empty.
    gone:     what was judged that the case has no more, by analyst.
    days:     the day that each one's judgement speaks of, by analyst.
    """

    analysts: tuple[Coherent, ...]
    weights: dict[str, float]
    shares: PooledShares | None
    comeback: dict[int, PooledChance]
    blind: dict[int, PooledChance]
    partings: tuple[Parting, ...]
    splits: tuple[Split, ...]
    recalibration: Recalibration
    gone: dict[str, tuple[str, ...]]
    days: Mapping[str, date] = field(default_factory=dict)

    def stale(self, day: date) -> dict[str, date]:
        """Analysts of the panel who judged as of another day than this, with theirs."""
        return {one.analyst: self.days[one.analyst] for one in self.analysts if self._day(one, day) != day}

    def of_day(self, day: date, held: Held) -> PanelView:
        """The panel of those who judged as of a day."""
        of_it = [one.judged for one in self.analysts if self._day(one, day) == day]
        return convene({(one.analyst, int(one.round)): one for one in of_it}, held, self.recalibration)

    def _day(self, one: Coherent, otherwise: date) -> date:
        return self.days.get(one.analyst, otherwise)


def convene(judgements: Judgements, held: Held, recalibration: Recalibration) -> PanelView:
    """Make each judgement coherent, weigh and pool them, and say where they part.

    judgements:    of one case; of an analyst's two rounds the second counts.
    recalibration: learned from earlier panels; it changes `drawn` alone.
    source:        docs/methods/panel.md
    """
    names = sorted({analyst for analyst, _ in judgements})
    last = [judgements.get((name, 2)) or judgements[name, 1] for name in names]
    kept = {one.analyst: _still_there(one, held) for one in last}
    analysts = _coherent([judged for judged, _ in kept.values()], held)
    weights = weigh_analysts(analysts)
    shares = pool_shares(analysts, weights, recalibration)
    with_shares = [one for one in analysts if one.shares is not None]
    partings, splits = part_ways(with_shares, held, _leading(shares, held)) if shares else ((), ())
    blind: dict[int, PooledChance] = {}
    if any(number == 2 for _, number in judgements):
        first = [_still_there(one, held)[0] for (_, number), one in judgements.items() if number == 1]
        blind = pool_comebacks(_coherent(first, held), held, recalibration)
    return PanelView(
        analysts=analysts,
        weights=dict(zip((one.analyst for one in analysts), weights.tolist(), strict=True)),
        shares=shares,
        comeback=pool_comebacks(analysts, held, recalibration),
        blind=blind,
        partings=partings,
        splits=splits,
        recalibration=recalibration,
        gone={name: gone for name, (_, gone) in kept.items() if gone},
    )


def _coherent(judged: Sequence[Judged], held: Held) -> tuple[Coherent, ...]:
    some = [make_coherent(one, held) for one in judged if one.hypotheses or one.items or one.comeback]
    return tuple(sorted(some, key=lambda one: one.analyst))


def _leading(shares: PooledShares, held: Held) -> tuple[str, str]:
    first, second = np.argsort(-shares.linear, kind="stable")[:2]
    return held.leaves[first], held.leaves[second]


def _still_there(judged: Judged, held: Held) -> tuple[Judged, tuple[str, ...]]:
    """A judgement without what the case has no more, and the names of that."""
    leaves = {*held.leaves, *held.parts}
    gone = [name for name in judged.hypotheses if name not in leaves]
    gone += [name for name in judged.items if name not in held.items]
    gone += [f"{one} months" for one in judged.comeback if one not in held.comeback]
    said = {name: one for name, one in judged.hypotheses.items() if name in leaves}
    kept = judged.model_copy(
        update={
            # a judgement that is left with noughts says of these leaves only that the others were meant
            "hypotheses": said if any(said.values()) else {},
            "items": {
                name: {leaf: one for leaf, one in by_leaf.items() if leaf in leaves}
                for name, by_leaf in judged.items.items()
                if name in held.items
            },
            "comeback": {one: value for one, value in judged.comeback.items() if one in held.comeback},
        }
    )
    return kept, tuple(gone)
