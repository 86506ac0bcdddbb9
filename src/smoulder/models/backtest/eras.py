"""Which years are forecast again: those asked for, those the weights are learnt on, and the tuning era."""

from __future__ import annotations

import numpy as np

from smoulder.models.backtest.window import Window
from smoulder.records.panel import Panel

LEARNT_FROM = 2001
"""First window that the weights of the ensemble are learnt on."""
TUNING = range(2005, 2018)
"""Years on which all choices about the models were made; a year outside is a test."""


def years_to_run(asked: range) -> range:
    """Every window up to the last asked one, since each teaches the weights of those after it.

    >>> years_to_run(range(2018, 2020))
    range(2001, 2020)
    """
    return range(LEARNT_FROM, asked[-1] + 1)


def tuning_years(asked: range) -> range:
    """The part of the tuning era that is run when these years are asked.

    >>> tuning_years(range(2015, 2017)), tuning_years(range(2018, 2024))
    (range(2005, 2017), range(2005, 2018))
    """
    return range(TUNING[0], min(TUNING[-1], asked[-1]) + 1)


def last_year(panel: Panel) -> int:
    """The newest year of which at least half of the cells that would be forecast have come to pass.

    raises: ValueError if the panel holds no such year.

    >>> counts = np.ones((1, 40))
    >>> last_year(Panel(("A",), np.arange(1), 2000 * 12, counts, np.zeros((1, 1), dtype=bool)))
    2002
    """
    for year in range(panel.last // 12, (panel.first + 2) // 12, -1):
        window = Window(year)
        truth = window.truth(panel) if window.origin <= panel.last else np.empty((0, 12))
        if truth.size and np.isnan(truth).mean() <= 0.5:
            return year
    raise ValueError(f"the panel, month {panel.first} to {panel.last}, holds no year to forecast")
