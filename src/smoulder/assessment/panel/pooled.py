"""What a panel gives together: shares of leaves and chances of a comeback, pooled in several ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.assessment.panel.coherent import LEAST, Coherent
from smoulder.assessment.panel.held import Held
from smoulder.assessment.panel.pool import linear_pool, log_pool, off_nought
from smoulder.assessment.panel.recalibrate import Recalibration
from smoulder.assessment.panel.weights import coherence_weights
from smoulder.records.series import Floats


@dataclass(frozen=True, slots=True)
class PooledShares:
    """P(leaf) of a panel, each of shape (leaf,).

    even: linear with equal weights; linear, log: with weights by coherence; drawn: linear, after recalibration.
    """

    even: Floats
    linear: Floats
    log: Floats
    drawn: Floats


@dataclass(frozen=True, slots=True)
class PooledChance:
    """Chance of a comeback of a panel; the parts as in `PooledShares`.

    analysts: how many it is pooled from. said: the mean of the numbers as they were given, None where none was.
    """

    even: float
    linear: float
    log: float
    drawn: float
    analysts: int
    said: float | None


def weigh_analysts(analysts: Sequence[Coherent]) -> Floats:
    """How much each counts, shape (analyst,), adding up to one."""
    if not analysts:
        return np.zeros(0)
    return coherence_weights(
        np.array([one.moved for one in analysts]), np.array([one.tested for one in analysts])
    )


def pool_shares(
    analysts: Sequence[Coherent], weights: Floats, recalibration: Recalibration
) -> PooledShares | None:
    """The pools of those who speak of leaves; None where nobody does.

    weights: shape (analyst,), brought to one among them.
    """
    speak = [at for at, one in enumerate(analysts) if one.shares is not None]
    if not speak:
        return None
    rows = np.array([analysts[at].shares for at in speak])
    own = weights[speak] / weights[speak].sum()
    linear = linear_pool(rows, own)
    return PooledShares(
        even=rows.mean(axis=0),
        linear=linear,
        log=log_pool(off_nought(rows, LEAST), own),
        drawn=recalibration.shares(linear),
    )


def pool_comebacks(
    analysts: Sequence[Coherent], held: Held, recalibration: Recalibration
) -> dict[int, PooledChance]:
    """The pools of each horizon, of those who speak of it."""
    weights = weigh_analysts(analysts)
    pooled = {}
    for horizon in held.comeback:
        speak = [at for at, one in enumerate(analysts) if horizon in one.comeback]
        if not speak:
            continue
        yes = np.array([analysts[at].comeback[horizon] for at in speak])
        rows, own = np.column_stack([yes, 1 - yes]), weights[speak] / weights[speak].sum()
        linear = float(linear_pool(rows, own)[0])
        said = [one.judged.comeback[horizon] for one in analysts if horizon in one.judged.comeback]
        pooled[horizon] = PooledChance(
            even=float(yes.mean()),
            linear=linear,
            log=float(log_pool(off_nought(rows, LEAST), own)[0]),
            drawn=recalibration.chance(linear),
            analysts=len(speak),
            said=float(np.mean(said)) if said else None,
        )
    return pooled
