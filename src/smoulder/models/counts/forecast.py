"""A forecast of counts: what one model says from one origin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.models.counts.contract import CountModel
from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Ints


@dataclass(frozen=True, slots=True)
class CountForecast:
    """Draws of the months after the end of a panel.

    past:   the panel up to the origin, its last month, with the units that are covered there.
    months: shape (month,), indices of the months that are forecast.
    draws:  shape (unit, month, draw), whole numbers >= 0, equally likely.
    known:  how many draws the model itself made; the others repeat them in turn.
    """

    past: Panel
    months: Ints
    draws: Floats
    known: int
    model: str

    def expected(self) -> Floats:
        """Mean count a month, over all months and draws, shape (unit,)."""
        means: Floats = self.draws.mean(axis=(1, 2))
        return means

    def bounds(self, level: float = 0.9) -> tuple[Floats, Floats]:
        """Bounds between which the count of any one of these months lies with a probability, two of shape (unit,).

        level: share of all months and draws that lies between them.
        """
        tail = (1 - level) / 2
        flat = self.draws.reshape(len(self.draws), -1)
        low, high = np.quantile(flat, [tail, 1 - tail], axis=1)
        return low, high


def forecast_counts(
    panel: Panel, origin: int, ahead: Ints, model: CountModel, draws: int, rng: np.random.Generator
) -> CountForecast:
    """Forecast every unit that is covered in the month of origin.

    origin:  index of the last month that the model sees.
    ahead:   shape (month,), months after the origin, each 1 or more.
    draws:   how many a cell gets; of a model that knows fewer they are repeated in turn.
    raises:  ValueError if the panel does not hold the origin, or no unit is covered there.
    """
    past = panel.until(origin).covered()
    if not past.units:
        raise ValueError(f"no unit of the panel is covered in month {origin}")
    made = np.rint(np.maximum(model.draws(past, ahead, draws, rng), 0.0))
    known = made.shape[-1]
    whole = made if known == draws else made[..., np.arange(draws) % known]
    return CountForecast(past, origin + ahead, whole, known, model.name)
