"""What a list of cases shows of each beside its question: the last answers, and who works on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from smoulder.store.tables import ANSWERS, ENTRIES


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """rows: of its last two answers, the newest first; answered: when that was given, None where there is none.
    who: everybody who entered something, by name. changed: when something was entered last."""

    rows: tuple[int, ...] = ()
    answered: datetime | None = None
    who: tuple[str, ...] = ()
    changed: datetime | None = None


def case_facts(connection: sa.Connection, case_ids: Sequence[str]) -> dict[str, CaseFacts]:
    """The facts of some cases by id; at most a few hundred are asked for at a time."""
    answers: dict[str, list[tuple[str, int]]] = {}
    of = ANSWERS.c
    wanted = sa.select(of.case_id, of.created, of.number).where(of.case_id.in_(case_ids))
    for case_id, created, number in connection.execute(wanted):
        answers.setdefault(case_id, []).append((created, number))
    workers: dict[str, list[tuple[str, str]]] = {}
    at = ENTRIES.c
    by = sa.select(at.case_id, at.who, sa.func.max(at.at)).where(at.case_id.in_(case_ids))
    for case_id, who, last in connection.execute(by.group_by(at.case_id, at.who)):
        workers.setdefault(case_id, []).append((who, last))
    return {case_id: _facts(answers.get(case_id, []), workers.get(case_id, [])) for case_id in case_ids}


def _facts(answers: list[tuple[str, int]], workers: list[tuple[str, str]]) -> CaseFacts:
    newest = sorted(answers, reverse=True)[:2]
    changed = max((at for _, at in workers), default=None)
    return CaseFacts(
        rows=tuple(number for _, number in newest),
        answered=datetime.fromisoformat(newest[0][0]) if newest else None,
        who=tuple(sorted(who for who, _ in workers if who)),
        changed=datetime.fromisoformat(changed) if changed else None,
    )
