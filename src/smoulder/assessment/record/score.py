"""How good the forecasts of the record were (docs/methods/ledger-scores.md#scores)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from smoulder.models.scores.brier import brier
from smoulder.models.scores.log_score import log_score
from smoulder.models.scores.reliability import parts_of
from smoulder.models.scores.resample import Estimate
from smoulder.models.scores.robust import (
    Weighed,
    auc_robust,
    mean_robust,
    share_robust,
    skill_robust,
    weigh_clusters,
)
from smoulder.records.question_of import ANALYST, BASE_RATE
from smoulder.records.score_table import By, CalibrationPoint, Figure, Part, ScorePart, ScoreRow
from smoulder.records.scored import Scored
from smoulder.records.series import Bools, Floats, Ints

SURE = 0.001
"""In the log score no chance counts as nearer to 0 or 1: one that said never would else lose without bound."""
LEAST_LULLS = 10
"""Lulls below which a figure has no interval."""
LEAST_EACH = 5
"""Lulls with a yes, and lulls with a no, below which AUC has none."""
LULLS_A_POINT = 10
POINTS = 10
AHEAD_DAYS = 31
"""Days after its as-of day by which a forecast must be made to count as made ahead of what came."""


def score(scored: Scored, by: By = "model") -> tuple[ScorePart, ...]:
    """Score every forecaster, on final and on provisional outcomes apart, and apart from what was said in hindsight.

    scored: forecasts of questions that came out, one row for each forecaster and question.
    by:     what the rows tell apart beside the forecaster. Where that is not the topic, only questions on a comeback
            count, and where it is not the branch, only those without one: a major comeback is a comeback too, and
            a branch that was taken has the outcome of the question without one.
    returns: parts that hold a row; none where nothing came out yet.
    """
    kept = chosen(scored, by)
    return tuple(
        ScorePart(part=name, rows=tuple(_rows(scored, np.flatnonzero(kept & rows), by)))
        for name, rows in parts_of_record(scored)
        if (kept & rows).any()
    )


def parts_of_record(scored: Scored) -> tuple[tuple[Part, Bools], ...]:
    """Which rows belong to which part of the record, shape (row,) each; every row is in one of them."""
    late = (scored.made.astype("datetime64[D]") - scored.as_of).astype(np.int64) > AHEAD_DAYS
    return (
        ("final", scored.final & ~late),
        ("provisional", ~scored.final & ~late),
        ("in hindsight", late),
    )


def chosen(scored: Scored, by: By) -> Bools:
    """Which rows a table by that counts, shape (row,)."""
    kept = np.ones(len(scored), dtype=bool)
    if by != "topic":
        kept &= scored.topic.are("comeback")
    if by != "branch":
        kept &= scored.branch.are("")
    if by == "analyst":
        wanted = [at for at, name in enumerate(scored.forecaster.names) if name.startswith(ANALYST)]
        bases = [at for at, name in enumerate(scored.forecaster.names) if name == BASE_RATE]
        kept &= np.isin(scored.forecaster.codes, wanted + bases)
    return kept


def _rows(scored: Scored, rows: Ints, by: By) -> Iterator[ScoreRow]:
    """The rows of one part, by forecaster in the order in which they came, then by what is told apart."""
    base = base_rate(scored, rows)
    split = {"topic": scored.topic.codes, "horizon": scored.horizon, "branch": scored.branch.codes}.get(by)
    for code, name in enumerate(scored.forecaster.names):
        if by == "analyst" and not name.startswith(ANALYST):
            continue
        own = np.flatnonzero(scored.forecaster.codes[rows] == code)
        for value in np.unique(split[rows[own]]) if split is not None else [None]:
            here = own if split is None else own[split[rows[own]] == value]
            if len(here):
                yield _row(scored, rows[here], base[here], name, _told_apart(scored, by, value))


def _told_apart(scored: Scored, by: By, value: int | None) -> dict[str, str | int]:
    if value is None:
        return {}
    if by == "topic":
        return {"topic": scored.topic.names[value]}
    return {"horizon": int(value)} if by == "horizon" else {"branch": scored.branch.names[value]}


def base_rate(scored: Scored, rows: Ints) -> Floats:
    """The base rate's chance of the question of each row, shape (row,); NaN where it has none."""
    question = np.unique(scored.question[rows], return_inverse=True)[1].ravel()
    found = np.full(int(question.max(initial=-1)) + 1, np.nan)
    its = scored.forecaster.are(BASE_RATE)[rows]
    found[question[its]] = scored.value[rows[its]]
    return found[question]


def _row(scored: Scored, rows: Ints, base: Floats, forecaster: str, about: dict[str, str | int]) -> ScoreRow:
    chance, happened = scored.value[rows], scored.outcome[rows] == 1
    of = weigh_clusters(scored.cluster.codes[rows])
    squared, logs = brier(chance, happened), log_score(_unsure(chance), happened)
    both = ~np.isnan(base) & (forecaster != BASE_RATE)
    skill = gain = beside = None
    if both.any():
        pair, other = weigh_clusters(scored.cluster.codes[rows][both]), brier(base[both], happened[both])
        beside = figure(mean_robust(other, pair), pair)
        better = skill_robust(squared[both], other, pair)
        # a base rate that was never wrong leaves nothing to be better by
        skill = None if np.isnan(better.value) else figure(better, pair)
        gain = figure(mean_robust(log_score(_unsure(base[both]), happened[both]) - logs[both], pair), pair)
    area = auc_robust(chance, happened, of)
    return ScoreRow.model_validate(
        {
            "forecaster": forecaster,
            **about,
            "questions": len(rows),
            "lulls": of.count,
            "yes": _share(happened, of),
            "brier": figure(mean_robust(squared, of), of),
            "log_score": figure(mean_robust(logs, of), of),
            "excess": figure(mean_robust(chance - happened, of), of),
            "auc": None if np.isnan(area.value) else _area(area, happened, of),
            "paired": int(both.sum()),
            "base": beside,
            "skill": skill,
            "gain": gain,
            "calibration": calibration(chance, happened, of),
        }
    )


def calibration(chance: Floats, happened: Bools, of: Weighed) -> tuple[CalibrationPoint, ...]:
    """The curve, in parts of about as many questions each; fewer parts where there are few lulls."""
    part = parts_of(chance, max(1, min(POINTS, of.count // LULLS_A_POINT)))
    points = []
    for one in np.unique(part).tolist():
        inside = part == one
        here = weigh_clusters(of.cluster[inside])
        points.append(
            CalibrationPoint(
                predicted=float(chance[inside] @ here.weights) / here.count,
                observed=_share(happened[inside], here),
                questions=int(inside.sum()),
                lulls=here.count,
            )
        )
    return tuple(points)


def _unsure(chance: Floats) -> Floats:
    """Chances held off 0 and 1."""
    return np.clip(chance, SURE, 1 - SURE)


def _share(happened: Bools, of: Weighed) -> Figure:
    return figure(share_robust(happened, of), of)


def _area(found: Estimate, happened: Bools, of: Weighed) -> Figure:
    """AUC, with its interval only where enough lulls have either outcome."""
    lulls = min(len(np.unique(of.cluster[one])) for one in (happened, ~happened))
    return figure(found, of) if lulls >= LEAST_EACH else Figure(value=found.value)


def figure(found: Estimate, of: Weighed) -> Figure:
    """The figure, with its interval only where there are enough lulls and it has a width."""
    if of.count < LEAST_LULLS or np.isnan(found.low) or found.low == found.high:
        return Figure(value=found.value)
    return Figure(value=found.value, low=found.low, high=found.high)
