"""Scores of the four chances, their paired differences, and what the thirty could have told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.scores.brier import brier
from smoulder.models.scores.log_score import log_score
from smoulder.models.scores.resample import Estimate
from smoulder.models.scores.skill import Comparison, compare
from smoulder.records.series import Bools, Floats
from thirty.answer import JUDGEMENT, MODEL, TABLE, WITHOUT, Answer
from thirty.draw import SEED, Drawn
from thirty.frame import HORIZONS

SCORES: dict[str, Callable[[Floats, Bools], Floats]] = {"Brier": brier, "log": log_score}
PAIRS = ((JUDGEMENT, MODEL), (JUDGEMENT, TABLE), (MODEL, TABLE))
BOTH = 0
"""Stands for the mean of both horizons."""
SPANS = (*HORIZONS, BOTH)
ODDS = (1.5, 2.0, 3.0)
Z_90, Z_POWER = 1.6449, 0.8416
"""Of a 90 % interval, and of four times in five."""
LEAST_MOVE = 0.005


@dataclass(frozen=True, slots=True)
class Scored:
    """Lulls that are scored together: which is to say, all, those with reports, or those without."""

    drawn: Sequence[Drawn]
    answers: Sequence[Answer]

    def only(self, *, report: bool) -> Scored:
        """Those with a report, or those without."""
        kept = [at for at, one in enumerate(self.answers) if one.has_report == report]
        return Scored([self.drawn[at] for at in kept], [self.answers[at] for at in kept])

    def happened(self, horizon: int) -> Bools:
        """Which came back within the horizon, shape (lull,)."""
        return np.array([one.back[horizon] for one in self.answers])

    def chances(self, who: str, horizon: int) -> Floats:
        """What was given to each, shape (lull,)."""
        return np.array([one.chances[who][horizon] for one in self.answers])

    def scores(self, who: str, score: str, span: int) -> Floats:
        """Scores of each lull, shape (lull, horizon)."""
        horizons = HORIZONS if span == BOTH else (span,)
        made = [SCORES[score](self.chances(who, one), self.happened(one)) for one in horizons]
        return np.stack(made, axis=1)

    def clusters(self, by: str) -> list[str]:
        """The cluster of each lull: its country, or its group."""
        return [one.lull.country if by == "countries" else str(one.lull.group_id) for one in self.drawn]


def difference(scored: Scored, pair: tuple[str, str], score: str, span: int, by: str) -> Comparison:
    """The first of a pair less the second, lull by lull; under nought the first is better."""
    own, other = (scored.scores(who, score, span) for who in pair)
    return compare(own, other, scored.clusters(by), np.random.default_rng(SEED))


def verdict(found: Estimate) -> str:
    """What an interval says: 'adds', 'takes away' or 'cannot tell'."""
    if found.high < 0:
        return "adds"
    return "takes away" if found.low > 0 else "cannot tell"


def least_difference(found: Estimate) -> float:
    """The least true difference that a 90 % interval of this width would leave nought out for, four times in five."""
    return (Z_90 + Z_POWER) * (found.high - found.low) / (2 * Z_90)


def if_moved_right(scored: Scored, odds: float, score: str) -> float:
    """The mean difference to the model had each answer's odds been moved so much in the right direction."""
    made = []
    for horizon in HORIZONS:
        chance, happened = scored.chances(MODEL, horizon), scored.happened(horizon)
        moved = chance / (1 - chance) * np.where(happened, odds, 1 / odds)
        made.append(SCORES[score](moved / (1 + moved), happened) - SCORES[score](chance, happened))
    return float(np.mean(made))


@dataclass(frozen=True, slots=True)
class Directions:
    """Items that moved the answer: how many, how many in the right direction, and the same by what they moved.

    always: how many would have been right had each of them lowered the chance.
    size, right_size: sums of what they moved, in points of chance.
    """

    items: int
    right: int
    always: int
    size: float
    right_size: float


def directions(answers: Sequence[Answer], horizon: int, source: str = "") -> Directions:
    """Count the items of reports, of data, or of both where no source is named."""
    moved = [
        (item.moves, one.back[horizon])
        for one in answers
        for item in one.items
        if abs(item.moves) >= LEAST_MOVE and source in ("", item.source)
    ]
    right = [abs(moves) for moves, back in moved if (moves > 0) == back]
    return Directions(
        items=len(moved),
        right=len(right),
        always=sum(not back for _, back in moved),
        size=sum(abs(moves) for moves, _ in moved),
        right_size=sum(right),
    )


def report_difference(scored: Scored, score: str, span: int) -> Comparison:
    """With the report less without it, on the lulls that have one."""
    return difference(scored.only(report=True), (JUDGEMENT, WITHOUT), score, span, "countries")
