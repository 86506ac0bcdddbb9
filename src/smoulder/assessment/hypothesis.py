"""The tree of hypotheses: seven leaves that cover everything and exclude each other.

Each leaf has a prior, labelled estimated or assumed, and an odds ratio that says how a comeback
under it compares with a comeback of the average lull (docs/methods/hypotheses.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from smoulder.records.evidence import Likelihood
from smoulder.records.series import Floats
from smoulder.records.statement import Hypothesis

LEAVES: tuple[Hypothesis, ...] = get_args(Hypothesis)
"""In the order of the tree: the first that holds is the one."""

WORDS: dict[Hypothesis, str] = {
    "unseen": "fighting goes on, but reporting stopped",
    "moved": "renamed, split, merged, or active elsewhere",
    "won": "it became the government",
    "deal": "bound by a ceasefire, an agreement or co-option",
    "patience": "could reach the comeback line now and holds back",
    "degraded": "able to reach it only after rebuilding",
    "spent": "will not come back within 20 years",
}


@dataclass(frozen=True, slots=True)
class Range:
    """An assumed value with its range (5 to 95 %), or one estimated from n cases."""

    mid: float
    low: float
    high: float
    basis: Literal["estimated", "assumed"]
    why: str
    n: int | None = None


UNSEEN = Range(0.04, 0.01, 0.10, "assumed", "how often a source loses sight of a whole group is not counted")
MOVED = Range(0.06, 0.02, 0.15, "assumed", "renames, splits and moves of quiet groups are not counted here")
PATIENT_SHARE = Range(
    0.5,
    0.2,
    0.8,
    "assumed",
    "no base rate tells able from unable, so even chances and a wide range",
)

COMEBACK_ODDS: dict[Hypothesis, Range] = {
    "unseen": Range(1.0, 0.4, 2.5, "assumed", "about recorded deaths; reporting resumes or does not"),
    "moved": Range(0.6, 0.2, 1.8, "assumed", "under its name and those of known successors"),
    "won": Range(0.3, 0.05, 1.5, "assumed", "a government's wars count under another name"),
}
"""Odds of a comeback under a leaf as a multiple of the odds of the average lull."""

PATIENT_ODDS = Range(3.0, 1.5, 6.0, "assumed", "a patient group as a multiple of the odds of a degraded one")


@dataclass(frozen=True, slots=True)
class Priors:
    """P(H) before evidence.

    draws:  shape (draw, leaf), each row adds up to one.
    ranges: what each leaf's prior rests on.
    """

    draws: Floats
    ranges: dict[Hypothesis, Range]


def draw_range(value: Range, size: int, rng: np.random.Generator) -> Floats:
    """Draw a share between 0 and 1: logit-normal through low, mid and high (5, 50, 95 %)."""
    return 1 / (1 + np.exp(-_two_sided(_logit(value.low), _logit(value.mid), _logit(value.high), size, rng)))


def draw_ratio(value: Range, size: int, rng: np.random.Generator) -> Floats:
    """Draw a positive ratio: log-normal through low, mid and high (5, 50, 95 %)."""
    return np.exp(_two_sided(np.log(value.low), np.log(value.mid), np.log(value.high), size, rng))


def _two_sided(low: float, mid: float, high: float, size: int, rng: np.random.Generator) -> Floats:
    """A normal with its own spread on each side of the middle."""
    z = rng.standard_normal(size)
    return mid + np.where(z < 0, (mid - low) * z, (high - mid) * z) / 1.6448536


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))


def draw_priors(won: Range, deal: Range, spent: Range, size: int, rng: np.random.Generator) -> Priors:
    """Priors of all leaves; what the other leaves leave is shared by patience and degraded.

    won, deal, spent: shares counted on past lulls and episodes (assessment/counts.py).
    returns: draws whose rows add up to one; where the counted leaves take more than .95 they are
             scaled down together, so that patience and degraded are never ruled out beforehand.
    """
    ranges: dict[Hypothesis, Range] = {
        "unseen": UNSEEN, "moved": MOVED, "won": won, "deal": deal, "spent": spent,
    }  # fmt: skip
    parts = {leaf: draw_range(value, size, rng) for leaf, value in ranges.items()}
    total = sum(parts.values(), np.zeros(size))
    scale = np.minimum(1.0, 0.95 / total)
    patient = draw_range(PATIENT_SHARE, size, rng)
    rest = 1 - total * scale
    draws = {leaf: part * scale for leaf, part in parts.items()}
    draws["patience"], draws["degraded"] = rest * patient, rest * (1 - patient)
    why = f"what the other leaves leave, shared: {PATIENT_SHARE.why}"
    for leaf in ("patience", "degraded"):
        low, mid, high = np.quantile(draws[leaf], [0.05, 0.5, 0.95])
        ranges[leaf] = Range(float(mid), float(low), float(high), "assumed", why)
    return Priors(np.stack([draws[leaf] for leaf in LEAVES], axis=1), ranges)


def set_priors(
    priors: Priors, own: Mapping[Hypothesis, Likelihood], by: Mapping[Hypothesis, str], seed: int
) -> Priors:
    """Priors with those that analysts set; the other leaves share what is left as they did before.

    own: by leaf, low and high being 5 and 95 %. by: who set it and why, in words.
    returns: each has its own stream, so that the others keep their draws; together they take .98 at most.
    """
    if not own:
        return priors
    draws, ranges = priors.draws.copy(), dict(priors.ranges)
    size = len(draws)
    for leaf, value in own.items():
        ranges[leaf] = Range(value.mid, value.low, value.high, "assumed", by[leaf])
        draws[:, LEAVES.index(leaf)] = draw_range(
            ranges[leaf], size, np.random.default_rng([seed, LEAVES.index(leaf)])
        )
    set_, rest = [[at for at, leaf in enumerate(LEAVES) if (leaf in own) == way] for way in (True, False)]
    if rest:
        draws[:, set_] *= np.minimum(1.0, 0.98 / draws[:, set_].sum(axis=1))[:, np.newaxis]
        left = 1 - draws[:, set_].sum(axis=1)
        draws[:, rest] *= (left / draws[:, rest].sum(axis=1))[:, np.newaxis]
    return Priors(draws / draws.sum(axis=1, keepdims=True), ranges)
