"""Published effects of UN entry and departure on violence against civilians (Kunkel and others 2026)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from smoulder.reading.pressure_data.table import read_table

SOURCE = "Kunkel, Atkinson, Dudley and Warner 2026"
_COLUMNS = {
    "time": ("time",),
    "cell": ("cell",),
    "actor": ("actor",),
    "counted": ("dv",),
    "of": ("dv_type",),
    "effect": ("att",),
    "error": ("se",),
}


@dataclass(frozen=True, slots=True)
class PublishedEffect:
    """A mean effect on the treated that a study reports, in its own unit.

    change:  'Enter' or 'Leave'. cell: 'Same' or 'Neighbor' grid cell. actor: 'GOV' or 'REB'.
    counted: 'Total' number or 'Binary' (any at all). of: 'Event' or 'Death'.
    error:   standard error, > 0.
    """

    change: str
    cell: str
    actor: str
    counted: str
    of: str
    effect: float
    error: float
    row: int


def load_kunkel(path: Path) -> list[PublishedEffect]:
    """The table of effects as published.

    raises: BadData with row and cure; a standard error must be above nought.
    """
    found = []
    for row in read_table(path, _COLUMNS):
        effect, error = row.number("effect"), row.number("error")
        if effect is None or error is None or error <= 0:
            raise row.bad("no effect with a standard error above nought", "take the file as it was published")
        found.append(
            PublishedEffect(
                change=row.text("time"),
                cell=row.text("cell"),
                actor=row.text("actor"),
                counted=row.text("counted"),
                of=row.text("of"),
                effect=effect,
                error=error,
                row=row.line,
            )
        )
    return found
