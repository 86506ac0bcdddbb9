"""A(t): deaths in the 12 months that end with t."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Floats

WINDOW = 12


def twelve_month_deaths(deaths: Floats, unknown_months: int = 2) -> Floats:
    """Sum each window of 12 months, scaled up where one or two of them are unknown.

    deaths:  shape (..., n), deaths per month, NaN where unknown; time is the last axis.
    unknown_months: unknown months in a window up to which the rest is scaled to twelve.
    returns: shape (..., n), deaths per 12 months; NaN for the first eleven months and where
             more months are unknown. Rounded to a millionth, because shares of days do not
             add up exactly in binary and a peak of 100 must not read 99.999….

    >>> twelve_month_deaths(np.array([1.0] * 11 + [np.nan, 2.0])).tolist()[-2:]
    [12.0, 13.090909]
    """
    out = np.full(deaths.shape, np.nan)
    if deaths.shape[-1] < WINDOW:
        return out
    unknown = np.isnan(deaths)
    holes = _sum_windows(unknown.astype(np.float64))
    sums = _sum_windows(np.where(unknown, 0.0, deaths)) * WINDOW / np.maximum(WINDOW - holes, 1)
    out[..., WINDOW - 1 :] = np.round(np.where(holes <= unknown_months, sums, np.nan), 6)
    return out


def _sum_windows(values: Floats) -> Floats:
    """The sum of each window, shape (..., n − 11): twelve additions of whole arrays, not one for each window."""
    stop = values.shape[-1] - WINDOW + 1
    sums = values[..., :stop].copy()
    for after in range(1, WINDOW):
        sums += values[..., after : stop + after]
    return sums
