"""The record as a table: scores by part, and what became of all questions."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.assessment.record.score import score
from smoulder.records.score_table import By, ScoreTable, Tally
from smoulder.records.scored import Scored
from smoulder.store.tally import Standing


def score_table(scored: Scored, standing: Sequence[Standing], by: By = "model") -> ScoreTable:
    """Score the record by one thing, and count the questions that the table holds and those it does not.

    standing: how all questions stand.
    """
    topic = None if by == "topic" else "comeback"
    branch = None if by == "branch" else ""
    inside = [one for one in standing if topic in (None, one[0]) and branch in (None, one[1])]
    return ScoreTable(
        by=by,
        topic=topic,
        branch=branch,
        tally=_tally(inside),
        elsewhere=_tally([one for one in standing if one not in inside]),
        parts=score(scored, by),
    )


def _tally(standing: Sequence[Standing]) -> Tally:
    counts: dict[str, int] = {}
    for _, _, status, early, count in standing:
        name = "early" if early and status == "yes" else status
        counts[name] = counts.get(name, 0) + count
    return Tally.model_validate(counts)
