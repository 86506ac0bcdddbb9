"""Published scores of the VIEWS 2023/24 prediction challenge, to be set beside one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smoulder.reading.tables import read_rows

CONTESTANT = "CCEW TFT (contestant)"
"""The one contestant whose scores of single windows are at hand."""
TRUE_FUTURE = "2024-07..2025-06"
"""Window that had not happened when the contestants handed in."""


@dataclass(frozen=True, slots=True)
class Published:
    """Mean scores of one model over the country-months of some windows, as they were published.

    crps, mis: deaths a month; ign: bits.
    """

    model: str
    crps: float
    ign: float
    mis: float


def published_windows(model: str, years: Sequence[int]) -> Published | None:
    """Mean over the windows of these years; None where one of them was not published.

    source: Hegre et al. 2025, The 2023/24 VIEWS prediction challenge, Journal of Peace Research 62(6).

    >>> round(published_windows("exactly_zero", range(2018, 2024)).crps, 2)
    56.84
    """
    held = {row["window"]: row for row in read_rows("challenge_scores.csv") if row["model"] == model}
    names = [f"Y{year}" for year in years]
    if not names or not set(names) <= set(held):
        return None
    means = [sum(float(held[name][score]) for name in names) / len(names) for score in ("crps", "ign", "mis")]
    return Published(model, *means)


def published_true_future() -> tuple[Published, ...]:
    """The twenty models scored on July 2024 to June 2025, in order of CRPS.

    >>> len(published_true_future()), published_true_future()[0].crps
    (20, 24.9242)
    """
    return tuple(
        Published(row["model"], float(row["crps"]), float(row["ign"]), float(row["mis"]))
        for row in read_rows("challenge_scores.csv")
        if row["window"] == TRUE_FUTURE
    )
