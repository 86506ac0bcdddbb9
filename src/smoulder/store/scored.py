"""What there is to score, packed by case, so that ten thousand cases are read at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

import numpy as np
import sqlalchemy as sa

from smoulder.records.scored import Names, Scored
from smoulder.records.series import Ints
from smoulder.store.tables import FORECASTS, QUESTIONS, RESOLUTIONS, SCORED
from smoulder.store.tally import tally_of

KNOWN = ("yes", "no")
"""Outcomes from which on a forecast of the question comes too late."""
_ROW = np.dtype(
    [
        ("forecaster", "<u2"), ("topic", "<u2"), ("branch", "<u2"), ("cluster", "<u2"), ("question", "<u4"),
        ("horizon", "<u2"), ("outcome", "u1"), ("final", "u1"), ("as_of", "<i4"), ("made", "<i8"),
        ("value", "<f8"), ("low", "<f8"), ("high", "<f8"),
    ]
)  # fmt: skip
"""Names are indices in the case's own list of names, questions are counted in the case; as_of counts days, made
microseconds, from 1970."""
_NAMED = ("forecaster", "topic", "branch", "cluster")


def pack(to: sa.Connection, case_ids: Iterable[str]) -> None:
    """Write anew what there is to score of some cases, which the transaction holds, and how their questions stand."""
    for case_id in case_ids:
        to.execute(SCORED.delete().where(SCORED.c.case_id == case_id))
        of_case = sa.select(QUESTIONS.c.id).where(QUESTIONS.c.case_id == case_id)
        outcomes = _by_question(to, RESOLUTIONS, of_case, RESOLUTIONS.c.number)
        if not outcomes:
            continue
        # by when they were made: an import can bring an older forecast later
        forecasts = _by_question(to, FORECASTS, of_case, FORECASTS.c.made, FORECASTS.c.number)
        wanted = sa.select(QUESTIONS).where(QUESTIONS.c.case_id == case_id).order_by(QUESTIONS.c.number)
        questions = to.execute(wanted).all()
        rows, names = _rows_of(_decided(questions, outcomes, forecasts))
        packed = {
            "case_id": case_id,
            "names": json.dumps(names),
            "tally": tally_of(questions, {question: one[-1] for question, one in outcomes.items()}),
            "rows": rows.tobytes(),
        }
        to.execute(SCORED.insert().values(packed))


def is_resolved(to: sa.Connection, case_id: str) -> bool:
    """Whether a question of a case was ever resolved."""
    wanted = (
        sa.select(RESOLUTIONS.c.number)
        .join(QUESTIONS, QUESTIONS.c.id == RESOLUTIONS.c.question)
        .where(QUESTIONS.c.case_id == case_id)
    )
    return to.execute(wanted.limit(1)).first() is not None


def read_scored(connection: sa.Connection) -> Scored:
    """All columns."""
    wanted = sa.select(SCORED.c.case_id, SCORED.c.names, SCORED.c.rows).order_by(SCORED.c.case_id)
    held = connection.execute(wanted).all()
    rows = np.frombuffer(b"".join(row for _, _, row in held), dtype=_ROW)
    each = np.array([len(row) // _ROW.itemsize for _, _, row in held], dtype=np.int64)
    lists = json.loads(f"[{','.join(names for _, names, _ in held)}]")
    first = np.cumsum([0, *(len(names) for names in lists)])[:-1]
    code: dict[str, int] = {}
    every = np.array([code.setdefault(name, len(code)) for names in lists for name in names], dtype=np.int64)
    start = np.repeat(first, each)
    case = np.repeat(np.arange(len(held)), each)
    named = {column: _names(every[rows[column] + start], list(code)) for column in _NAMED}
    return Scored(
        **named,
        question=(case << 32) + rows["question"],
        horizon=rows["horizon"].astype(np.int64),
        case_id=Names(case, tuple(name for name, _, _ in held)),
        value=rows["value"].copy(),
        low=rows["low"].copy(),
        high=rows["high"].copy(),
        outcome=rows["outcome"].astype(np.float64),
        final=rows["final"] == 1,
        as_of=rows["as_of"].astype("datetime64[D]"),
        made=rows["made"].astype("datetime64[us]"),
    )


def _names(codes: Ints, every: list[str]) -> Names:
    """A column of names from their places in a list of names of all columns, of which it keeps its own."""
    own = np.zeros(len(every), dtype=bool)
    own[codes] = True
    return Names((np.cumsum(own) - 1)[codes], tuple(every[place] for place in np.flatnonzero(own).tolist()))


History = Mapping[str, list[sa.Row[Any]]]  # Any: rows of mixed types
"""The rows of a table by question, oldest first."""
Decided = tuple[sa.Row[Any], bool, bool, sa.Row[Any]]  # Any: rows of mixed types
"""A question, whether it came out yes, whether finally, and the last forecast of one forecaster."""


def _rows_of(decided: Iterable[Decided]) -> tuple[np.ndarray[tuple[int], np.dtype[np.void]], list[str]]:
    """The rows of a case, by question and forecaster, with the names that they point to."""
    code: dict[str, int] = {}
    number: dict[str, int] = {}
    rows = []
    for asked, outcome, final, forecast in decided:
        cluster = f"{asked.group_id}|{asked.country}|{asked.lull}"
        names = (forecast.forecaster, asked.topic, asked.branch, cluster)
        low, high = (np.nan if one is None else one for one in (forecast.low, forecast.high))
        rows.append(
            (
                *(code.setdefault(name, len(code)) for name in names),
                number.setdefault(asked.id, len(number)),
                *(asked.horizon, outcome, final, (asked.as_of - date(1970, 1, 1)).days),
                np.datetime64(datetime.fromisoformat(forecast.made).replace(tzinfo=None), "us").astype(int),
                *(forecast.value, low, high),
            )
        )
    return np.array(rows, dtype=_ROW), list(code)


def _decided(
    questions: Sequence[sa.Row[Any]], outcomes: History, forecasts: History
) -> Iterable[Decided]:  # Any: rows of mixed types
    for asked in questions:
        history = outcomes.get(asked.id, [])
        if not history or history[-1].status not in KNOWN or history[-1].early:
            continue
        told = min(one.made for one in history if one.status in KNOWN)
        last = {one.forecaster: one for one in forecasts.get(asked.id, []) if one.made < told}
        for forecast in last.values():
            yield asked, history[-1].status == "yes", history[-1].final, forecast


def _by_question(
    to: sa.Connection, table: sa.Table, questions: sa.Select[tuple[str]], *order: sa.Column[Any]
) -> dict[str, list[sa.Row[Any]]]:  # Any: rows of mixed types
    """The rows of a table by question, in an order."""
    wanted = sa.select(table).where(table.c.question.in_(questions))
    found = to.execute(wanted.order_by(table.c.question, *order)).all()
    return {question: list(rows) for question, rows in groupby(found, key=lambda row: row.question)}
