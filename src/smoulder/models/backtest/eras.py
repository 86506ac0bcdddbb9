"""Which years are forecast again: those asked for, those the weights are learnt on, and the tuning era."""

from __future__ import annotations

from smoulder.models.backtest.window import FIRST_YEAR
from smoulder.records.panel import Panel
from smoulder.store.panels import newest_month

TUNING = range(2005, 2018)
"""Years on which all choices about the models were made; a year outside is a test."""


def years_to_run(asked: range) -> range:
    """Every window up to the last asked one, since each teaches the weights of those after it.

    >>> years_to_run(range(2018, 2020))
    range(2001, 2020)
    """
    return range(FIRST_YEAR, asked[-1] + 1)


def tuning_years(asked: range) -> range:
    """The part of the tuning era that is run when these years are asked.

    >>> tuning_years(range(2015, 2017)), tuning_years(range(2018, 2024))
    (range(2005, 2017), range(2005, 2018))
    """
    return range(TUNING[0], min(TUNING[-1], asked[-1]) + 1)


def last_year(panel: Panel) -> int:
    """The newest year that ended while at least half as many units were covered as in the best month.

    >>> import numpy as np
    >>> counts = np.ones((1, 40))
    >>> last_year(Panel(("A",), np.arange(1), 2000 * 12, counts, np.zeros((1, 1), dtype=bool)))
    2002
    """
    return (newest_month(panel) + 1) // 12 - 1
