"""Answers of a case with when each was given and what it rests on."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from smoulder.records.case import Assessment
from smoulder.records.case_export import KeptAnswer
from smoulder.store.tables import ANSWERS


def read_answers(connection: sa.Connection, case_id: str) -> list[KeptAnswer]:
    """All answers of a case, oldest first."""
    wanted = sa.select(ANSWERS).where(ANSWERS.c.case_id == case_id)
    return [
        KeptAnswer(
            answer=Assessment.model_validate_json(row["answer"]),
            inputs=row["inputs"],
            created=datetime.fromisoformat(row["created"]),
            entry=row["entry"],
        )
        for row in connection.execute(wanted.order_by(ANSWERS.c.created, ANSWERS.c.number)).mappings()
    ]
