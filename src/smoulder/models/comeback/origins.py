"""Origins: months of a lull from which the question is asked, and what followed (docs/methods/comeback.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from smoulder.records.series import Bools, Floats, Ints, Series
from smoulder.records.settings import Settings
from smoulder.series.all_lulls import Histories, walk_histories
from smoulder.series.lull import LULL

Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Origins:
    """Group-months in a lull, each with its question frozen there and what was seen of the answer.

    unit:       shape (n,), position of the series; group: UCDP id; country: position in `countries`.
    lull:       shape (n,), month index at which the lull was known; month: the origin's month index.
    twelve, lowest, peak: shape (n,), A, M and P at the origin, deaths per 12 months.
    line, major_line: shape (n,), the question's lines.
    back, back_major: shape (n,), months after the origin in which A first reached the line; 0 where it was
                not seen to.
    followed:   shape (n,), months after the origin that are covered without a hole, or until it won.
    won:        shape (n,), True where the group was known as the government after `followed` months.
    """

    countries: tuple[str, ...]
    unit: Ints
    group: Ints
    country: Ints
    lull: Ints
    month: Ints
    twelve: Floats
    lowest: Floats
    peak: Floats
    line: Floats
    major_line: Floats
    back: Ints
    back_major: Ints
    followed: Ints
    won: Bools

    def __len__(self) -> int:
        return len(self.month)

    @property
    def age(self) -> Ints:
        """Months since the lull was known."""
        return self.month - self.lull

    @property
    def lull_code(self) -> Ints:
        """A number for each lull, shape (n,)."""
        pairs = np.stack([self.unit, self.lull], axis=1)
        return np.unique(pairs, axis=0, return_inverse=True)[1].ravel().astype(np.int64)

    def take(self, rows: Ints | Bools) -> Origins:
        """These rows only."""
        columns = {name: getattr(self, name)[rows] for name in self.__slots__ if name != "countries"}
        return replace(self, **columns)

    def seen_by(self, month: int) -> Origins:
        """The origins up to a month, with only what was seen by its end."""
        kept = self.take(self.month <= month)
        limit = month - kept.month
        # the victory itself comes in the month after those that are followed
        cut = kept.followed >= limit
        return replace(
            kept,
            back=np.where(kept.back <= limit, kept.back, 0),
            back_major=np.where(kept.back_major <= limit, kept.back_major, 0),
            followed=np.minimum(kept.followed, limit),
            won=kept.won & ~cut,
        )

    def decided(self, horizon: int) -> Bools:
        """Where the whole horizon is covered, or the group won within it; shape (n,)."""
        return (self.followed >= horizon) | self.won

    def came_back(self, horizon: int, *, major: bool = False) -> Bools:
        """Whether A reached the line within the horizon; meant for origins where it is decided."""
        back = self.back_major if major else self.back
        return (back > 0) & (back <= horizon)


def join_origins(one: Origins, other: Origins) -> Origins:
    """Both, one below the other; units and countries of the second are numbered on."""
    names = [name for name in Origins.__slots__ if name not in ("countries", "unit", "country")]
    columns = {name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in names}
    after = int(one.unit.max(initial=-1)) + 1
    return Origins(
        countries=one.countries + other.countries,
        unit=np.concatenate([one.unit, other.unit + after]),
        country=np.concatenate([one.country, other.country + len(one.countries)]),
        **columns,
    )


def find_origins(
    series: Sequence[Series],
    settings: Settings,
    won: Mapping[Key, int] | None = None,
    to: int | None = None,
    histories: Histories | None = None,
) -> Origins:
    """Every month of every lull, to month `to`, in the order of series and months.

    won:       month index from which a group was known to be the government of a country.
    histories: the walks of the same series, where they are at hand.
    returns:   the lines are frozen at the origin: line = max(25, 2·M, M + 25), major_line = max(line, P/2).
               A month is no origin where its own A is unknown, nor once the group is known to have won.
    """
    histories = histories or walk_histories(series, settings, to)
    path, first = histories.path, histories.first
    units, columns = np.nonzero((path.state == LULL) & ~np.isnan(path.twelve))
    countries = tuple(dict.fromkeys(one.country for one in histories.series))
    place = np.array([countries.index(one.country) for one in histories.series], dtype=np.int64)
    groups = np.array([one.group_id for one in histories.series], dtype=np.int64)
    victory = _victories(
        histories, {key: month for key, month in (won or {}).items() if to is None or month <= to}
    )
    kept = columns + first < victory[units]
    units, columns = units[kept], columns[kept]
    width = path.state.shape[1]
    lowest, peak = path.lowest[units, columns], path.peak[units, columns]
    line = np.maximum(
        settings.active_line, np.maximum(settings.comeback_factor * lowest, lowest + settings.comeback_rise)
    )
    major = np.maximum(line, peak / 2)
    began = np.maximum.accumulate(np.where(path.known, np.arange(width), -1), axis=1)
    covered = covered_ahead(path.twelve)[units, columns]
    to_victory = victory[units] - first - columns - 1
    followed = np.minimum(covered, to_victory)
    return Origins(
        countries=countries,
        unit=units.astype(np.int64),
        group=groups[units],
        country=place[units],
        lull=began[units, columns] + first,
        month=columns.astype(np.int64) + first,
        twelve=path.twelve[units, columns],
        lowest=lowest,
        peak=peak,
        line=line,
        major_line=major,
        back=first_reached(path.twelve, units, columns, line, followed),
        back_major=first_reached(path.twelve, units, columns, major, followed),
        followed=followed,
        won=to_victory <= covered,
    )


def _victories(histories: Histories, won: Mapping[Key, int]) -> Ints:
    """Month index of each unit's victory; far beyond the data where there is none."""
    never = np.iinfo(np.int64).max // 2
    return np.array([won.get((one.group_id, one.country), never) for one in histories.series], dtype=np.int64)


def covered_ahead(twelve: Floats) -> Ints:
    """Months after each one with a known A(t) before the first hole, shape (unit, month).

    >>> covered_ahead(np.array([[5.0, 5.0, np.nan, 5.0]])).tolist()
    [[1, 0, 1, 0]]
    """
    ahead = np.zeros(twelve.shape, dtype=np.int64)
    for t in range(twelve.shape[1] - 2, -1, -1):
        ahead[:, t] = np.where(np.isnan(twelve[:, t + 1]), 0, ahead[:, t + 1] + 1)
    return ahead


def first_reached(twelve: Floats, units: Ints, columns: Ints, line: Floats, followed: Ints) -> Ints:
    """Months after each origin in which A first reaches its line, within what is followed; 0 where it does not.

    twelve:  shape (unit, month); an unknown month reaches nothing.
    units, columns, line, followed: shape (n,), where each origin stands, and how far it is looked at.

    >>> here, line = np.array([0]), np.array([25.0])
    >>> first_reached(np.array([[5.0, 9.0, 30.0]]), here, here, line, np.array([2])).tolist()
    [2]
    """
    back = np.zeros(len(units), dtype=np.int64)
    for ahead in range(1, int(followed.max(initial=0)) + 1):
        open_ = np.flatnonzero((back == 0) & (followed >= ahead))
        back[open_[twelve[units[open_], columns[open_] + ahead] >= line[open_]]] = ahead
    return back
