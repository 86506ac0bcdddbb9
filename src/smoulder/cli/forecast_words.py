"""What a forecast of counts says, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from smoulder.cli.terminal import table
from smoulder.records.month import month_text

if TYPE_CHECKING:
    from smoulder.models.counts.forecast import CountForecast

SHOWN = 10


def forecast_words(found: CountForecast, unit: str, vintage: str, seed: int) -> str:
    """A page of words: the units with the highest expected counts, and what the forecast rests on.

    unit: what the units are, in the plural: 'countries' or 'groups'.
    """
    first, last = (month_text(int(month)) for month in (found.months[0], found.months[-1]))
    ahead = found.months - found.past.last
    draws = found.draws.shape[-1]
    made = (
        f"{draws:,} draws"
        if found.known == draws
        else f"{draws:,} draws, which repeat the model's {found.known}"
    )
    return "\n".join(
        [
            f"{found.past.what[0].upper()}{found.past.what[1:]}, {first} to {last}: "
            f"{len(found.past.units)} {unit}, {ahead[0]} to {ahead[-1]} months ahead of {month_text(found.past.last)}.",
            f"Model {found.model}, seed {seed}, {made}.",
            f"Data: {vintage}, as they stand today, not as they were known then.",
            "",
            _highest(found, unit),
            "",
            "A month of these lies within the interval with a probability of 90 %, if the model is right.",
        ]
    )


def _highest(found: CountForecast, unit: str) -> str:
    expected, (low, high) = found.expected(), found.bounds()
    recent = found.past.counts[:, -12:]
    known = np.sum(~np.isnan(recent), axis=1)
    before = np.nansum(recent, axis=1) / known
    order = np.argsort(-expected, kind="stable")[:SHOWN]
    rows = [
        [
            found.past.units[at],
            f"{expected[at]:,.1f}",
            f"{low[at]:,.0f}",
            f"{high[at]:,.0f}",
            f"{before[at]:,.1f}",
        ]
        for at in order
    ]
    return table([f"{unit}, highest first", "expected a month", "from", "to", "last 12 months"], rows)
