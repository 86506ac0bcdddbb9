"""What every model of counts offers."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Ints


class CountModel(Protocol):
    """Forecasts the months after a panel ends; it sees nothing but that panel.

    name: short and lasting; it stands in tables and stored scores.
    """

    @property
    def name(self) -> str:
        """What the model is called."""
        ...

    def draws(self, past: Panel, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
        """Draw what each month may bring.

        past:    months up to the origin, which is its last; every unit is covered in the last month.
        ahead:   shape (month,), months after the origin, each 1 or more.
        draws:   how many, 1 or more.
        returns: shape (unit, month, draw), equally likely whole numbers >= 0; fewer draws than asked where
                 the model knows no more of them.
        """
        ...
