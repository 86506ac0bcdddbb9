"""Windows of the backtest: from which month a forecast is made, and for which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Ints

FIRST_YEAR = 2001
"""The first window: earlier ones would have less than eleven years to learn from."""


@dataclass(frozen=True, slots=True)
class Window:
    """The months of one year, forecast with data through the October before: 3 to 14 months ahead.

    source: the VIEWS 2023/24 prediction challenge.
    """

    year: int

    @property
    def name(self) -> str:
        """As the challenge names it."""
        return f"Y{self.year}"

    @property
    def origin(self) -> int:
        """Index of the last month that the forecast may know.

        >>> from smoulder.records.month import month_text
        >>> month_text(Window(2018).origin)
        '2017-10'
        """
        return (self.year - 1) * 12 + 9

    @property
    def ahead(self) -> Ints:
        """Months ahead, shape (12,)."""
        return np.arange(3, 15, dtype=np.int64)

    def past(self, panel: Panel) -> Panel:
        """What was known, of the units that were covered in the last month."""
        return panel.until(self.origin).covered()

    def truth(self, panel: Panel) -> Floats:
        """What happened in the units of `past`, shape (unit, month); NaN where the panel does not say."""
        kept = ~np.isnan(panel.until(self.origin).counts[:, -1])
        months = self.origin + self.ahead
        held = months <= panel.last
        out = np.full((int(kept.sum()), len(months)), np.nan)
        out[:, held] = panel.at(months[held])[kept]
        return out
