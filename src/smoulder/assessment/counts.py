"""Priors that can be counted: won, deal and spent, from past lulls and ended episodes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import betaincinv

from smoulder.assessment.hypothesis import Range
from smoulder.models.rates.comeback_rate import ComebackRate
from smoulder.models.rates.followed import followed
from smoulder.models.rates.kaplan_meier import survival
from smoulder.models.rates.past_episodes import DEALS, visible_episodes
from smoulder.models.rates.past_lulls import Panel
from smoulder.records.episode import Episode

YEARS_20 = 240
LEAST_AT_RISK = 5


def share_won(panel: Panel) -> Range:
    """Share of past lulls in which the group became the government, as known by the panel's last month."""
    n = len(panel.lulls)
    k = sum(lull.end == "won" for lull in panel.lulls)
    return _counted(k, n, f"{k} of {n} past lulls ended so")


def share_deal(episodes: Sequence[Episode], seen: int) -> Range:
    """Share of ended intrastate episodes that ended by an agreement or ceasefire, by year `seen`."""
    kept, _, _ = visible_episodes(episodes, seen)
    k = sum(one.outcome in DEALS for one in kept)
    return _counted(k, len(kept), f"{k} of {len(kept)} ended conflict episodes, as coded in hindsight")


def share_spent(rate: ComebackRate) -> Range:
    """Share of lulls of this class that will not come back within 20 years.

    The curve of the class is followed as far as five cases are at risk, and carried on to 20 years with
    the mean rate of its last five years. Part of those that stay away belongs to other leaves, so the
    middle is three quarters of that share and the low bound a third.
    """
    cases = followed(one.case() for one in rate.landmarks)
    curve = survival(cases.entry, cases.exit, cases.back, rate.age, YEARS_20)
    risk = cases.at_risk(rate.age + 1 + np.arange(YEARS_20))
    last = int(np.flatnonzero(risk >= min(LEAST_AT_RISK, risk[0]))[-1])
    start = max(0, last - 60)
    slope = np.log(max(curve[start], 1e-3) / max(curve[last], 1e-3)) / max(last - start, 1)
    away = float(curve[last] * np.exp(-slope * (YEARS_20 - 1 - last)))
    n = len(rate.landmarks)
    low, high = betaincinv(n * away + 0.5, n * (1 - away) + 0.5, [0.05, 0.95])
    return Range(
        mid=float(np.clip(0.75 * away, 0.01, 0.9)),
        low=float(np.clip(low / 3, 0.005, 0.85)),
        high=float(np.clip(high, 0.02, 0.95)),
        basis="estimated",
        n=n,
        why=f"{away:.0%} of this class not back within 20 years, counted to month {last + 1} and carried on; "
        "part of them belongs to other leaves",
    )


def deal_odds(episodes: Sequence[Episode], seen: int) -> Range:
    """Odds of a return within five years after a deal, as a multiple of those after other ends.

    The interval is Woolf's, with half a case added to each cell.
    """
    kept, years, back = visible_episodes(episodes, seen)
    deal = np.array([one.outcome in DEALS for one in kept], dtype=bool)
    known = (years >= 5) | back
    early = back & (years <= 5)
    cells = [float(np.sum(known & mask & hit)) + 0.5 for mask in (deal, ~deal) for hit in (early, ~early)]
    ratio = cells[0] / cells[1] / (cells[2] / cells[3])
    reach = 1.6448536 * np.sqrt(sum(1 / cell for cell in cells))
    n = int(np.sum(known & deal))
    return Range(
        mid=ratio,
        low=float(ratio * np.exp(-reach)),
        high=float(ratio * np.exp(reach)),
        basis="estimated",
        n=n,
        why=f"returns within five years after {n} deals against other ends of conflict episodes",
    )


def _counted(k: int, n: int, why: str) -> Range:
    low, mid, high = betaincinv(k + 0.5, n - k + 0.5, [0.05, 0.5, 0.95])
    return Range(float(mid), float(low), float(high), "estimated", why, n)
