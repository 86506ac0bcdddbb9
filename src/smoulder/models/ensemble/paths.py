"""Draws put in an order in which the months of one draw go together (docs/methods/counts.md#paths)."""

from __future__ import annotations

import numpy as np

from smoulder.models.ensemble.cells import REGIMES, regimes, regimes_at
from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Ints


def tie_months(draws: Floats, past: Panel, ahead: Ints, rng: np.random.Generator) -> Floats:
    """Order the draws of each month so that high months follow each other as they did in the past.

    draws:   shape (unit, month, draw); past: the panel up to the origin; ahead: shape (month,), months after it.
    returns: the same draws of every unit and month in another order. Draw j of all months is one path; paths of
             different units are not tied. Where the past is too short for examples, months are not tied either.
    source:  Clark et al. 2004, The Schaake shuffle, Journal of Hydrometeorology 5(1).
    """
    now = regimes(past)
    out = np.sort(draws, axis=-1)
    for regime in range(len(REGIMES)):
        examples = _examples(past, regime, ahead, draws.shape[-1], rng)
        for unit in np.flatnonzero(now == regime).tolist():
            if not len(examples):
                out[unit] = rng.permuted(out[unit], axis=-1)
                continue
            table = examples[rng.integers(len(examples), size=draws.shape[-1])]
            # equal counts are told apart by chance, the same way in all months of an example
            table = table + rng.random((len(table), 1)) / 2
            ranks = np.argsort(np.argsort(table, axis=0), axis=0)
            out[unit] = np.take_along_axis(out[unit], ranks.T, axis=-1)
    return out


def _examples(past: Panel, regime: int, ahead: Ints, most: int, rng: np.random.Generator) -> Floats:
    """What followed months of the past in which a unit stood in this regime, shape (example, month)."""
    months = np.arange(11, past.counts.shape[1] - int(ahead.max()))
    stood = [(regimes_at(past.counts, int(month)) == regime).nonzero()[0] for month in months]
    if not stood:
        return np.zeros((0, len(ahead)))
    unit = np.concatenate(stood)
    month = np.repeat(months, [len(each) for each in stood])
    followed = past.counts[unit[:, np.newaxis], month[:, np.newaxis] + ahead]
    level = np.nan_to_num(past.counts)[unit[:, np.newaxis], month[:, np.newaxis] - np.arange(12)].mean(axis=1)
    whole = ~np.isnan(followed).any(axis=1)
    shares: Floats = (followed / np.maximum(level, 1)[:, np.newaxis])[whole]
    return shares[rng.permutation(len(shares))[: 20 * most]]
