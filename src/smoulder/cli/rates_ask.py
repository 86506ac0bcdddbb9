"""What `smoulder rates` is asked for, read from its options, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from smoulder.models.rates.condition import find_covariate, parse_condition
from smoulder.models.rates.covariates import Covariate
from smoulder.models.rates.lull_rates import AGE, LullAsk, lull_rates, running_view
from smoulder.models.rates.moment import Moment
from smoulder.models.rates.past_episodes import LAST_YEAR
from smoulder.models.rates.past_lulls import Line, Panel, build_panel
from smoulder.reading.groups import Registry, load_registry
from smoulder.reading.holdings import victories
from smoulder.reading.own_groups import read_own_groups
from smoulder.records.errors import BadSetting, NoLulls
from smoulder.records.event_place import EventPlace
from smoulder.records.month import last_full_month
from smoulder.records.rates import EpisodeRates, LullRates
from smoulder.records.settings import Settings
from smoulder.store.counts import Counts
from smoulder.store.events import Asked as AskedEvents
from smoulder.store.events import open_events

if TYPE_CHECKING:
    from smoulder.assessment.ground import Ground

HORIZONS = (6, 12, 24, 36, 60)
EPISODE_HORIZONS = (24, 36, 60, 120)
FARTHEST = 600
YEAR = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """The options, checked against one another."""

    group: str | None
    country: str | None
    as_of: date | None
    today: date
    age: int | None
    where: tuple[str, ...]
    by: tuple[str, ...]
    own: Path | None
    horizons: str | None
    major: bool
    line: Line
    all: bool
    episodes: bool
    settings: Settings
    data: Path
    events: EventPlace

    def __post_init__(self) -> None:
        if self.group is not None and self.age is not None:
            raise BadSetting("--age is that of the lull of --group; leave one of the two out")
        if self.group is None and self.country is not None:
            raise BadSetting(
                f"--country goes with --group; for past lulls of one country write --where country={self.country!r}"
            )
        given = (("--major", self.major), ("--line", self.line != "frozen"), ("--all", self.all))
        for option, there in (*given, ("--with", self.own is not None)):
            if self.episodes and there:
                raise BadSetting(f"{option} is for lulls of groups; leave it out with --episodes")

    def months(self) -> tuple[int, ...]:
        """The horizons, in months.

        raises: BadSetting for anything that is no list of months.
        """
        if self.horizons is None:
            return EPISODE_HORIZONS if self.episodes else HORIZONS
        parts = [part.strip() for part in self.horizons.split(",")]
        if not all(part.isascii() and part.isdigit() and 1 <= int(part[:4]) <= FARTHEST for part in parts):
            raise BadSetting(
                f"--horizons {self.horizons}: write months from 1 to {FARTHEST}, such as 6,12,24"
            )
        months = tuple(sorted({int(part) for part in parts}))
        if self.episodes and (odd := [one for one in months if one % YEAR]):
            raise BadSetting(f"--horizons {odd[0]}: episodes go by whole years; write 12, 24, 36 and so on")
        return months


def rates_of(asked: Asked) -> LullRates | EpisodeRates:
    """What became of the past cases that are asked for.

    raises: SmoulderError with one line that says what is wrong, where, and what to do.
    """
    registry = load_registry(read_own_groups(asked.data))
    rng = np.random.default_rng(asked.settings.seed)
    running = None if asked.group is None else _running(asked)
    if asked.episodes:
        return _episode_rates(asked, registry, running, rng)
    panel = _panel(asked, running)
    case = None if running is None else running[1]
    table = _lull_table(asked, panel, registry)
    names: list[Covariate[Moment] | str] = [
        name if name == AGE else find_covariate(name, table, f"--by {name}")
        for name in (one.casefold() for one in asked.by)
    ]
    late, undecidable = (0, {}) if running is None else _resolvable(running[0], asked.months())
    ask = LullAsk(
        case=case,
        age=asked.age or 0,
        conditions=tuple(parse_condition(text, table, case) for text in asked.where),
        by=names,
        horizons=asked.months(),
        line=asked.line,
        late=late,
        undecidable=undecidable,
    )
    return lull_rates(panel, ask, rng)


def _running(asked: Asked) -> tuple[Ground, Moment]:
    from smoulder.assessment.running_lull import find_running
    from smoulder.assessment.subject import Request

    counts = Counts(open_events(asked.events), AskedEvents(as_of=asked.as_of))
    return find_running(
        Request(
            reports=(),
            group=asked.group,
            country=asked.country,
            as_of=asked.as_of,
            today=asked.today,
            settings=asked.settings,
            counts=counts,
            own=read_own_groups(asked.data),
        )
    )


def _resolvable(ground: Ground, horizons: tuple[int, ...]) -> tuple[int, dict[int, str]]:
    from smoulder.assessment.ground import undecidable_horizons

    return ground.standing.situation.unseen, undecidable_horizons(ground, horizons)


def _panel(asked: Asked, running: tuple[Ground, Moment] | None) -> Panel:
    """All series to the as-of day, or to the end of their months."""
    counts = (
        Counts(open_events(asked.events), AskedEvents(as_of=asked.as_of))
        if running is None
        else running[0].counts
    )
    series = counts.all_series()
    end = max(one.last for one in series) if asked.as_of is None else last_full_month(asked.as_of)
    end = end if running is None else running[0].end
    won = None if asked.all else victories(asked.as_of or asked.today, read_own_groups(asked.data))
    return build_panel(series, end, asked.settings, won)


def _lull_table(asked: Asked, panel: Panel, registry: Registry) -> dict[str, Covariate[Moment]]:
    from smoulder.models.rates.lull_covariates import lull_covariates
    from smoulder.reading.own_covariates import read_own_covariates

    countries = [lull.country for lull in panel.lulls]
    table = lull_covariates(asked.settings, countries, registry.country)
    if asked.own is None:
        return table
    own = read_own_covariates(asked.own, registry, taken=(*table, AGE))
    return lull_covariates(asked.settings, countries, registry.country, own)


def _episode_rates(
    asked: Asked, registry: Registry, running: tuple[Ground, Moment] | None, rng: np.random.Generator
) -> EpisodeRates:
    from smoulder.assessment.running_lull import quiet_years
    from smoulder.models.rates.episode_covariates import episode_covariates
    from smoulder.models.rates.episode_rates import EpisodeAsk, rates_of_episodes
    from smoulder.reading.background import load_episodes

    months = asked.age or 0
    if months % YEAR:
        raise BadSetting(f"--age {months}: episodes go by whole years; write --age {months // YEAR * YEAR}")
    quiet = months // YEAR if running is None else quiet_years(running[0])
    if running is not None and (running[1].deaths >= asked.settings.active_line or not quiet):
        raise NoLulls(
            f"{running[1].group} in {running[1].country} has had no full calendar year of quiet, and episodes "
            "are followed after one; leave out --episodes, or give --age in place of --group"
        )
    seen = LAST_YEAR if asked.as_of is None else (last_full_month(asked.as_of) + 1) // YEAR - 1
    table = episode_covariates([one.country for one in load_episodes()], registry.country)
    ask = EpisodeAsk(
        quiet_years=quiet,
        seen=min(seen, LAST_YEAR),
        conditions=tuple(parse_condition(text, table) for text in asked.where),
        by=tuple(find_covariate(name.casefold(), table, f"--by {name}") for name in asked.by),
        horizons=asked.months(),
        draws=asked.settings.draws,
        case=None if running is None else running_view(running[1], asked.settings.active_line),
    )
    return rates_of_episodes(load_episodes(), ask, rng)
