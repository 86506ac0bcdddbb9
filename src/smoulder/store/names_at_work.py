"""Under which names the ledger holds work, of people with and without an account."""

from __future__ import annotations

import sqlalchemy as sa

from smoulder.records.question_of import ANALYST
from smoulder.store.case_terms import own_name
from smoulder.store.tables import ENTRIES, FIXES, FORECASTS, GRADES, PRESSURE

_JUDGED = ("judgement", "number")
"""Changes that name an analyst, who can be another than who entered them."""


def names_at_work(of: sa.Connection) -> set[str]:
    """Every name under which something was entered, judged, corrected, graded or forecast; as it was written."""
    analyst = ENTRIES.c.body["analyst"].as_string()
    parts = [
        sa.select(ENTRIES.c.who),
        sa.select(analyst).where(ENTRIES.c.what.in_(_JUDGED)),
        sa.select(FIXES.c.who),
        sa.select(GRADES.c.who),
        sa.select(PRESSURE.c.analyst),
        sa.select(FORECASTS.c.forecaster).where(FORECASTS.c.forecaster.startswith(ANALYST)),
    ]
    found = of.scalars(sa.union(*parts)).all()
    return {own_name(str(name).removeprefix(ANALYST)) for name in found if name}
