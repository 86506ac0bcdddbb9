"""Quiet years of conflicts: what was known at the end of each, and what followed (docs/methods/episodes.md#origins)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from smoulder.models.episodes.covariates import Covariates, covariates_of
from smoulder.models.episodes.known import known_at
from smoulder.records.episode import LAST_YEAR, Episode
from smoulder.records.series import Bools, Floats, Ints

OLDEST = 20
"""Full quiet years up to which a conflict is followed."""
Neighbours = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class QuietYears:
    """One row for each full quiet year of each ended episode: an origin at the end of that year.

    names:    of the covariates; values: shape (n, column), as known at the end of the year.
    conflict: shape (n,), UCDP's number; episode: likewise.
    year:     shape (n,), the calendar year that was quiet; age: full quiet years by its end, from 1.
    back:     shape (n,), years after it in which the next episode began; 0 where none was seen to.
    followed: shape (n,), years after it that were seen.
    """

    names: tuple[str, ...]
    values: Floats
    conflict: Ints
    episode: Ints
    year: Ints
    age: Ints
    back: Ints
    followed: Ints

    def __len__(self) -> int:
        return len(self.year)

    def take(self, rows: Bools) -> QuietYears:
        """These rows only."""
        columns = {name: getattr(self, name)[rows] for name in self.__slots__ if name != "names"}
        return replace(self, **columns)

    def seen_by(self, year: int) -> QuietYears:
        """The rows up to a year, with only what was seen by its end."""
        kept = self.take(self.year <= year)
        limit = np.minimum(year - kept.year, kept.followed)
        return replace(kept, back=np.where(kept.back <= limit, kept.back, 0), followed=limit)

    def columns(self, names: Sequence[str]) -> Floats:
        """These covariates in this order, shape (n, column).

        raises: KeyError if one is not there.
        """
        missing = [name for name in names if name not in self.names]
        if missing:
            raise KeyError(f"no covariate {', '.join(missing)}; there are: {', '.join(self.names)}")
        found: Floats = self.values[:, [self.names.index(name) for name in names]]
        return found

    def decided(self, years: int) -> Bools:
        """Where all the years after the origin were seen; shape (n,)."""
        return self.followed >= years

    def came_back(self, years: int) -> Bools:
        """Whether the next episode began within so many years; meant for rows where it is decided."""
        return (self.back > 0) & (self.back <= years)


def quiet_years(episodes: Sequence[Episode], near: Neighbours, seen: int = LAST_YEAR) -> QuietYears:
    """All quiet years of ended episodes within a state, from the first to the twentieth or to the next episode.

    near:    countries that share a border.
    seen:    last calendar year that is looked at.
    returns: by year, then in the order of the episodes. The covariates of a year are made from `known_at` that year.

    >>> from smoulder.reading.background import load_episodes, load_neighbours
    >>> rows = quiet_years(load_episodes(), load_neighbours(), seen=1960)
    >>> rows.age[rows.conflict == 200].tolist(), rows.back[rows.conflict == 200].tolist()
    ([1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 6, 7, 8], [5, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    """
    last = known_at(episodes, seen)
    returns = {one.episode_id: one.next_episode_year for one in last if one.next_episode_year}
    years = range(min((one.last_year for one in last), default=seen) + 1, seen + 1)
    parts = [_year(known_at(episodes, year), near, year) for year in years]
    values = np.concatenate([part[0].values for part in parts]) if parts else np.empty((0, 0))
    at = np.array([row for part in parts for row in part[1]], dtype=np.int64).reshape(-1, 4)
    back = np.array([returns.get(row[1], row[2]) - row[2] for row in at.tolist()], dtype=np.int64)
    names = parts[0][0].names if parts else ()
    return QuietYears(names, values, at[:, 0], at[:, 1], at[:, 2], at[:, 3], back, seen - at[:, 2])


def _year(
    known: Sequence[Episode], near: Neighbours, year: int
) -> tuple[Covariates, list[tuple[int, int, int, int]]]:
    """Covariates, and conflict, episode, year and age, of the conflicts that were quiet in a year."""
    quiet = [
        one
        for one in known
        if one.intrastate and 1 <= year - one.last_year <= OLDEST and one.next_episode_year is None
    ]
    rows = [(one.conflict_id, one.episode_id, year, year - one.last_year) for one in quiet]
    return covariates_of(quiet, known, near, year), rows
