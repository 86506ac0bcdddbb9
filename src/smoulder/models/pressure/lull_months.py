"""Months of lulls, and quiet years of conflicts, with the phase of pressure they lay in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.pressure.phase import UNKNOWN, Phases
from smoulder.records.episode import Episode
from smoulder.records.series import Bools, Floats, Ints
from smoulder.series.all_lulls import Histories, lulls_of_all


@dataclass(frozen=True, slots=True)
class QuietSteps:
    """Steps of quiet, months or years, each with what was known at its beginning.

    country, spell: shape (row,), place of the country in `countries`, and number of the lull or episode.
    time:    month index before the step. event: fighting came back in the step.
    traits:  shape (row, trait): what the hazard is adjusted for; names in `trait_names`.
    """

    countries: tuple[str, ...]
    country: Ints
    spell: Ints
    time: Ints
    event: Bools
    traits: Floats
    trait_names: tuple[str, ...]

    def phases(self, phases: Phases) -> Ints:
        """The phase of a kind of pressure in each row's country and month, shape (row,)."""
        codes = np.full(len(self.time), UNKNOWN)
        for at, name in enumerate(self.countries):
            here = self.country == at
            codes[here] = phases.at(name, self.time[here])
        return codes

    def kept(self, rows: Bools) -> QuietSteps:
        """Only some of the rows."""
        return QuietSteps(
            self.countries,
            self.country[rows],
            self.spell[rows],
            self.time[rows],
            self.event[rows],
            self.traits[rows],
            self.trait_names,
        )


def lull_months(histories: Histories) -> QuietSteps:
    """Every month of every lull after the one in which it was known.

    returns: rows with log(1 + age), log(1 + A), log P and decades since 2000, all as of the month before;
             months before which A is unknown are left out.
    """
    rows: list[tuple[float, ...]] = []
    names = tuple(sorted({one.country for one in histories.series}))
    spell = 0
    for unit, lulls in enumerate(lulls_of_all(histories)):
        place = names.index(histories.series[unit].country)
        for lull in lulls:
            spell += 1
            for month in range(lull.known + 1, lull.last + 1):
                twelve = float(histories.path.twelve[unit, month - 1 - histories.first])
                if np.isnan(twelve):
                    continue
                back = lull.end == "comeback" and month == lull.ended
                age, decades = month - 1 - lull.known, (month / 12 - 2000) / 10
                traits = (np.log1p(age), np.log1p(twelve), np.log(max(lull.peak, 1.0)), decades)
                rows.append((place, spell, month - 1, back, *traits))
    return _steps(names, rows, ("log age", "log deaths in 12 months", "log peak", "decades"))


def quiet_years(episodes: Sequence[Episode], last: int) -> QuietSteps:
    """Every quiet year of ended conflicts inside a country, up to year `last`.

    returns: rows with log of quiet years, whether the war had ever reached 1,000 deaths, and decades since 2000;
             `time` is December of the year before.
    """
    # a location of several countries has no one phase
    names = tuple(sorted({one.country for one in episodes if one.intrastate and "," not in one.country}))
    rows: list[tuple[float, ...]] = []
    for spell, one in enumerate(episodes):
        if not one.intrastate or not one.outcome or one.country not in names:
            continue
        again = one.next_episode_year
        for year in range(one.last_year + 1, min(last, again or last) + 1):
            traits = (np.log(year - one.last_year), float(one.max_intensity >= 2), (year - 2000) / 10)
            rows.append((names.index(one.country), spell, year * 12 - 1, year == again, *traits))
    return _steps(names, rows, ("log quiet years", "war", "decades"))


def _steps(names: tuple[str, ...], rows: Sequence[tuple[float, ...]], traits: tuple[str, ...]) -> QuietSteps:
    table = np.array(rows, dtype=float).reshape(len(rows), 4 + len(traits))
    whole = table[:, :3].astype(np.int64)
    return QuietSteps(
        names, whole[:, 0], whole[:, 1], whole[:, 2], table[:, 3] > 0, table[:, 4:].copy(), traits
    )
