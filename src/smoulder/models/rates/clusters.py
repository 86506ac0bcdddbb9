"""A bootstrap in two stages, because cases of one country and one group are alike
(docs/methods/base-rates.md#interval)."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Floats, Ints


def cluster_weights(outer: Ints, inner: Ints, draws: int, rng: np.random.Generator) -> Floats:
    """Weights of a two-stage bootstrap: countries with replacement, then groups inside each.

    outer:   shape (n,), country code of each case; inner: shape (n,), group code.
    returns: shape (draws, n), how often each case is drawn.
    """
    weights = np.zeros((draws, len(outer)))
    countries = np.unique(outer)
    if not len(countries):
        return weights
    picks = rng.multinomial(len(countries), np.full(len(countries), 1 / len(countries)), size=draws)
    for at, country in enumerate(countries):
        inside = outer == country
        groups, code = np.unique(inner[inside], return_inverse=True)
        # a country drawn k times draws its groups anew each time: k times as many in one go
        even = np.full(len(groups), 1 / len(groups))
        times = rng.multinomial(picks[:, at] * len(groups), even)
        weights[:, inside] = times[:, code]
    return weights


def effective_cases(share: Floats, drawn: Floats, risk: Floats) -> Floats:
    """Cases that a binomial would need for the spread the bootstrap shows, at most those at risk.

    share: shape (month,), the estimate; drawn: shape (draw, month), the same on each bootstrap.
    risk:  shape (month,), cases at risk, 1 or more.
    returns: shape (month,), 1 or more. Where nobody or everybody came back the bootstrap shows no
             spread; there the loss of the other months counts, and half of those at risk where there is none.
    """
    spread = drawn.var(axis=0)
    shown = (share > 0) & (share < 1) & (spread > 0)
    kept = np.divide(share * (1 - share), spread, out=np.zeros_like(share), where=shown)
    loss = float(np.median(np.minimum(kept / risk, 1.0)[shown])) if shown.any() else 0.5
    found: Floats = np.maximum(np.where(shown, np.minimum(kept, risk), risk * loss), 1.0)
    return found
