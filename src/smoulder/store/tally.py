"""How questions stand, counted by case as they are resolved, so that ten thousand cases are counted at once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from smoulder.store.tables import QUESTIONS, SCORED

Standing = tuple[str, str, str, bool, int]
"""Topic, branch, status ('open' where there is none yet), whether it is an early yes, and how many questions."""
Kind = tuple[str, str, str, bool]


def tally_of(questions: Sequence[sa.Row[Any]], last: Mapping[str, sa.Row[Any]]) -> str:  # Any: mixed rows
    """The questions of a case that have a resolution, counted, as the ledger keeps it.

    last: the resolution that stands of each question that has one.
    """
    count: Counter[Kind] = Counter()
    for asked in questions:
        if asked.id in last:
            count[asked.topic, asked.branch, last[asked.id].status, bool(last[asked.id].early)] += 1
    return json.dumps([(*kind, n) for kind, n in sorted(count.items())])


def read_tally(connection: sa.Connection) -> list[Standing]:
    """How all questions stand; those without a resolution are open."""
    count: Counter[Kind] = Counter()
    alike = sa.select(SCORED.c.tally, sa.func.count()).group_by(SCORED.c.tally)
    for text, cases in connection.execute(alike):
        for topic, branch, status, early, n in json.loads(text):
            count[topic, branch, status, early] += n * cases
    told: Counter[tuple[str, str]] = Counter()
    for (topic, branch, _, _), n in count.items():
        told[topic, branch] += n
    parts = (QUESTIONS.c.topic, QUESTIONS.c.branch)
    for topic, branch, n in connection.execute(sa.select(*parts, sa.func.count()).group_by(*parts)):
        count[topic, branch, "open", False] = n - told[topic, branch]
    return [(*kind, n) for kind, n in sorted(count.items()) if n]
