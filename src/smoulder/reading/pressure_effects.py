"""The packaged estimates of what departures did, and findings of publications beside them."""

from __future__ import annotations

from functools import cache

from smoulder.reading.tables import read_rows
from smoulder.records.pressure_effect import EffectRow, PublishedRow

_MAY_BE_EMPTY = ("value", "error", "low", "high")
FILE, PUBLISHED = "pressure_effects.csv", "published_effects.csv"


@cache
def load_effects() -> tuple[EffectRow, ...]:
    """Every packaged estimate, as `scripts/build_pressure_effects.py` wrote it.

    source: see figures/SOURCES.md; estimates and counts only, no rows of the data sets.
    """
    return tuple(
        EffectRow.model_validate(row | {name: row[name] or None for name in _MAY_BE_EMPTY})
        for row in read_rows(FILE)
    )


@cache
def load_published() -> tuple[PublishedRow, ...]:
    """Findings of publications, kept by hand.

    >>> len(load_published()) > 5
    True
    """
    return tuple(
        PublishedRow.model_validate(row | {"value": row["value"] or None, "error": row["error"] or None})
        for row in read_rows(PUBLISHED)
    )
