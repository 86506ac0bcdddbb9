"""What past lulls can be chosen and split by: the table of names behind `--where` and `--by`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smoulder.models.rates.covariates import DECADES, Covariate, decade_words
from smoulder.models.rates.moment import Moment
from smoulder.reading.organisation import organisation_levels
from smoulder.reading.own_covariates import OwnCovariates
from smoulder.reading.world_region import REGIONS, world_region
from smoulder.records.settings import Settings

TYPES = {"1": "organised", "2": "supporters", "3": "communities"}
"""UCDP's levels of organisation."""
ALLIANCE = "alliance"
"""An id whose name is a list of groups."""


def lull_covariates(
    settings: Settings,
    countries: Sequence[str] = (),
    country_of: Callable[[str], str] | None = None,
    own: OwnCovariates | None = None,
) -> dict[str, Covariate[Moment]]:
    """The covariates of a lull, by name, in the order in which they are told.

    settings:    say where the active line lies, under which a lull is quiet.
    countries:   of the past lulls; country_of: the country that a name stands for.
    own:         the user's own columns.

    >>> list(lull_covariates(Settings()))[:6]
    ['depth', 'deaths', 'lowest', 'peak', 'share', 'silence']
    """
    several = (*_of_the_lull(settings), *_of_the_group(), *_of_the_place(countries, country_of))
    table = {one.name: one for one in several}
    if own is not None:
        table |= {name: _own_covariate(own, name) for name in own.names}
    return table


def _of_the_lull(settings: Settings) -> tuple[Covariate[Moment], ...]:
    line, edges = settings.active_line, death_edges(settings)
    return (
        Covariate(
            "depth",
            "quiet, under the active line, or subdued",
            lambda one: "quiet" if one.deaths < line else "subdued",
            words=("quiet", "subdued"),
        ),
        Covariate("deaths", "deaths in the last 12 months", lambda one: one.deaths, edges),
        Covariate("lowest", "lowest 12-month deaths of the lull so far", lambda one: one.lowest, edges),
        Covariate(
            "peak", "most 12-month deaths of the spell before", lambda one: one.peak, (0.0, 100.0, 1000.0)
        ),
        Covariate(
            "share",
            "12-month deaths in per cent of the peak",
            lambda one: 100 * one.deaths / one.peak,
            (0.0, 1.0, 5.0, 15.0, 34.0),
        ),
        Covariate(
            "silence",
            "months since the last death",
            lambda one: one.silence,
            (0.0, 1.0, 6.0, 12.0, 24.0, 60.0),
        ),
    )


def _of_the_group() -> tuple[Covariate[Moment], ...]:
    levels = organisation_levels()

    def type_of(one: Moment) -> str | None:
        return ALLIANCE if ", " in one.group else TYPES.get(levels.get(one.group_id, ""))

    return (
        Covariate(
            "comebacks",
            "earlier comebacks of the group in this country",
            lambda one: one.comebacks,
            (0.0, 1.0, 2.0, 4.0),
        ),
        Covariate("type", "kind of group by UCDP's actor list", type_of, words=(*TYPES.values(), ALLIANCE)),
    )


def _of_the_place(
    countries: Sequence[str], country_of: Callable[[str], str] | None
) -> tuple[Covariate[Moment], ...]:
    return (
        Covariate("decade", "calendar year then", lambda one: one.month // 12, DECADES, label=decade_words),
        Covariate("region", "part of the world", lambda one: world_region(one.country), words=REGIONS),
        Covariate(
            "country",
            "where the lull is",
            lambda one: one.country,
            words=tuple(sorted(set(countries))),
            name_of=country_of,
        ),
    )


def death_edges(settings: Settings) -> tuple[float, ...]:
    """Where the bins of 12-month deaths begin: none, 1, 10, the active line, 100 or four times that line.

    >>> death_edges(Settings())
    (0.0, 1.0, 10.0, 25.0, 100.0)
    """
    line = settings.active_line
    return tuple(sorted({0.0, line, *(edge for edge in (1.0, 10.0) if edge < line), max(100.0, 4 * line)}))


def _own_covariate(own: OwnCovariates, name: str) -> Covariate[Moment]:
    """A column of the user's file: numbers in up to six values or in thirds, words as they stand."""
    numbers, words = own.numbers(name), own.words(name)
    edges: tuple[float, ...] = ()
    if numbers:
        distinct = sorted(set(numbers))
        thirds = (distinct[0], *(distinct[len(distinct) * part // 3] for part in (1, 2)))
        edges = tuple(distinct) if len(distinct) <= 6 else tuple(dict.fromkeys(thirds))
    return Covariate(
        name,
        f"column {name} of {own.file}",
        lambda one: own.value(name, one.group_id, one.country, one.month // 12),
        edges,
        whole=all(one == int(one) for one in numbers),
        words=words,
    )
