"""The record of practice as a table of scores, apart from the ledger's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smoulder.assessment.record.score import score
from smoulder.records.month import month_index, month_text
from smoulder.records.practice import Practised
from smoulder.records.question_of import ANALYST, BASE_RATE, MODEL
from smoulder.records.score_table import By, ScoreTable, Tally
from smoulder.records.scored import Names, Scored

Row = tuple[str, str, float, Practised]
"""Forecaster, question, chance, and what it is of."""


def practice_table(practised: Sequence[Practised], by: By = "model") -> ScoreTable:
    """Score what was practised: analysts beside the base rate and the model, each lull once."""
    parts = score(practice_columns(practised), by)
    came = {_question(one): bool(one.came_back) for one in practised}
    return ScoreTable(
        by=by,
        topic="comeback",
        branch="",
        tally=Tally(yes=sum(came.values()), no=len(came) - sum(came.values())),
        elsewhere=Tally(),
        parts=tuple(one.model_copy(update={"part": "practice"}) for one in parts),
    )


def practice_columns(practised: Sequence[Practised]) -> Scored:
    """What was practised as columns: of each analyst the first number on a question, for later ones know what came."""
    rows: dict[tuple[str, str], Row] = {}
    for one in practised:
        told = {f"{ANALYST}{one.analyst}": one.value, BASE_RATE: one.base_rate, MODEL: one.model}
        for forecaster, value in told.items():
            if value is not None:
                rows.setdefault((forecaster, _question(one)), (forecaster, _question(one), value, one))
    found = list(rows.values())
    n = len(found)
    questions = _names([row[1] for row in found])
    # the last month shown; a number given in practice is asked of that day, whenever it was given
    days = [f"{month_text(month_index(row[3].as_of) + 1)}-01" for row in found]
    asked = np.array(days, dtype="datetime64[D]")
    return Scored(
        forecaster=_names([row[0] for row in found]),
        question=questions.codes,
        value=np.array([row[2] for row in found], dtype=float),
        low=np.full(n, np.nan),
        high=np.full(n, np.nan),
        outcome=np.array([bool(row[3].came_back) for row in found], dtype=float),
        topic=_names(["comeback"] * n),
        horizon=np.array([row[3].horizon for row in found], dtype=np.int64),
        branch=_names([""] * n),
        cluster=_names([f"{row[3].group_id}|{row[3].country}|{row[3].lull}" for row in found]),
        final=np.ones(n, dtype=bool),
        as_of=asked,
        made=asked.astype("datetime64[us]"),
        case_id=_names(["practice"] * n),
    )


def _question(one: Practised) -> str:
    return f"{one.group_id}|{one.country}|{one.as_of}|{one.horizon}|{one.line:g}"


def _names(values: Sequence[str]) -> Names:
    code: dict[str, int] = {}
    codes = [code.setdefault(value, len(code)) for value in values]
    return Names(np.array(codes, dtype=np.int64), tuple(code))
