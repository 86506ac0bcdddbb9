"""An assessment that asks questions."""

from __future__ import annotations

from smoulder.records.case import Assessment
from smoulder.records.forecast import Chance
from tests.conftest import build_assessment


def in_lull(**parts: object) -> Assessment:
    """An assessment that asks questions."""
    whole = build_assessment()
    known = whole.situation.model_copy(update={"known": "2018-07"})
    chances = {12: Chance(value=0.3, low=0.1, high=0.5, basis="estimated")}
    return build_assessment(situation=known, answer=chances, major=chances, **parts)
