"""The scores of the VIEWS 2023/24 prediction challenge, as it takes them (docs/methods/counts.md#scores)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.models.scores.crps import crps, crps_of_logs
from smoulder.models.scores.ignorance import ignorance
from smoulder.models.scores.interval import interval_score
from smoulder.records.series import Floats

DRAWS = 1000
"""Draws that ignorance is taken on."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one forecast by cell, shape (unit, month); 0 is best, NaN where the truth is unknown.

    crps:      continuous ranked probability score, deaths.
    ignorance: bits.
    interval:  score of the 90 % interval, deaths; its mean is MIS.
    log_crps:  the CRPS of log(1 + count).
    """

    crps: Floats
    ignorance: Floats
    interval: Floats
    log_crps: Floats

    def named(self) -> dict[str, Floats]:
        """The scores by the challenge's names, in the order of tables."""
        return {
            "CRPS": self.crps,
            "log CRPS": self.log_crps,
            "IGN": self.ignorance,
            "MIS": self.interval,
        }

    def means(self) -> dict[str, float]:
        """Plain means over the cells with a known truth, by the challenge's names.

        raises: ValueError if no truth is known.
        """
        if np.isnan(self.crps).all():
            raise ValueError("no month of the forecast has come to pass; there is nothing to score")
        return {name: float(np.nanmean(values)) for name, values in self.named().items()}


def score(draws: Floats, truth: Floats) -> Scores:
    """Score one forecast.

    draws:   shape (unit, month, draw), counts; truth: shape (unit, month), NaN where unknown.
    returns: CRPS and interval on the draws as they are; ignorance on a thousand of them (`thousand`).
    source:  Hegre et al. 2025, The 2023/24 VIEWS prediction challenge, Journal of Peace Research 62(6).

    >>> score(np.zeros((1, 1, 12)), np.array([[0.0]])).means()["CRPS"]
    0.0
    """
    unknown = np.isnan(truth)

    def known(values: Floats) -> Floats:
        return np.where(unknown, np.nan, values)

    return Scores(
        crps=known(crps(draws, truth)),
        ignorance=known(ignorance(thousand(draws), truth)),
        interval=known(interval_score(draws, truth)),
        log_crps=known(crps_of_logs(draws, truth)),
    )


def thousand(draws: Floats) -> Floats:
    """As many draws as ignorance is taken on.

    draws:   shape (..., draw).
    returns: shape (..., 1000). Fewer are resampled by their Fourier series in the order they stand, as the
             challenge did with its benchmarks: the values between them swing past both ends, below nought too.
             Of more the first thousand are taken.
    """
    if draws.shape[-1] >= DRAWS:
        return draws[..., :DRAWS]
    from scipy.signal import resample

    return np.asarray(resample(draws, DRAWS, axis=-1), dtype=float)
