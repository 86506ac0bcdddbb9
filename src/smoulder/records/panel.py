"""Counts of many units by month, for forecasts of all of them at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from smoulder.records.series import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Panel:
    """Monthly counts of units: countries, or groups in countries.

    units:   one name a unit, in the order of the rows.
    ids:     shape (unit,), the numbers by which the source knows them.
    first:   index of the first month (records.month).
    counts:  shape (unit, month), a count >= 0; NaN where the unit did not exist or is not covered.
    near:    shape (unit, unit), True where two units are neighbours; never a unit with itself.
    what:    what is counted, in words.
    countries: the country each unit lies in; left out, the units are countries themselves.
    """

    units: tuple[str, ...]
    ids: Ints
    first: int
    counts: Floats
    near: Bools
    what: str = "state-based deaths"
    countries: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        units = len(self.units)
        if not self.countries:
            object.__setattr__(self, "countries", self.units)
        if (
            self.counts.shape[:1] != (units,)
            or self.ids.shape != (units,)
            or self.near.shape != (units, units)
            or len(self.countries) != units
        ):
            raise ValueError(
                f"a panel of {units} units got counts {self.counts.shape}, ids {self.ids.shape}, neighbours "
                f"{self.near.shape} and {len(self.countries)} countries; each needs one row a unit"
            )

    @property
    def last(self) -> int:
        """Index of the last month."""
        return self.first + int(self.counts.shape[1]) - 1

    def until(self, month: int) -> Panel:
        """The panel as it stood when `month` was its last month.

        raises: ValueError if the panel does not hold that month.
        """
        if not self.first <= month <= self.last:
            raise ValueError(f"month {month} lies outside the panel, {self.first} to {self.last}")
        return replace(self, counts=self.counts[:, : month - self.first + 1])

    def at(self, months: Ints) -> Floats:
        """The counts of these months, shape (unit, month)."""
        return self.counts[:, months - self.first]

    def take(self, places: Ints) -> Panel:
        """Only these units, in this order."""
        return replace(
            self,
            units=tuple(self.units[place] for place in places),
            ids=self.ids[places],
            counts=self.counts[places],
            near=self.near[np.ix_(places, places)],
            countries=tuple(self.countries[place] for place in places),
        )

    def covered(self) -> Panel:
        """Only the units whose last month is known."""
        kept = ~np.isnan(self.counts[:, -1])
        return self if kept.all() else self.take(np.flatnonzero(kept))
