"""What past episodes can be chosen and split by."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smoulder.models.rates.covariates import DECADES, Covariate, decade_words
from smoulder.models.rates.past_episodes import Ended
from smoulder.reading.world_region import REGIONS, world_region

OUTCOMES = (
    "peace agreement",
    "ceasefire",
    "government victory",
    "rebel victory",
    "low activity",
    "actor ceased to exist",
)
AIMS = {1: "territory", 2: "government", 3: "both"}
INTENSITIES = {1: "minor", 2: "war"}


def episode_covariates(
    countries: Sequence[str] = (), country_of: Callable[[str], str] | None = None
) -> dict[str, Covariate[Ended]]:
    """The covariates of an ended episode, by name, in the order in which they are told.

    countries:  of the episodes; country_of: the country that a name stands for.

    >>> list(episode_covariates())[:4]
    ['outcome', 'intensity', 'earlier', 'length']
    """
    several: tuple[Covariate[Ended], ...] = (
        Covariate(
            "outcome",
            "how the fighting stopped, as coded in hindsight",
            lambda one: one.episode.outcome or None,
            words=OUTCOMES,
        ),
        Covariate(
            "intensity",
            "war with 1,000 battle deaths in some year, or minor",
            lambda one: INTENSITIES.get(one.episode.max_intensity),
            words=tuple(INTENSITIES.values()),
        ),
        Covariate(
            "earlier", "earlier episodes of the conflict", lambda one: one.earlier, (0.0, 1.0, 2.0, 4.0)
        ),
        Covariate(
            "length",
            "years of fighting",
            lambda one: one.episode.last_year - one.episode.first_year + 1,
            (1.0, 2.0, 5.0, 10.0),
        ),
        Covariate(
            "aim", "what is fought over", lambda one: AIMS.get(one.episode.aim), words=tuple(AIMS.values())
        ),
        Covariate(
            "troops",
            "whether another government's troops fought in it",
            lambda one: "foreign" if one.episode.foreign_troops else "none",
            words=("foreign", "none"),
        ),
        Covariate(
            "decade",
            "last year of fighting",
            lambda one: one.episode.last_year,
            DECADES,
            label=decade_words,
        ),
        Covariate(
            "region", "part of the world", lambda one: world_region(one.episode.country), words=REGIONS
        ),
        Covariate(
            "country",
            "where it was fought",
            lambda one: one.episode.country,
            words=tuple(sorted(set(countries))),
            name_of=country_of,
        ),
    )
    return {one.name: one for one in several}
