"""How much each analyst counts, by how far the judgements had to be moved to add up."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Bools, Floats

RATE = 2.0
"""How fast weight falls with the distance moved: at a distance of .35 it is half (docs/methods/panel.md#weights)."""


def coherence_weights(moved: Floats, tested: Bools, rate: float = RATE) -> Floats:
    """Weights exp(−rate · distance), brought to one.

    moved:   shape (analyst,), distance to the nearest coherent judgements.
    tested:  shape (analyst,), False where nothing was said that could have failed to add up: such an analyst
             counts as the mean of those who were tested, and no more.
    rate:    0 gives all the same.
    returns: shape (analyst,), adds up to one.
    source:  Wang, Kulkarni, Poor & Osherson 2011 and Karvetski, Olson, Mandel & Twardy 2013 weigh by incoherence;
             form and rate as docs/methods/panel.md#weights says.

    >>> coherence_weights(np.array([0.0, 0.2]), np.array([True, True])).round(3).tolist()
    [0.599, 0.401]
    """
    raw = np.exp(-rate * moved)
    if tested.any():
        raw = np.where(tested, raw, raw[tested].mean())
    weights: Floats = raw / raw.sum()
    return weights
