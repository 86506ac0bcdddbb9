"""Small rows and series for tests of pressure."""

from __future__ import annotations

import numpy as np

from smoulder.records.month import month_index
from smoulder.records.pressure import PressureRow
from smoulder.records.pressure_effect import EffectRow
from smoulder.records.series import Series


def pressed(country: str, first: str, last: str, size: float | None, **names: object) -> PressureRow:
    """A row of peacekeepers, or of another kind by `kind`."""
    return PressureRow(
        country=country,
        kind=names.get("kind", "peacekeepers"),  # type: ignore[arg-type]
        by=str(names.get("by", "UNX")),
        first=month_index(first),
        last=month_index(last),
        size=size,
        unit="",
        source="made",
        row=2,
        place=str(names.get("place", "")),
        latitude=names.get("latitude"),  # type: ignore[arg-type]
        longitude=names.get("longitude"),  # type: ignore[arg-type]
    )


def series(deaths: list[float], first: str = "2000-01", country: str = "Sudan", group_id: int = 1) -> Series:
    """A series whose deaths are all inflicted."""
    counts = np.array(deaths, dtype=float)
    nought = counts * 0
    return Series(
        group_id=group_id,
        group=f"Group {group_id}",
        country=country,
        first=month_index(first),
        events=counts,
        deaths=counts,
        low=counts,
        high=counts,
        inflicted=counts,
        suffered=nought,
        unknown=nought,
    )


def estimated(value: float | None = 0.5, **other: object) -> EffectRow:
    """A row that speaks, unless `other` takes from it."""
    given: dict[str, object] = {
        "part": "comebacks",
        "kind": "peacekeepers",
        "phase": "departed",
        "measure": "log hazard ratio",
        "data": "months",
        "until": "2009-12",
        "without": "",
        "value": value,
        "error": 0.5,
        "low": None,
        "high": None,
        "units": 100,
        "against": 200,
        "events": 9,
        "events_against": 12,
        "countries": 5,
        "source": "made",
    }
    return EffectRow.model_validate(given | other)
