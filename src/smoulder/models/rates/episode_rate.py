"""How often a conflict came back, from past yearly episodes (docs/methods/base-rates.md#episodes)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smoulder.models.rates.curve import draw_curve, resampled
from smoulder.models.rates.describe import beyond, chance_at
from smoulder.models.rates.followed import followed
from smoulder.models.rates.past_episodes import Ended
from smoulder.records.rates import EpisodeRate

YEAR = 12


def episode_rates(
    ended: Sequence[Ended],
    everyone: Sequence[Ended],
    horizons: Sequence[int],
    draws: int,
    rng: np.random.Generator,
) -> tuple[EpisodeRate, ...]:
    """Back above 25 battle deaths in a calendar year within so many months, given the quiet years so far.

    ended:    of the class, all followed from the same number of quiet years; everyone: of all classes.
    horizons: months, in whole years.
    returns:  one rate per horizon; empty where no episode has been quiet that long.
    """
    if not ended:
        return ()
    cases = followed(one.case() for one in ended)
    quiet = ended[0].quiet_years
    everything = followed(one.case() for one in everyone)
    rank = rng.uniform(size=(draws, 1))
    curve = draw_curve(cases, everything, quiet, max(horizons) // YEAR, resampled(cases, rng), rank)
    words = f"conflicts (not groups) {quiet_words(quiet)}: back above 25 battle deaths in a calendar year"
    return tuple(
        EpisodeRate(
            horizon=horizon,
            quiet_years=quiet,
            chance=chance_at(curve, cases, quiet, horizon // YEAR, "base-rates#episodes"),
            words=words,
            plain=round(float(curve.plain[horizon // YEAR - 1]), 6),
            followed=int(curve.risk[horizon // YEAR - 1]),
            beyond=beyond(cases, quiet, horizon // YEAR, "ended episode of this class", "years"),
        )
        for horizon in horizons
    )


def quiet_words(years: int) -> str:
    """How long it has been quiet, in words.

    >>> quiet_words(0), quiet_words(1)
    ('from their last year of fighting', 'after 1 full quiet year')
    """
    if years == 0:
        return "from their last year of fighting"
    return f"after {years} full quiet year{'' if years == 1 else 's'}"
