"""Base rates of yearly conflict episodes, as an analyst asks for them (docs/methods/base-rates.md#episodes)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.rates.choice import choose_fitting, split_by
from smoulder.models.rates.condition import Condition
from smoulder.models.rates.covariates import Covariate
from smoulder.models.rates.episode_rate import episode_rates, quiet_words
from smoulder.models.rates.past_episodes import LAST_YEAR, Ended, find_ended
from smoulder.records.episode import Episode
from smoulder.records.rates import EpisodeRates, EpisodeSplit, EpisodeSplitRow, PastEpisode, RunningLull


@dataclass(frozen=True, slots=True)
class EpisodeAsk:
    """What is asked of past episodes.

    quiet_years: calendar years under the line so far; seen: last calendar year that may be looked at.
    horizons:    months, in whole years; draws: behind each interval.
    """

    quiet_years: int
    seen: int
    conditions: Sequence[Condition[Ended]]
    by: Sequence[Covariate[Ended]]
    horizons: Sequence[int]
    draws: int
    case: RunningLull | None = None


def rates_of_episodes(episodes: Sequence[Episode], ask: EpisodeAsk, rng: np.random.Generator) -> EpisodeRates:
    """The rates of the class that is asked for, and of its parts.

    raises: NoLulls if the class is empty.
    """
    everyone = find_ended(episodes, ask.quiet_years, ask.seen)
    words = f"ended conflict episodes {quiet_words(ask.quiet_years)}"
    fitting = choose_fitting(everyone, ask.conditions, words)
    kept = [everyone[at] for at in fitting.places]

    def split(by: Covariate[Ended]) -> EpisodeSplit:
        rows = []
        for value, places in split_by(kept, by).items():
            part = [kept[at] for at in places]
            rates = episode_rates(part, everyone, ask.horizons, ask.draws, rng)
            rows.append(EpisodeSplitRow(value=value, n=len(part), rates=rates))
        return EpisodeSplit(by=by.name, meaning=by.meaning, rows=tuple(rows))

    return EpisodeRates(
        seen_to=min(ask.seen, LAST_YEAR),
        case=ask.case,
        quiet_years=ask.quiet_years,
        episodes=len(find_ended(episodes, 0, ask.seen)),
        running=len(everyone),
        conditions=tuple(each.text for each in ask.conditions),
        unknown=fitting.unknown,
        words=", ".join([words, *(each.text for each in ask.conditions)]),
        n=len(kept),
        conflicts=len({one.episode.conflict_id for one in kept}),
        mix=dict(Counter(one.episode.country for one in kept).most_common()),
        rates=episode_rates(kept, everyone, ask.horizons, ask.draws, rng),
        cases=tuple(_past_episode(one) for one in kept),
        splits=tuple(split(by) for by in ask.by),
    )


def _past_episode(one: Ended) -> PastEpisode:
    episode = one.episode
    return PastEpisode(
        conflict_id=episode.conflict_id,
        country=episode.country,
        side_b=episode.side_b,
        first_year=episode.first_year,
        last_year=episode.last_year,
        outcome=episode.outcome,
        came_back=episode.last_year + one.years if one.back else None,
        followed=one.years - one.quiet_years,
    )
