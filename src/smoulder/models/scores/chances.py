"""All scores of one forecast of yes or no, on one set of clusters drawn again (docs/methods/scores.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from smoulder.models.scores.auc import auc_of
from smoulder.models.scores.brier import brier
from smoulder.models.scores.log_score import log_score
from smoulder.models.scores.reliability import excess
from smoulder.models.scores.resample import Clusters, Estimate, mean_of, ratio_of
from smoulder.records.series import Bools, Floats


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of the rows that forecasts are scored on.

    happened: shape (row,); drawn: clusters of the rows, the same for every forecast, so that forecasts are compared
              on the same drawings; weights: shape (row,), None where each row counts alike.
    """

    happened: Bools
    drawn: Clusters
    weights: Floats | None = None


def score_chances(chance: Floats, outcomes: Outcomes) -> dict[str, Estimate]:
    """Brier, log, AUC and calibration in the large of one forecast.

    chance:  shape (row,), 0 to 1.
    returns: by the name of the score: `brier`, `log` (nats), `auc`, `predicted` (mean chance), `observed` (share that
             happened), `excess` (the first less the second).
    """
    happened, drawn, weights = outcomes.happened, outcomes.drawn, outcomes.weights
    return {
        "brier": mean_of(brier(chance, happened), drawn, weights),
        "log": mean_of(log_score(chance, happened), drawn, weights),
        "auc": auc_of(chance, happened, drawn, weights),
        "predicted": mean_of(chance, drawn, weights),
        "observed": mean_of(happened.astype(float), drawn, weights),
        "excess": excess(chance, happened, drawn, weights),
    }


def skill_over(chance: Floats, references: Mapping[str, Floats], outcomes: Outcomes) -> dict[str, Estimate]:
    """Share of the references' Brier and log score that a forecast saves; above nought it is better.

    chance:     shape (row,), 0 to 1; references: by name, chances for the same rows.
    returns:    `brier skill over NAME` and `log skill over NAME` for each reference.

    >>> from smoulder.models.scores.resample import draw_clusters
    >>> outcomes = Outcomes(np.array([True, False]), draw_clusters(["A", "B"], np.random.default_rng(1)))
    >>> found = skill_over(np.array([0.75, 0.25]), {"half": np.array([0.5, 0.5])}, outcomes)
    >>> found["brier skill over half"].value
    0.75
    """
    found = {}
    for name, other in references.items():
        for words, score in (("brier", brier), ("log", log_score)):
            own, theirs = score(chance, outcomes.happened), score(other, outcomes.happened)
            found[f"{words} skill over {name}"] = skill_estimate(own, theirs, outcomes)
    return found


def skill_estimate(own: Floats, reference: Floats, outcomes: Outcomes) -> Estimate:
    """1 - sum of own scores / sum of the reference's, each row by its weight, with its 90 % interval.

    own, reference: shape (row,), scores of the same rows, lower is better.
    returns:        NaN where the reference scores nought.
    """
    load = np.ones(len(own)) if outcomes.weights is None else outcomes.weights
    left = ratio_of(own * load, reference * load, outcomes.drawn)
    return Estimate(1 - left.value, 1 - left.high, 1 - left.low)
