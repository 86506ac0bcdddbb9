"""What is known of a quiet conflict at the end of a year (docs/methods/episodes.md#covariates)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.records.episode import Episode
from smoulder.records.series import Bools, Floats

ENDINGS = {
    "government_won": ("government victory",),
    "rebels_won": ("rebel victory",),
    "deal": ("peace agreement",),
    "ceasefire": ("ceasefire",),
    "faded": ("low activity",),
    "ceased": ("actor ceased to exist",),
}
"""Columns of how the fighting stopped; all nought where that is not known yet."""


@dataclass(frozen=True, slots=True)
class Covariates:
    """names: one for each column; values: shape (n, column)."""

    names: tuple[str, ...]
    values: Floats


def covariates_of(
    quiet: Sequence[Episode], known: Sequence[Episode], near: Mapping[str, frozenset[str]], year: int
) -> Covariates:
    """Covariates of quiet conflicts at the end of a year.

    quiet: the ended episodes asked about; known: all episodes as they stood at the end of the year.
    near:  countries that share a border.
    """
    columns = _own_past(quiet, known, year) | _ending(quiet) | _around(quiet, known, near, year)
    values = np.stack([np.asarray(one, dtype=float) for one in columns.values()], axis=1)
    return Covariates(tuple(columns), values.reshape(len(quiet), len(columns)))


def _own_past(quiet: Sequence[Episode], known: Sequence[Episode], year: int) -> dict[str, Sequence[float]]:
    past: dict[int, list[Episode]] = {}
    for one in known:
        past.setdefault(one.conflict_id, []).append(one)
    own = [past[one.conflict_id] for one in quiet]
    since = [year - min(each.first_year for each in all_) + 1 for all_ in own]
    fought = [sum(each.last_year - each.first_year + 1 for each in all_) for all_ in own]
    return {
        "came_back": [float(len(all_) > 1) for all_ in own],
        "episodes": [float(np.log(len(all_))) for all_ in own],
        "since_first": [float(np.log(years)) for years in since],
        "share_fought": [a / b for a, b in zip(fought, since, strict=True)],
        "length": [float(np.log(one.last_year - one.first_year + 1)) for one in quiet],
        "war": [float(one.max_intensity == 2) for one in quiet],
        "territory": [float(one.aim == 1) for one in quiet],
        "foreign_troops": [float(one.foreign_troops) for one in quiet],
        "groups": [float(np.log(one.side_b.count(",") + 1)) for one in quiet],
        "year": [float(year)] * len(quiet),
    }


def _ending(quiet: Sequence[Episode]) -> dict[str, Sequence[float]]:
    return {name: [float(one.outcome in words) for one in quiet] for name, words in ENDINGS.items()}


def _around(
    quiet: Sequence[Episode], known: Sequence[Episode], near: Mapping[str, frozenset[str]], year: int
) -> dict[str, Floats]:
    """Other conflicts within states: of the same country, and of its neighbours."""
    others = [one for one in known if one.intrastate]
    first = np.array([one.first_year for one in others], dtype=float)
    last = np.array([one.last_year for one in others], dtype=float)
    conflict = np.array([one.conflict_id for one in others], dtype=np.int64)
    country = np.array([one.country for one in others], dtype=object)

    def fought(years: int) -> Floats:
        """Years of fighting of each episode within the last so many."""
        inside: Floats = np.maximum(last - np.maximum(first, year - years + 1) + 1, 0.0)
        return inside

    def total(values: Floats, rows: Callable[[Episode], Bools]) -> Floats:
        return np.array([np.log1p(values[rows(one)].sum()) for one in quiet])

    def same(one: Episode) -> Bools:
        return np.asarray((country == one.country) & (conflict != one.conflict_id), dtype=bool)

    def beside(one: Episode) -> Bools:
        return np.isin(country, list(near.get(one.country, ())))

    return {
        "others_now": total(fought(1), same),
        "others_20": total(fought(20), same),
        "others_new": total((first > year - 5).astype(float), same),
        "near_now": total(fought(1), beside),
        "near_10": total(fought(10), beside),
    }
