"""Backtest of the episode model: five years ahead, refitted every year (docs/methods/episodes.md#backtest)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.backtest.score_row import CurvePoint, ScoreRow, curve_points, score_rows
from smoulder.models.episodes.contract import EpisodeModel
from smoulder.models.episodes.forecast import FIRST, HORIZON, Forecasts, roll, stacked
from smoulder.models.episodes.members import members
from smoulder.models.episodes.quiet import QuietYears
from smoulder.models.episodes.reference import PlainMean, QuietAgeTable
from smoulder.models.scores.chances import Outcomes, score_chances, skill_over
from smoulder.models.scores.reliability import reliability
from smoulder.models.scores.resample import draw_clusters

BLOCKS = ((1995, 2004), (2005, 2015))
"""First and last year of origin; all choices were made on outcomes to 1994."""
STACK = "stack"
KAPLAN_MEIER = "Kaplan–Meier by ending"


@dataclass(frozen=True, slots=True)
class EpisodeScores:
    """Scores of every model in every block, and their calibration curves."""

    rows: tuple[ScoreRow, ...]
    curve: tuple[CurvePoint, ...]


def backtest_episodes(
    rows: QuietYears,
    seed: int,
    blocks: Sequence[tuple[int, int]] = BLOCKS,
    first: int = FIRST,
    models: Sequence[EpisodeModel] | None = None,
) -> EpisodeScores:
    """Forecast every quiet conflict at the end of every year, and score the forecasts by block.

    rows:    all quiet years; each forecast is fitted on what was seen by the end of its year.
    blocks:  first and last year of origin; an origin counts only where all five years after it were seen.
    first:   year of the first origin; the stack learns its weights from there on.
    models:  what is stacked; the members of the episode model by default.
    returns: by block and model: `brier`, `log`, `auc`, `predicted`, `observed`, `excess` (predicted less observed), and
             `brier skill over …`, `log skill over …` the plain mean, the quiet-age table and Kaplan–Meier; all with
             90 % intervals over conflicts drawn again.
    """
    stack = tuple(members() if models is None else models)
    years = range(first, max(last for _, last in blocks) + 1)
    found = roll(rows, years, (PlainMean(), QuietAgeTable(), *stack), seed)
    whole = Forecasts(
        found.asked,
        (*found.models, STACK),
        np.column_stack([found.chances, stacked(found, [one.name for one in stack])]),
    )
    parts = [_block(whole, block, seed) for block in blocks]
    return EpisodeScores(
        tuple(row for part in parts for row in part.rows), tuple(row for part in parts for row in part.curve)
    )


def _block(found: Forecasts, block: tuple[int, int], seed: int) -> EpisodeScores:
    year = found.asked.year
    inside = found.take((year >= block[0]) & (year <= block[1]) & found.asked.decided(HORIZON))
    name, n = f"{block[0]}–{block[1]}", len(inside.asked)
    drawn = draw_clusters([str(one) for one in inside.asked.conflict], np.random.default_rng([seed, *block]))
    outcomes = Outcomes(inside.asked.came_back(HORIZON), drawn)
    over = {
        one: inside.of(one)
        for one in (PlainMean().name, QuietAgeTable().name, KAPLAN_MEIER)
        if one in inside.models
    }
    rows, curve = [], []
    for model in inside.models:
        chance = inside.of(model)
        others = {other: values for other, values in over.items() if other != model}
        scores = score_chances(chance, outcomes) | skill_over(chance, others, outcomes)
        rows += score_rows(model, HORIZON, name, scores, n)
        points = reliability(chance, outcomes.happened, drawn)
        curve += curve_points(model, HORIZON, name, points)
    return EpisodeScores(tuple(rows), tuple(curve))
