"""Yearly conflict episodes: how often an ended one came back (docs/methods/base-rates.md#episodes)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import betaincinv

from smoulder.models.rates.kaplan_meier import at_risk, cluster_weights, survival
from smoulder.records.episode import Episode
from smoulder.records.forecast import Chance
from smoulder.records.rates import EpisodeRate
from smoulder.records.series import Bools, Ints

LAST_YEAR = 2020
"""Last year of the episode file."""

DEALS = ("peace agreement", "ceasefire agreement", "ceasefire")


def visible_episodes(episodes: Sequence[Episode], seen: int) -> tuple[list[Episode], Ints, Bools]:
    """Intrastate episodes that had ended by a year, with how long each stayed quiet by then.

    seen:    last calendar year that may be looked at.
    returns: the episodes; years from the last year of fighting to the next episode or to `seen`;
             True where the next episode began by `seen`.
    """
    seen = min(seen, LAST_YEAR)
    kept = [one for one in episodes if one.intrastate and one.last_year < seen]
    returns = [
        one.next_episode_year if one.next_episode_year and one.next_episode_year <= seen else None
        for one in kept
    ]
    years = [(year or seen) - one.last_year for one, year in zip(kept, returns, strict=True)]
    back = [year is not None for year in returns]
    return kept, np.array(years, dtype=np.int64), np.array(back, dtype=bool)


def episode_rates(
    episodes: Sequence[Episode], quiet_years: int, seen: int, rng: np.random.Generator
) -> tuple[EpisodeRate, ...]:
    """Back above 25 battle deaths a year within 12 and 24 months, given so many quiet years.

    quiet_years: full calendar years under the line so far, 0 or more.
    seen:        last calendar year that may be looked at.
    returns:     one rate per horizon; empty where no episode has been quiet that long.
    """
    kept, years, back = visible_episodes(episodes, seen)
    # after q full quiet years the next year to come back in is year q + 1 after the last of fighting
    alive = years > quiet_years
    if not alive.any():
        return ()
    kept = [one for one, ok in zip(kept, alive, strict=True) if ok]
    leave, back = years[alive], back[alive]
    entry = np.full(len(kept), quiet_years, dtype=np.int64)
    n = at_risk(entry, leave, quiet_years)
    conflicts = np.array([one.conflict_id for one in kept], dtype=np.int64)
    countries = np.unique([one.country for one in kept], return_inverse=True)[1]
    weights = cluster_weights(countries, conflicts, 1000, rng)
    plain = 1 - survival(entry, leave, back, quiet_years, 2)
    boots = 1 - survival(entry, leave, back, quiet_years, 2, weights)
    rates = []
    for at, horizon in enumerate((12, 24)):
        value = float(plain[at])
        count = int(np.sum(back & (leave <= quiet_years + 1 + at)))
        spread = float(boots[:, at].var())
        cases = min(n, value * (1 - value) / spread) if spread > 0 else n / 2
        low, high = betaincinv(cases * value + 0.5, cases * (1 - value) + 0.5, [0.05, 0.95])
        rates.append(
            EpisodeRate(
                horizon=horizon,
                quiet_years=quiet_years,
                chance=Chance(
                    value=value,
                    low=float(low),
                    high=float(high),
                    n=n,
                    count=count,
                    method="base-rates#episodes",
                ),
                words=f"conflicts (not groups) after {quiet_years} full quiet years: back above 25 battle "
                f"deaths in a calendar year",
            )
        )
    return tuple(rates)
